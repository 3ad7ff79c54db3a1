import { type ColouredPicture, type Light, lightnessOf } from '../colour.ts';
import type { Masks } from '../stimulus.ts';

/** What can be said of the luminances of a picture, or of a part of it. */
export interface PictureMeasures {
  readonly pixels: number;
  readonly mean: number;
  /** CIE lightness L* of the mean, 0 to 100. */
  readonly lightness: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Standard deviation with division by n, which is the RMS contrast. */
  readonly standardDeviation: number;
  /** Standard deviation / mean; `null` where the mean is 0. */
  readonly normalizedRms: number | null;
  /** (max - min) / (max + min); `null` where all is black. */
  readonly michelson: number | null;
  /**
   * Entropy of the histogram of luminance in 256 bins of equal width over 0..1, bits: 0 for a uniform picture, 8 where all
   * bins are equally full.
   */
  readonly entropy: number;
  /** Mean of red, green and blue, where there are colours. */
  readonly colour?: Light;
}

/** A picture and its targets, each by its number in `targetMask`. */
export interface MeasuredPicture extends PictureMeasures {
  readonly targets: readonly ({ readonly target: number } & PictureMeasures)[];
}

const BINS = 256;

/** Measures of luminance over a whole picture and over each of its targets. */
export function measurePicture(
  { pixels, colour }: ColouredPicture,
  { targetMask }: Masks = {},
): MeasuredPicture {
  const every = Uint32Array.from(pixels, (_, pixel) => pixel);
  const measure = (places: Uint32Array): PictureMeasures => ({
    ...measuresOf(valuesAt(pixels, places)),
    ...(colour === undefined
      ? {}
      : {
          colour: {
            red: meanOf(valuesAt(colour.red, places)),
            green: meanOf(valuesAt(colour.green, places)),
            blue: meanOf(valuesAt(colour.blue, places)),
          },
        }),
  });
  const numbers = [...new Set(targetMask)].filter((target) => target > 0).sort((a, b) => a - b);
  return {
    ...measure(every),
    targets: numbers.map((target) => ({
      target,
      ...measure(every.filter((pixel) => targetMask?.[pixel] === target)),
    })),
  };
}

function measuresOf(values: Float32Array): PictureMeasures {
  const sorted = values.slice().sort();
  const min = sorted[0] ?? Number.NaN;
  const max = sorted.at(-1) ?? Number.NaN;
  const mean = meanOf(values);
  const standardDeviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  );
  return {
    pixels: values.length,
    mean,
    lightness: lightnessOf(mean),
    median: (sorted[(values.length - 1) >> 1]! + sorted[values.length >> 1]!) / 2,
    min,
    max,
    standardDeviation,
    normalizedRms: mean === 0 ? null : standardDeviation / mean,
    michelson: max + min === 0 ? null : (max - min) / (max + min),
    entropy: histogramEntropy(values),
  };
}

function histogramEntropy(values: Float32Array): number {
  const counts = new Uint32Array(BINS);
  for (const value of values) {
    counts[Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)))]!++;
  }
  return counts.reduce((bits, count) => {
    const share = count / values.length;
    return count === 0 ? bits : bits - share * Math.log2(share);
  }, 0);
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function valuesAt(plane: Float32Array, places: Uint32Array): Float32Array {
  return Float32Array.from(places, (place) => plane[place]!);
}
