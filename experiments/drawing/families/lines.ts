import type { Pair, Resolution } from '../../resolution.ts';
import { turn } from '../axes.ts';
import { defineDrawer, drawn, impossible } from '../drawer.ts';
import { paintedRegions } from '../regions.ts';
import {
  luminance,
  luminancePair,
  origin,
  placePair,
  ROTATION,
  size,
  sizePair,
} from '../table-entries.ts';
import { halfToEven, linePixels } from '../wide-line.ts';
import { ellipseMask } from './shapes.ts';

const LINE_WIDTH = size(0.1, 'Width of the line, rounded to whole pixels.');

/** Where a line lies. */
export interface LinePlace {
  /** Where it begins, vertical before horizontal, degrees from the origin; its middle is that of the picture if not given. */
  readonly position: Pair | null;
  readonly length: number;
  readonly width: number;
  /** Direction in which it goes on: downwards, turned counter-clockwise by so many degrees. */
  readonly rotation: number;
  readonly origin: string;
}

/**
 * 1 on a line. It begins and ends at whole pixels and is as many of them wide as its width rounds to, halves to even;
 * narrower than half a pixel there is none.
 */
export function lineMask(
  { shape, pixelsPerDegree }: Resolution,
  { position, length, width, rotation, origin: zero }: LinePlace,
): Uint16Array {
  const [cosine, sine] = turn(rotation);
  const from = position ?? [(-cosine * length) / 2, (-sine * length) / 2];
  const isCorner = zero === 'corner' && position !== null;
  const start = from.map((place, axis) => place * pixelsPerDegree[axis as 0 | 1]);
  const step = [cosine, sine].map((part, axis) => part * length * pixelsPerDegree[axis as 0 | 1]);
  const end = (axis: 0 | 1): number => {
    const first = isCorner ? start[axis]! : begin(axis);
    return halfToEven(first + step[axis]!);
  };
  function begin(axis: 0 | 1): number {
    return isCorner ? Math.trunc(start[axis]!) : halfToEven(start[axis]! + shape[axis] / 2);
  }
  return linePixels(shape, {
    from: [begin(0), begin(1)],
    to: [end(0), end(1)],
    width: halfToEven(width * pixelsPerDegree[0]),
  });
}

/** A straight line. */
export const straightLine = defineDrawer({
  parameters: {
    linePosition: placePair(
      null,
      'Where it begins, from the origin; centred on the picture if not given.',
    ),
    lineLength: size(3, 'Length of the line.'),
    lineWidth: LINE_WIDTH,
    rotation: ROTATION,
    intensityLine: luminance(1, 'line'),
    intensityBackground: luminance(0, 'background'),
    origin: origin('corner'),
  },
  render: (resolution, values) => {
    const mask = lineMask(resolution, {
      position: values.linePosition,
      length: values.lineLength,
      width: values.lineWidth,
      rotation: values.rotation,
      origin: values.origin,
    });
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityLine], values.intensityBackground),
      { lineMask: mask },
    );
  },
});

/** Two parallel lines on the mean of their luminances. */
export const dipole = defineDrawer({
  parameters: {
    lineLength: size(3, 'Length of the lines.'),
    lineWidth: LINE_WIDTH,
    lineGap: size(0.5, 'Distance between the middles of the lines.'),
    rotation: ROTATION,
    intensityLines: luminancePair([0, 1], 'the right and the left line'),
  },
  render: (resolution, values) => {
    const { lineLength: length, lineWidth: width, lineGap: gap, rotation } = values;
    if (width >= gap) throw impossible('lineGap', `more than lineWidth, ${width} degree`, gap);
    const [cosine, sine] = turn(rotation);
    const side = (sign: 1 | -1): Uint16Array =>
      lineMask(resolution, {
        position: [
          (-cosine * length) / 2 - (sign * sine * gap) / 2,
          (-sine * length) / 2 + (sign * cosine * gap) / 2,
        ],
        length,
        width,
        rotation,
        origin: 'center',
      });
    const right = side(1);
    const left = side(-1);
    const mask = right.map((value, index) => (left[index] === 0 ? value : 2));
    const [first, second] = values.intensityLines;
    return drawn(resolution, paintedRegions(mask, values.intensityLines, (first + second) / 2), {
      lineMask: mask,
    });
  },
});

/** 1 between an ellipse and one that is smaller by the width of a line, at least one pixel. */
export function ellipseLineMask(
  resolution: Resolution,
  radius: Pair,
  lineWidth: number,
): Uint16Array {
  const width = lineWidth === 0 ? 1 / resolution.pixelsPerDegree[0] : lineWidth;
  const [tall, wide] = radius;
  const outer = ellipseMask(resolution, radius, { origin: 'mean' });
  if (tall <= width || wide <= width) return outer;
  const inner = ellipseMask(resolution, [tall - width, wide - width], { origin: 'mean' });
  return outer.map((value, index) => value - inner[index]!);
}

const outline = {
  lineWidth: size(0, 'Width of the line inwards; one pixel if 0.'),
  intensityLine: luminance(1, 'line'),
  intensityBackground: luminance(0, 'background'),
} as const;

/** The outline of an ellipse. */
export const ellipseLine = defineDrawer({
  parameters: { radius: { ...sizePair([1.5, 2.5], 'half of the ellipse'), min: 1e-6 }, ...outline },
  render: (resolution, values) => {
    const mask = ellipseLineMask(resolution, values.radius, values.lineWidth);
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityLine], values.intensityBackground),
      { lineMask: mask },
    );
  },
});

/** The outline of a circle. */
export const circleLine = defineDrawer({
  parameters: { radius: { ...size(2, 'Radius.'), min: 1e-6 }, ...outline },
  render: (resolution, values) => {
    const mask = ellipseLineMask(resolution, [values.radius, values.radius], values.lineWidth);
    return drawn(
      resolution,
      paintedRegions(mask, [values.intensityLine], values.intensityBackground),
      { lineMask: mask },
    );
  },
});
