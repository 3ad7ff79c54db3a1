import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { defineDrawer, drawn, impossible, uniformField } from '../drawer.ts';
import { entryOf, fillWhere, rounded } from '../regions.ts';
import { luminance, luminances, ratio } from '../table-entries.ts';

const DEPTHS = {
  kind: 'list',
  default: [0],
  min: -1000,
  max: 1000,
  unit: 'degree',
  minLength: 1,
} as const;

/** One piece of a Mondrian: a parallelogram with level upper and lower edges. */
interface Piece {
  /** Top left corner. */
  readonly position: Pair;
  readonly size: Pair;
  /** How far the lower edge lies to the right of the upper one. */
  readonly depth: number;
}

/**
 * Pixels of a piece. Row by row it reaches from one slanted edge to the other, both included, and is one pixel narrower than
 * its width where that is an odd number of pixels; a rectangle is exactly as wide as it says.
 */
function eachPixel(
  { shape: [rows, columns], pixelsPerDegree: [vertical, horizontal] }: Resolution,
  { position, size, depth }: Piece,
  set: (pixel: number) => void,
): void {
  const tall = Math.floor(rounded(size[0] * vertical));
  const wide = Math.floor(rounded(size[1] * horizontal));
  const slant = depth * horizontal;
  const canvas = Math.floor(rounded((size[1] + Math.abs(depth)) * horizontal));
  const top = Math.trunc(rounded(position[0] * vertical));
  const left =
    Math.trunc(rounded(position[1] * horizontal)) + Math.trunc(rounded(Math.min(0, slant)));
  const half = Math.floor(wide / 2);
  for (let row = 0; row < tall; row++) {
    const middle = canvas / 2 + (slant * (row - tall / 2)) / (size[0] * vertical);
    const first = slant === 0 ? 0 : Math.ceil(rounded(middle - half));
    const last = slant === 0 ? wide - 1 : Math.floor(rounded(middle + half));
    for (let column = Math.max(0, first); column <= Math.min(canvas - 1, last); column++) {
      const [down, across] = [top + row, left + column];
      if (down < 0 || down >= rows || across < 0 || across >= columns) continue;
      set(down * columns + across);
    }
  }
}

function drawPieces(
  resolution: Resolution,
  pieces: readonly Piece[],
  intensities: readonly number[],
  background: number,
): { readonly pixels: Float64Array; readonly mondrianMask: Uint16Array } {
  const pixels = uniformField(resolution, background);
  const mondrianMask = new Uint16Array(pixels.length);
  pieces.forEach((piece, index) => {
    eachPixel(resolution, piece, (pixel) => (mondrianMask[pixel] = index + 1));
  });
  fillWhere(pixels, mondrianMask, (region) => entryOf(intensities, region - 1));
  return { pixels, mondrianMask };
}

/** Rectangles and parallelograms, the later ones over the earlier. */
export const mondrian = defineDrawer({
  parameters: {
    positions: {
      kind: 'pairs',
      default: [
        [0, 0],
        [0, 4],
        [3, 1],
        [4, 5],
      ],
      min: -1000,
      max: 1000,
      unit: 'degree',
      meaning: 'Top left corner of each piece from that of the picture, vertical first.',
    },
    sizes: {
      kind: 'pairs',
      default: [
        [3, 4],
        [4, 4],
        [4, 3],
        [2, 2],
      ],
      min: 0,
      max: 1000,
      unit: 'degree',
      minLength: 1,
      meaning: 'Height and width of each piece, beginning again after the last.',
    },
    depths: {
      ...DEPTHS,
      meaning: 'How far the lower edge of each piece lies to the right of its upper edge.',
    },
    intensities: luminances([0.2, 0.9, 0.6, 0], 'pieces'),
    intensityBackground: luminance(0.5, 'background'),
  },
  render: (resolution, values) => {
    const pieces = values.positions.map((position, index) => ({
      position,
      size: values.sizes[index % values.sizes.length]!,
      depth: entryOf(values.depths, index),
    }));
    const { pixels, mondrianMask } = drawPieces(
      resolution,
      pieces,
      values.intensities,
      values.intensityBackground,
    );
    return drawn(resolution, pixels, { mondrianMask });
  },
});

const count = (value: number, what: string) => ({
  ...ratio(value, 1, 200, `How many ${what} there are.`),
  whole: true,
});

/** Rows of patches that look like a folded sheet. */
export const corrugatedMondrian = defineDrawer({
  parameters: {
    nrows: count(4, 'rows'),
    ncols: count(5, 'columns'),
    depths: {
      ...DEPTHS,
      default: [0, -1, 0, 1],
      meaning: 'How far the lower edge of each row lies to the right of its upper edge.',
    },
    intensities: luminances([0, 0.25, 0.5, 0.75, 1], 'patches, row by row'),
    targetIndices: {
      kind: 'pairs',
      default: [],
      min: 0,
      max: 200,
      unit: '1',
      whole: true,
      meaning: 'Row and column of each target, from 0.',
    },
    intensityBackground: luminance(0.5, 'background'),
    intensityTarget: {
      kind: 'list',
      default: null,
      min: 0,
      max: 1,
      unit: '1',
      minLength: 1,
      meaning: 'Luminances of the targets; those of their patches if not given.',
    },
  },
  render: (resolution, values) => corrugated(resolution, values),
});

function corrugated(
  resolution: Resolution,
  values: {
    readonly nrows: number;
    readonly ncols: number;
    readonly depths: readonly number[];
    readonly intensities: readonly number[];
    readonly targetIndices: readonly Pair[];
    readonly intensityBackground: number;
    readonly intensityTarget: readonly number[] | null;
  },
): Drawn {
  const { nrows, ncols, targetIndices, intensityTarget } = values;
  const { shape, pixelsPerDegree } = resolution;
  const depths = Array.from({ length: nrows }, (_, row) => entryOf(values.depths, row));
  const starts = depths.reduce<number[]>(
    (all, depth) => [...all, all.at(-1)! + Math.trunc(rounded(depth * pixelsPerDegree[1]))],
    [0],
  );
  const least = Math.min(...starts);
  const reach = Math.max(...starts) - least;
  const tall = Math.floor(shape[0] / nrows) / pixelsPerDegree[0];
  const wide = Math.floor((shape[1] - reach) / ncols) / pixelsPerDegree[1];
  if (!(tall > 0 && wide > 0)) {
    throw impossible('ncols', 'patches of at least one pixel beside the depths', ncols);
  }
  const pieces = depths.flatMap((depth, row) =>
    Array.from({ length: ncols }, (_, column) => ({
      position: [row * tall, (starts[row]! - least) / pixelsPerDegree[1] + column * wide] as const,
      // Neighbours overlap by a pixel, so that no gap is left.
      size: [tall, column === ncols - 1 ? wide : wide + 1 / pixelsPerDegree[1]] as const,
      depth,
    })),
  );
  const { pixels, mondrianMask } = drawPieces(
    resolution,
    pieces,
    values.intensities,
    values.intensityBackground,
  );
  const targetOf = new Map<number, number>();
  targetIndices.forEach(([row, column], index) => {
    if (row >= nrows || column >= ncols) {
      const patch = `a patch among ${nrows} x ${ncols}`;
      throw impossible(`targetIndices[${index}]`, patch, `${row},${column}`);
    }
    targetOf.set(row * ncols + column + 1, index + 1);
  });
  const targetMask = mondrianMask.map((region) => targetOf.get(region) ?? 0);
  if (intensityTarget !== null) {
    fillWhere(pixels, targetMask, (target) => entryOf(intensityTarget, target - 1));
  }
  return drawn(resolution, pixels, { mondrianMask, targetMask });
}
