/**
 * e^x for x <= 0, in every lane: e^x = 2^n e^r with n = round(x / ln 2), |r| <= ln 2 / 2, and e^r by the minimax
 * polynomial of Cephes' `expf` (Moshier 1989). Two ulp, subnormal results included; e^-inf = 0, NaN gives NaN.
 */
// @ts-ignore: decorator
@inline
export function exponentialOfNegative(argument: v128): v128 {
  // `pmax` keeps a NaN that comes first.
  const x = f32x4.pmax(argument, f32x4.splat(-104));
  // Adding 1.5 * 2^23 leaves the rounded quotient in the low bits.
  const shifter = f32x4.splat(12582912);
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), shifter);
  const quotient = f32x4.sub(shifted, shifter);
  const n = i32x4.sub(shifted, shifter);
  const r = f32x4.sub(
    f32x4.sub(x, f32x4.mul(quotient, f32x4.splat(0.693359375))),
    f32x4.mul(quotient, f32x4.splat(-2.1219444e-4)),
  );
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  const power = f32x4.add(
    f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r),
    f32x4.splat(1),
  );
  // 2^n in two factors, because 2^n alone may be too small for a normal number.
  const half = i32x4.shr_s(n, 1);
  const rest = i32x4.sub(n, half);
  const bias = i32x4.splat(127);
  const first = i32x4.shl(i32x4.add(half, bias), 23);
  const second = i32x4.shl(i32x4.add(rest, bias), 23);
  return f32x4.mul(f32x4.mul(power, first), second);
}
