import { REFERENCES } from '../../agents/index.ts';
import { causalInference } from '../ideal-observers/causal-inference.ts';
import { defineObserver } from '../define-observer.ts';

/** A sight and a sound: one cause or two? The percept is the place of the sound. */
export default defineObserver({
  name: 'two-places',
  summary: 'Perceives where a sound comes from, beside a sight that may or may not belong to it.',
  sources: [REFERENCES.kording2007],
  parameters: {
    visualNoise: {
      kind: 'number',
      default: 2.14,
      min: 1e-3,
      max: 1e3,
      unit: 'degree',
      meaning: 'Standard deviation of the noise of sight.',
    },
    auditoryNoise: {
      kind: 'number',
      default: 9.2,
      min: 1e-3,
      max: 1e3,
      unit: 'degree',
      meaning: 'Standard deviation of the noise of hearing.',
    },
    priorDeviation: {
      kind: 'number',
      default: 12.3,
      min: 1e-3,
      max: 1e4,
      unit: 'degree',
      meaning: 'Standard deviation of the places where events are expected, around straight ahead.',
    },
    common: {
      kind: 'number',
      default: 0.28,
      min: 1e-9,
      max: 0.999999999,
      unit: '1',
      meaning: 'Prior probability that sight and sound have one cause.',
    },
  },
  inputs: {
    visual: {
      kind: 'number',
      default: 0,
      min: -1e3,
      max: 1e3,
      unit: 'degree',
      meaning: 'Place of the sight.',
    },
    auditory: {
      kind: 'number',
      default: 0,
      min: -1e3,
      max: 1e3,
      unit: 'degree',
      meaning: 'Place of the sound.',
    },
  },
  perceive: (
    { visual, auditory },
    { visualNoise, auditoryNoise, priorDeviation, common },
    random,
  ) => {
    const { auditory: mean } = causalInference(
      {
        visual: visual + visualNoise * random.normal(),
        auditory: auditory + auditoryNoise * random.normal(),
      },
      { visualDeviation: visualNoise, auditoryDeviation: auditoryNoise, priorDeviation, common },
    );
    const deviation = 1 / Math.hypot(1 / auditoryNoise, 1 / priorDeviation);
    return { mean, deviation, timeConstant: deviation ** 2 };
  },
});
