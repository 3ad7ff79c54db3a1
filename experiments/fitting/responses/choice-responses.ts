import { exponential, type Random, REFERENCES } from '../../../agents/index.ts';
import type { ResponseModel, ResponseView } from '../behaviour-model.ts';

const LARGEST_PRODUCT = 1e200;

/** A response model of choices between 0 and 1, from the log odds of choosing 1. */
function choiceModel(
  declaration: Pick<ResponseModel, 'name' | 'summary' | 'sources' | 'parameters'> & {
    readonly needsHitRate?: boolean;
    readonly logOdds: (view: ResponseView, trial: number) => number;
  },
): ResponseModel {
  const { logOdds, needsHitRate = false, ...rest } = declaration;
  const expected = (view: ResponseView, trial: number): number =>
    1 / (1 + Math.exp(-logOdds(view, trial)));
  return {
    ...rest,
    needsHitRate,
    needsUncertainty: false,
    response: 'binary',
    inputs: ['binary'],
    logLikelihood: (view) => {
      // -sum of ln(1 + exp(-s)), the logarithm of a product whose factors are between 1 and 2.
      const { response } = view.sequence;
      let sum = 0;
      let product = 1;
      for (let trial = 0; trial < response.length; trial++) {
        const choice = response[trial]!;
        if (Number.isNaN(choice)) continue;
        const odds = logOdds(view, trial);
        const signed = choice === 1 ? odds : -odds;
        if (signed < 0) sum += signed;
        product *= 1 + exponential(signed < 0 ? signed : -signed);
        if (product > LARGEST_PRODUCT) {
          sum -= Math.log(product);
          product = 1;
        }
      }
      return sum - Math.log(product);
    },
    expected,
    variance: (view, trial) => {
      const chance = expected(view, trial);
      return chance * (1 - chance);
    },
    sample: (view, trial, random: Random) => (random.uniform() < expected(view, trial) ? 1 : 0),
  };
}

/** P(1) = m^zeta / (m^zeta + (1 - m)^zeta), m being the predicted probability: zeta times its log odds. */
export const unitSquareSigmoid = choiceModel({
  name: 'unit-square-sigmoid',
  summary:
    'Chooses 1 with probability m^zeta / (m^zeta + (1 - m)^zeta), m being what was predicted.',
  sources: [REFERENCES.mathys2014],
  parameters: [
    {
      name: 'decisiveness',
      meaning: 'zeta: 1 matches probabilities, more is nearer to always choosing the likelier',
      unit: '1',
      scale: 'log',
      prior: { mean: Math.log(4), deviation: 0.7 },
      isFree: true,
    },
  ],
  logOdds: ({ perception: { prediction, logOdds }, values }, trial) =>
    values[0]! *
    (logOdds === null ? Math.log(prediction[trial]! / (1 - prediction[trial]!)) : logOdds[trial]!),
});

/** P(1) = sigma(beta (m - (1 - m))). */
export const softmax = choiceModel({
  name: 'softmax',
  summary: 'Chooses by a softmax of the predicted probabilities m and 1 - m.',
  sources: [REFERENCES.daw2011],
  parameters: [
    {
      name: 'inverseTemperature',
      meaning: 'beta: 0 chooses at random, more is nearer to always choosing the likelier',
      unit: '1',
      scale: 'log',
      prior: { mean: Math.log(5), deviation: 0.7 },
      isFree: true,
    },
  ],
  logOdds: ({ perception: { prediction }, values }, trial) =>
    values[0]! * (2 * prediction[trial]! - 1),
});

/** x = m + (t - m)/(1 + nu), P(yes) = sigma(beta (2 x - 1)): prior and tone are weighted nu to 1. */
export const conditionedHallucinations = choiceModel({
  name: 'conditioned-hallucinations',
  summary:
    'Reports a tone from what was predicted (weight nu) and from how audible it is (weight 1).',
  sources: [REFERENCES.powers2017],
  needsHitRate: true,
  parameters: [
    {
      name: 'priorWeight',
      meaning: 'nu: weight of the prediction relative to the tone',
      unit: '1',
      scale: 'log',
      prior: { mean: 0, deviation: 1 },
      isFree: true,
    },
    {
      name: 'inverseTemperature',
      meaning: 'beta: how consistently the likelier is reported',
      unit: '1',
      scale: 'log',
      prior: { mean: Math.log(48), deviation: 1 },
      isFree: true,
    },
  ],
  logOdds: ({ perception: { prediction }, sequence: { hitRate }, values }, trial) => {
    const expected = prediction[trial]!;
    const belief = expected + ((hitRate?.[trial] ?? 0) - expected) / (1 + values[0]!);
    return values[1]! * (2 * belief - 1);
  },
});
