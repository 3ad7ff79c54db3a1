import type { Point } from '../plane.ts';
import { radians } from '../plane.ts';
import { evenly, lineAround, pointAt, usualLabel } from './dictionary.ts';

/** The two knobs of Pyllusion, with the size of the smaller line and the distance of both. */
export interface LineOptions {
  readonly strength: number;
  readonly difference: number;
  readonly sizeMin?: number;
  readonly distance?: number;
}

/** Two horizontal lines, one above the other; the upper one is longer if difference > 0. */
function twoLines({ difference, sizeMin = 0.5, distance = 1 }: LineOptions) {
  const longer = (1 + Math.abs(difference)) * sizeMin;
  const top = difference > 0 ? longer : sizeMin;
  const bottom = difference > 0 ? sizeMin : longer;
  return {
    Difference: difference,
    Distance: distance,
    Bottom_x1: -bottom / 2,
    Bottom_y1: -distance / 2,
    Bottom_x2: bottom / 2,
    Bottom_y2: -distance / 2,
    Top_x1: -top / 2,
    Top_y1: distance / 2,
    Top_x2: top / 2,
    Top_y2: distance / 2,
    Size_Bottom: bottom,
    Size_Top: top,
    Size_Larger: Math.max(top, bottom),
    Size_Smaller: Math.min(top, bottom),
  };
}

/** Coordinates of the Mueller-Lyer illusion: fins at the ends of both lines, `strength` degrees from vertical. */
export function muellerLyer(options: LineOptions) {
  const { strength, difference, sizeMin = 0.5 } = options;
  const lines = twoLines(options);
  const length = sizeMin / 2;
  const top = difference >= 0 ? strength : -strength;
  const fins: Record<string, number> = {};
  for (const [which, angle] of [
    ['Top', top],
    ['Bottom', -top],
  ] as const) {
    for (const [side, end, sign] of [
      ['Left', { x: lines[`${which}_x1`], y: lines[`${which}_y1`] }, 1],
      ['Right', { x: lines[`${which}_x2`], y: lines[`${which}_y2`] }, -1],
    ] as const) {
      const tip = pointAt(end, length, sign * angle);
      for (const number of ['1', '2']) {
        const name = `Distractor_${which}${side}${number}`;
        fins[`${name}_x1`] = end.x;
        fins[`${name}_y1`] = end.y;
        fins[`${name}_x2`] = tip.x;
        fins[`${name}_y2`] = number === '1' ? tip.y : tip.y - 2 * (tip.y - end.y);
      }
    }
  }
  return {
    ...lines,
    fins,
    Illusion: 'MullerLyer',
    Illusion_Strength: strength,
    Illusion_Type: usualLabel(strength),
    Distractor_Length: length,
  };
}

/** Half of the height that the side lines of Ponzo's illusion reach. */
const REACH = 1.1;

/** Coordinates of the Ponzo illusion: two lines that converge, turned by `strength` degrees each. */
export function ponzo(options: LineOptions) {
  const { strength, difference } = options;
  const angle = difference > 0 ? -strength : strength;
  const left = sideLine(-1, angle);
  const right = sideLine(1, angle);
  return {
    ...twoLines(options),
    Illusion_Strength: strength,
    Illusion_Type: usualLabel(strength),
    Side_Angle: angle,
    Side_Length: right.length,
    Left_x1: left.from.x,
    Left_y1: left.from.y,
    Left_x2: left.to.x,
    Left_y2: left.to.y,
    Right_x1: right.from.x,
    Right_y1: right.from.y,
    Right_x2: right.to.x,
    Right_y2: right.to.y,
    Illusion: 'Ponzo',
  };
}

/** One of the converging lines through (side/2, 0), from y = -1.1 to 1.1 and never across the middle. */
function sideLine(side: -1 | 1, angle: number) {
  const slope = Math.tan(radians(angle));
  const steep = Math.tan(radians(90 - angle));
  // The line leans towards the middle at the top for positive angles, on either side.
  const [start] = lineAround({ x: side / 2, y: 0 }, 1, -side * angle);
  let to: Point = { x: start.x - side * (REACH - start.y) * slope, y: REACH };
  let from: Point = { x: to.x + side * 2 * REACH * slope, y: -REACH };
  if (side * to.x < 0) {
    to = { x: 0, y: from.y - side * (0 - from.x) * steep };
  }
  if (side * from.x < 0) {
    from = { x: 0, y: to.y + side * (to.x - 0) * steep };
  }
  return { from, to, length: Math.hypot(from.x - to.x, from.y - to.y) };
}

/** Coordinates of the vertical-horizontal illusion: two lines that differ in tilt and length. */
export function verticalHorizontal({ strength, difference, sizeMin = 0.5 }: LineOptions) {
  const longer = (1 + Math.abs(difference)) * sizeMin;
  const isLeftLonger = difference >= 0;
  const leftLength = isLeftLonger ? longer : sizeMin;
  const rightLength = isLeftLonger ? sizeMin : longer;
  const tiltsRight = strength >= 0 === isLeftLonger;
  const leftAngle = tiltsRight ? -90 : -90 + Math.abs(strength);
  const rightAngle = tiltsRight ? 90 - Math.abs(strength) : 90;
  const leftFrom = { x: -0.25, y: 0 };
  const rightFrom = { x: 0.25, y: 0 };
  const leftTo = pointAt(leftFrom, leftLength, leftAngle);
  const rightTo = pointAt(rightFrom, rightLength, rightAngle);
  const down = Math.max(0, leftTo.y, rightTo.y) / 2;
  const xs = [leftFrom.x, leftTo.x, rightFrom.x, rightTo.x];
  const middle = (Math.max(...xs) + Math.min(...xs)) / 2;
  return {
    Illusion: 'VerticalHorizontal',
    Size_Left: leftLength,
    Size_Right: rightLength,
    Size_Larger: Math.max(leftLength, rightLength),
    Size_Smaller: Math.min(leftLength, rightLength),
    Difference: difference,
    Illusion_Strength: strength,
    Illusion_Type: usualLabel(strength),
    Left_x1: leftFrom.x - middle,
    Left_y1: leftFrom.y - down,
    Left_x2: leftTo.x - middle,
    Left_y2: leftTo.y - down,
    Left_Angle: leftAngle,
    Right_x1: rightFrom.x - middle,
    Right_y1: rightFrom.y - down,
    Right_x2: rightTo.x - middle,
    Right_y2: rightTo.y - down,
    Right_Angle: rightAngle,
  };
}

/** Coordinates of the Zoellner illusion: two long lines, each crossed by short ones. */
export function zoellner({
  strength,
  difference: given,
  distractorsN = 8,
  distractorsLength = 0.66,
}: {
  readonly strength: number;
  readonly difference: number;
  readonly distractorsN?: number;
  readonly distractorsLength?: number;
}) {
  const difference = -given;
  const [topFrom, topTo] = lineAround({ x: 0, y: 0.33 }, 10, 90 + difference);
  const [bottomFrom, bottomTo] = lineAround({ x: 0, y: -0.33 }, 10, 90 - difference);
  const angle = difference <= 0 ? strength + difference : -strength + difference;
  const topSlope = (topTo.y - topFrom.y) / (topTo.x - topFrom.x);
  const bottomSlope = (bottomTo.y - bottomFrom.y) / (bottomTo.x - bottomFrom.x);
  const places = evenly(-0.9, 0.9, distractorsN);
  const top = places.map((x) =>
    lineAround({ x, y: 0.33 + x * topSlope }, distractorsLength, angle),
  );
  const bottom = places.map((x) =>
    lineAround({ x, y: -0.33 + x * bottomSlope }, distractorsLength, -angle),
  );
  return {
    Illusion: 'Zollner',
    Illusion_Strength: strength,
    Difference: difference,
    Illusion_Type: strength > 0 ? 'Congruent' : 'Incongruent',
    Top_x1: topFrom.x,
    Top_y1: topFrom.y,
    Top_x2: topTo.x,
    Top_y2: topTo.y,
    Bottom_x1: bottomFrom.x,
    Bottom_y1: bottomFrom.y,
    Bottom_x2: bottomTo.x,
    Bottom_y2: bottomTo.y,
    Distractors_n: distractorsN,
    Distractors_Size: distractorsLength,
    Distractors_Top_x1: top.map(([from]) => from.x),
    Distractors_Top_y1: top.map(([from]) => from.y),
    Distractors_Top_x2: top.map(([, to]) => to.x),
    Distractors_Top_y2: top.map(([, to]) => to.y),
    Distractors_Bottom_x1: bottom.map(([from]) => from.x),
    Distractors_Bottom_y1: bottom.map(([from]) => from.y),
    Distractors_Bottom_x2: bottom.map(([, to]) => to.x),
    Distractors_Bottom_y2: bottom.map(([, to]) => to.y),
    Distractors_Angle: angle,
  };
}

/** Angles of the rod-and-frame illusion. */
export function rodFrame({
  strength,
  difference,
}: {
  readonly strength: number;
  readonly difference: number;
}) {
  const rod = -difference;
  const frame = difference >= 0 ? -strength : strength;
  return {
    Illusion: 'RodFrame',
    Frame_Angle: frame,
    Rod_Angle: rod,
    Angle_Difference: rod - frame,
    Difference: difference,
    Illusion_Strength: strength,
    Illusion_Type: usualLabel(strength),
  };
}

/** Coordinates of the Poggendorff illusion: two halves of a line behind a rectangle. */
export function poggendorff({
  strength,
  difference,
}: {
  readonly strength: number;
  readonly difference: number;
}) {
  const angle = difference < 0 ? 90 + strength : 90 - strength;
  const left = pointAt({ x: 0, y: 0 }, 0.75, -angle);
  const right = pointAt({ x: 0, y: difference }, 0.75, 180 - angle);
  return {
    Illusion: 'Poggendorff',
    Illusion_Strength: strength,
    Difference: difference,
    Illusion_Type: Math.sign(difference) === Math.sign(strength) ? 'Incongruent' : 'Congruent',
    Left_x1: 0,
    Left_y1: 0,
    Left_x2: left.x,
    Left_y2: left.y,
    Right_x1: 0,
    Right_y1: difference,
    Right_x2: right.x,
    Right_y2: right.y,
    Angle: angle,
    Rectangle_Height: 1.75,
    Rectangle_Width: 0.5,
  };
}
