import { cholesky, type Random } from '../../agents/index.ts';

/** What to sample. */
export interface MetropolisTarget {
  /** -ln density, up to a constant. */
  readonly energy: (point: Float64Array) => number;
  readonly start: Float64Array;
  /** Lower triangular root of a covariance of about the right shape, row-major. */
  readonly root: Float64Array;
}

/** One chain. */
export interface Chain {
  /** `[samples x size]`. */
  readonly draws: Float64Array;
  /** Share of proposals that were accepted after warming up. */
  readonly accepted: number;
}

/**
 * Adaptive Metropolis: proposals from a Gaussian of 2.38^2/d times the covariance of what the chain has seen. It adapts
 * while it warms up (as many steps as samples are kept), and is a plain random-walk Metropolis sampler from then on.
 *
 * @see Haario, Saksman & Tamminen (2001), `REFERENCES.haario2001`
 */
export function metropolis(
  { energy, start, root }: MetropolisTarget,
  samples: number,
  random: Random,
): Chain {
  const size = start.length;
  const draws = new Float64Array(samples * size);
  let point = Float64Array.from(start);
  let present = energy(point);
  let proposal = root;
  let scale = 2.38 / Math.sqrt(size);
  const mean = Float64Array.from(start);
  const scatter = new Float64Array(size * size);
  let acceptedCount = 0;
  for (let step = -samples; step < samples; step++) {
    const normal = random.normals(new Float64Array(size));
    const proposed = point.map((element, row) => {
      let sum = 0;
      for (let k = 0; k <= row; k++) sum += proposal[row * size + k]! * normal[k]!;
      return element + scale * sum;
    });
    const next = energy(proposed);
    const isAccepted = Math.log(1 - random.uniform()) < present - next;
    if (isAccepted) {
      point = proposed;
      present = next;
    }
    if (step >= 0) {
      if (isAccepted) acceptedCount++;
      draws.set(point, step * size);
      continue;
    }
    const count = step + samples + 1;
    // Towards an acceptance of .3, ever more slowly.
    scale *= Math.exp(((isAccepted ? 1 : 0) - 0.3) / Math.sqrt(count));
    const before = point.map((element, index) => element - mean[index]!);
    before.forEach((difference, index) => (mean[index]! += difference / count));
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        scatter[row * size + column]! += before[row]! * (point[column]! - mean[column]!);
      }
    }
    if (count % 100 === 0 && count >= 50 * size) {
      const covariance = scatter.map(
        (element, cell) => element / (count - 1) + (cell % (size + 1) === 0 ? 1e-9 : 0),
      );
      proposal = cholesky(covariance, size)?.lower ?? proposal;
    }
  }
  return { draws, accepted: acceptedCount / samples };
}
