import type { BehaviourModel } from './behaviour-model.ts';
import type { FittedParticipant } from './fit-behaviour.ts';
import { scaleFromValue, valueFromScale } from './scales.ts';

/** What a fitted model believed and expected of one participant, trial by trial. */
export interface TrialBeliefs {
  /** What was expected to be observed. */
  readonly prediction: Float64Array;
  /** 95 % interval of the prediction by the model's own uncertainty; `null` for models that have none. */
  readonly lower: Float64Array | null;
  readonly upper: Float64Array | null;
  /** Expected log volatility; `null` for models that have none. */
  readonly logVolatility: Float64Array | null;
  /** What the participant was expected to do: a probability or a mean. */
  readonly expected: Float64Array;
  /** (response - expected) / deviation; NaN without a response. */
  readonly residual: Float64Array;
}

const INTERVAL = 1.959963984540054;

/** Runs the fitted model once more and keeps what it believed; `null` where there is no fit. */
export function trialBeliefs(
  { parameters, perceptual, responding }: BehaviourModel,
  { sequence, fit }: Pick<FittedParticipant, 'sequence' | 'fit'>,
): TrialBeliefs | null {
  const values = Float64Array.from(parameters, (parameter) => {
    const found = fit.estimates.find(({ name }) => name === parameter.name);
    return found?.value ?? valueFromScale(parameter, parameter.prior.mean);
  });
  if (values.some(Number.isNaN)) return null;
  const perception = perceptual.prepare(sequence);
  const split = perceptual.parameters.length;
  if (!perception.evaluate(values.subarray(0, split))) return null;
  const { prediction, uncertainty } = perception;
  const view = { perception, sequence, values: values.subarray(split) };
  const expected = prediction.map((_, trial) => responding.expected(view, trial));
  const place = perceptual.input === 'binary' ? LOGIT : LINEAR;
  const bound = (sign: number): Float64Array | null =>
    uncertainty === null
      ? null
      : prediction.map((mean, trial) =>
          valueFromScale(
            place,
            scaleFromValue(place, mean) +
              sign * INTERVAL * Math.sqrt(uncertainty.stateVariance[trial]!),
          ),
        );
  const hasVolatility = perceptual.parameters.some(({ name }) => name.startsWith('coupling'));
  return {
    prediction: Float64Array.from(prediction),
    lower: bound(-1),
    upper: bound(1),
    logVolatility:
      uncertainty === null || !hasVolatility ? null : Float64Array.from(uncertainty.logVolatility),
    expected,
    residual: expected.map(
      (mean, trial) =>
        (sequence.response[trial]! - mean) / Math.sqrt(responding.variance(view, trial)),
    ),
  };
}

const UNUSED = {
  name: '',
  meaning: '',
  unit: '1',
  isFree: false,
  prior: { mean: 0, deviation: 1 },
};
const LOGIT = { ...UNUSED, scale: 'logit' } as const;
const LINEAR = { ...UNUSED, scale: 'linear' } as const;
