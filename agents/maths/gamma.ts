/** Shift below which the asymptotic series are not exact enough. */
const ENOUGH = 10;

/** ln of the gamma function, for x > 0 (Stirling's series after shifting upwards). */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  for (; shifted < ENOUGH; shifted++) product *= shifted;
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    Math.log(2 * Math.PI) / 2 +
    series -
    Math.log(product)
  );
}

/** Derivative of {@link logGamma}, for x > 0. */
export function digamma(x: number): number {
  let shifted = x;
  let sum = 0;
  for (; shifted < ENOUGH; shifted++) sum -= 1 / shifted;
  const square = 1 / (shifted * shifted);
  const series =
    square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
  return sum + Math.log(shifted) - 1 / (2 * shifted) - series;
}
