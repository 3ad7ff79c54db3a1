// @ts-ignore: decorator
@inline
function timesPlus(factor: v128, by: v128, constant: f64): v128 {
  return f64x2.add(f64x2.mul(factor, by), f64x2.splat(constant));
}

/**
 * ln(1 + t) for t >= 0, in both float64 lanes, by the method and the coefficients of fdlibm's `log1p` (Sun
 * Microsystems 1993): 1 + t = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt 2, and a series in f / (2 + f). About
 * one ulp; infinity gives infinity, NaN gives NaN.
 */
// @ts-ignore: decorator
@inline
export function logarithmOfOnePlus(t: v128): v128 {
  const one = f64x2.splat(1);
  const u = f64x2.add(one, t);
  /** What rounding took from 1 + t, relative to it. */
  const lost = f64x2.div(f64x2.sub(t, f64x2.sub(u, one)), u);
  // Bits are moved so that the exponent changes at sqrt(1/2) instead of at 1.
  const moved = i64x2.add(u, i64x2.splat((0x3ff00000 - 0x3fe6a09e) << 32));
  const exponent = i64x2.shr_u(moved, 52);
  const exponentAsDouble = v128.or(exponent, i64x2.splat(0x4330000000000000));
  const k = f64x2.sub(exponentAsDouble, f64x2.splat(4503599627370496 + 1023));
  const mantissa = i64x2.add(
    v128.and(moved, i64x2.splat(0x000fffffffffffff)),
    i64x2.splat(0x3fe6a09e << 32),
  );
  const f = f64x2.sub(mantissa, one);
  const halfSquare = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = timesPlus(w, f64x2.splat(1.531383769920937332e-1), 2.222219843214978396e-1);
  even = timesPlus(w, even, 3.999999999940941908e-1);
  let odd = timesPlus(w, f64x2.splat(1.479819860511658591e-1), 1.818357216161805012e-1);
  odd = timesPlus(w, odd, 2.857142874366239149e-1);
  odd = timesPlus(w, odd, 6.66666666666673513e-1);
  const series = f64x2.add(f64x2.mul(z, odd), f64x2.mul(w, even));
  const lowPart = f64x2.add(f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10)), lost);
  const correction = f64x2.add(f64x2.mul(s, f64x2.add(halfSquare, series)), lowPart);
  const result = f64x2.add(
    f64x2.add(f64x2.sub(correction, halfSquare), f),
    f64x2.mul(k, f64x2.splat(6.9314718036912381649e-1)),
  );
  return v128.bitselect(result, t, f64x2.lt(t, f64x2.splat(Infinity)));
}
