import { HelmholtzError } from '../../errors.ts';
import type { Random } from '../../maths/random.ts';
import type { DenseMatrix } from '../../maths/dense.ts';
import type { Sequence } from '../../sequence.ts';
import { checkedModel, type LinearGaussian } from './linear-gaussian.ts';

/**
 * Draws states and observations from a state-space model.
 *
 * @throws {HelmholtzError} `bad-shape` if the matrices do not fit together, `parameter-out-of-range` for a bad length.
 */
export function simulateStateSpace(
  model: LinearGaussian,
  { steps, random }: { readonly steps: number; readonly random: Random },
): { readonly states: Sequence; readonly observations: Sequence } {
  const { states: size, channels, a, c, q, r, ...start } = checkedModel(model);
  if (!Number.isInteger(steps) || steps < 1) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `simulate.steps: expected whole number of at least 1; got ${steps}`,
    );
  }
  const processRoot = squareRoot(q);
  const observationRoot = squareRoot(r);
  const states = new Float64Array(steps * size);
  const observations = new Float64Array(steps * channels);
  let present = addNoise(start.initialMean, squareRoot(start.initialCovariance), random);
  for (let step = 0; step < steps; step++) {
    if (step > 0) present = addNoise(apply(a, present), processRoot, random);
    states.set(present, step * size);
    observations.set(addNoise(apply(c, present), observationRoot, random), step * channels);
  }
  return {
    states: { steps, channels: size, values: states },
    observations: { steps, channels, values: observations },
  };
}

/** Lower triangular L with L L' = H for positive semi-definite H: a direction without variance has a column of zeros. */
export function squareRoot({ rows: size, data }: DenseMatrix): DenseMatrix {
  const lower = new Float64Array(size * size);
  const scale = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let entry = 0; entry < size; entry++) {
    let pivot = data[entry * size + entry]!;
    for (let k = 0; k < entry; k++) pivot -= lower[entry * size + k]! ** 2;
    if (!(pivot > 1e-14 * scale)) continue;
    const root = Math.sqrt(pivot);
    lower[entry * size + entry] = root;
    for (let row = entry + 1; row < size; row++) {
      let sum = data[row * size + entry]!;
      for (let k = 0; k < entry; k++) sum -= lower[row * size + k]! * lower[entry * size + k]!;
      lower[row * size + entry] = sum / root;
    }
  }
  return { rows: size, columns: size, data: lower };
}

function apply({ rows, columns, data }: DenseMatrix, vector: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++) out[row]! += data[row * columns + k]! * vector[k]!;
  }
  return out;
}

function addNoise(mean: Float64Array, root: DenseMatrix, random: Random): Float64Array {
  const noise = apply(
    root,
    Float64Array.from(mean, () => random.normal()),
  );
  return mean.map((value, entry) => value + noise[entry]!);
}
