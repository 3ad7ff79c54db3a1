import { REFERENCES } from '../../agents/index.ts';
import { combineCues } from '../ideal-observers/cue-combination.ts';
import { defineObserver } from '../define-observer.ts';

/**
 * One level of predictive coding: a cause with a Gaussian prior predicts a measurement. Being linear, it settles at the
 * exact posterior, exponentially and with the time constant 1 / (precision of the senses + precision of the prior).
 */
export default defineObserver({
  name: 'magnitude',
  summary: 'Perceives one quantity from a noisy measurement and a Gaussian prior.',
  sources: [REFERENCES.bogacz2017],
  parameters: {
    noise: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'Standard deviation of the noise of a measurement.',
    },
    weber: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 10,
      unit: '1',
      meaning: 'Further noise in proportion to the quantity.',
    },
    priorMean: {
      kind: 'number',
      default: 0,
      min: -1e6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'What is expected before anything is measured.',
    },
    priorDeviation: {
      kind: 'number',
      default: 1e6,
      min: 1e-6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'Standard deviation of the prior: the smaller, the stronger it pulls.',
    },
  },
  inputs: {
    value: {
      kind: 'number',
      default: 0,
      min: -1e6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'The quantity that is shown.',
    },
    noiseFactor: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: '1',
      meaning:
        'How many times noisier than usual this presentation is, for example at low contrast.',
    },
  },
  perceive: ({ value, noiseFactor }, { noise, weber, priorMean, priorDeviation }, random) => {
    const deviation = noiseFactor * Math.hypot(noise, weber * value);
    const measured = { value: value + deviation * random.normal(), deviation };
    const posterior = combineCues([measured], { mean: priorMean, deviation: priorDeviation });
    return {
      mean: posterior.mean,
      deviation: posterior.deviation,
      timeConstant: posterior.deviation ** 2,
    };
  },
});
