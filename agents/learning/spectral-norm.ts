/**
 * Largest singular value of a matrix by power iteration on W'W, with its singular vectors: W v = sigma u.
 *
 * @param matrix Row-major, rows of `right.length` numbers.
 * @param right Where to start, and where the right singular vector v is left; all zeros start from a fixed vector.
 */
export function spectralNorm(
  matrix: ArrayLike<number>,
  right: Float64Array,
  iterations: number,
): { readonly norm: number; readonly left: Float64Array } {
  const columns = right.length;
  const rows = columns === 0 ? 0 : matrix.length / columns;
  if (right.every((entry) => entry === 0)) {
    // Golden-angle phases: a start that is orthogonal to no structured singular vector.
    right.forEach((_, index) => (right[index] = 1 + 0.5 * Math.sin(2.399963 * (index + 1))));
  }
  normalise(right);
  const left = new Float64Array(rows);
  let norm = times(matrix, right, left);
  for (let iteration = 0; iteration < iterations && norm > 0; iteration++) {
    right.fill(0);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        right[column]! += matrix[row * columns + column]! * left[row]!;
      }
    }
    normalise(right);
    norm = times(matrix, right, left);
  }
  return { norm, left };
}

/** left = W right, scaled to length 1; returns the length that it had. */
function times(matrix: ArrayLike<number>, right: Float64Array, left: Float64Array): number {
  for (let row = 0; row < left.length; row++) {
    let sum = 0;
    for (let column = 0; column < right.length; column++) {
      sum += matrix[row * right.length + column]! * right[column]!;
    }
    left[row] = sum;
  }
  return normalise(left);
}

function normalise(vector: Float64Array): number {
  const length = Math.sqrt(vector.reduce((sum, entry) => sum + entry * entry, 0));
  if (length > 0) vector.forEach((entry, index) => (vector[index] = entry / length));
  return length;
}
