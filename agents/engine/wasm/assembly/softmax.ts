import { exponentialOfNegative } from './exponential';
import { FLOAT, keepPart, storePart, VECTOR } from './lanes';
import { loadDoubles, loadUpperDoubles, lowerDoubles, sumOfDoubles, upperDoubles } from './lanes';

/** The largest of the `columns` numbers at an address; NaN if one of them is. */
// @ts-ignore: decorator
@inline
function largestOf(from: usize, columns: usize): f32 {
  let largest: f32 = -Infinity;
  for (let at: usize = 0; at < columns * FLOAT; at += FLOAT) {
    largest = max(largest, load<f32>(from + at));
  }
  return largest;
}

/** out[r, c] = e^from[r, c] / sum_k e^from[r, k], summed in float64. */
export function softmaxRows(out: usize, from: usize, rows: usize, columns: usize): void {
  const rowBytes = columns * FLOAT;
  const wholeBytes = (columns & ~3) * FLOAT;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    const largest = f32x4.splat(largestOf(from, columns));
    let lower = f64x2.splat(0);
    let upper = f64x2.splat(0);
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      const power = exponentialOfNegative(f32x4.sub(v128.load(from + at), largest));
      v128.store(out + at, power);
      lower = f64x2.add(lower, lowerDoubles(power));
      upper = f64x2.add(upper, upperDoubles(power));
    }
    if (rest != 0) {
      const all = exponentialOfNegative(f32x4.sub(v128.load(from + wholeBytes), largest));
      const power = keepPart(all, rest);
      storePart(out + wholeBytes, power, rest);
      lower = f64x2.add(lower, lowerDoubles(power));
      upper = f64x2.add(upper, upperDoubles(power));
    }
    const total = f32x4.splat(<f32>sumOfDoubles(f64x2.add(lower, upper)));
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      v128.store(out + at, f32x4.div(v128.load(out + at), total));
    }
    if (rest != 0) {
      storePart(out + wholeBytes, f32x4.div(v128.load(out + wholeBytes), total), rest);
    }
    out += rowBytes;
    from += rowBytes;
  }
}

/** out[r, c] = p[r, c] (from[r, c] - sum_k p[r, k] from[r, k]), p = softmax, summed in float64. */
export function softmaxSlopeRows(
  out: usize,
  from: usize,
  softmax: usize,
  rows: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  const wholeBytes = (columns & ~3) * FLOAT;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    let lower = f64x2.splat(0);
    let upper = f64x2.splat(0);
    let at: usize = 0;
    for (; at < wholeBytes; at += VECTOR) {
      lower = f64x2.add(lower, f64x2.mul(loadDoubles(from + at), loadDoubles(softmax + at)));
      upper = f64x2.add(
        upper,
        f64x2.mul(loadUpperDoubles(from + at), loadUpperDoubles(softmax + at)),
      );
    }
    let sum = sumOfDoubles(f64x2.add(lower, upper));
    for (; at < rowBytes; at += FLOAT) {
      sum += <f64>load<f32>(from + at) * <f64>load<f32>(softmax + at);
    }
    const mean = f32x4.splat(<f32>sum);
    for (at = 0; at < wholeBytes; at += VECTOR) {
      const apart = f32x4.sub(v128.load(from + at), mean);
      v128.store(out + at, f32x4.mul(v128.load(softmax + at), apart));
    }
    if (rest != 0) {
      const apart = f32x4.sub(v128.load(from + wholeBytes), mean);
      storePart(out + wholeBytes, f32x4.mul(v128.load(softmax + wholeBytes), apart), rest);
    }
    out += rowBytes;
    from += rowBytes;
    softmax += rowBytes;
  }
}

/** out[r, c] = from[r, c] - p[r, c] sum_k from[r, k], p = softmax, summed in float64. */
export function categoricalErrors(
  out: usize,
  from: usize,
  softmax: usize,
  rows: usize,
  columns: usize,
): void {
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < columns * FLOAT; at += FLOAT) sum += <f64>load<f32>(from + at);
    const count = <f32>sum;
    for (let at: usize = 0; at < columns * FLOAT; at += FLOAT) {
      store<f32>(out + at, load<f32>(from + at) - load<f32>(softmax + at) * count);
    }
    out += columns * FLOAT;
    from += columns * FLOAT;
    softmax += columns * FLOAT;
  }
}
