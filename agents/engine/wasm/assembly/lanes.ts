/** Bytes of one float32. */
export const FLOAT: usize = 4;
/** Bytes of one vector of four float32. */
export const VECTOR: usize = 16;

/** Stores the first `count` (1, 2 or 3) lanes of a vector. */
// @ts-ignore: decorator
@inline
export function storePart(address: usize, vector: v128, count: usize): void {
  v128.store_lane<f32>(address, vector, 0);
  if (count > 1) v128.store_lane<f32>(address, vector, 1, 4);
  if (count > 2) v128.store_lane<f32>(address, vector, 2, 8);
}

/** The first `count` (1, 2 or 3) lanes of a vector, zero in the others. */
// @ts-ignore: decorator
@inline
export function keepPart(vector: v128, count: usize): v128 {
  const lane = i32x4(0, 1, 2, 3);
  return v128.and(vector, i32x4.lt_s(lane, i32x4.splat(<i32>count)));
}

/** Two float32 at an address, as float64. */
// @ts-ignore: decorator
@inline
export function loadDoubles(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

/** Two float32 at an address + 8, as float64. */
// @ts-ignore: decorator
@inline
export function loadUpperDoubles(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address, 8));
}

/** The lower two lanes of a vector of float32, as float64. */
// @ts-ignore: decorator
@inline
export function lowerDoubles(vector: v128): v128 {
  return f64x2.promote_low_f32x4(vector);
}

/** The upper two lanes of a vector of float32, as float64. */
// @ts-ignore: decorator
@inline
export function upperDoubles(vector: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(vector, vector, 1, 0));
}

/** The sum of both float64 lanes. */
// @ts-ignore: decorator
@inline
export function sumOfDoubles(vector: v128): f64 {
  return f64x2.extract_lane(vector, 0) + f64x2.extract_lane(vector, 1);
}
