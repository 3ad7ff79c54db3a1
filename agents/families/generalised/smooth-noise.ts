import type { Random } from '../../maths/random.ts';

/**
 * Smooth fluctuations of unit variance with autocorrelation exp(-h^2 / 4 s^2): white noise seen through a Gaussian
 * window of standard deviation s.
 * There are `points` values, `spacing` bins apart; s is in bins.
 */
export function smoothNoise(
  random: Random,
  {
    points,
    spacing,
    smoothness,
  }: { readonly points: number; readonly spacing: number; readonly smoothness: number },
): Float64Array {
  const reach = Math.ceil((6 * smoothness) / spacing);
  const window = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-(((k - reach) * spacing) ** 2) / (2 * smoothness ** 2)),
  );
  const norm = Math.sqrt(window.reduce((sum, value) => sum + value * value, 0));
  const white = random.normals(new Float64Array(points + 2 * reach));
  return Float64Array.from({ length: points }, (_, point) => {
    let sum = 0;
    for (let k = 0; k < window.length; k++) sum += window[k]! * white[point + k]!;
    return sum / norm;
  });
}
