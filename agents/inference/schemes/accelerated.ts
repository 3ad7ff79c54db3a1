import { REFERENCES } from '../../references.ts';
import { proximalStep } from '../proximal-step.ts';
import { defineScheme } from '../scheme.ts';

/** A rise of F by less than this share is rounding of float32 sums. */
const ROUNDING = 1e-7;

/**
 * Nesterov's accelerated descent with restart, for each row on its own. The beliefs are the points y from which the
 * slope is taken:
 *
 *   x_{k+1} = prox( y_k - rate dF/dy_k ),   y_{k+1} = x_{k+1} + (t_k - 1)/t_{k+1} (x_{k+1} - x_k),
 *   t_{k+1} = (1 + sqrt(1 + 4 t_k^2)) / 2
 *
 * Where F(y_{k+1}) > F(y_k), the row falls back to the plain step x_{k+1} and starts again without momentum, which costs
 * one more evaluation. A plain step lowers F below 2/lambda_max, so F never rises there. On an ill-conditioned F it needs
 * about sqrt(condition number) steps where descent needs as many as the condition number.
 */
export const accelerated = defineScheme({
  name: 'accelerated',
  summary: 'Nesterov acceleration that starts again whenever the free energy would rise.',
  sources: [REFERENCES.beckTeboulle2009, REFERENCES.odonoghueCandes2015],
  parameters: {},
  descends: true,
  settles: true,
  usesInferenceRate: true,
  begin: ({ surface, inferenceRate }) => {
    const { batch, size } = surface;
    let previous: Float64Array | null = null;
    const pace = new Float64Array(batch).fill(1);
    let evaluations = 0;
    return {
      step: () => {
        const from = surface.values();
        const before = surface.energies();
        const plain = proximalStep(surface, {
          from,
          direction: surface.gradient(),
          rate: inferenceRate(),
        });
        const last = previous ?? from;
        const ahead = Float64Array.from(plain);
        for (let row = 0; row < batch; row++) {
          const present = pace[row]!;
          const next = (1 + Math.sqrt(1 + 4 * present * present)) / 2;
          const carried = previous === null ? 0 : (present - 1) / next;
          for (let entry = row * size; entry < (row + 1) * size; entry++) {
            ahead[entry]! += carried * (plain[entry]! - last[entry]!);
          }
          pace[row] = next;
        }
        let traceRow = surface.moveTo(ahead);
        evaluations++;
        const risen = rowsThatRose(before, surface.energies());
        if (risen.length > 0) {
          for (const row of risen) {
            ahead.set(plain.subarray(row * size, (row + 1) * size), row * size);
            pace[row] = 1;
          }
          traceRow = surface.moveTo(ahead);
          evaluations++;
        }
        previous = plain;
        return traceRow;
      },
      restart: () => {
        previous = null;
        pace.fill(1);
      },
      get evaluations() {
        return evaluations;
      },
    };
  },
});

function rowsThatRose(before: Float64Array, after: Float64Array): number[] {
  return Array.from(after.keys()).filter(
    (row) => !(after[row]! <= before[row]! + ROUNDING * Math.max(1, Math.abs(before[row]!))),
  );
}
