import type { Pair } from '../resolution.ts';
import { bandDeviation } from './families/noises.ts';
import { fourierTransform, frequenciesOf, inverseTransform } from './fourier.ts';

/** A band of spatial frequencies. */
export interface Band {
  /** Cycles/degree that pass unweakened. */
  readonly centre: number;
  /** Octaves between the frequencies at which half of an amplitude passes. */
  readonly octaves: number;
}

/**
 * A picture of which a band of spatial frequencies is left, and its mean: amplitudes at f cycles/degree are multiplied by
 *
 *   exp(-(f - centre)^2 / (2 sigma^2)),
 *
 * sigma that of narrow-band noise. The picture is taken to go on periodically beyond its edges.
 */
export function bandpassed(
  values: Float32Array | Float64Array,
  {
    shape: [rows, columns],
    pixelsPerDegree,
  }: { readonly shape: Pair; readonly pixelsPerDegree: Pair },
  { centre, octaves }: Band,
): Float64Array {
  const deviation = bandDeviation(centre, octaves);
  const spectrum = fourierTransform(new Float64Array(values), rows, columns);
  const vertical = frequenciesOf(rows, pixelsPerDegree[0]);
  const horizontal = frequenciesOf(columns, pixelsPerDegree[1]);
  for (let bin = 1; bin < spectrum.real.length; bin++) {
    const frequency = Math.hypot(vertical[Math.floor(bin / columns)]!, horizontal[bin % columns]!);
    const gain = Math.exp(-((frequency - centre) ** 2) / (2 * deviation ** 2));
    spectrum.real[bin]! *= gain;
    spectrum.imaginary[bin]! *= gain;
  }
  return inverseTransform(spectrum);
}
