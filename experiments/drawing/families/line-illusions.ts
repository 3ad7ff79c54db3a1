import type { Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { distancesOf } from '../axes.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn, uniformField } from '../drawer.ts';
import { lineMask, type LinePlace } from '../line-mask.ts';
import { fillWhere, regionsOf } from '../regions.ts';
import { angle, luminance, luminancePair, size } from '../table-entries.ts';

/** A target disc in a circular line. */
export const delboeuf = defineDrawer({
  parameters: {
    outerRadius: size(2, 'Radius of the outer edge of the line.'),
    outerLineWidth: size(0, 'Width of the line; 0 is one pixel.'),
    targetRadius: size(1, 'Radius of the target.'),
    intensityOuterLine: luminance(0, 'line'),
    intensityTarget: luminance(0, 'target'),
    intensityBackground: luminance(1, 'background'),
  },
  render: (resolution, values) => {
    const distances = distancesOf(resolution, 'radial', { origin: 'mean' });
    const pixel = 1 / resolution.pixelsPerDegree[0];
    const inner = values.outerRadius - Math.max(values.outerLineWidth, pixel);
    const lineRegions = regionsOf(distances, [inner, values.outerRadius]);
    const line = lineRegions.map((region) => (region === 2 ? 1 : 0));
    const targetMask = regionsOf(distances, [values.targetRadius]);
    const pixels = uniformField(resolution, values.intensityBackground);
    fillWhere(pixels, line, values.intensityOuterLine);
    fillWhere(pixels, targetMask, values.intensityTarget);
    return drawn(resolution, pixels, { lineMask: line, targetMask });
  },
});
/** Target discs in two circular lines. */
export const delboeufTwoSided = twoSided(delboeuf, {
  outerRadius: [1.8, 1.1],
  outerLineWidth: null,
  targetRadius: null,
  intensityTarget: null,
  intensityOuterLine: null,
});

/** Lines painted one after the other; each has a number in the mask of lines, and some are targets. */
function painted(
  resolution: Resolution,
  background: number,
  lines: readonly {
    readonly place: LinePlace;
    readonly luminance: number;
    readonly target?: number;
  }[],
): Drawn {
  const pixels = uniformField(resolution, background);
  const numbers = new Uint16Array(pixels.length);
  const targetMask = new Uint16Array(pixels.length);
  lines.forEach(({ place, luminance: level, target = 0 }, index) => {
    const mask = lineMask(resolution, place);
    fillWhere(pixels, mask, level);
    mask.forEach((value, pixel) => {
      if (value === 0) return;
      numbers[pixel] = index + 1;
      targetMask[pixel] = target;
    });
  });
  return drawn(resolution, pixels, { lineMask: numbers, targetMask });
}

/** A target line with two shorter lines at each of its ends. */
export const muellerLyer = defineDrawer({
  parameters: {
    outerLinesLength: size(1, 'Length of the lines at the ends.'),
    outerLinesAngle: angle(45, 'Angle between them and the target; above 90 they point outwards.'),
    targetLength: size(3, 'Length of the target.'),
    lineWidth: size(0, 'Width of all lines; 0 is one pixel.'),
    intensityOuterLines: luminance(1, 'lines at the ends'),
    intensityTarget: luminance(0.5, 'target'),
    intensityBackground: luminance(0, 'background'),
  },
  render: (resolution, values) => {
    const { outerLinesLength: length, targetLength, lineWidth: width } = values;
    const fins = [-1, 1].flatMap((end) =>
      [-1, 1].map((side) => {
        const direction = (end === 1 ? 180 : 0) + side * values.outerLinesAngle;
        const radians = (direction * Math.PI) / 180;
        return {
          place: {
            x: (end * targetLength) / 2 + (length / 2) * Math.cos(radians),
            y: (length / 2) * Math.sin(radians),
            length,
            width,
            direction,
          },
          luminance: values.intensityOuterLines,
        };
      }),
    );
    const target = { x: 0, y: 0, length: targetLength, width, direction: 0 };
    return painted(resolution, values.intensityBackground, [
      ...fins,
      { place: target, luminance: values.intensityTarget, target: 1 },
    ]);
  },
});
/** Target lines with lines that point inwards on one side and outwards on the other. */
export const muellerLyerTwoSided = twoSided(muellerLyer, {
  outerLinesLength: [0.7, 0.7],
  outerLinesAngle: [45, 135],
  targetLength: [2, 2],
  lineWidth: null,
  intensityOuterLines: null,
  intensityTarget: null,
});

/** Two level lines between two that converge upwards. */
export const ponzo = defineDrawer({
  parameters: {
    outerLinesLength: size(6, 'Length of the converging lines.'),
    outerLinesWidth: size(0, 'Width of the converging lines; 0 is one pixel.'),
    outerLinesAngle: angle(15, 'Angle of the converging lines from vertical.'),
    targetLinesLength: size(1.5, 'Length of the targets.'),
    targetLinesWidth: size(0, 'Width of the targets; 0 is one pixel.'),
    targetDistance: size(3, 'Distance of the targets.'),
    intensityOuterLines: luminancePair([1, 1], 'the left and the right converging line'),
    intensityTargetLines: luminancePair([0.5, 0.5], 'the upper and the lower target'),
    intensityBackground: luminance(0, 'background'),
  },
  render: (resolution, values) => {
    const side = (sign: number): LinePlace => ({
      x: sign * values.targetLinesLength,
      y: 0,
      length: values.outerLinesLength,
      width: values.outerLinesWidth,
      direction: 90 + sign * values.outerLinesAngle,
    });
    const level = (sign: number): LinePlace => ({
      x: 0,
      y: (sign * values.targetDistance) / 2,
      length: values.targetLinesLength,
      width: values.targetLinesWidth,
      direction: 0,
    });
    const [left, right] = values.intensityOuterLines;
    const [upper, lower] = values.intensityTargetLines;
    return painted(resolution, values.intensityBackground, [
      { place: side(-1), luminance: left },
      { place: side(1), luminance: right },
      { place: level(1), luminance: upper, target: 1 },
      { place: level(-1), luminance: lower, target: 2 },
    ]);
  },
});
