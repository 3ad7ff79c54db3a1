import { REFERENCES } from '../../agents/index.ts';
import { combineCues } from '../ideal-observers/cue-combination.ts';
import { defineObserver } from '../define-observer.ts';

/** Two measurements of one cause, weighted by their precision. Linear, so that it settles at the exact posterior. */
export default defineObserver({
  name: 'cue-pair',
  summary: 'Perceives one quantity from two cues, such as sight and touch.',
  sources: [REFERENCES.ernstBanks2002],
  parameters: {
    firstNoise: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'Standard deviation of the noise of the first cue.',
    },
    secondNoise: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'Standard deviation of the noise of the second cue.',
    },
    believedRatio: {
      kind: 'number',
      default: 1,
      min: 1e-3,
      max: 1e3,
      unit: '1',
      meaning: 'How many times noisier the first cue is believed to be than it is; 1 is right.',
    },
  },
  inputs: {
    first: {
      kind: 'number',
      default: 0,
      min: -1e6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'What the first cue shows.',
    },
    second: {
      kind: 'number',
      default: 0,
      min: -1e6,
      max: 1e6,
      unit: 'quantity',
      meaning: 'What the second cue shows.',
    },
    firstFactor: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: '1',
      meaning: 'How many times noisier than usual the first cue is; the observer knows.',
    },
    secondFactor: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: '1',
      meaning: 'How many times noisier than usual the second cue is; the observer knows.',
    },
  },
  perceive: (
    { first, second, firstFactor, secondFactor },
    { firstNoise, secondNoise, believedRatio },
    random,
  ) => {
    const [one, other] = [firstNoise * firstFactor, secondNoise * secondFactor];
    const { mean, deviation } = combineCues([
      { value: first + one * random.normal(), deviation: one * believedRatio },
      { value: second + other * random.normal(), deviation: other },
    ]);
    return { mean, deviation, timeConstant: deviation ** 2 };
  },
});
