import type { BehaviourModel, Perception, Prior, TrialSequence } from './behaviour-model.ts';
import { valueFromScale } from './scales.ts';

/** The joint density of a participant's responses and parameters, made ready for many evaluations. */
export interface LogPosterior {
  /** Names of the free parameters; a point has one number for each: (place on the scale - prior mean) / deviation. */
  readonly free: readonly string[];
  /** -ln p(responses | parameters) - ln p(parameters), up to the constant of the prior; `Infinity` where the model fails. */
  readonly energy: (point: Float64Array) => number;
  /** ln p(responses | parameters) at a point. */
  readonly logLikelihood: (point: Float64Array) => number;
  /** All parameters at a point, in their own units, in the order of the model. */
  readonly values: (point: Float64Array) => Float64Array;
  readonly perception: Perception;
  /** Why the model failed at the last point that was looked at. */
  readonly failure: () => string | null;
}

/**
 * Prepares the posterior of one participant's parameters.
 *
 * @param priors Other priors than those of the model, by name, as a group fit finds them.
 */
export function prepareLogPosterior(
  { parameters, perceptual, responding }: BehaviourModel,
  sequence: TrialSequence,
  priors: Readonly<Record<string, Prior>> = {},
): LogPosterior {
  const priorOf = (name: string, prior: Prior): Prior =>
    (Object.hasOwn(priors, name) ? priors[name] : undefined) ?? prior;
  const perception = perceptual.prepare(sequence);
  const all = new Float64Array(parameters.length);
  const split = perceptual.parameters.length;
  const forPerception = all.subarray(0, split);
  const view = { perception, sequence, values: all.subarray(split) };
  const free: { readonly index: number; readonly prior: Prior }[] = [];
  parameters.forEach((parameter, index) => {
    const prior = priorOf(parameter.name, parameter.prior);
    all[index] = valueFromScale(parameter, prior.mean);
    if (parameter.isFree) free.push({ index, prior });
  });
  const place = (point: Float64Array): void => {
    free.forEach(({ index, prior }, at) => {
      all[index] = valueFromScale(parameters[index]!, prior.mean + prior.deviation * point[at]!);
    });
  };
  const logLikelihood = (point: Float64Array): number => {
    place(point);
    if (!perception.evaluate(forPerception)) return -Infinity;
    return responding.logLikelihood(view);
  };
  return {
    free: free.map(({ index }) => parameters[index]!.name),
    logLikelihood,
    energy: (point) => {
      let squares = 0;
      for (const element of point) squares += element * element;
      const energy = squares / 2 - logLikelihood(point);
      return Number.isNaN(energy) ? Infinity : energy;
    },
    values: (point) => {
      place(point);
      return Float64Array.from(all);
    },
    perception,
    failure: () => perception.failure(),
  };
}
