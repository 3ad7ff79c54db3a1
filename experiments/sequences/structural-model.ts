import {
  HelmholtzError,
  type LearnedPart,
  type LinearGaussian,
  type Sequence,
} from '../../agents/index.ts';

/** Names of the models that need no file. */
export const STRUCTURAL_MODELS = ['local-level', 'local-trend'] as const;

/** Name of a model that needs no file. */
export type StructuralModelName = (typeof STRUCTURAL_MODELS)[number];

/** A model with names for its states. */
export interface NamedStateSpace {
  readonly model: LinearGaussian;
  readonly states: readonly string[];
  /** What of it is to be learned from the data. */
  readonly learn: readonly LearnedPart[];
}

/**
 * A structural model of a table: every column has a level that wanders (`local-level`), and with `local-trend` a slope
 * that wanders as well. Variances that are not given are learned, from a start at the variance of the changes of each
 * column.
 *
 *   level_t = level_t-1 (+ slope_t-1) + w,   slope_t = slope_t-1 + u,   y_t = level_t + v
 *
 * @throws {HelmholtzError} `not-applicable` for a column that never changes, or has fewer than two numbers, if a
 * variance is to be learned from it.
 */
export function structuralModel(
  name: StructuralModelName,
  columns: readonly string[],
  { channels, steps, values }: Sequence,
  given: { readonly processVariance?: number; readonly observationVariance?: number } = {},
): NamedStateSpace {
  const perColumn = name === 'local-level' ? 1 : 2;
  const size = perColumn * channels;
  const facts = columns.map((column, channel) => {
    const seen: number[] = [];
    for (let step = 0; step < steps; step++) {
      const value = values[step * channels + channel]!;
      if (!Number.isNaN(value)) seen.push(value);
    }
    const changes = seen.slice(1).map((value, k) => (value - seen[k]!) ** 2);
    const change = changes.reduce((sum, value) => sum + value, 0) / Math.max(1, changes.length);
    const isGiven = given.processVariance !== undefined && given.observationVariance !== undefined;
    if (!isGiven && !(change > 0)) {
      throw new HelmholtzError(
        'not-applicable',
        `column "${column}": expected numbers that change, to learn variances from; got ${seen.length} ${seen.length === 1 ? 'number' : 'equal numbers'}; give --process-variance and --observation-variance`,
      );
    }
    return { first: seen[0] ?? 0, change: change > 0 ? change : 1 };
  });
  const square = (
    entry: (row: number, column: number) => number,
    rows = size,
    width = size,
  ): number[][] =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: width }, (__, k) => entry(row, k)),
    );
  const channelOf = (state: number): number => Math.floor(state / perColumn);
  const process = (state: number): number => {
    const variance = given.processVariance ?? facts[channelOf(state)]!.change / 3;
    return state % perColumn === 0 ? variance : variance / 100;
  };
  return {
    states: columns.flatMap((column) =>
      name === 'local-level' ? [`${column}_level`] : [`${column}_level`, `${column}_slope`],
    ),
    learn: [
      ...(given.processVariance === undefined ? (['processCovariance'] as const) : []),
      ...(given.observationVariance === undefined ? (['observationCovariance'] as const) : []),
    ],
    model: {
      dynamics: square((row, k) =>
        row === k || (perColumn === 2 && row % 2 === 0 && k === row + 1) ? 1 : 0,
      ),
      observation: square((row, k) => (k === row * perColumn ? 1 : 0), channels),
      processCovariance: square((row, k) => (row === k ? process(row) : 0)),
      observationCovariance: square(
        (row, k) => (row === k ? (given.observationVariance ?? facts[row]!.change / 3) : 0),
        channels,
        channels,
      ),
      initialMean: Array.from({ length: size }, (_, state) =>
        state % perColumn === 0 ? facts[channelOf(state)]!.first : 0,
      ),
      // Vague: a thousand times the variance of the changes.
      initialCovariance: square((row, k) => (row === k ? 1000 * facts[channelOf(row)]!.change : 0)),
    },
  };
}
