import type { AgentKind, ParameterValues } from '../../agents/index.ts';
import { type Bar, barField } from './bars.ts';

const ORIENTATIONS = 8;
/** Longer than any field, so that the bar runs through it, in pixels. */
const LENGTH = 60;
const AMPLITUDE = 0.5;
/** Distance of each half from the midline when the halves do not meet, in pixels; chosen after seeing its effect. */
const MISALIGNMENT = 3;

/** What is shown around the blind spot. */
export type FillingInCondition = 'two-sided' | 'one-sided' | 'misaligned' | 'visible-gap';

/** How well what is guessed in the blind spot agrees with the whole bar; 1 = perfect. */
export interface FillingIn {
  /** <reconstruction, bar> / <bar, bar> over the blind window, mean over orientations. */
  readonly projection: number;
  /** Cosine between reconstruction and bar. */
  readonly cosine: number;
  /** Projection of each trial, in order. */
  readonly projections: readonly number[];
}

/** Windows of a field, of which the centre one is blind. */
export interface BlindField {
  /** Side of the field, in pixels. */
  readonly side: number;
  /** Number of windows, and which of them is blind. */
  readonly windows: number;
  readonly blindWindow: number;
  /** Pixels of the blind window in the field, row by row. */
  readonly blindPixels: readonly number[];
  /** How many windows that are not blind see each pixel of the field. */
  readonly sightings: Uint8Array;
}

/** How the bars are drawn. */
export interface BlindSpotBars {
  /** Factor on the luminance. Default 1. */
  readonly contrast?: number;
  /** Width, in pixels. Default 2; the source does not give it. */
  readonly width?: number;
}

/** Bars of eight orientations, each through the middle of the blind window. */
export interface BlindSpotTrials {
  /** What is shown in one trial: `side x side` pixels, after the retina. */
  readonly observations: readonly Float32Array[];
  /** The whole bar in the blind window. */
  readonly truths: readonly Float32Array[];
}

/**
 * The field of an agent that looks through windows, its centre window blind.
 *
 * @throws {RangeError} if level 0 is not predicted in windows.
 */
export function blindFieldOf(kind: AgentKind, parameters: ParameterValues): BlindField {
  const hierarchy = kind.hierarchy(parameters);
  const transform = hierarchy.connections[0]?.transform;
  if (transform?.kind !== 'windows') {
    throw new RangeError('filling-in: expected level 0 to be predicted in windows');
  }
  const { gridRows, gridColumns, rows, columns, offset } = transform;
  const side = hierarchy.levels[0]!.arrangement.rows;
  const windows = gridRows * gridColumns;
  const blindWindow = Math.floor(windows / 2);
  const pixelsOf = (window: number): number[] => {
    const top = Math.floor(window / gridColumns) * offset;
    const left = (window % gridColumns) * offset;
    return Array.from(
      { length: rows * columns },
      (_, pixel) => (top + Math.floor(pixel / columns)) * side + left + (pixel % columns),
    );
  };
  const sightings = new Uint8Array(side * side);
  for (let window = 0; window < windows; window++) {
    if (window === blindWindow) continue;
    for (const pixel of pixelsOf(window)) sightings[pixel]!++;
  }
  return { side, windows, blindWindow, blindPixels: pixelsOf(blindWindow), sightings };
}

/** Draws the trials of a condition. */
export function blindSpotTrials(
  kind: AgentKind,
  parameters: ParameterValues,
  condition: FillingInCondition,
  { contrast = 1, width = 2 }: BlindSpotBars = {},
): BlindSpotTrials {
  const { side, blindPixels } = blindFieldOf(kind, parameters);
  const draw = (bars: readonly Bar[]): Float32Array =>
    barField(kind, parameters, { side, domain: 'luminance', bars });
  const trials = Array.from({ length: ORIENTATIONS }, (_, index) => {
    const bar = {
      length: LENGTH,
      width,
      axis: (index * Math.PI) / ORIENTATIONS,
      shift: 0,
      amplitude: AMPLITUDE * contrast,
    };
    const whole = draw([bar]);
    return {
      observation: shown(condition, { bar, whole, blindPixels, draw }),
      truth: Float32Array.from(blindPixels, (pixel) => whole[pixel]!),
    };
  });
  return {
    observations: trials.map(({ observation }) => observation),
    truths: trials.map(({ truth }) => truth),
  };
}

/** Scores what was guessed in the blind window, trial by trial, against the whole bars. */
export function scoreFillingIn(
  guesses: readonly ArrayLike<number>[],
  truths: readonly ArrayLike<number>[],
): FillingIn {
  let cosine = 0;
  const projections = truths.map((truth, trial) => {
    const guess = guesses[trial]!;
    const product = dot(guess, truth);
    cosine += product / Math.sqrt(dot(truth, truth) * dot(guess, guess) + 1e-12);
    return product / dot(truth, truth);
  });
  const projection = projections.reduce((sum, one) => sum + one, 0) / truths.length;
  return { projection, cosine: cosine / truths.length, projections };
}

function shown(
  condition: FillingInCondition,
  {
    bar,
    whole,
    blindPixels,
    draw,
  }: {
    readonly bar: Bar;
    readonly whole: Float32Array;
    readonly blindPixels: readonly number[];
    readonly draw: (bars: readonly Bar[]) => Float32Array;
  },
): Float32Array {
  switch (condition) {
    case 'two-sided':
      return whole;
    case 'one-sided':
      return draw([{ ...bar, half: 1 }]);
    case 'misaligned':
      return draw([
        { ...bar, shift: MISALIGNMENT, half: 1 },
        { ...bar, shift: -MISALIGNMENT, half: -1 },
      ]);
    case 'visible-gap': {
      const gap = Float32Array.from(whole);
      for (const pixel of blindPixels) gap[pixel] = 0;
      return gap;
    }
  }
}

function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index]! * right[index]!;
  return sum;
}
