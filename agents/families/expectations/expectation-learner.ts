import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import type { Connection, Hierarchy, Level } from '../../hierarchy.ts';
import { createModel } from '../../model.ts';

/** What an agent that expects what comes next makes of what came. */
export interface Experienced {
  /** What was expected of every channel, before it came. */
  readonly expected: Float64Array;
  /** Prediction errors of the senses when it came, before beliefs move: signal - expected, per channel. */
  readonly onsetErrors: Float64Array;
  /** What is left of them when beliefs have settled. */
  readonly settledErrors: Float64Array;
  /** The settled belief, per channel. */
  readonly percept: Float64Array;
}

/** An agent whose prior is what it has come to expect. */
export interface ExpectationLearner {
  /** What is expected next, per channel, copied. */
  readonly expectation: Float64Array;
  /** Perceives a signal, one number per channel, and learns from it what to expect. */
  perceive(signal: ArrayLike<number>): Experienced;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** How to make one. */
export interface ExpectationOptions {
  readonly engine: Engine;
  readonly channels: number;
  /** Precision pi of the senses relative to that of the prior, which is 1; with 0 nothing is perceived. */
  readonly sensoryPrecision: number;
  /** Share eta of the settled error of the prior that its mean takes over; 0 never learns. */
  readonly rate: number;
  /** What is expected at first; nothing (0 everywhere) where absent. */
  readonly start?: ArrayLike<number>;
}

/**
 * Predictive coding with a prior that is carried from one presentation to the next. Three levels with the identity
 * between them: what is sensed (x), what is perceived (h), and what is expected (mu), which is held while h settles.
 *
 *   F = pi/2 |x - h|^2 + 1/2 |h - mu|^2,   h* = (pi x + mu) / (pi + 1),   mu += eta (h* - mu) = -eta dF/dmu
 *
 * A signal that is repeated k times is met by an error that falls geometrically,
 *
 *   x - mu_k = (1 - eta pi / (pi + 1))^k (x - mu_0)
 *
 * and where signals come at random, mu tends to their mean: channels that are 0 or 1 learn probabilities.
 *
 * @throws {HelmholtzError} `parameter-out-of-range`; `bad-shape` where a signal has another number of channels.
 * @see Friston (2005), `REFERENCES.friston2005`; Garrido et al. (2009), `REFERENCES.garrido2009`
 */
export function createExpectationLearner({
  engine,
  channels,
  sensoryPrecision,
  rate,
  start = new Float64Array(channels),
}: ExpectationOptions): ExpectationLearner {
  checkRange('sensoryPrecision', sensoryPrecision, 0, 1e6);
  checkRange('rate', rate, 0, 1);
  const identity = new Float64Array(channels * channels);
  for (let channel = 0; channel < channels; channel++) identity[channel * (channels + 1)] = 1;
  const weights = {
    lowerFromUpper: identity,
    bias: null,
    logPrecision: new Float64Array(channels),
  };
  const model = createModel({
    ...{ hierarchy: hierarchyOf(channels), engine, batch: 1, held: new Set([0, 2]) },
    ...{ weights: [weights, weights], learning: false },
    // The curvature is the same in all directions: one step of its inverse is at the minimum.
    inferenceRate: 1 / (sensoryPrecision + 1),
  });
  model.setPrecision(0, new Float64Array(channels).fill(sensoryPrecision));
  const expectation = Float64Array.from(checked(start, channels));
  const errorsOf = (): Float64Array => model.read(model.built.predictions[0]!.predictionErrors);
  return {
    get expectation() {
      return Float64Array.from(expectation);
    },
    perceive: (signal) => {
      const expected = Float64Array.from(expectation);
      model.setValues(0, checked(signal, channels));
      model.setValues(2, expected);
      model.setValues(1, expected);
      model.measure();
      const onsetErrors = errorsOf();
      model.settle({ steps: 1, tolerance: 0, traceEvery: 0, risesToDiverge: 1 });
      const percept = model.values(1);
      percept.forEach((value, channel) => {
        expectation[channel]! += rate * (value - expected[channel]!);
      });
      return { expected, onsetErrors, settledErrors: errorsOf(), percept };
    },
    dispose: () => {
      model.dispose();
    },
  };
}

function hierarchyOf(columns: number): Hierarchy {
  const level = (name: string, meaning: string): Level => ({
    ...{ name, meaning, unit: '1' },
    arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns },
  });
  const connection: Connection = {
    ...{ activation: 'linear', outputActivation: 'linear', biased: false, precision: 1 },
    ...{ precisionLearned: false, transform: { kind: 'dense' } },
  };
  return {
    levels: [
      level('senses', 'What comes'),
      level('percept', 'What is perceived'),
      level('expectation', 'What is expected'),
    ],
    connections: [connection, connection],
  };
}

function checked(signal: ArrayLike<number>, channels: number): ArrayLike<number> {
  if (signal.length === channels) return signal;
  throw new HelmholtzError(
    'bad-shape',
    `expectation learner: expected ${channels} channels; got ${signal.length}`,
  );
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `expectation learner.${name}: expected number in [${least}, ${most}]; got ${value}`,
  );
}
