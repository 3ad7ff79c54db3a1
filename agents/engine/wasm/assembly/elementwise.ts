import * as codes from '../opcodes';
import { storePart, VECTOR } from './lanes';

// @ts-ignore: decorator
@inline
function combined(left: v128, right: v128, code: i32): v128 {
  if (code == codes.MULTIPLY) return f32x4.mul(left, right);
  if (code == codes.SUBTRACT) return f32x4.sub(left, right);
  return f32x4.add(left, right);
}

/** One loop for one operation: `code` is a constant wherever this is inlined. */
// @ts-ignore: decorator
@inline
function combine(out: usize, left: usize, right: usize, length: usize, code: i32): void {
  const end = left + (length & ~3) * 4;
  while (left < end) {
    v128.store(out, combined(v128.load(left), v128.load(right), code));
    left += VECTOR;
    right += VECTOR;
    out += VECTOR;
  }
  const rest = length & 3;
  if (rest != 0) storePart(out, combined(v128.load(left), v128.load(right), code), rest);
}

/** out[i] = left[i] * right[i]. */
export function multiply(out: usize, left: usize, right: usize, length: usize): void {
  combine(out, left, right, length, codes.MULTIPLY);
}

/** out[i] = left[i] - right[i]. */
export function subtract(out: usize, left: usize, right: usize, length: usize): void {
  combine(out, left, right, length, codes.SUBTRACT);
}

/** out[i] = left[i] + right[i]. */
export function add(out: usize, left: usize, right: usize, length: usize): void {
  combine(out, left, right, length, codes.ADD);
}

/** out[r, c] = from[r, c] combined with row[c]; `out` may be `from`. */
// @ts-ignore: decorator
@inline
function combineRows(
  out: usize,
  from: usize,
  row: usize,
  rows: usize,
  columns: usize,
  code: i32,
): void {
  const wholeBytes = (columns & ~3) * 4;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    let at: usize = 0;
    while (at < wholeBytes) {
      v128.store(out + at, combined(v128.load(from + at), v128.load(row + at), code));
      at += VECTOR;
    }
    if (rest != 0) {
      storePart(out + at, combined(v128.load(from + at), v128.load(row + at), code), rest);
    }
    out += columns * 4;
    from += columns * 4;
  }
}

/** out[r, c] += row[c]. */
export function addRow(out: usize, row: usize, rows: usize, columns: usize): void {
  combineRows(out, out, row, rows, columns, codes.ADD);
}

/** out[r, c] = from[r, c] * row[c]. */
export function scaleByRow(
  out: usize,
  from: usize,
  row: usize,
  rows: usize,
  columns: usize,
): void {
  combineRows(out, from, row, rows, columns, codes.MULTIPLY);
}

/** out[i] = factor * from[i]. */
export function scale(out: usize, from: usize, factor: f32, length: usize): void {
  const vector = f32x4.splat(factor);
  const end = from + (length & ~3) * 4;
  while (from < end) {
    v128.store(out, f32x4.mul(vector, v128.load(from)));
    from += VECTOR;
    out += VECTOR;
  }
  const rest = length & 3;
  if (rest != 0) storePart(out, f32x4.mul(vector, v128.load(from)), rest);
}

/** out[i] = value. */
export function fill(out: usize, value: f32, length: usize): void {
  const vector = f32x4.splat(value);
  const end = out + (length & ~3) * 4;
  while (out < end) {
    v128.store(out, vector);
    out += VECTOR;
  }
  const rest = length & 3;
  if (rest != 0) storePart(out, vector, rest);
}
