import { REFERENCES } from '../../references.ts';
import { defineScheme } from '../scheme.ts';

/** Share of the step size that the error allows which is really taken. */
const SAFETY = 0.9;
/** How much a step size may shrink and grow at once. */
const SHRINK = 0.2;
const GROW = 5;
/** A rise of F by less than this share is rounding of float32 sums. */
const ROUNDING = 1e-7;
/** Attempts after which a step is given up. */
const MOST_ATTEMPTS = 40;

/**
 * Heun's method with error control on the flow dx/dt = -dF/dx, for each row on its own. The difference between the second
 * order step and the first order one inside it estimates the error of the step,
 *
 *   k1 = -dF/dx(x),  k2 = -dF/dx(x + h k1),  x <- x + h (k1 + k2)/2,  error = h (k2 - k1)/2,
 *
 * and h is chosen so that |error| stays below absolute + relative |x| and |k2 - k1| below |k1|. A step that raises F is
 * refused too. It follows
 * the path of the flow, whatever the inference rate: that is only where h begins.
 */
export const heun = defineScheme({
  name: 'heun',
  summary: 'Heun with error control: follows the gradient flow as exactly as asked for.',
  sources: [REFERENCES.hairerNorsettWanner1993],
  parameters: {
    relative: {
      kind: 'number',
      default: 1e-2,
      min: 1e-12,
      max: 1,
      unit: '1',
      meaning: 'Error of one step that is allowed, as a share of a value.',
    },
    absolute: {
      kind: 'number',
      default: 1e-3,
      min: 1e-12,
      max: 1,
      unit: 'unit of the values',
      meaning: 'Error of one step that is allowed near zero.',
    },
  },
  descends: true,
  settles: true,
  usesInferenceRate: true,
  refusal: ({ hasKinks }) =>
    hasKinks
      ? 'a Laplace prior has a kink, at which no step size controls the error; use euler or accelerated'
      : null,
  begin: ({ surface, inferenceRate }, { relative, absolute }) => {
    const { batch, size } = surface;
    const sizes = new Float64Array(batch);
    let evaluations = 0;

    const attempt = (from: Float64Array, slope: Float64Array): Float64Array => {
      const free = surface.free();
      const along = (slopes: Float64Array): Float64Array =>
        from.map((value, entry) => {
          const h = sizes[Math.floor(entry / size)]!;
          return value - h * free[entry % size]! * slopes[entry]!;
        });
      surface.moveTo(along(slope));
      const second = surface.gradient();
      const moved = along(slope.map((entry, index) => (entry + second[index]!) / 2));
      const worst = new Float64Array(batch);
      const slopes = new Float64Array(batch);
      const changes = new Float64Array(batch);
      moved.forEach((value, entry) => {
        const row = Math.floor(entry / size);
        const error = Math.abs(
          (sizes[row]! * free[entry % size]! * (second[entry]! - slope[entry]!)) / 2,
        );
        const allowed = absolute + relative * Math.max(Math.abs(from[entry]!), Math.abs(value));
        worst[row] = Math.max(worst[row]!, error / allowed);
        slopes[row]! += free[entry % size]! * slope[entry]! ** 2;
        changes[row]! += free[entry % size]! * (second[entry]! - slope[entry]!) ** 2;
      });
      // Near rest every absolute error is small enough; what keeps the step stable there is that the slope may not change
      // by more than itself, which is h lambda <= 1.
      for (let row = 0; row < batch; row++) {
        if (slopes[row]! > 0) {
          worst[row] = Math.max(worst[row]!, changes[row]! / slopes[row]!);
        }
      }
      errors.set(worst);
      return moved;
    };
    const errors = new Float64Array(batch);

    return {
      step: () => {
        const from = surface.values();
        const slope = surface.gradient();
        const before = surface.energies();
        if (sizes.every((h) => h === 0)) sizes.fill(inferenceRate());
        const accepted = Float64Array.from(from);
        const open = new Set(Array.from({ length: batch }, (_, row) => row));
        for (let tries = 0; ; tries++) {
          // After so many attempts only rounding is left to gain: the row stays.
          const moved = tries < MOST_ATTEMPTS ? attempt(from, slope) : from;
          for (const row of open) {
            accepted.set(moved.subarray(row * size, (row + 1) * size), row * size);
          }
          const traceRow = surface.moveTo(accepted);
          evaluations += 2;
          const energies = surface.energies();
          for (const row of [...open]) {
            const allowed = before[row]! + ROUNDING * Math.max(1, Math.abs(before[row]!));
            const error = errors[row]!;
            const rises = !(energies[row]! <= allowed);
            const change = rises
              ? SHRINK
              : Math.min(GROW, Math.max(SHRINK, SAFETY / Math.sqrt(Math.max(error, 1e-12))));
            if ((!rises && error <= 1) || tries === MOST_ATTEMPTS) open.delete(row);
            sizes[row]! *= open.has(row) ? Math.min(change, SAFETY) : change;
          }
          if (open.size === 0) return traceRow;
        }
      },
      restart: () => {
        sizes.fill(0);
      },
      get evaluations() {
        return evaluations;
      },
    };
  },
});
