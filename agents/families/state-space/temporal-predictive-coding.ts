import type { GenerativeModel } from '../../generative-model.ts';
import { cholesky, forwardSubstitute } from '../../maths/cholesky.ts';
import { logDeterminant } from '../../maths/dense.ts';
import type { Sequence } from '../../sequence.ts';
import type { SequenceTypes } from './kalman.ts';
import { simulateHierarchy } from './simulate-hierarchy.ts';
import type { TemporalHierarchy } from './temporal-hierarchy.ts';
import { type CodedStep, TemporalPredictiveCoder } from './temporal-predictive-coder.ts';
import type { TemporalCodingOptions } from './temporal-coding-options.ts';

/** A whole sequence as a temporal predictive coder took it in. */
export interface CodedSequence {
  readonly steps: readonly CodedStep[];
  /** Sum over steps of ln N(observation; its prediction), nats. */
  readonly logPredictive: number;
  readonly coder: TemporalPredictiveCoder;
}

/**
 * Runs temporal predictive coding over a sequence.
 *
 * @throws {HelmholtzError} `bad-shape`, `parameter-out-of-range`, or `diverged` with the step and a stable rate.
 */
export function codeSequence(
  hierarchy: TemporalHierarchy,
  { steps, channels, values }: Sequence,
  options: TemporalCodingOptions = {},
): CodedSequence {
  const coder = new TemporalPredictiveCoder(hierarchy, options);
  let logPredictive = 0;
  const coded = Array.from({ length: steps }, (_, step) => {
    const found = coder.step(values, step * channels);
    logPredictive += logDensity(values.subarray(step * channels, (step + 1) * channels), found);
    return found;
  });
  return { steps: coded, logPredictive, coder };
}

/**
 * Temporal predictive coding as a generative model of sequences: the same model as a Kalman filter's where levels are
 * linear, inverted approximately. Its score is that of its own predictions.
 *
 * @throws {HelmholtzError} `bad-shape` or `parameter-out-of-range`.
 */
export function temporalPredictiveCodingModel(
  hierarchy: TemporalHierarchy,
  options: TemporalCodingOptions = {},
): GenerativeModel<CodedTypes> {
  return {
    family: 'temporal-predictive-coding',
    synthesise: ({ steps }, random) => simulateHierarchy(hierarchy, { steps, random }),
    infer: (observation) => codeSequence(hierarchy, observation, options),
    predict: ({ coder }) => coder.predictNext(),
    score: (observation) => ({
      nats: codeSequence(hierarchy, observation, options).logPredictive,
      kind: 'predictive',
    }),
  };
}

/** What temporal predictive coding speaks of: sequences, and beliefs that remember the coder they came from. */
export type CodedTypes = Omit<SequenceTypes, 'belief'> & { readonly belief: CodedSequence };

/** ln N(y; prediction) of the observed channels, nats. */
function logDensity(
  observation: Float64Array,
  { predictedObservation, predictedCovariance }: CodedStep,
): number {
  const size = observation.length;
  const seen = [...observation.keys()].filter((channel) => !Number.isNaN(observation[channel]!));
  if (seen.length === 0) return 0;
  const factor = cholesky(
    Float64Array.from(seen.flatMap((row) => seen.map((k) => predictedCovariance[row * size + k]!))),
    seen.length,
  );
  if (factor === null) return -Infinity;
  const errors = Float64Array.from(seen, (k) => observation[k]! - predictedObservation[k]!);
  const squared = forwardSubstitute(factor, errors).reduce((sum, value) => sum + value * value, 0);
  return -(squared + logDeterminant(factor) + seen.length * Math.log(2 * Math.PI)) / 2;
}
