import type { Resolution } from '../resolution.ts';
import type { Drawn, Masks } from '../stimulus.ts';
import type { Shape } from './shapes.ts';

/** A luminance, the same everywhere or a function of the point in degrees. */
export type Paint = number | ((x: number, y: number) => number);

/** A figure with what it is painted with. */
export interface Figure {
  readonly shape: Shape;
  readonly paint: Paint;
  /** Share of the paint, 0 to 1; 1 if not given. */
  readonly opacity?: number;
  /** Number in the mask of the targets; a figure without one hides the targets that it covers. */
  readonly target?: number;
  /** Number in a mask of its own, by the name of the mask. */
  readonly masks?: Readonly<Record<string, number>>;
}

/** Rounding of distances must not count a pixel on the edge as one inside. */
const REST_OF_PIXEL = 1e-6;

/**
 * Paints figures one over the other. Edges are soft over one pixel: a pixel has as much of the paint as the figure covers
 * of it, by the distance of its centre to the edge. In masks, a pixel belongs to a figure if its centre lies inside.
 */
export function paintFigures(
  resolution: Resolution,
  ground: Paint,
  figures: readonly Figure[],
): Drawn {
  const { planes, ...picture } = paintPlanes(resolution, [ground], figures, ({ paint }) => [paint]);
  return { ...picture, pixels: planes[0]! };
}

/** As {@link paintFigures}, several planes at once, each with a ground and paints of its own. */
export function paintPlanes<Kind extends Omit<Figure, 'paint'>>(
  { shape: [rows, columns], pixelsPerDegree: [vertical, horizontal] }: Resolution,
  grounds: readonly Paint[],
  figures: readonly Kind[],
  paintsOf: (figure: Kind) => readonly Paint[],
): {
  readonly rows: number;
  readonly columns: number;
  readonly planes: readonly Float32Array[];
  readonly masks: Masks;
} {
  const masks: Record<string, Uint16Array> = { targetMask: new Uint16Array(rows * columns) };
  const targetMask = masks['targetMask']!;
  const xOf = (column: number): number => (column + 0.5 - columns / 2) / horizontal;
  const yOf = (row: number): number => -(row + 0.5 - rows / 2) / vertical;
  const planes = grounds.map((ground) => {
    const pixels = new Float32Array(rows * columns);
    if (typeof ground === 'number') return pixels.fill(ground);
    for (let row = 0; row < rows; row++) {
      const y = yOf(row);
      for (let column = 0; column < columns; column++) {
        pixels[row * columns + column] = ground(xOf(column), y);
      }
    }
    return pixels;
  });
  const sharpness = Math.sqrt(vertical * horizontal);
  for (const figure of figures) {
    const { shape, opacity = 1, target = 0, masks: own = {} } = figure;
    const paints = paintsOf(figure);
    const numbered = Object.entries(own).map(
      ([name, number]) => [(masks[name] ??= new Uint16Array(rows * columns)), number] as const,
    );
    const [left, bottom, right, top] = shape.bounds ?? [-Infinity, -Infinity, Infinity, Infinity];
    const first = Math.max(0, Math.floor(rows / 2 - top * vertical) - 1);
    const last = Math.min(rows - 1, Math.ceil(rows / 2 - bottom * vertical) + 1);
    const from = Math.max(0, Math.floor(columns / 2 + left * horizontal) - 1);
    const to = Math.min(columns - 1, Math.ceil(columns / 2 + right * horizontal) + 1);
    for (let row = first; row <= last; row++) {
      const y = yOf(row);
      for (let column = from; column <= to; column++) {
        const x = xOf(column);
        const distance = shape.distance(x, y);
        const share = 0.5 - distance * sharpness;
        if (share <= 0) {
          // The edge is nowhere nearer than this: all the pixels up to there lie outside as well.
          column += Math.max(0, Math.floor((distance - 0.5 / sharpness) * horizontal) - 1);
          continue;
        }
        const covered = Math.min(1, share) * opacity;
        if (covered === 0) continue;
        const index = row * columns + column;
        // All the pixels up to the edge lie inside as well.
        const more =
          share <= 1 ? 0 : Math.floor((-distance - 0.5 / sharpness) * horizontal - REST_OF_PIXEL);
        const end = index + 1 + Math.max(0, Math.min(more, to - column));
        for (let plane = 0; plane < planes.length; plane++) {
          const pixels = planes[plane]!;
          const paint = paints[plane]!;
          for (let at = index; at < end; at++) {
            const amount = typeof paint === 'number' ? paint : paint(xOf(column + at - index), y);
            pixels[at] = pixels[at]! + (amount - pixels[at]!) * covered;
          }
        }
        if (distance <= 0) {
          if (target > 0 || opacity === 1) targetMask.fill(target, index, end);
          for (const [mask, number] of numbered) mask.fill(number, index, end);
        }
        column += end - index - 1;
      }
    }
  }
  return { rows, columns, planes, masks };
}
