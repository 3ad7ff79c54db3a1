import { createRandom, HelmholtzError, suggestion } from '../../agents/index.ts';
import type { FitParameter, PerceptualModel, TrialSequence } from './behaviour-model.ts';
import { perceptualModels } from './find-behaviour-model.ts';
import { scaleFromValue, valueFromScale } from './scales.ts';
import { drawSchedule } from './simulate-behaviour.ts';

/** What a learner believed while it watched a sequence. */
export interface LearnerCourse {
  readonly input: Float64Array;
  readonly prediction: Float64Array;
  /** 95 % interval of the prediction; `null` for learners that do not know how sure they are. */
  readonly interval: { readonly lower: Float64Array; readonly upper: Float64Array } | null;
  /** Expected log volatility with its 95 % interval; `null` for learners without one. */
  readonly volatility: {
    readonly mean: Float64Array;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
  } | null;
  /** Sum of -ln p(observation), nats. */
  readonly surprise: number;
  /** Why the learner did not get to the end. */
  readonly failure: string | null;
}

const INTERVAL = 1.959963984540054;

/** Models of learning that watch 0 and 1, to look at beside each other. */
export function listLearners(): readonly PerceptualModel[] {
  return perceptualModels().filter(({ input }) => input === 'binary');
}

/**
 * A learner watches a reversal schedule. `settings` are values of parameters, in their units; the others have the middle
 * of their prior.
 *
 * @throws {HelmholtzError} `unknown-parameter` or `parameter-out-of-range`.
 */
export function learnerCourse(
  name: string,
  {
    settings,
    trials,
    seed,
  }: {
    readonly settings: Readonly<Record<string, number>>;
    readonly trials: number;
    readonly seed: number;
  },
): LearnerCourse {
  const models = listLearners();
  const model = models.find((one) => one.name === name);
  if (model === undefined) {
    const names = models.map((one) => one.name);
    throw new HelmholtzError(
      'unknown-parameter',
      `learners: no learner "${name}"${suggestion(name, names)}`,
    );
  }
  const known = model.parameters.map((parameter) => parameter.name);
  for (const given of Object.keys(settings)) {
    if (known.includes(given)) continue;
    throw new HelmholtzError(
      'unknown-parameter',
      `${name}.${given}: no such parameter${suggestion(given, known)}`,
    );
  }
  const values = Float64Array.from(model.parameters, (parameter) => valueOf(parameter, settings));
  const { input } = drawSchedule(trials, 'binary', createRandom(seed, 'schedule'));
  const sequence: TrialSequence = {
    ...{ input, response: new Float64Array(trials).fill(Number.NaN) },
    ...{ timeSteps: null, hitRate: null },
  };
  const perception = model.prepare(sequence);
  const isComplete = perception.evaluate(values);
  const { prediction, uncertainty } = perception;
  const around = (
    mean: Float64Array,
    variance: Float64Array,
    shown: (value: number) => number,
  ): { lower: Float64Array; upper: Float64Array } => ({
    lower: mean.map((value, trial) => shown(value - INTERVAL * Math.sqrt(variance[trial]!))),
    upper: mean.map((value, trial) => shown(value + INTERVAL * Math.sqrt(variance[trial]!))),
  });
  const interval =
    uncertainty === null
      ? null
      : around(
          prediction.map((chance) => Math.log(chance / (1 - chance))),
          uncertainty.stateVariance,
          (value) => 1 / (1 + Math.exp(-value)),
        );
  const volatilityVariance = uncertainty?.volatilityVariance ?? null;
  return {
    input,
    prediction: Float64Array.from(prediction),
    interval,
    volatility:
      uncertainty === null || volatilityVariance === null
        ? null
        : {
            mean: Float64Array.from(uncertainty.logVolatility),
            ...around(uncertainty.logVolatility, volatilityVariance, (value) => value),
          },
    surprise: isComplete
      ? input.reduce(
          (sum, seen, trial) =>
            sum - Math.log(seen === 1 ? prediction[trial]! : 1 - prediction[trial]!),
          0,
        )
      : Infinity,
    failure: isComplete ? null : perception.failure(),
  };
}

function valueOf(parameter: FitParameter, settings: Readonly<Record<string, number>>): number {
  const given = Object.hasOwn(settings, parameter.name) ? settings[parameter.name] : undefined;
  if (given === undefined) return valueFromScale(parameter, parameter.prior.mean);
  return valueFromScale(parameter, scaleFromValue(parameter, given));
}
