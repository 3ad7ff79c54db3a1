/** A stroke of a character in its box: x to the right and y downwards, both from 0 to 1. */
export type Stroke =
  | { readonly kind: 'line'; readonly coordinates: readonly number[] }
  | {
      readonly kind: 'arc';
      readonly centre: readonly [number, number];
      readonly radii: readonly [number, number];
      /** Where it begins and ends, in degrees: 0 is right, 90 bottom, 180 left, 270 top. */
      readonly from: number;
      readonly to: number;
    };

/** A line through points x0, y0, x1, y1, ... */
const line = (...coordinates: number[]): Stroke => ({ kind: 'line', coordinates });

const arc = (
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  from: number,
  to: number,
): Stroke => ({ kind: 'arc', centre: [x, y], radii: [radiusX, radiusY], from, to });

/** How digits and capital letters are written. Zero is crossed and seven barred, as by hand, to tell them from O and 1. */
export const GLYPH_STROKES: ReadonlyMap<string, readonly Stroke[]> = new Map([
  ['0', [arc(0.5, 0.5, 0.4, 0.5, 0, 360), line(0.75, 0.14, 0.25, 0.86)]],
  ['1', [line(0.2, 0.22, 0.52, 0, 0.52, 1)]],
  ['2', [arc(0.5, 0.28, 0.38, 0.28, 190, 380), line(0.857, 0.376, 0.1, 1, 0.92, 1)]],
  ['3', [arc(0.46, 0.26, 0.36, 0.26, 200, 450), arc(0.46, 0.76, 0.4, 0.24, 270, 510)]],
  ['4', [line(0.72, 1, 0.72, 0, 0.05, 0.68, 0.97, 0.68)]],
  ['5', [line(0.85, 0, 0.2, 0, 0.16, 0.46), arc(0.46, 0.68, 0.42, 0.32, 225, 510)]],
  ['6', [line(0.72, 0, 0.3, 0.36, 0.12, 0.62), arc(0.5, 0.7, 0.4, 0.3, 0, 360)]],
  ['7', [line(0.06, 0, 0.92, 0, 0.36, 1), line(0.3, 0.5, 0.84, 0.5)]],
  ['8', [arc(0.5, 0.25, 0.33, 0.25, 0, 360), arc(0.5, 0.75, 0.4, 0.25, 0, 360)]],
  ['9', [arc(0.5, 0.3, 0.4, 0.3, 0, 360), line(0.88, 0.38, 0.7, 0.64, 0.28, 1)]],
  ['A', [line(0.02, 1, 0.5, 0, 0.98, 1), line(0.2, 0.64, 0.8, 0.64)]],
  [
    'B',
    [
      line(0.5, 0, 0.1, 0, 0.1, 1, 0.52, 1),
      line(0.1, 0.48, 0.54, 0.48),
      arc(0.5, 0.24, 0.34, 0.24, 270, 450),
      arc(0.52, 0.74, 0.4, 0.26, 270, 450),
    ],
  ],
  ['C', [arc(0.56, 0.5, 0.48, 0.5, 50, 310)]],
  ['D', [line(0.4, 0, 0.1, 0, 0.1, 1, 0.4, 1), arc(0.4, 0.5, 0.52, 0.5, 270, 450)]],
  ['E', [line(0.9, 0, 0.1, 0, 0.1, 1, 0.92, 1), line(0.1, 0.48, 0.72, 0.48)]],
  ['F', [line(0.92, 0, 0.1, 0, 0.1, 1), line(0.1, 0.48, 0.74, 0.48)]],
  ['G', [arc(0.54, 0.5, 0.46, 0.5, 45, 310), line(0.87, 0.85, 0.9, 0.54, 0.56, 0.54)]],
  ['H', [line(0.08, 0, 0.08, 1), line(0.92, 0, 0.92, 1), line(0.08, 0.5, 0.92, 0.5)]],
  ['I', [line(0.2, 0, 0.8, 0), line(0.5, 0, 0.5, 1), line(0.2, 1, 0.8, 1)]],
  ['J', [line(0.4, 0, 0.94, 0), line(0.74, 0, 0.74, 0.7), arc(0.42, 0.7, 0.32, 0.3, 0, 170)]],
  ['K', [line(0.1, 0, 0.1, 1), line(0.9, 0, 0.1, 0.58), line(0.36, 0.4, 0.94, 1)]],
  ['L', [line(0.12, 0, 0.12, 1, 0.9, 1)]],
  ['M', [line(0.03, 1, 0.1, 0, 0.5, 0.66, 0.9, 0, 0.97, 1)]],
  ['N', [line(0.08, 1, 0.08, 0, 0.92, 1, 0.92, 0)]],
  ['O', [arc(0.5, 0.5, 0.48, 0.5, 0, 360)]],
  [
    'P',
    [line(0.1, 1, 0.1, 0, 0.5, 0), arc(0.5, 0.27, 0.4, 0.27, 270, 450), line(0.5, 0.54, 0.1, 0.54)],
  ],
  ['Q', [arc(0.5, 0.47, 0.46, 0.47, 0, 360), line(0.56, 0.66, 0.98, 1)]],
  [
    'R',
    [
      line(0.1, 1, 0.1, 0, 0.5, 0),
      arc(0.5, 0.25, 0.38, 0.25, 270, 450),
      line(0.5, 0.5, 0.1, 0.5),
      line(0.48, 0.5, 0.94, 1),
    ],
  ],
  ['S', [arc(0.5, 0.26, 0.4, 0.26, 330, 90), arc(0.5, 0.76, 0.42, 0.24, 270, 510)]],
  ['T', [line(0.02, 0, 0.98, 0), line(0.5, 0, 0.5, 1)]],
  ['U', [line(0.08, 0, 0.08, 0.6), arc(0.5, 0.6, 0.42, 0.4, 180, 0), line(0.92, 0.6, 0.92, 0)]],
  ['V', [line(0.02, 0, 0.5, 1, 0.98, 0)]],
  ['W', [line(0, 0, 0.24, 1, 0.5, 0.34, 0.76, 1, 1, 0)]],
  ['X', [line(0.04, 0, 0.96, 1), line(0.96, 0, 0.04, 1)]],
  ['Y', [line(0.04, 0, 0.5, 0.48, 0.96, 0), line(0.5, 0.48, 0.5, 1)]],
  ['Z', [line(0.06, 0, 0.94, 0, 0.06, 1, 0.96, 1)]],
]);
