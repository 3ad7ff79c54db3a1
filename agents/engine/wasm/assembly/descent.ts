import { storePart, VECTOR } from './lanes';

// @ts-ignore: decorator
@inline
function descended(values: usize, gradient: usize, rate: v128, free: usize): v128 {
  const step = f32x4.mul(f32x4.mul(rate, v128.load(free)), v128.load(gradient));
  return f32x4.sub(v128.load(values), step);
}

/** values[r, c] -= rate * free[c] * gradient[r, c]. */
export function descend(
  values: usize,
  gradient: usize,
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
      v128.store(values + at, descended(values + at, gradient + at, rate, free + at));
    }
    if (rest != 0) {
      const at = wholeBytes;
      storePart(values + at, descended(values + at, gradient + at, rate, free + at), rest);
    }
    values += columns * 4;
    gradient += columns * 4;
  }
}

/** velocity = free[c] * (momentum * velocity - rate * gradient); values += velocity. */
export function descendMomentum(
  values: usize,
  gradient: usize,
  velocity: usize,
  rateAddress: usize,
  momentumAddress: usize,
  free: usize,
  rows: usize,
  columns: usize,
): void {
  const rate = v128.load32_splat(rateAddress);
  const momentum = v128.load32_splat(momentumAddress);
  const wholeBytes = (columns & ~3) * 4;
  const rest = columns & 3;
  for (let r: usize = 0; r < rows; r++) {
    for (let at: usize = 0; at < wholeBytes; at += VECTOR) {
      const moved = displacement(gradient + at, velocity + at, rate, momentum, free + at);
      v128.store(velocity + at, moved);
      v128.store(values + at, f32x4.add(v128.load(values + at), moved));
    }
    if (rest != 0) {
      const at = wholeBytes;
      const moved = displacement(gradient + at, velocity + at, rate, momentum, free + at);
      storePart(velocity + at, moved, rest);
      storePart(values + at, f32x4.add(v128.load(values + at), moved), rest);
    }
    values += columns * 4;
    gradient += columns * 4;
    velocity += columns * 4;
  }
}

// @ts-ignore: decorator
@inline
function displacement(gradient: usize, velocity: usize, rate: v128, momentum: v128, free: usize): v128 {
  const kept = f32x4.mul(momentum, v128.load(velocity));
  const step = f32x4.mul(rate, v128.load(gradient));
  return f32x4.mul(v128.load(free), f32x4.sub(kept, step));
}
