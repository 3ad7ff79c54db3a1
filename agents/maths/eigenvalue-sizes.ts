import { type DenseMatrix, rowsOf } from './dense.ts';
import { mathjs } from './mathjs.ts';

/** Absolute values of the eigenvalues of a square matrix, largest first. */
export function eigenvalueSizes(square: DenseMatrix): readonly number[] {
  const { values } = mathjs().eigs(rowsOf(square), { eigenvectors: false });
  const list = (Array.isArray(values) ? values : values.toArray()) as (
    number | { readonly re: number; readonly im: number }
  )[];
  return list
    .map((value) => (typeof value === 'number' ? Math.abs(value) : Math.hypot(value.re, value.im)))
    .sort((a, b) => b - a);
}
