import { REFERENCES } from '../../../agents/index.ts';
import type { FitParameter, ResponseModel, ResponseView } from '../behaviour-model.ts';

const LOG_2_PI = Math.log(2 * Math.PI);

/** A response model of numbers with Gaussian noise; the last parameter is the variance of the noise. */
function numberModel(
  declaration: Pick<ResponseModel, 'name' | 'summary' | 'sources' | 'parameters' | 'inputs'> & {
    readonly needsUncertainty?: boolean;
    readonly mean: (view: ResponseView, trial: number) => number;
  },
): ResponseModel {
  const { mean, needsUncertainty = false, ...rest } = declaration;
  const noise = (view: ResponseView): number => view.values.at(-1)!;
  return {
    ...rest,
    needsUncertainty,
    needsHitRate: false,
    response: 'number',
    logLikelihood: (view) => {
      const { response } = view.sequence;
      const variance = noise(view);
      const constant = (LOG_2_PI + Math.log(variance)) / 2;
      let sum = 0;
      for (let trial = 0; trial < response.length; trial++) {
        const given = response[trial]!;
        if (!Number.isNaN(given)) sum -= constant + (given - mean(view, trial)) ** 2 / variance / 2;
      }
      return sum;
    },
    expected: mean,
    variance: noise,
    sample: (view, trial, random) => mean(view, trial) + Math.sqrt(noise(view)) * random.normal(),
  };
}

const noiseVariance = (mean: number): FitParameter => ({
  name: 'noiseVariance',
  meaning: 'variance of the response around what the model expects',
  unit: 'response^2',
  scale: 'log',
  prior: { mean, deviation: 1.5 },
  isFree: true,
});

/** y ~ N(prediction, noise): the participant says what is expected. */
export const gaussian = numberModel({
  name: 'gaussian',
  summary: 'Says what is expected, with Gaussian noise.',
  sources: [REFERENCES.mathys2014],
  inputs: ['binary', 'continuous'],
  parameters: [noiseVariance(Math.log(0.01))],
  mean: ({ perception }, trial) => perception.prediction[trial]!,
});

const weight = (name: string, meaning: string, mean: number, deviation: number): FitParameter => ({
  ...{ name, meaning, unit: 'ln ms', scale: 'linear', isFree: true },
  prior: { mean, deviation },
});

/**
 * ln RT = b0 + b1 surprise + b2 m (1 - m) + b3 m (1 - m) v + b4 m (1 - m) exp(x) + noise
 *
 * m is what was predicted, v the expected variance of the state behind it, x its expected log volatility.
 */
export const logReactionTime = numberModel({
  name: 'log-reaction-time',
  summary:
    'Logarithm of the reaction time to the outcome: a line in surprise, uncertainties and volatility.',
  sources: [REFERENCES.lawson2017],
  inputs: ['binary'],
  needsUncertainty: true,
  parameters: [
    weight('intercept', 'b0: log reaction time with all else 0', Math.log(500), 2),
    weight('surpriseWeight', 'b1: per bit of surprise at the outcome', 0, 0.5),
    weight('outcomeUncertaintyWeight', 'b2: per m (1 - m)', 0, 2),
    weight('stateUncertaintyWeight', 'b3: per m (1 - m) x variance of the state', 0, 2),
    weight('volatilityWeight', 'b4: per m (1 - m) exp(log volatility)', 0, 2),
    noiseVariance(Math.log(0.05)),
  ],
  mean: ({ perception: { prediction, uncertainty }, values }, trial) => {
    const spread = prediction[trial]! * (1 - prediction[trial]!);
    return (
      values[0]! +
      (values[1]! * uncertainty!.surprise[trial]!) / Math.LN2 +
      values[2]! * spread +
      values[3]! * spread * uncertainty!.stateVariance[trial]! +
      values[4]! * spread * Math.exp(uncertainty!.logVolatility[trial]!)
    );
  },
});
