import * as codes from '../opcodes';
import { exponentialOfNegative } from './exponential';
import { storePart, VECTOR } from './lanes';

const LEAK: f32 = 0.01;

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
    default:
      return transformAll(out, from, length, codes.LINEAR, true);
  }
}
