import { FLOAT, keepPart, loadDoubles, loadUpperDoubles, sumOfDoubles, VECTOR } from './lanes';

/** cell = sum_i from[i], in float64. */
export function traceSum(cell: usize, from: usize, length: usize): void {
  let lower = f64x2.splat(0);
  let upper = f64x2.splat(0);
  const end = from + length * FLOAT;
  const wholeEnd = from + (length & ~3) * FLOAT;
  for (; from < wholeEnd; from += VECTOR) {
    lower = f64x2.add(lower, loadDoubles(from));
    upper = f64x2.add(upper, loadUpperDoubles(from));
  }
  let sum = sumOfDoubles(f64x2.add(lower, upper));
  for (; from < end; from += FLOAT) sum += <f64>load<f32>(from);
  store<f64>(cell, sum);
}

/** cell = max(cell, max_{r, c} free[c] * |from[r, c]|); `max` of WebAssembly is NaN when an operand is. */
export function traceNorm(
  cell: usize,
  from: usize,
  free: usize,
  rows: usize,
  columns: usize,
): void {
  const wholeBytes = (columns & ~3) * FLOAT;
  const rest = columns & 3;
  let largest = f32x4.splat(0);
  for (let r: usize = 0; r < rows; r++) {
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      const magnitude = f32x4.mul(v128.load(free + at), f32x4.abs(v128.load(from + at)));
      largest = f32x4.max(largest, magnitude);
    }
    if (rest != 0) {
      const at = wholeBytes;
      const magnitude = f32x4.mul(v128.load(free + at), f32x4.abs(v128.load(from + at)));
      largest = f32x4.max(largest, keepPart(magnitude, rest));
    }
    from += columns * FLOAT;
  }
  const first = max<f32>(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  const second = max<f32>(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3));
  store<f64>(cell, max<f64>(load<f64>(cell), <f64>max<f32>(first, second)));
}
