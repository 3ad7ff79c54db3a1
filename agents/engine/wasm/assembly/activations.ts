import * as codes from '../opcodes';
import { exponentialOfNegative } from './exponential';
import { storePart, VECTOR } from './lanes';

const LEAK: f32 = 0.01;

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_SATURATION: f32 = 1.6732632423543772;

/** Argument of the logistic function in gelu: rate (x + cubic x^3). */
const GELU_RATE: f32 = 1.5957691216057308;
const GELU_CUBIC: f32 = 0.044715;

/** Beyond this gelu is 0 or x in float32, and the cube of x does not overflow. */
const GELU_SATURATION: f32 = 16;

/** Beyond this the logistic function is 0 or 1 in float32; keeps infinity times zero out. */
const SATURATION: f32 = 200;

// @ts-ignore: decorator
@inline
function timesPlus(factor: v128, by: v128, constant: f32): v128 {
  return f32x4.add(f32x4.mul(factor, by), f32x4.splat(constant));
}

/**
 * tanh x as (1 - z) / (1 + z) with z = e^(-2|x|), and near 0, where that cancels, by the minimax polynomial
 * x + x^3 P(x^2) of Cephes' `tanhf` (Moshier 1989).
 */
// @ts-ignore: decorator
@inline
function hyperbolicTangent(x: v128): v128 {
  const one = f32x4.splat(1);
  const magnitude = f32x4.abs(x);
  const z = exponentialOfNegative(f32x4.mul(magnitude, f32x4.splat(-2)));
  const ratio = f32x4.div(f32x4.sub(one, z), f32x4.add(one, z));
  const signBit = v128.and(x, f32x4.splat(-0.0));
  const square = f32x4.mul(x, x);
  let p = timesPlus(square, f32x4.splat(-5.70498872745e-3), 2.06390887954e-2);
  p = timesPlus(square, p, -5.37397155531e-2);
  p = timesPlus(square, p, 1.33314422036e-1);
  p = timesPlus(square, p, -3.33332819422e-1);
  const nearZero = f32x4.add(x, f32x4.mul(f32x4.mul(square, p), x));
  const isNearZero = f32x4.lt(magnitude, f32x4.splat(0.625));
  return v128.bitselect(nearZero, v128.or(ratio, signBit), isNearZero);
}

// @ts-ignore: decorator
@inline
function geluBounded(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(-GELU_SATURATION)), f32x4.splat(GELU_SATURATION));
}

/** rate (x + cubic x^3). */
// @ts-ignore: decorator
@inline
function geluArgument(x: v128): v128 {
  const growth = timesPlus(f32x4.mul(x, x), f32x4.splat(GELU_RATE * GELU_CUBIC), GELU_RATE);
  return f32x4.mul(x, growth);
}

/** e^x - 1 for x <= 0 as 2 t / (1 - t) with t = tanh(x / 2), which does not cancel near 0. */
// @ts-ignore: decorator
@inline
function exponentialLessOne(x: v128): v128 {
  const t = hyperbolicTangent(f32x4.mul(x, f32x4.splat(0.5)));
  return f32x4.div(f32x4.add(t, t), f32x4.sub(f32x4.splat(1), t));
}

// @ts-ignore: decorator
@inline
function valueOf(x: v128, activation: i32): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  if (activation == codes.TANH) return hyperbolicTangent(x);
  if (activation == codes.SIGMOID) {
    const z = exponentialOfNegative(v128.or(x, f32x4.splat(-0.0)));
    const numerator = v128.bitselect(one, z, f32x4.ge(x, zero));
    return f32x4.div(numerator, f32x4.add(one, z));
  }
  if (activation == codes.RELU) return f32x4.pmax(x, zero);
  if (activation == codes.LEAKY_RELU) {
    return v128.bitselect(x, f32x4.mul(x, f32x4.splat(LEAK)), f32x4.ge(x, zero));
  }
  if (activation == codes.HARD_TANH) {
    return f32x4.pmin(f32x4.pmax(x, f32x4.splat(-1)), one);
  }
  if (activation == codes.SQUARE) return f32x4.mul(x, x);
  if (activation == codes.SILU) {
    const z = exponentialOfNegative(v128.or(x, f32x4.splat(-0.0)));
    const numerator = v128.bitselect(one, z, f32x4.ge(x, zero));
    const rise = f32x4.div(numerator, f32x4.add(one, z));
    return f32x4.mul(f32x4.pmax(x, f32x4.splat(-SATURATION)), rise);
  }
  if (activation == codes.GELU) {
    const u = geluArgument(geluBounded(x));
    const z = exponentialOfNegative(v128.or(u, f32x4.splat(-0.0)));
    const numerator = v128.bitselect(one, z, f32x4.ge(x, zero));
    const rise = f32x4.div(numerator, f32x4.add(one, z));
    return f32x4.mul(f32x4.pmax(x, f32x4.splat(-GELU_SATURATION)), rise);
  }
  if (activation == codes.SELU) {
    const below = f32x4.mul(f32x4.splat(SELU_SATURATION), exponentialLessOne(f32x4.pmin(x, zero)));
    const inside = v128.bitselect(x, below, f32x4.ge(x, zero));
    return f32x4.mul(f32x4.splat(SELU_SCALE), inside);
  }
  return x;
}

// @ts-ignore: decorator
@inline
function slopeOf(x: v128, activation: i32): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const magnitude = f32x4.abs(x);
  if (activation == codes.TANH) {
    // 4 z / (1 + z)^2 with z = e^(-2|x|) keeps its relative accuracy where 1 - tanh^2 cancels.
    const z = exponentialOfNegative(f32x4.mul(magnitude, f32x4.splat(-2)));
    const base = f32x4.add(one, z);
    return f32x4.div(f32x4.mul(f32x4.splat(4), z), f32x4.mul(base, base));
  }
  if (activation == codes.SIGMOID) {
    const z = exponentialOfNegative(f32x4.neg(magnitude));
    const base = f32x4.add(one, z);
    return f32x4.div(z, f32x4.mul(base, base));
  }
  if (activation == codes.RELU) return v128.and(f32x4.ge(x, zero), one);
  if (activation == codes.LEAKY_RELU) {
    return v128.bitselect(one, f32x4.splat(LEAK), f32x4.ge(x, zero));
  }
  if (activation == codes.HARD_TANH) {
    return v128.and(v128.and(f32x4.ge(x, f32x4.splat(-1)), f32x4.lt(x, one)), one);
  }
  if (activation == codes.SQUARE) return f32x4.add(x, x);
  if (activation == codes.SILU) {
    const z = exponentialOfNegative(f32x4.neg(magnitude));
    const larger = f32x4.div(one, f32x4.add(one, z));
    const smaller = f32x4.mul(z, larger);
    const positive = f32x4.ge(x, zero);
    const rise = v128.bitselect(larger, smaller, positive);
    const fall = v128.bitselect(smaller, larger, positive);
    const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-SATURATION)), f32x4.splat(SATURATION));
    return f32x4.mul(rise, f32x4.add(one, f32x4.mul(bounded, fall)));
  }
  if (activation == codes.GELU) {
    const bounded = geluBounded(x);
    const z = exponentialOfNegative(f32x4.neg(f32x4.abs(geluArgument(bounded))));
    const larger = f32x4.div(one, f32x4.add(one, z));
    const smaller = f32x4.mul(z, larger);
    const positive = f32x4.ge(x, zero);
    const rise = v128.bitselect(larger, smaller, positive);
    const fall = v128.bitselect(smaller, larger, positive);
    const square = f32x4.mul(bounded, bounded);
    const growth = timesPlus(square, f32x4.splat(3 * GELU_RATE * GELU_CUBIC), GELU_RATE);
    return f32x4.mul(rise, f32x4.add(one, f32x4.mul(f32x4.mul(bounded, growth), fall)));
  }
  if (activation == codes.SELU) {
    const below = exponentialOfNegative(f32x4.pmin(x, zero));
    const slope = v128.bitselect(
      one,
      f32x4.mul(f32x4.splat(SELU_SATURATION), below),
      f32x4.ge(x, zero),
    );
    return f32x4.mul(f32x4.splat(SELU_SCALE), slope);
  }
  return one;
}

// @ts-ignore: decorator
@inline
function transform(x: v128, activation: i32, isSlope: bool): v128 {
  return isSlope ? slopeOf(x, activation) : valueOf(x, activation);
}

/** One loop for one function: `activation` and `isSlope` are constants wherever this is inlined. */
// @ts-ignore: decorator
@inline
function transformAll(out: usize, from: usize, length: usize, activation: i32, isSlope: bool): void {
  const end = from + (length & ~3) * 4;
  while (from < end) {
    v128.store(out, transform(v128.load(from), activation, isSlope));
    from += VECTOR;
    out += VECTOR;
  }
  const rest = length & 3;
  if (rest != 0) storePart(out, transform(v128.load(from), activation, isSlope), rest);
}

/** out[i] = f(from[i]). */
export function activate(out: usize, from: usize, length: usize, activation: i32): void {
  switch (activation) {
    case codes.TANH:
      return transformAll(out, from, length, codes.TANH, false);
    case codes.SIGMOID:
      return transformAll(out, from, length, codes.SIGMOID, false);
    case codes.RELU:
      return transformAll(out, from, length, codes.RELU, false);
    case codes.LEAKY_RELU:
      return transformAll(out, from, length, codes.LEAKY_RELU, false);
    case codes.HARD_TANH:
      return transformAll(out, from, length, codes.HARD_TANH, false);
    case codes.SQUARE:
      return transformAll(out, from, length, codes.SQUARE, false);
    case codes.SILU:
      return transformAll(out, from, length, codes.SILU, false);
    case codes.GELU:
      return transformAll(out, from, length, codes.GELU, false);
    case codes.SELU:
      return transformAll(out, from, length, codes.SELU, false);
    default:
      return transformAll(out, from, length, codes.LINEAR, false);
  }
}

/** out[i] = f'(from[i]). */
export function differentiate(out: usize, from: usize, length: usize, activation: i32): void {
  switch (activation) {
    case codes.TANH:
      return transformAll(out, from, length, codes.TANH, true);
    case codes.SIGMOID:
      return transformAll(out, from, length, codes.SIGMOID, true);
    case codes.RELU:
      return transformAll(out, from, length, codes.RELU, true);
    case codes.LEAKY_RELU:
      return transformAll(out, from, length, codes.LEAKY_RELU, true);
    case codes.HARD_TANH:
      return transformAll(out, from, length, codes.HARD_TANH, true);
    case codes.SQUARE:
      return transformAll(out, from, length, codes.SQUARE, true);
    case codes.SILU:
      return transformAll(out, from, length, codes.SILU, true);
    case codes.GELU:
      return transformAll(out, from, length, codes.GELU, true);
    case codes.SELU:
      return transformAll(out, from, length, codes.SELU, true);
    default:
      return transformAll(out, from, length, codes.LINEAR, true);
  }
}

/** e^x in every lane, as 1 / e^-x above 0. */
// @ts-ignore: decorator
@inline
function exponentialOf(x: v128): v128 {
  const power = exponentialOfNegative(v128.or(x, f32x4.splat(-0.0)));
  const isNegative = f32x4.lt(x, f32x4.splat(0));
  return v128.bitselect(power, f32x4.div(f32x4.splat(1), power), isNegative);
}

/** out[i] = e^from[i]. */
export function exponential(out: usize, from: usize, length: usize): void {
  const end = from + (length & ~3) * 4;
  while (from < end) {
    v128.store(out, exponentialOf(v128.load(from)));
    from += VECTOR;
    out += VECTOR;
  }
  const rest = length & 3;
  if (rest != 0) storePart(out, exponentialOf(v128.load(from)), rest);
}
