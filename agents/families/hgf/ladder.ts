import type { HgfNetwork, StateNode, UpdateScheme } from './network.ts';
import { SMALLEST_PROBABILITY } from './observations.ts';
import { unboundedUpdate, type UnboundedReport } from './volatility-update.ts';

/** The usual network: one input, one state that it shows, and above it states each of which drives the variance of the one below. */
export interface LadderShape {
  readonly input: 'binary' | 'continuous';
  /** How many states, at least 1. The classic "three-level" binary filter has 2: its first level is the input. */
  readonly levels: number;
  readonly scheme: UpdateScheme;
}

/** Numbers per level: mean, precision, tonic volatility, drift, coupling to the level above. */
const LEVEL_SIZE = 5;

/** What was believed on every trial; written over by the next evaluation. Each is `[levels x trials]`, level by level. */
export interface LadderRecord {
  readonly expectedMean: Float64Array;
  readonly expectedPrecision: Float64Array;
  readonly mean: Float64Array;
  readonly precision: Float64Array;
  /** What the input was expected to be, `[trials]`. */
  readonly prediction: Float64Array;
  /** Surprise at the input, nats, `[trials]`; 0 where nothing was observed. */
  readonly surprise: Float64Array;
}

/** A filter made for one sequence of observations, to be evaluated many times with other parameters. */
export interface Ladder {
  readonly shape: LadderShape;
  readonly trials: number;
  /** How many parameters `evaluate` wants: for each level mean, precision, tonic volatility, drift and the coupling to the
   * level above; then the precision of a continuous input. */
  readonly parameterCount: number;
  readonly record: LadderRecord;
  /**
   * Runs the filter.
   *
   * @returns Sum of the surprises, nats; `Infinity` if the filter failed at the trial `failedAt()`.
   */
  evaluate(parameters: Float64Array): number;
  /** Trial and level at which the last evaluation failed; `null` if it did not. */
  failedAt(): { readonly trial: number; readonly level: number } | null;
}

const LOG_2_PI = Math.log(2 * Math.PI);

/**
 * Prepares the fast filter: the equations of {@link runHgf} as one loop over flat arrays, without any allocation.
 *
 * @param observations One value per trial, NaN where nothing was observed.
 * @param timeSteps Time before each trial; `null` for 1 each.
 */
export function createLadder(
  shape: LadderShape,
  observations: Float64Array,
  timeSteps: Float64Array | null = null,
): Ladder {
  const { input, levels, scheme } = shape;
  const trials = observations.length;
  const isBinary = input === 'binary';
  const isUnbounded = scheme === 'unbounded';
  const isStandard = scheme === 'standard';
  const field = (): Float64Array => new Float64Array(levels * trials);
  const record: LadderRecord = {
    expectedMean: field(),
    expectedPrecision: field(),
    mean: field(),
    precision: field(),
    prediction: new Float64Array(trials),
    surprise: new Float64Array(trials),
  };
  // The belief of the present trial, owned by this filter.
  const means = new Float64Array(levels);
  const precisions = new Float64Array(levels);
  const blended = new Float64Array(2);
  const report: { -readonly [Key in keyof UnboundedReport]: number } = {
    formerVariance: 0,
    observedSpread: 0,
    tonicVolatility: 0,
    coupling: 0,
    expectedMean: 0,
    expectedPrecision: 0,
  };
  const failure = { trial: -1, level: 0 };
  const top = levels - 1;

  const evaluate = (parameters: Float64Array): number => {
    failure.trial = -1;
    for (let level = 0; level < levels; level++) {
      means[level] = parameters[level * LEVEL_SIZE]!;
      precisions[level] = parameters[level * LEVEL_SIZE + 1]!;
    }
    const inputPrecision = isBinary ? 0 : parameters[levels * LEVEL_SIZE]!;
    const topVariance = Math.exp(parameters[top * LEVEL_SIZE + 2]!);
    let total = 0;
    for (let trial = 0; trial < trials; trial++) {
      const value = observations[trial]!;
      const isSeen = value === value;
      const time = timeSteps === null ? 1 : timeSteps[trial]!;
      // What the level below reports to this one.
      let below = 0;
      let belowExpected = 0;
      let belowShare = 0;
      let belowFormerVariance = 0;
      let belowTonic = 0;
      let belowCoupling = 0;
      let belowChange = 0;
      for (let level = 0; level < levels; level++) {
        const at = level * LEVEL_SIZE;
        const tonic = parameters[at + 2]!;
        const coupling = parameters[at + 4]!;
        const expectedMean = means[level]! + time * parameters[at + 3]!;
        const variance =
          time * (level === top ? topVariance : Math.exp(tonic + coupling * means[level + 1]!));
        const formerVariance = 1 / precisions[level]!;
        const expectedPrecision = 1 / (formerVariance + variance);
        let mean = expectedMean;
        let precision = expectedPrecision;
        if (level === 0) {
          if (isBinary) {
            const raw = 1 / (1 + Math.exp(-expectedMean));
            const probability =
              raw < SMALLEST_PROBABILITY
                ? SMALLEST_PROBABILITY
                : raw > 1 - SMALLEST_PROBABILITY
                  ? 1 - SMALLEST_PROBABILITY
                  : raw;
            record.prediction[trial] = probability;
            if (isSeen) {
              precision = expectedPrecision + probability * (1 - probability);
              mean = expectedMean + (value - probability) / precision;
              const surprise = -Math.log(value === 1 ? probability : 1 - probability);
              record.surprise[trial] = surprise;
              total += surprise;
            } else record.surprise[trial] = 0;
          } else {
            record.prediction[trial] = expectedMean;
            if (isSeen) {
              const error = value - expectedMean;
              precision = expectedPrecision + inputPrecision;
              mean = expectedMean + (inputPrecision * error) / precision;
              const surprise =
                (LOG_2_PI - Math.log(expectedPrecision) + expectedPrecision * error * error) / 2;
              record.surprise[trial] = surprise;
              total += surprise;
            } else record.surprise[trial] = 0;
          }
        } else if (isSeen) {
          if (isUnbounded) {
            report.formerVariance = belowFormerVariance;
            report.observedSpread = 1 / below + belowChange * belowChange;
            report.tonicVolatility = time === 1 ? belowTonic : belowTonic + Math.log(time);
            report.coupling = belowCoupling;
            report.expectedMean = expectedMean;
            report.expectedPrecision = expectedPrecision;
            unboundedUpdate(report, blended);
            mean = blended[0]!;
            precision = blended[1]!;
          } else {
            const error = belowExpected / below + belowExpected * belowChange * belowChange - 1;
            const weight = belowCoupling * belowShare;
            const square = weight * weight;
            precision =
              expectedPrecision +
              square / 2 +
              square * error -
              (belowCoupling * weight * error) / 2;
            mean =
              expectedMean + (weight * error) / (2 * (isStandard ? precision : expectedPrecision));
          }
        }
        const cell = level * trials + trial;
        record.expectedMean[cell] = expectedMean;
        record.expectedPrecision[cell] = expectedPrecision;
        record.mean[cell] = mean;
        record.precision[cell] = precision;
        // Also false for what is not a number; the mean minus itself is 0 only if it is finite.
        if (!(
          precision > 0 &&
          precision < Infinity &&
          expectedPrecision > 0 &&
          mean - mean === 0
        )) {
          failure.trial = trial;
          failure.level = level;
          return Infinity;
        }
        below = precision;
        belowExpected = expectedPrecision;
        belowShare = variance * expectedPrecision;
        belowFormerVariance = formerVariance;
        belowTonic = tonic;
        belowCoupling = coupling;
        belowChange = mean - expectedMean;
        means[level] = mean;
        precisions[level] = precision;
      }
    }
    return total;
  };

  return {
    shape,
    trials,
    parameterCount: levels * LEVEL_SIZE + (isBinary ? 0 : 1),
    record,
    evaluate,
    failedAt: () => (failure.trial < 0 ? null : { ...failure }),
  };
}

/** A network in the form of a ladder. */
export interface LadderNetwork {
  readonly shape: LadderShape;
  readonly parameters: Float64Array;
  /** Names of the states, the lowest first. */
  readonly names: readonly string[];
}

/** The network as a ladder; `null` if it has another form, for which {@link runHgf} is there. */
export function ladderOf({ scheme, inputs, states }: HgfNetwork): LadderNetwork | null {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0 || input.kind === 'categorical-input') return null;
  const shown = input.kind === 'binary-input' ? { [input.parent]: 1 } : input.parents;
  const ladder: StateNode[] = [];
  for (
    let link = onlyLink(shown);
    link !== null;
    link = onlyLink(ladder.at(-1)!.volatilityParents)
  ) {
    const state = states.find(({ name }) => name === link.name);
    if (state === undefined || Object.keys(state.valueParents).length > 0) return null;
    if (ladder.length === 0 && link.coupling !== 1) return null;
    ladder.push(state);
  }
  if (ladder.length !== states.length) return null;
  const numbers = ladder.flatMap((state) => [
    state.mean,
    state.precision,
    state.tonicVolatility,
    state.drift,
    Object.values(state.volatilityParents)[0] ?? 0,
  ]);
  return {
    shape: {
      input: input.kind === 'binary-input' ? 'binary' : 'continuous',
      levels: ladder.length,
      scheme,
    },
    parameters: Float64Array.from(
      input.kind === 'binary-input' ? numbers : [...numbers, input.precision],
    ),
    names: ladder.map(({ name }) => name),
  };
}

function onlyLink(
  couplings: Readonly<Record<string, number>>,
): { readonly name: string; readonly coupling: number } | null {
  const [entry, ...others] = Object.entries(couplings);
  return entry === undefined || others.length > 0 ? null : { name: entry[0], coupling: entry[1] };
}
