import { createRandom } from '../../maths/random.ts';
import { REFERENCES } from '../../references.ts';
import { defineScheme } from '../scheme.ts';
import type { Surface } from '../surface.ts';

/**
 * Monte-Carlo predictive coding: noise of the right size turns settling into sampling of the posterior,
 *
 *   x' = x - rate dF/dx + sqrt(2 rate T) n,   n ~ N(0, I),
 *
 * whose stationary density is exp(-F/T) for small rates. Without correction (`off`, as published) a quadratic F with Hessian H is
 * sampled with covariance T [H (1 - rate H / 2)]^-1 in place of T H^-1. With the Metropolis-Hastings correction (`on`)
 * x' is accepted with probability
 *
 *   min(1, exp(-(F(x') - F(x))/T) q(x | x') / q(x' | x)),   q(x' | x) = N(x'; x - rate dF/dx, 2 rate T),
 *
 * and the density is exact whatever the rate. Rows of a batch are independent chains. The noise of a step depends on the
 * seed and the number of the step alone.
 */
export const langevin = defineScheme({
  name: 'langevin',
  summary: 'Monte-Carlo predictive coding: Langevin dynamics samples the posterior.',
  sources: [REFERENCES.oliviersBogaczMeulemans2024, REFERENCES.robertsTweedie1996],
  parameters: {
    correction: {
      kind: 'choice',
      default: 'off',
      choices: ['on', 'off'],
      meaning:
        'Whether steps are accepted or refused so that the posterior is sampled exactly; at a large rate most are refused.',
    },
    temperature: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 1e6,
      unit: '1',
      meaning: 'Divides the free energy: 1 samples the posterior, 0 is descent.',
    },
  },
  descends: false,
  settles: false,
  usesInferenceRate: true,
  begin: ({ surface, inferenceRate, seed }, { correction, temperature }) => {
    let evaluations = 0;
    const { batch, size } = surface;
    return {
      step: (index) => {
        evaluations++;
        const rate = inferenceRate();
        const random = createRandom(seed, 'langevin', index);
        const free = surface.free();
        const from = surface.values();
        const before = surface.energies();
        const slope = steepest(surface, from);
        const spread = Math.sqrt(2 * rate * temperature);
        const noise = from.map(() => random.normal());
        const proposed = from.map((value, entry) => {
          const node = entry % size;
          return free[node] === 0 ? value : value - rate * slope[entry]! + spread * noise[entry]!;
        });
        const traceRow = surface.moveTo(proposed);
        if (correction === 'off' || temperature === 0) return traceRow;
        const after = surface.energies();
        const back = steepest(surface, proposed);
        const chosen = Float64Array.from(proposed);
        let refused = 0;
        for (let row = 0; row < batch; row++) {
          let forwards = 0;
          let backwards = 0;
          for (let node = 0; node < size; node++) {
            if (free[node] === 0) continue;
            const entry = row * size + node;
            const change = proposed[entry]! - from[entry]!;
            forwards += (change + rate * slope[entry]!) ** 2;
            backwards += (rate * back[entry]! - change) ** 2;
          }
          const logRatio =
            (before[row]! - after[row]!) / temperature +
            (forwards - backwards) / (4 * rate * temperature);
          // Not a number (a proposal far off the surface) is refused as well.
          if (Math.log(1 - random.uniform()) <= logRatio) continue;
          chosen.set(from.subarray(row * size, (row + 1) * size), row * size);
          refused++;
        }
        if (refused === 0) return traceRow;
        evaluations++;
        return surface.moveTo(chosen);
      },
      restart: () => undefined,
      get evaluations() {
        return evaluations;
      },
    };
  },
});

/** dF/dvalues, with the slope of Laplace priors on the side of the kink where the values are. */
function steepest(surface: Surface, values: Float64Array): Float64Array {
  const kinks = surface.kinks();
  const slope = surface.gradient();
  if (kinks === null) return slope;
  return slope.map(
    (entry, index) => entry + kinks[index % surface.size]! * Math.sign(values[index]!),
  );
}
