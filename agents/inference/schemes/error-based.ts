import { REFERENCES } from '../../references.ts';
import type { CurvaturePoint } from '../curvature.ts';
import { slopesInErrors, valuesAfterErrors } from '../error-coordinates.ts';
import { defineScheme } from '../scheme.ts';

const MOST_ATTEMPTS = 60;
/** A rise of F by less than this share is rounding of float32 sums. */
const ROUNDING = 1e-7;

/**
 * Error-based predictive coding: descends the same free energy in its prediction errors instead of its values,
 *
 *   e <- e - rate dF/de,   x_l = xhat_l(x above) + e_l.
 *
 * A change at the bottom reaches every level in one step, where values pass it on by one level in each, weaker every time.
 * Minima are those of F, since x and e determine each other. Where a step would raise F, its rate is halved, for each row
 * on its own, and doubled again (up to the inference rate) in the steps after it.
 */
export const errorBased = defineScheme({
  name: 'error-based',
  summary: 'Error-based predictive coding: descends in the prediction errors, all levels at once.',
  sources: [REFERENCES.goemaere2025],
  parameters: {},
  descends: true,
  settles: true,
  usesInferenceRate: true,
  refusal: ({ hasKinks, curvatureRefusal, errorCoordinatesRefusal }) =>
    curvatureRefusal ??
    errorCoordinatesRefusal ??
    (hasKinks
      ? 'a Laplace prior has a kink, and its proximal step belongs to values; use euler or accelerated'
      : null),
  begin: ({ surface, inferenceRate, curvaturePoint }) => {
    const { batch, size, levels } = surface;
    const rates = new Float64Array(batch).fill(Infinity);
    let evaluations = 0;

    /** dF/derrors of every row where the surface was last measured. */
    const slopesOf = (points: readonly CurvaturePoint[]): Float64Array[][] => {
      const gradient = surface.gradient();
      return points.map((point, row) => {
        let offset = row * size;
        const own = point.values.map((values, level) => {
          if (!levels.includes(level)) return new Float64Array(0);
          offset += values.length;
          return gradient.slice(offset - values.length, offset);
        });
        return slopesInErrors(point, own);
      });
    };
    const pointsNow = (): CurvaturePoint[] =>
      Array.from({ length: batch }, (_, row) => curvaturePoint(row));

    return {
      step: () => {
        const before = surface.energies();
        const points = pointsNow();
        const slopes = slopesOf(points);
        const moved = surface.values();
        const open = new Set(points.keys());
        for (const row of open) rates[row] = Math.min(inferenceRate(), 2 * rates[row]!);
        for (let tries = 0; ; tries++) {
          for (const row of open) {
            // After so many attempts the slope itself is rounding: stay.
            const rate = tries < MOST_ATTEMPTS ? rates[row]! : 0;
            const values = valuesAfterErrors(
              points[row]!,
              slopes[row]!.map((slope) => slope.map((entry) => -rate * entry)),
            );
            let offset = row * size;
            for (const level of levels) {
              moved.set(values[level]!, offset);
              offset += values[level]!.length;
            }
          }
          const traceRow = surface.moveTo(moved);
          evaluations++;
          const energies = surface.energies();
          let ahead: Float64Array[][] | null = null;
          for (const row of [...open]) {
            const change = energies[row]! - before[row]!;
            const rounding = ROUNDING * Math.max(1, Math.abs(before[row]!));
            let isGood = change < -rounding || tries >= MOST_ATTEMPTS;
            if (!isGood && change <= rounding) {
              // F says no more whether the step was too long; its slope still does.
              ahead ??= slopesOf(pointsNow());
              isGood = squaredNorm(ahead[row]!) <= squaredNorm(slopes[row]!);
            }
            if (isGood) open.delete(row);
            else rates[row] = rates[row]! / 2;
          }
          if (open.size === 0) return traceRow;
        }
      },
      restart: () => {
        rates.fill(Infinity);
      },
      get evaluations() {
        return evaluations;
      },
    };
  },
});

function squaredNorm(slopes: readonly Float64Array[]): number {
  return slopes.reduce(
    (total, slope) => total + slope.reduce((sum, entry) => sum + entry * entry, 0),
    0,
  );
}
