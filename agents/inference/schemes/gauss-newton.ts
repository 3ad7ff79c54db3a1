import { cholesky, solveCholesky } from '../../maths/cholesky.ts';
import { REFERENCES } from '../../references.ts';
import { curvatureAt } from '../curvature.ts';
import { defineScheme } from '../scheme.ts';

/** Beyond this many free value nodes a factorisation in every step costs more than the steps that it saves. */
export const GAUSS_NEWTON_LIMIT = 512;

/** The same for all rows of a batch together, such as the hypotheses of an agent with classes. */
const BATCH_LIMIT = 2048;

/** Damping as a share of the mean of the diagonal: at first, and how it changes. */
const FIRST_DAMPING = 1e-3;
const LESS = 1 / 4;
const MORE = 4;
const LEAST_DAMPING = 1e-12;
const MOST_ATTEMPTS = 60;
/** A rise of F by less than this share is rounding of float32 sums. */
const ROUNDING = 1e-7;

/**
 * Gauss-Newton with the damping of Levenberg and Marquardt, for each row on its own:
 *
 *   x <- x - (G + damping I)^-1 dF/dx,   G = J' Pi J + prior''
 *
 * G is the Hessian of F without the second derivatives of the predictions, so it is never negative (a Cauchy prior
 * contributes where it is convex). Damping falls after a step that lowers F and rises until there is one. A linear
 * Gaussian model settles in one step (up to the damping); the inference rate plays no part.
 */
export const gaussNewton = defineScheme({
  name: 'gauss-newton',
  summary: 'Gauss-Newton: solves for the minimum of a local quadratic model in every step.',
  sources: [REFERENCES.marquardt1963],
  parameters: {},
  descends: true,
  settles: true,
  usesInferenceRate: false,
  refusal: ({ freeNodes, rows, hasKinks, curvatureRefusal }) => {
    if (curvatureRefusal !== null) return curvatureRefusal;
    if (hasKinks) return 'a Laplace prior has a kink and no curvature; use euler or accelerated';
    if (freeNodes <= GAUSS_NEWTON_LIMIT && freeNodes * rows > BATCH_LIMIT) {
      return `expected at most ${BATCH_LIMIT} free value nodes in all rows together; got ${rows} rows of ${freeNodes}; use accelerated`;
    }
    return freeNodes > GAUSS_NEWTON_LIMIT
      ? `expected at most ${GAUSS_NEWTON_LIMIT} free value nodes, since every step factorises a matrix of that size; got ${freeNodes}; use accelerated`
      : null;
  },
  begin: ({ surface, curvaturePoint }) => {
    const { batch, size } = surface;
    const damping = new Float64Array(batch).fill(FIRST_DAMPING);
    let evaluations = 0;
    return {
      step: () => {
        const from = surface.values();
        const slope = surface.gradient();
        const before = surface.energies();
        const free = surface.free();
        const nodes = Array.from(free.keys()).filter((node) => free[node] !== 0);
        const matrices = Array.from({ length: batch }, (_, row) =>
          curvatureAt(curvaturePoint(row), { part: 'gauss-newton' }).dense(),
        );
        const moved = Float64Array.from(from);
        const open = new Set(matrices.keys());
        for (let tries = 0; ; tries++) {
          const unsolved = new Set<number>();
          for (const row of open) {
            const step = dampedStep(matrices[row]!, nodes, {
              slope: slope.subarray(row * size, (row + 1) * size),
              damping: damping[row]!,
            });
            if (step === null) unsolved.add(row);
            nodes.forEach((node, index) => {
              const entry = row * size + node;
              // After so many attempts the slope itself is rounding: stay.
              moved[entry] = from[entry]! - (tries < MOST_ATTEMPTS ? (step?.[index] ?? 0) : 0);
            });
          }
          const traceRow = surface.moveTo(moved);
          evaluations++;
          const energies = surface.energies();
          for (const row of [...open]) {
            const allowed = before[row]! + ROUNDING * Math.max(1, Math.abs(before[row]!));
            const falls = energies[row]! <= allowed && !unsolved.has(row);
            const isGood = falls || tries >= MOST_ATTEMPTS;
            if (isGood) open.delete(row);
            damping[row] = Math.max(LEAST_DAMPING, damping[row]! * (isGood ? LESS : MORE));
          }
          if (open.size === 0) return traceRow;
        }
      },
      restart: () => {
        damping.fill(FIRST_DAMPING);
      },
      get evaluations() {
        return evaluations;
      },
    };
  },
});

/** (G + damping mean(diag G) I)^-1 slope over the free nodes; `null` where rounding leaves that matrix not positive. */
function dampedStep(
  matrix: Float64Array,
  nodes: readonly number[],
  { slope, damping }: { readonly slope: Float64Array; readonly damping: number },
): Float64Array | null {
  const size = nodes.length;
  const damped = Float64Array.from(matrix);
  let trace = 0;
  for (let node = 0; node < size; node++) trace += damped[node * size + node]!;
  const added = damping * Math.max(trace / size, Number.MIN_VALUE);
  for (let node = 0; node < size; node++) damped[node * size + node]! += added;
  const right = Float64Array.from(nodes, (node) => slope[node]!);
  const factor = cholesky(damped, size);
  return factor === null ? null : solveCholesky(factor, right);
}
