import type { Pair, Resolution, ResolutionRequest } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { defineDrawer, drawn, impossible, uniformField } from '../drawer.ts';
import { fillWhere, rounded } from '../regions.ts';
import { indices, luminance, ratio, size, sizePair, sizes } from '../table-entries.ts';

const wholePair = (value: Pair | null, meaning: string) =>
  ({ kind: 'pair', default: value, min: 1, max: 1000, unit: '1', meaning }) as const;

/** A lattice of squares whose middle ones are targets: they form a diamond. */
export const dungeon = defineDrawer({
  parameters: {
    cellSize: {
      kind: 'pair',
      default: null,
      min: 1e-3,
      max: 1000,
      unit: 'degree',
      meaning: 'Height and width of a square, and of the gaps; follows from their number.',
    },
    nCells: wholePair([5, 5], 'How many squares there are: down, then across.'),
    targetRadius: ratio(1, 0, 500, 'How many squares away from the middle one targets reach.'),
    intensityBackground: luminance(0, 'background'),
    intensityGrid: luminance(1, 'squares'),
    intensityTarget: luminance(0.5, 'targets'),
  },
  render: (resolution, values) => {
    const { shape, visualSize, pixelsPerDegree } = resolution;
    const sides = [0, 1].map((axis) => {
      const cell = values.cellSize?.[axis as 0 | 1] ?? null;
      const side = axis as 0 | 1;
      const cells = cell === null ? values.nCells[side] : (visualSize[side] / cell + 1) / 2;
      const whole = Math.floor(rounded(cells));
      const length = Math.floor(
        rounded((visualSize[side] / (2 * cells - 1)) * pixelsPerDegree[side]),
      );
      if (whole < 1 || length < 1) {
        throw impossible('nCells', `squares of at least one pixel in ${shape[side]} px`, cells);
      }
      return { whole, length, start: Math.floor((shape[side] - (2 * whole - 1) * length) / 2) };
    });
    const place = (pixel: number, axis: 0 | 1): number | null => {
      const { whole, length, start } = sides[axis]!;
      const unit = Math.floor((pixel - start) / length);
      return unit < 0 || unit % 2 === 1 || unit / 2 >= whole ? null : unit / 2;
    };
    const pixels = uniformField(resolution, values.intensityBackground);
    const targetMask = new Uint16Array(pixels.length);
    pixels.forEach((_, pixel) => {
      const row = place(Math.floor(pixel / shape[1]), 0);
      const column = place(pixel % shape[1], 1);
      if (row === null || column === null) return;
      pixels[pixel] = values.intensityGrid;
      const away =
        Math.abs(row - (sides[0]!.whole - 1) / 2) + Math.abs(column - (sides[1]!.whole - 1) / 2);
      if (away <= values.targetRadius) targetMask[pixel] = 1;
    });
    fillWhere(pixels, targetMask, values.intensityTarget);
    return drawn(resolution, pixels, { targetMask });
  },
});

const CUBE = {
  targetIndices: indices([1, 2], 'cells of each side, from 0,'),
  cellThickness: size(1, 'Thickness of the cells, towards the middle.'),
  intensityBackground: luminance(0, 'background'),
  intensityCells: luminance(1, 'cells'),
  intensityTarget: luminance(0.5, 'targets'),
} as const;

interface CubeValues {
  readonly targetIndices: readonly number[];
  readonly intensityBackground: number;
  readonly intensityCells: number;
  readonly intensityTarget: number;
}

/** Cells of many lengths along the sides of a square; each side is passed through clockwise. */
export const varyingCells = defineDrawer({
  parameters: {
    cellLengths: { ...sizes([2, 1, 1.5], 'Lengths of the cells of each side.'), minLength: 1 },
    cellSpacing: size(0.5, 'Distance between cells.'),
    ...CUBE,
  },
  resolution: { pixelsPerDegree: 32 },
  render: (resolution, values) => {
    const density = resolution.pixelsPerDegree[0];
    const lengths = values.cellLengths.map((length) => toPixels(length, density));
    const side = along(lengths, toPixels(values.cellSpacing, density));
    return cells(resolution, values, { upright: side, level: side }, [
      toPixels(values.cellThickness, density),
      toPixels(values.cellThickness, density),
    ]);
  },
  completeResolution: (request: ResolutionRequest, { cellLengths, cellSpacing }) => {
    const { pixelsPerDegree, shape, visualSize } = request;
    if (pixelsPerDegree === undefined || shape !== undefined || visualSize !== undefined) {
      return request;
    }
    const density = typeof pixelsPerDegree === 'number' ? pixelsPerDegree : pixelsPerDegree[0];
    const gaps = (cellLengths.length - 1) * toPixels(cellSpacing, density);
    const side = cellLengths.reduce((sum, length) => sum + toPixels(length, density), gaps);
    return { ...request, shape: [Math.max(1, side), Math.max(1, side)] };
  },
});

/** Equal cells along the sides of the picture. */
export const cube = defineDrawer({
  parameters: {
    nCells: wholePair([4, 4], 'How many cells a side has: down, then across.'),
    cellSpacing: sizePair([0.5, 0.5], 'the gaps between cells'),
    ...CUBE,
  },
  render: (resolution, values) => {
    const { shape, pixelsPerDegree } = resolution;
    const [upright, level] = [0, 1].map((axis) => {
      const side = axis as 0 | 1;
      const count = Math.round(values.nCells[side]);
      const gap = toPixels(values.cellSpacing[side], pixelsPerDegree[side]);
      const length = Math.floor((shape[side] - (count - 1) * gap) / count);
      if (length < 1) throw impossible('nCells', 'cells of at least one pixel', count);
      return along(
        Array.from({ length: count }, () => length),
        gap,
      );
    });
    const thickness: Pair = [
      toPixels(values.cellThickness, pixelsPerDegree[0]),
      toPixels(values.cellThickness, pixelsPerDegree[1]),
    ];
    return cells(resolution, values, { upright: upright!, level: level! }, thickness);
  },
});

function toPixels(degrees: number, density: number): number {
  return Math.trunc(rounded(degrees * density));
}

interface Span {
  readonly start: number;
  readonly length: number;
}

function along(lengths: readonly number[], gap: number): readonly Span[] {
  let start = 0;
  return lengths.map((length) => {
    const span = { start, length };
    start += length + gap;
    return span;
  });
}

function lengthOf(spans: readonly Span[]): number {
  const last = spans.at(-1);
  return last === undefined ? 0 : last.start + last.length;
}

function cells(
  resolution: Resolution,
  values: CubeValues,
  { upright, level }: { readonly upright: readonly Span[]; readonly level: readonly Span[] },
  [thickDown, thickAcross]: Pair,
): Drawn {
  const [rows, columns] = resolution.shape;
  const numbered = new Uint16Array(rows * columns);
  const targetMask = new Uint16Array(rows * columns);
  let number = 0;
  const box = (index: number, down: Span, across: Span): void => {
    number++;
    const isTarget = values.targetIndices.includes(index);
    for (let row = Math.max(0, down.start); row < Math.min(rows, down.start + down.length); row++) {
      const first = Math.max(0, across.start);
      const last = Math.min(columns, across.start + across.length);
      for (let column = first; column < last; column++) {
        numbered[row * columns + column] = number;
        if (isTarget) targetMask[row * columns + column] = 1;
      }
    }
  };
  const back = ({ start, length }: Span, side: number): Span => ({
    start: side - start - length,
    length,
  });
  const top = { start: 0, length: thickDown };
  const bottom = { start: rows - thickDown, length: thickDown };
  const left = { start: 0, length: thickAcross };
  const right = { start: columns - thickAcross, length: thickAcross };
  const drawLevel = (index: number): void => {
    const span = level[index];
    if (span === undefined) return;
    box(index, top, span);
    box(index, bottom, back(span, lengthOf(level)));
  };
  const drawUpright = (index: number): void => {
    const span = upright[index];
    if (span === undefined) return;
    box(index, back(span, lengthOf(upright)), left);
    box(index, span, right);
  };
  if (upright === level) {
    for (let index = 0; index < level.length; index++) {
      drawLevel(index);
      drawUpright(index);
    }
  } else {
    for (let index = 0; index < level.length; index++) drawLevel(index);
    for (let index = 0; index < upright.length; index++) drawUpright(index);
  }
  const pixels = uniformField(resolution, values.intensityBackground);
  fillWhere(pixels, numbered, values.intensityCells);
  fillWhere(pixels, targetMask, values.intensityTarget);
  return drawn(resolution, pixels, { cellMask: closedRanks(numbered), targetMask });
}

/** Numbers without gaps: cells that others hide do not count. */
function closedRanks(numbered: Uint16Array): Uint16Array {
  const seen = [...new Set(numbered)].filter((cell) => cell > 0).sort((one, two) => one - two);
  const anew = new Map(seen.map((cell, index) => [cell, index + 1]));
  return numbered.map((cell) => anew.get(cell) ?? 0);
}
