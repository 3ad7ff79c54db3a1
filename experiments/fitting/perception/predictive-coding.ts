import { REFERENCES } from '../../../agents/index.ts';
import type { Perception, PerceptualModel } from '../behaviour-model.ts';

const SMALLEST = 1e-6;
const NEWTON_STEPS = 50;

/**
 * Temporal predictive coding of the same world as the two-level filter: a state walks with variance exp(omega), and 1
 * comes with its logistic. On every trial the value settles to the minimum of the free energy
 *
 *   F = (value - former value)^2 / (2 exp(omega)) - ln p(observation | value)
 *
 * The precision of the prediction is that of the walk alone: what is not known of the former value is forgotten, which
 * is what a filter adds.
 *
 * @see Millidge et al. (2024), `REFERENCES.millidge2024`
 */
export const predictiveCoding: PerceptualModel = {
  name: 'predictive-coding',
  summary: 'Settles on each trial; the precision of its prediction is fixed.',
  sources: [REFERENCES.millidge2024],
  input: 'binary',
  parameters: [
    {
      ...{ name: 'tonicVolatility', meaning: 'omega: log variance of the steps', unit: '1' },
      ...{ scale: 'linear', isFree: true, prior: { mean: -1, deviation: 1.5 } },
    },
    {
      ...{ name: 'initialMean', meaning: 'value before the first trial', unit: '1' },
      ...{ scale: 'linear', isFree: false, prior: { mean: 0, deviation: 1 } },
    },
  ],
  prepare: ({ input }): Perception => {
    const prediction = new Float64Array(input.length);
    return {
      prediction,
      logOdds: null,
      uncertainty: null,
      failure: () => null,
      evaluate: (values) => {
        const precision = Math.exp(-values[0]!);
        let value = values[1]!;
        for (let trial = 0; trial < input.length; trial++) {
          prediction[trial] = Math.min(1 - SMALLEST, Math.max(SMALLEST, logistic(value)));
          const seen = input[trial]!;
          if (!Number.isNaN(seen)) value = settled(value, precision, seen);
        }
        return true;
      },
    };
  },
};

/** The value at which precision x (value - former) = seen - logistic(value). */
function settled(former: number, precision: number, seen: number): number {
  // F is convex with its minimum within this bracket; Newton's steps that leave it are replaced by halving.
  let low = seen === 1 ? former : former - 1 / precision;
  let high = seen === 1 ? former + 1 / precision : former;
  let value = former;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const chance = logistic(value);
    const slope = precision * (value - former) - (seen - chance);
    if (slope > 0) high = value;
    else low = value;
    const change = slope / (precision + chance * (1 - chance));
    const next = value - change;
    if (Math.abs(change) < 1e-13 * (1 + Math.abs(value))) return value;
    value = next > low && next < high ? next : (low + high) / 2;
  }
  return value;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
