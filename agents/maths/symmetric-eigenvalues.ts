/** Sweeps over all pairs; convergence is quadratic, so that a dozen is plenty. */
const MOST_SWEEPS = 60;

/**
 * Eigenvalues of a symmetric matrix in rising order, by cyclic Jacobi rotations in double precision: slow for large
 * matrices, but accurate to rounding for small ones. Written here since mathjs takes seconds for a hundred rows.
 *
 * @param matrix `size x size`, row-major. Not changed.
 */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  const work = Float64Array.from(matrix);
  const scale = work.reduce((sum, entry) => sum + entry * entry, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < row; column++) off += work[row * size + column]! ** 2;
    }
    if (off <= Number.EPSILON ** 2 * scale) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(work, size, p, q);
    }
  }
  return Float64Array.from({ length: size }, (_, index) => work[index * size + index]!).sort();
}

/** One rotation that makes entry (p, q) zero. */
function rotate(work: Float64Array, size: number, p: number, q: number): void {
  const between = work[p * size + q]!;
  if (between === 0) return;
  const theta = (work[q * size + q]! - work[p * size + p]!) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const first = work[k * size + p]!;
    const second = work[k * size + q]!;
    work[k * size + p] = cosine * first - sine * second;
    work[k * size + q] = sine * first + cosine * second;
  }
  for (let k = 0; k < size; k++) {
    const first = work[p * size + k]!;
    const second = work[q * size + k]!;
    work[p * size + k] = cosine * first - sine * second;
    work[q * size + k] = sine * first + cosine * second;
  }
}
