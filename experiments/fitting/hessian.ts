/**
 * Matrix of second derivatives by central differences, row-major. NaN where the function is not finite nearby.
 *
 * @param steps Distances of the differences, one per variable.
 */
export function hessian(
  evaluate: (point: Float64Array) => number,
  point: Float64Array,
  steps: Float64Array,
): Float64Array {
  const size = point.length;
  const matrix = new Float64Array(size * size);
  const moved = Float64Array.from(point);
  const at = (changes: readonly (readonly [number, number])[]): number => {
    moved.set(point);
    for (const [index, change] of changes) moved[index]! += change * steps[index]!;
    return evaluate(moved);
  };
  const centre = at([]);
  for (let row = 0; row < size; row++) {
    const step = steps[row]!;
    matrix[row * size + row] = (at([[row, 1]]) - 2 * centre + at([[row, -1]])) / step ** 2;
    for (let column = 0; column < row; column++) {
      const pair = (a: number, b: number): number =>
        at([
          [row, a],
          [column, b],
        ]);
      const mixed =
        (pair(1, 1) - pair(1, -1) - pair(-1, 1) + pair(-1, -1)) / (4 * step * steps[column]!);
      matrix[row * size + column] = mixed;
      matrix[column * size + row] = mixed;
    }
  }
  return matrix;
}

const STEP = 1e-2;
/** A wall nearby may be just beyond a smaller step. */
const SMALL_STEP = 1e-3;
const NARROWINGS = 4;

/**
 * The same with distances of its own choice: 0.01, or half of what the function takes to rise by 1/2 where that is
 * less, as it is with a million trials. Variables are of order 1.
 */
export function curvatureAt(
  evaluate: (point: Float64Array) => number,
  point: Float64Array,
): Float64Array {
  const size = point.length;
  let steps = new Float64Array(size).fill(STEP);
  let matrix = hessian(evaluate, point, steps);
  if (matrix.some((element) => !Number.isFinite(element))) {
    steps.fill(SMALL_STEP);
    matrix = hessian(evaluate, point, steps);
  }
  for (let count = 0; count < NARROWINGS; count++) {
    const narrower = steps.map((step, at) => {
      const root = Math.sqrt(Math.max(0, matrix[at * size + at]!));
      return step * root > 1 ? 0.5 / root : step;
    });
    if (narrower.every((step, at) => step === steps[at])) break;
    steps = narrower;
    matrix = hessian(evaluate, point, steps);
  }
  return matrix;
}
