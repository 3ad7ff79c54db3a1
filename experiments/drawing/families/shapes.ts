import type { Pair, Resolution } from '../../resolution.ts';
import { distancesOf, turn } from '../axes.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { flag, luminance, origin, placePair, ROTATION, size, sizePair } from '../table-entries.ts';
import { centred, nextPixel, rectangleMask } from '../rectangle.ts';
import { paintedRegions, roundHalfEven, rounded } from '../regions.ts';

/** An angle in radians as degrees. */
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** A rectangle. */
export const rectangle = defineDrawer({
  parameters: {
    rectangleSize: sizePair([2, 3], 'the rectangle'),
    rectanglePosition: placePair(
      null,
      'Its top left corner from that of the picture; centred if not given.',
    ),
    intensityRectangle: luminance(1, 'rectangle'),
    intensityBackground: luminance(0, 'background'),
    rotation: ROTATION,
  },
  render: (resolution, values) => {
    const mask = rectangleMask(resolution, {
      size: values.rectangleSize,
      position: values.rectanglePosition,
      rotation: values.rotation,
    });
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityRectangle], values.intensityBackground),
      { rectangleMask: mask },
    );
  },
});

/** A cross of two bars, as pixels of its own; arms may differ in length. */
export const crossShape = defineDrawer({
  parameters: {
    crossSize: sizePair([5, 5], 'the cross'),
    crossThickness: sizePair([1.5, 1.5], 'its bars across their length'),
    crossArmRatios: {
      kind: 'pair',
      default: [1, 1],
      min: 1e-3,
      max: 1000,
      unit: '1',
      meaning: 'Length of the upper arm over the lower, and of the left over the right.',
    },
    intensityCross: luminance(1, 'cross'),
    intensityBackground: luminance(0, 'background'),
    rotation: ROTATION,
  },
  render: (resolution, values) => {
    const mask = crossMask(resolution, values);
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityCross], values.intensityBackground),
      { crossMask: mask },
    );
  },
});

/** Sizes of a cross. */
export interface CrossPlace {
  readonly crossSize: Pair;
  readonly crossThickness: Pair;
  readonly crossArmRatios?: Pair;
  readonly rotation?: number;
}

/** 1 in a cross whose bars cross in the middle of the picture. */
export function crossMask(
  resolution: Resolution,
  { crossSize, crossThickness, crossArmRatios = [1, 1], rotation = 0 }: CrossPlace,
): Uint16Array {
  const [tall, wide] = crossSize;
  const [thickDown, thickAcross] = crossThickness;
  const above = (tall - thickDown) * (crossArmRatios[0] / (1 + crossArmRatios[0]));
  const left = (wide - thickAcross) * (crossArmRatios[1] / (1 + crossArmRatios[1]));
  const [height, width] = resolution.visualSize;
  const crossing: Pair = [height / 2 - thickDown / 2, width / 2 - thickAcross / 2];
  const [cosine, sine] = turn(rotation);
  // Bars are turned around their own middles, which are turned around that of the picture.
  const bar = (size: Pair, position: Pair): Uint16Array => {
    const middle = centred(resolution, size);
    const [down, right] = [position[0] - middle[0], position[1] - middle[1]];
    const place: Pair = [
      middle[0] + down * cosine - right * sine,
      middle[1] + right * cosine + down * sine,
    ];
    return rectangleMask(resolution, {
      size,
      position: nextPixel(resolution, size, place),
      rotation,
    });
  };
  const upright = bar([tall, thickAcross], [crossing[0] - above, crossing[1]]);
  const lying = bar([thickDown, wide], [crossing[0], crossing[1] - left]);
  return upright.map((value, index) => value | lying[index]!);
}

/** 1 in an ellipse around the origin, its edge included; places along its axes are rounded to 8 decimals. */
export function ellipseMask(
  resolution: Resolution,
  [tall, wide]: Pair,
  { origin: zero, rotation = 0 }: { readonly origin: string; readonly rotation?: number },
): Uint16Array {
  const x = distancesOf(resolution, 'horizontal', { origin: zero });
  const y = distancesOf(resolution, 'vertical', { origin: zero });
  const [cosine, sine] = turn(rotation);
  const mask = new Uint16Array(x.length);
  for (let index = 0; index < mask.length; index++) {
    const along = x[index]! * cosine + y[index]! * sine;
    const aside = y[index]! * cosine - x[index]! * sine;
    const stretched = rounded(aside) * (wide / tall);
    if (Math.sqrt(rounded(along) ** 2 + stretched ** 2) <= wide) mask[index] = 1;
  }
  return mask;
}

/** An ellipse. */
export const ellipse = defineDrawer({
  parameters: {
    radius: { ...sizePair([1.5, 2.5], 'half of the ellipse'), min: 1e-6 },
    intensityEllipse: luminance(1, 'ellipse'),
    intensityBackground: luminance(0, 'background'),
    rotation: ROTATION,
    origin: origin('mean'),
    restrictSize: flag(true, 'Whether it must fit into the picture.'),
  },
  render: (resolution, values) => {
    const mask = ellipseMask(resolution, values.radius, values);
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityEllipse], values.intensityBackground),
      { ellipseMask: mask },
    );
  },
});

/** A circle that is filled. */
export const filledCircle = defineDrawer({
  parameters: {
    radius: { ...size(2, 'Radius.'), min: 1e-6 },
    intensityCircle: luminance(1, 'circle'),
    intensityBackground: luminance(0, 'background'),
    origin: origin('mean'),
    restrictSize: flag(true, 'Whether it must fit into the picture.'),
  },
  render: (resolution, values) => {
    const mask = ellipseMask(resolution, [values.radius, values.radius], values);
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityCircle], values.intensityBackground),
      { circleMask: mask },
    );
  },
});

/** A right-angled triangle with its right angle at the bottom left. */
export const triangle = defineDrawer({
  parameters: {
    triangleSize: sizePair([4, 4], 'the triangle'),
    intensityTriangle: luminance(1, 'triangle'),
    intensityBackground: luminance(0, 'background'),
    includeCorners: flag(
      true,
      'Whether it reaches to its slanted edge; else pixels nearer than one pixel are left out.',
    ),
    rotation: ROTATION,
  },
  render: (resolution, values) => {
    const { triangleSize, rotation } = values;
    const [tall, wide] = triangleSize;
    // How far below the slanted edge, which leads through the middle of the picture.
    const below = distancesOf(resolution, 'oblique', {
      origin: 'center',
      rotation: rotation + degrees(Math.atan2(-wide, -tall)),
    });
    const least = values.includeCorners ? 0 : 1 / resolution.pixelsPerDegree[0];
    const triangleMask = rectangleMask(resolution, { size: triangleSize, rotation }).map(
      (inside, index) => (rounded(below[index]!) >= least ? inside : 0),
    );
    return drawn(
      resolution,
      paintedRegions(triangleMask, [values.intensityTriangle], values.intensityBackground),
      { triangleMask },
    );
  },
});

/** A parallelogram with level upper and lower edges. */
export const parallelogram = defineDrawer({
  parameters: {
    parallelogramSize: {
      kind: 'list',
      default: [3, 3, 1],
      min: -1000,
      max: 1000,
      unit: 'degree',
      minLength: 3,
      maxLength: 3,
      meaning: 'Height, width, and by how much the lower edge lies further to the right.',
    },
    intensityParallelogram: luminance(1, 'parallelogram'),
    intensityBackground: luminance(0, 'background'),
    rotation: ROTATION,
  },
  render: (resolution, values) => {
    const [tall = 0, wide = 0, depth = 0] = values.parallelogramSize;
    const parallelogramMask = slantedMask(resolution, [tall, wide, depth], values.rotation);
    return drawn(
      resolution,
      paintedRegions(
        parallelogramMask,
        [values.intensityParallelogram],
        values.intensityBackground,
      ),
      { parallelogramMask },
    );
  },
});

/**
 * 1 in a parallelogram in the middle, given by height, width and depth: the part of a rectangle as far from a slanted line
 * through the middle of the picture as the pixel at half of the width.
 */
export function slantedMask(
  resolution: Resolution,
  [tall, wide, depth]: readonly [number, number, number],
  rotation: number,
): Uint16Array {
  const frame = rectangleMask(resolution, { size: [tall, wide + Math.abs(depth)], rotation });
  if (depth === 0) return frame;
  const slant = degrees(Math.atan2(depth, tall));
  const turned = { origin: 'center', rotation: rotation + slant };
  const aside = distancesOf(resolution, 'oblique', turned);
  const limit = rounded(Math.abs(halfWidth(resolution, wide, { rotation, slant })));
  return frame.map((inside, index) => (Math.abs(rounded(aside[index]!)) <= limit ? inside : 0));
}

/** Distance from a slanted line through the middle to the pixel that lies half of the width away along the level edges. */
function halfWidth(
  { pixelsPerDegree: [down, across] }: Resolution,
  wide: number,
  { rotation, slant }: { readonly rotation: number; readonly slant: number },
): number {
  const [cosine, sine] = turn(rotation);
  const right = Math.trunc(Math.floor(rounded((wide * across) / 2)) * cosine);
  const up = Math.trunc(roundHalfEven(rounded((wide * across) / 2)) * sine);
  const [along, against] = turn(rotation + slant);
  return (right / across) * along + (up / down) * against;
}
