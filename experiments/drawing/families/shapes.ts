import type { Pair, Resolution } from '../../resolution.ts';
import { distancesOf, turn } from '../axes.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { flag, luminance, origin, placePair, ROTATION, size, sizePair } from '../table-entries.ts';
import { centred, rectangleMask } from '../rectangle.ts';
import { paintedRegions, rounded } from '../regions.ts';

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
