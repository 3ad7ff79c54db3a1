import type { Pair, Resolution, ResolutionRequest } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { defineDrawer, drawn, impossible } from '../drawer.ts';
import { entryOf, fillWhere, rounded } from '../regions.ts';
import { flag, luminances, ratio, ROTATION } from '../table-entries.ts';
import { PERIOD, phaseRequest, ROUND_PHASE_WIDTH } from '../wave-tables.ts';
import { drawWave, type Wave } from '../wave.ts';

const pairOrNone = (unit: string, max: number, meaning: string) =>
  ({
    kind: 'pair',
    default: null,
    min: 1e-3,
    max,
    unit,
    meaning: `${meaning}: across, then down.`,
  }) as const;

const BOARD = {
  frequency: pairOrNone('cycles/degree', 1000, 'Pairs of checks per degree'),
  boardShape: pairOrNone('1', 10_000, 'How many checks there are'),
  checkVisualSize: pairOrNone('degree', 1000, 'Size of a check'),
  period: PERIOD,
  rotation: ROTATION,
  intensityChecks: luminances([0, 1], 'checks'),
  roundPhaseWidth: ROUND_PHASE_WIDTH,
} as const;

interface BoardValues {
  readonly frequency: Pair | null;
  readonly boardShape: Pair | null;
  readonly checkVisualSize: Pair | null;
  readonly period: string;
  readonly rotation: number;
  readonly roundPhaseWidth: boolean;
  readonly intensityChecks: readonly number[];
}

interface Board {
  readonly pixels: Float64Array;
  readonly columnMask: Uint16Array;
  readonly rowMask: Uint16Array;
  readonly checkerMask: Uint16Array;
  readonly columns: number;
  readonly rows: number;
  /** Height and width of a check. */
  readonly checkSize: Pair;
  readonly resolved: NonNullable<Drawn['resolved']>;
}

/** Numbers without gaps in the same order: of a turned board some checks lie beyond the picture. */
function ranked(regions: Uint16Array): Uint16Array {
  const rank = new Map(
    [...new Set(regions)]
      .sort((one, other) => one - other)
      .map((region, index) => [region, index + 1]),
  );
  return regions.map((region) => rank.get(region)!);
}

/** Two square waves at right angles; a check has the first luminance where both are high or both are low. */
function drawBoard(resolution: Resolution, values: BoardValues): Board {
  const side = (axis: 0 | 1): Wave =>
    drawWave(resolution, {
      place: 'checkerboard',
      shape: 'square',
      metric: 'oblique',
      origin: 'corner',
      rotation: values.rotation - 90 * axis,
      luminances: [0, 1],
      ...phaseRequest(
        {
          frequency: values.frequency?.[axis] ?? null,
          period: values.period,
          roundPhaseWidth: values.roundPhaseWidth,
        },
        values.boardShape?.[axis] ?? null,
        values.checkVisualSize?.[axis] ?? null,
      ),
    });
  const across = side(0);
  const down = side(1);
  const columnMask = across.regions;
  const rowMask = down.regions;
  const columns = columnMask.reduce((most, number) => Math.max(most, number), 0);
  const rows = rowMask.reduce((most, number) => Math.max(most, number), 0);
  return {
    // Near edges a wave may change a sample before its phases do.
    pixels: across.pixels.map((luminance, index) =>
      entryOf(values.intensityChecks, luminance === down.pixels[index] ? 0 : 1),
    ),
    columnMask,
    rowMask,
    checkerMask: ranked(rowMask.map((row, index) => (row - 1) * columns + columnMask[index]!)),
    columns,
    rows,
    checkSize: [down.width, across.width],
    resolved: {
      frequency: [across.frequency, down.frequency],
      boardShape: [across.phases, down.phases],
      checkVisualSize: [across.width, down.width],
    },
  };
}

/** Checks give the size of a picture of which nothing but the fineness is known; then they count down first. */
function completedByChecks(
  request: ResolutionRequest,
  { boardShape, checkVisualSize, frequency }: BoardValues,
): ResolutionRequest {
  const { visualSize, shape, pixelsPerDegree } = request;
  if (visualSize !== undefined || shape !== undefined || pixelsPerDegree === undefined) {
    return request;
  }
  const check: Pair | null =
    checkVisualSize ?? (frequency === null ? null : [0.5 / frequency[0], 0.5 / frequency[1]]);
  if (boardShape === null || check === null) return request;
  return { ...request, visualSize: [boardShape[0] * check[0], boardShape[1] * check[1]] };
}

/** Checks, some of which are targets, alone or with their neighbours. */
export const checkerboard = defineDrawer({
  parameters: {
    ...BOARD,
    targetIndices: {
      kind: 'pairs',
      default: [],
      min: -10_000,
      max: 10_000,
      unit: '1',
      whole: true,
      meaning:
        'Row and column of each check that is a target, from 0; negative ones from the last.',
    },
    extendTargets: flag(false, 'Whether the four checks beside it belong to a target.'),
    intensityTarget: luminances([0.5], 'targets'),
  },
  render: (resolution, values) => {
    const board = drawBoard(resolution, values);
    const { pixels, checkerMask, columnMask, rowMask, columns, rows } = board;
    const targetMask = new Uint16Array(pixels.length);
    values.targetIndices.forEach((index, number) => {
      const row = index[0] < 0 ? index[0] + rows : index[0];
      const column = index[1] < 0 ? index[1] + columns : index[1];
      const steps = values.extendTargets ? NEIGHBOURS : [[0, 0] as const];
      for (const [down, across] of steps) {
        const at: Pair = [row + down, column + across];
        if (at[0] < 0 || at[0] >= rows || at[1] < 0 || at[1] >= columns) {
          const board = `a check on the board of ${rows} x ${columns}`;
          throw impossible(`targetIndices[${number}]`, board, at.join(','));
        }
        // A check beside two targets belongs to the first.
        targetMask.forEach((target, pixel) => {
          const isInside = rowMask[pixel] === at[0] + 1 && columnMask[pixel] === at[1] + 1;
          if (isInside && target === 0) targetMask[pixel] = number + 1;
        });
      }
    });
    fillWhere(pixels, targetMask, (target) => entryOf(values.intensityTarget, target - 1));
    return drawn(
      resolution,
      pixels,
      { checkerMask, colMask: columnMask, rowMask, targetMask },
      board.resolved,
    );
  },
  completeResolution: completedByChecks,
});

const NEIGHBOURS = [
  [-1, 0],
  [0, -1],
  [0, 0],
  [0, 1],
  [1, 0],
] as const;

/** Checks of which those in the middle are seen through a transparent layer. */
export const contrastContrast = defineDrawer({
  parameters: {
    ...BOARD,
    targetShape: {
      kind: 'pair',
      default: [2, 3],
      min: 0,
      max: 10_000,
      unit: '1',
      meaning: 'How many checks are seen through the layer: down, then across.',
    },
    tau: ratio(0.5, 0, 1, 'Luminance of the layer where it is opaque.'),
    alpha: ratio(0.5, 0, 1, 'Part of the luminance behind the layer that comes through.'),
  },
  render: (resolution, values) => {
    const board = drawBoard(resolution, values);
    const { pixels, checkerMask, columnMask, rowMask, checkSize } = board;
    const { shape, pixelsPerDegree } = resolution;
    const [first, count] = [0, 1].map((part) =>
      shape.map((length, axis) => {
        const checks = values.targetShape[axis as 0 | 1];
        // Whole pixels of each check.
        const pixels =
          checks * Math.floor(rounded(checkSize[axis as 0 | 1] * pixelsPerDegree[axis as 0 | 1]));
        return part === 0 ? Math.floor((length - pixels) / 2) : pixels;
      }),
    );
    const inside = (row: number, axis: 0 | 1): boolean =>
      row >= first![axis]! && row < first![axis]! + count![axis]!;
    const targetMask = Uint16Array.from(pixels, (_, pixel) =>
      inside(Math.floor(pixel / shape[1]), 0) && inside(pixel % shape[1], 1) ? 1 : 0,
    );
    targetMask.forEach((target, pixel) => {
      if (target === 0) return;
      pixels[pixel] = values.tau * (1 - values.alpha) + values.alpha * pixels[pixel]!;
    });
    return drawn(
      resolution,
      pixels,
      { checkerMask, colMask: columnMask, rowMask, targetMask },
      board.resolved,
    );
  },
  completeResolution: completedByChecks,
});
