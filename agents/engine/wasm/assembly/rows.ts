import { FLOAT, keepPart, loadDoubles, loadUpperDoubles, sumOfDoubles, VECTOR } from './lanes';
import { lowerDoubles, upperDoubles } from './lanes';
import { logarithmOfOnePlus } from './logarithm';

/** out[r] = 1/2 sum_c left[r, c] * right[r, c], in float64. */
export function halfDotRows(
  out: usize,
  left: usize,
  right: usize,
  rows: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  const wholeBytes = (columns & ~3) * FLOAT;
  for (let r: usize = 0; r < rows; r++) {
    let lower = f64x2.splat(0);
    let upper = f64x2.splat(0);
    let at: usize = 0;
    for (; at < wholeBytes; at += VECTOR) {
      lower = f64x2.add(lower, f64x2.mul(loadDoubles(left + at), loadDoubles(right + at)));
      upper = f64x2.add(upper, f64x2.mul(loadUpperDoubles(left + at), loadUpperDoubles(right + at)));
    }
    let sum = sumOfDoubles(f64x2.add(lower, upper));
    for (; at < rowBytes; at += FLOAT) {
      sum += <f64>load<f32>(left + at) * <f64>load<f32>(right + at);
    }
    store<f32>(out, <f32>(0.5 * sum));
    out += FLOAT;
    left += rowBytes;
    right += rowBytes;
  }
}

/** out[r] = sum_c weight[c] * |from[r, c]|, in float64. */
export function laplaceRows(
  out: usize,
  from: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  const wholeBytes = (columns & ~3) * FLOAT;
  for (let r: usize = 0; r < rows; r++) {
    let lower = f64x2.splat(0);
    let upper = f64x2.splat(0);
    let at: usize = 0;
    for (; at < wholeBytes; at += VECTOR) {
      const low = f64x2.abs(loadDoubles(from + at));
      const high = f64x2.abs(loadUpperDoubles(from + at));
      lower = f64x2.add(lower, f64x2.mul(loadDoubles(weight + at), low));
      upper = f64x2.add(upper, f64x2.mul(loadUpperDoubles(weight + at), high));
    }
    let sum = sumOfDoubles(f64x2.add(lower, upper));
    for (; at < rowBytes; at += FLOAT) {
      sum += <f64>load<f32>(weight + at) * Math.abs(<f64>load<f32>(from + at));
    }
    store<f32>(out, <f32>sum);
    out += FLOAT;
    from += rowBytes;
  }
}

// @ts-ignore: decorator
@inline
function cauchyCost(x: v128, weight: v128): v128 {
  return f64x2.mul(weight, logarithmOfOnePlus(f64x2.mul(x, x)));
}

/** out[r] = sum_c weight[c] * ln(1 + from[r, c]^2), in float64. */
export function cauchyRows(
  out: usize,
  from: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  const wholeBytes = (columns & ~3) * FLOAT;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    let lower = f64x2.splat(0);
    let upper = f64x2.splat(0);
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      lower = f64x2.add(lower, cauchyCost(loadDoubles(from + at), loadDoubles(weight + at)));
      const cost = cauchyCost(loadUpperDoubles(from + at), loadUpperDoubles(weight + at));
      upper = f64x2.add(upper, cost);
    }
    if (rest != 0) {
      const x = keepPart(v128.load(from + wholeBytes), rest);
      const w = keepPart(v128.load(weight + wholeBytes), rest);
      lower = f64x2.add(lower, cauchyCost(lowerDoubles(x), lowerDoubles(w)));
      upper = f64x2.add(upper, cauchyCost(upperDoubles(x), upperDoubles(w)));
    }
    store<f32>(out, <f32>sumOfDoubles(f64x2.add(lower, upper)));
    out += FLOAT;
    from += rowBytes;
  }
}

/** One loop for sums and sums of squares over rows; `isSquared` is a constant wherever this is inlined. */
// @ts-ignore: decorator
@inline
function sumDown(out: usize, from: usize, rows: usize, columns: usize, isSquared: bool): void {
  const rowBytes = columns * FLOAT;
  for (let c: usize = 0; c < columns; c += 4) {
    let lower = f64x2.splat(0);
    let upper = f64x2.splat(0);
    let at = from + c * FLOAT;
    for (let r: usize = 0; r < rows; r++) {
      const low = loadDoubles(at);
      const high = loadUpperDoubles(at);
      lower = f64x2.add(lower, isSquared ? f64x2.mul(low, low) : low);
      upper = f64x2.add(upper, isSquared ? f64x2.mul(high, high) : high);
      at += rowBytes;
    }
    const target = out + c * FLOAT;
    store<f32>(target, <f32>f64x2.extract_lane(lower, 0));
    if (c + 1 < columns) store<f32>(target, <f32>f64x2.extract_lane(lower, 1), 4);
    if (c + 2 < columns) store<f32>(target, <f32>f64x2.extract_lane(upper, 0), 8);
    if (c + 3 < columns) store<f32>(target, <f32>f64x2.extract_lane(upper, 1), 12);
  }
}

/** out[c] = sum_r from[r, c]. */
export function sumRows(out: usize, from: usize, rows: usize, columns: usize): void {
  sumDown(out, from, rows, columns, false);
}

/** out[c] = sum_r from[r, c]^2. */
export function sumSquaresRows(out: usize, from: usize, rows: usize, columns: usize): void {
  sumDown(out, from, rows, columns, true);
}
