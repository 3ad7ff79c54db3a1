import type { Pair, Resolution } from '../../resolution.ts';
import { distancesOf, turn } from '../axes.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { flag, luminance, origin, placePair, ROTATION, size, sizePair } from '../table-entries.ts';
import { paintedRegions, rounded } from '../regions.ts';

/** Where a rectangle lies: vertical before horizontal, degrees from the top left corner of the picture. */
export interface RectanglePlace {
  readonly size: Pair;
  /** Its top left corner; centred if not given. */
  readonly position?: Pair | null;
  readonly rotation?: number;
}

/** Top left corner of a rectangle in the middle of a picture. */
export function centred({ visualSize: [height, width] }: Resolution, [tall, wide]: Pair): Pair {
  return [height / 2 - tall / 2, width / 2 - wide / 2];
}

/**
 * 1 in a rectangle. It is drawn around the middle of the picture, its left and upper edges included and the others not,
 * turned there, and then moved by whole pixels.
 */
export function rectangleMask(
  resolution: Resolution,
  { size: [tall, wide], position, rotation = 0 }: RectanglePlace,
): Uint16Array {
  const { shape, pixelsPerDegree } = resolution;
  const [rows, columns] = shape;
  const corner = position ?? centred(resolution, [tall, wide]);
  const down = moved(rows, pixelsPerDegree[0], tall, corner[0]);
  const right = moved(columns, pixelsPerDegree[1], wide, corner[1]);
  const [cosine, sine] = turn(rotation);
  const mask = new Uint16Array(rows * columns);
  let index = 0;
  for (let row = 0; row < rows; row++) {
    const y = (row - down - rows / 2) / pixelsPerDegree[0];
    for (let column = 0; column < columns; column++) {
      const x = (column - right - columns / 2) / pixelsPerDegree[1];
      const along = rounded(x * cosine - y * sine);
      const aside = rounded(x * sine + y * cosine);
      const isInside =
        along >= -rounded(wide / 2) &&
        along < rounded(wide / 2) &&
        aside >= -rounded(tall / 2) &&
        aside < rounded(tall / 2);
      mask[index++] = isInside ? 1 : 0;
    }
  }
  return mask;
}

/** By how many pixels something of a length is moved from the middle, for it to begin at a place. */
function moved(pixels: number, density: number, length: number, place: number): number {
  const half = rounded((length * density) / 2);
  const first = Math.ceil(rounded(pixels / 2 - half));
  const beyond = Math.ceil(rounded(pixels / 2 + half));
  const isBetween = (beyond - first + pixels) % 2 === 1;
  return Math.floor(rounded(place * density)) + (isBetween ? 1 : 0) - first;
}

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

/** 1 in a cross in the middle of the picture. */
export function crossMask(
  resolution: Resolution,
  { crossSize, crossThickness, crossArmRatios = [1, 1], rotation = 0 }: CrossPlace,
): Uint16Array {
  const [tall, wide] = crossSize;
  const [thickDown, thickAcross] = crossThickness;
  const above = (tall - thickDown) * (crossArmRatios[0] / (1 + crossArmRatios[0]));
  const left = (wide - thickAcross) * (crossArmRatios[1] / (1 + crossArmRatios[1]));
  const [top, start] = centred(resolution, crossSize);
  const upright = rectangleMask(resolution, {
    size: [tall, thickAcross],
    position: [top, start + left],
    rotation,
  });
  const lying = rectangleMask(resolution, {
    size: [thickDown, wide],
    position: [top + above, start],
    rotation,
  });
  return upright.map((value, index) => value | lying[index]!);
}

/** 1 in an ellipse around the origin. */
export function ellipseMask(
  resolution: Resolution,
  [tall, wide]: Pair,
  { origin: zero, rotation = 0 }: { readonly origin: string; readonly rotation?: number },
): Uint16Array {
  const x = distancesOf(resolution, 'horizontal', { origin: zero });
  const y = distancesOf(resolution, 'vertical', { origin: zero });
  const [cosine, sine] = turn(rotation);
  return Uint16Array.from(x, (across, index) => {
    const along = across * cosine + y[index]! * sine;
    const aside = y[index]! * cosine - across * sine;
    return rounded(Math.sqrt((along / wide) ** 2 + (aside / tall) ** 2)) <= 1 ? 1 : 0;
  });
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
