/** Where a wave is largest. */
export interface WavePeak {
  readonly amplitude: number;
  /** In samples from the first one, between them by a parabola. */
  readonly latency: number;
}

/**
 * Peak of a difference wave, deviant minus standard: the largest sample, refined by the parabola through it and its
 * neighbours,
 *
 *   t = k + (w_{k-1} - w_{k+1}) / (2 (w_{k-1} - 2 w_k + w_{k+1}))
 *
 * A peak at either end stays there.
 */
export function mismatchPeak(deviant: readonly number[], standard: readonly number[]): WavePeak {
  const wave = deviant.map((value, at) => value - standard[at]!);
  const most = wave.reduce((best, value, at) => (value > wave[best]! ? at : best), 0);
  const [before, peak, after] = [wave[most - 1], wave[most]!, wave[most + 1]];
  if (before === undefined || after === undefined) return { amplitude: peak, latency: most };
  const bend = before - 2 * peak + after;
  const shift = bend === 0 ? 0 : (before - after) / (2 * bend);
  return { amplitude: peak - ((before - after) * shift) / 4, latency: most + shift };
}
