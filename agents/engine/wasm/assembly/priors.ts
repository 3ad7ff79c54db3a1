import { storePart, VECTOR } from './lanes';

// @ts-ignore: decorator
@inline
function cauchySlopeAdded(slope: v128, x: v128, weight: v128): v128 {
  const denominator = f32x4.add(f32x4.splat(1), f32x4.mul(x, x));
  return f32x4.add(slope, f32x4.mul(weight, f32x4.div(f32x4.add(x, x), denominator)));
}

/** out[r, c] += weight[c] * 2 x / (1 + x^2). */
export function cauchySlope(
  out: usize,
  from: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  const wholeBytes = (columns & ~3) * 4;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      const slope = cauchySlopeAdded(
        v128.load(out + at),
        v128.load(from + at),
        v128.load(weight + at),
      );
      v128.store(out + at, slope);
    }
    if (rest != 0) {
      const slope = cauchySlopeAdded(
        v128.load(out + wholeBytes),
        v128.load(from + wholeBytes),
        v128.load(weight + wholeBytes),
      );
      storePart(out + wholeBytes, slope, rest);
    }
    out += columns * 4;
    from += columns * 4;
  }
}

// @ts-ignore: decorator
@inline
function withSignOf(magnitude: v128, signed: v128): v128 {
  return v128.or(magnitude, v128.and(signed, f32x4.splat(-0.0)));
}

/** sign(x) max(0, |x| - threshold); NaN stays NaN. */
// @ts-ignore: decorator
@inline
function shrunk(x: v128, threshold: v128): v128 {
  const beyond = f32x4.sub(f32x4.abs(x), threshold);
  return withSignOf(f32x4.max(f32x4.splat(0), beyond), x);
}

// @ts-ignore: decorator
@inline
function laplaceSlopeAdded(slope: v128, x: v128, weight: v128): v128 {
  const zero = f32x4.splat(0);
  // sign(NaN) is NaN: comparing x with itself gives lanes of ones, which are NaN.
  const signed = f32x4.mul(weight, withSignOf(f32x4.splat(1), x));
  const away = v128.or(f32x4.add(slope, signed), f32x4.ne(x, x));
  return v128.bitselect(shrunk(slope, weight), away, f32x4.eq(x, zero));
}

/** The steepest slope of F with a Laplace prior; see the operation's contract. */
export function laplaceSlope(
  out: usize,
  from: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  const wholeBytes = (columns & ~3) * 4;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      const slope = laplaceSlopeAdded(
        v128.load(out + at),
        v128.load(from + at),
        v128.load(weight + at),
      );
      v128.store(out + at, slope);
    }
    if (rest != 0) {
      const slope = laplaceSlopeAdded(
        v128.load(out + wholeBytes),
        v128.load(from + wholeBytes),
        v128.load(weight + wholeBytes),
      );
      storePart(out + wholeBytes, slope, rest);
    }
    out += columns * 4;
    from += columns * 4;
  }
}

// @ts-ignore: decorator
@inline
function proximal(values: usize, weight: usize, rate: v128, free: usize): v128 {
  const x = v128.load(values);
  const moved = shrunk(x, f32x4.mul(rate, v128.load(weight)));
  return v128.bitselect(moved, x, f32x4.ne(v128.load(free), f32x4.splat(0)));
}

/** values = sign(v) max(0, |v| - rate * weight[c]) where free. */
export function shrink(
  values: usize,
  weight: usize,
  rateAddress: usize,
  free: usize,
  rows: usize,
  columns: usize,
): void {
  const rate = v128.load32_splat(rateAddress);
  const wholeBytes = (columns & ~3) * 4;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      v128.store(values + at, proximal(values + at, weight + at, rate, free + at));
    }
    if (rest != 0) {
      const at = wholeBytes;
      storePart(values + at, proximal(values + at, weight + at, rate, free + at), rest);
    }
    values += columns * 4;
  }
}
