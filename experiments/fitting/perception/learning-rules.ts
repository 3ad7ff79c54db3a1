import { REFERENCES } from '../../../agents/index.ts';
import type { FitParameter, Perception, PerceptualModel } from '../behaviour-model.ts';

/** Values of a belief outside of this range would make a choice impossible, and its likelihood 0. */
const SMALLEST = 1e-6;

const share = (name: string, meaning: string, mean: number, isFree = true): FitParameter => ({
  ...{ name, meaning, unit: '1', scale: 'logit', isFree },
  prior: { mean: Math.log(mean / (1 - mean)), deviation: 1 },
});
const initialValue = share('initialValue', 'expectation before the first trial', 0.5, false);

/** A rule that changes one value by a share of its prediction error. */
function learningRule(
  declaration: Pick<PerceptualModel, 'name' | 'summary' | 'sources' | 'parameters'>,
  begin: (values: Float64Array) => { value: number; next: (error: number) => number },
): PerceptualModel {
  return {
    ...declaration,
    input: 'binary',
    prepare: ({ input }): Perception => {
      const prediction = new Float64Array(input.length);
      return {
        prediction,
        logOdds: null,
        uncertainty: null,
        failure: () => null,
        evaluate: (values) => {
          const rule = begin(values);
          let { value } = rule;
          for (let trial = 0; trial < input.length; trial++) {
            prediction[trial] = Math.min(1 - SMALLEST, Math.max(SMALLEST, value));
            const seen = input[trial]!;
            if (!Number.isNaN(seen)) value += rule.next(seen - value);
          }
          return true;
        },
      };
    },
  };
}

/** value += rate x error. */
export const rescorlaWagner = learningRule(
  {
    name: 'rescorla-wagner',
    summary: 'A fixed share of every prediction error is learned.',
    sources: [REFERENCES.rescorlaWagner1972],
    parameters: [share('learningRate', 'share of the error that is learned', 0.25), initialValue],
  },
  (values) => ({ value: values[1]!, next: (error) => values[0]! * error }),
);

/** value += salience x associability x error; associability moves towards |error|. */
export const pearceHall = learningRule(
  {
    name: 'pearce-hall',
    summary: 'The learning rate follows the size of recent prediction errors.',
    sources: [REFERENCES.pearceHall1980, REFERENCES.li2011],
    parameters: [
      share('salience', 'largest learning rate', 0.5),
      share('associabilityRate', 'share by which associability moves to the last error', 0.3),
      share('initialAssociability', 'associability before the first trial', 0.5, false),
      initialValue,
    ],
  },
  (values) => {
    let associability = values[2]!;
    return {
      value: values[3]!,
      next: (error) => {
        const change = values[0]! * associability * error;
        associability += values[1]! * (Math.abs(error) - associability);
        return change;
      },
    };
  },
);

/**
 * Sutton's K1: the logarithm b of the gain is itself learned, by the correlation of errors.
 *
 *   b += mu error h;  k = e^b / (R + e^b);  value += k error;  h = (h + k error) max(0, 1 - k)
 */
export const suttonK1 = learningRule(
  {
    name: 'sutton-k1',
    summary: 'The gain is learned: it grows while errors follow each other in sign.',
    sources: [REFERENCES.sutton1992],
    parameters: [
      {
        ...{ name: 'metaRate', meaning: 'mu: how fast the gain is learned', unit: '1' },
        ...{ scale: 'log', isFree: true, prior: { mean: Math.log(0.3), deviation: 1 } },
      },
      {
        ...{ name: 'initialLogGain', meaning: 'b before the first trial', unit: '1' },
        ...{ scale: 'linear', isFree: true, prior: { mean: Math.log(0.25), deviation: 1 } },
      },
      {
        ...{ name: 'noise', meaning: 'R: variance of the observations', unit: '1' },
        ...{ scale: 'log', isFree: false, prior: { mean: 0, deviation: 1 } },
      },
      initialValue,
    ],
  },
  (values) => {
    let logGain = values[1]!;
    let trace = 0;
    return {
      value: values[3]!,
      next: (error) => {
        logGain = Math.min(10, Math.max(-10, logGain + values[0]! * error * trace));
        const gain = Math.exp(logGain) / (values[2]! + Math.exp(logGain));
        trace = (trace + gain * error) * Math.max(0, 1 - gain);
        return gain * error;
      },
    };
  },
);
