import { cholesky, solveCholesky } from '../../maths/cholesky.ts';
import type { Random } from '../../maths/random.ts';
import type { HierarchyWeights } from '../../weights/parameters-of-hierarchy.ts';
import type { TrainingData } from '../networks/training-data.ts';
import type { CodingSizes } from './coding-hierarchy.ts';

/** Strength with which features are kept small, as a share of the mean square of what a feature predicts. */
const RIDGE = 1e-2;

/**
 * Has every category predict the features that explain an example best, f = (B' B + ridge I)^-1 B' (x - b): in many dimensions a
 * category that starts anywhere lies so far from all data that it never explains any.
 *
 * @param weights From features to the datum, which are read, and from categories to features, which are written.
 */
export function startAtExamples(
  { count, rows }: TrainingData,
  weights: HierarchyWeights,
  { size, features, categories }: CodingSizes,
  random: Random,
): void {
  const [{ lowerFromUpper, bias }, upper] = [weights[0]!, weights[1]!];
  const predicted = Array.from({ length: features }, (_, unit) =>
    Float64Array.from({ length: size }, (__, axis) => lowerFromUpper[axis * features + unit]!),
  );
  const ridge = (RIDGE * predicted.reduce((sum, own) => sum + product(own, own), 0)) / features;
  const curvature = predicted.flatMap((own, row) =>
    predicted.map((other, column) => product(own, other) + (row === column ? ridge : 0)),
  );
  const factor = cholesky(Float64Array.from(curvature), features);
  if (factor === null) throw new Error('a curvature with a ridge that is not positive definite');
  for (let category = 0; category < categories; category++) {
    const example = random.integer(count) * size;
    const missing = Float64Array.from(bias!, (middle, axis) => rows[example + axis]! - middle);
    const found = solveCholesky(
      factor,
      Float64Array.from(predicted, (own) => product(own, missing)),
    );
    found.forEach((value, unit) => {
      upper.lowerFromUpper[unit * categories + category] = value;
    });
  }
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, axis) => sum + value * b[axis]!, 0);
}
