import type { Random } from '../../../agents/index.ts';
import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { fourierTransform, frequenciesOf, inverseTransform } from '../fourier.ts';
import { flag, luminancePair, ratio } from '../table-entries.ts';

const INTENSITY_RANGE = luminancePair([0, 1], 'the darkest and the lightest pixel');
const PSEUDO_NOISE = flag(
  false,
  'Whether every frequency has exactly its amplitude, and only phases are random.',
);

/** Every pixel one of two luminances, each equally likely. */
export const binaryNoise = defineDrawer({
  parameters: { intensityRange: luminancePair([0, 1], 'the two kinds of pixels') },
  render: (resolution, { intensityRange }, random) => {
    const [rows, columns] = resolution.shape;
    return drawn(
      resolution,
      Float64Array.from({ length: rows * columns }, () => intensityRange[random.integer(2)]!),
    );
  },
});

/** Pixels independent of each other and uniform, or with exactly equal amplitudes at all frequencies. */
export const whiteNoise = defineDrawer({
  parameters: { intensityRange: INTENSITY_RANGE, pseudoNoise: PSEUDO_NOISE },
  render: (resolution, values, random) => filteredNoise(resolution, values, random, null),
});

const EXPONENT = ratio(1, 0, 10, 'Power of the frequency by which amplitudes fall.');

/** Noise whose amplitude falls with a power of frequency, whose exponent may be fixed. */
export const naturalNoise = (exponent: number | null) =>
  defineDrawer({
    parameters: {
      ...(exponent === null ? { exponent: EXPONENT } : {}),
      intensityRange: INTENSITY_RANGE,
      pseudoNoise: PSEUDO_NOISE,
    },
    antiAliasing: 'exact',
    render: (resolution, values, random) => {
      const power = exponent ?? values.exponent ?? EXPONENT.default;
      // The mean has no influence on what is stretched to a range.
      return filteredNoise(resolution, values, random, (frequency) =>
        frequency === 0 ? 0 : frequency ** -power,
      );
    },
  });

/** Noise of a band of frequencies. */
export const narrowbandNoise = defineDrawer({
  parameters: {
    centerFrequency: {
      kind: 'number',
      default: 3,
      min: 0.01,
      max: 1000,
      unit: 'cycles/degree',
      meaning: 'Frequency of the largest amplitude.',
    },
    bandwidth: {
      kind: 'number',
      default: 1,
      min: 0.01,
      max: 10,
      unit: 'octaves',
      meaning: 'Between the two frequencies of half the largest amplitude.',
    },
    intensityRange: INTENSITY_RANGE,
    pseudoNoise: PSEUDO_NOISE,
  },
  antiAliasing: 'exact',
  render: (resolution, values, random) => {
    const { centerFrequency, bandwidth } = values;
    const deviation = bandDeviation(centerFrequency, bandwidth);
    return filteredNoise(resolution, values, random, (frequency) =>
      Math.exp(-((frequency - centerFrequency) ** 2) / (2 * deviation ** 2)),
    );
  },
});

/**
 * Standard deviation of a Gaussian over frequency whose half-height frequencies lie a number of octaves apart and equally
 * far from its centre,
 *
 *   sigma = 2 f (2^b - 1) / (2^b + 1) / (2 sqrt(2 ln 2)).
 */
export function bandDeviation(centre: number, octaves: number): number {
  const width = (2 * centre * (2 ** octaves - 1)) / (2 ** octaves + 1);
  return width / (2 * Math.sqrt(2 * Math.LN2));
}

/** White noise with its spectrum multiplied by a function of frequency, stretched to a range of luminance. */
function filteredNoise(
  resolution: Resolution,
  { intensityRange, pseudoNoise }: { readonly intensityRange: Pair; readonly pseudoNoise: boolean },
  random: Random,
  amplitudeAt: ((frequency: number) => number) | null,
): Drawn {
  const { shape, pixelsPerDegree } = resolution;
  const [rows, columns] = shape;
  const noise = Float64Array.from({ length: rows * columns }, () =>
    pseudoNoise ? random.normal() : random.uniform(),
  );
  if (amplitudeAt === null && !pseudoNoise) {
    return drawn(resolution, stretched(noise, intensityRange));
  }
  const { real, imaginary } = fourierTransform(noise, rows, columns);
  const vertical = frequenciesOf(rows, pixelsPerDegree[0]);
  const horizontal = frequenciesOf(columns, pixelsPerDegree[1]);
  for (let bin = 0; bin < real.length; bin++) {
    const down = vertical[Math.floor(bin / columns)]!;
    const length = pseudoNoise ? Math.hypot(real[bin]!, imaginary[bin]!) || 1 : 1;
    const amplitude = amplitudeAt?.(Math.hypot(down, horizontal[bin % columns]!)) ?? 1;
    real[bin]! *= amplitude / length;
    imaginary[bin]! *= amplitude / length;
  }
  return drawn(
    resolution,
    stretched(inverseTransform({ rows, columns, real, imaginary }), intensityRange),
  );
}

/** Values brought to a range, in place; in its middle if they are all equal. */
function stretched(values: Float64Array, [low, high]: Pair): Float64Array {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const scale = most > least ? (high - low) / (most - least) : 0;
  const start = scale === 0 ? (low + high) / 2 : low;
  const floor = Math.min(low, high);
  const ceiling = Math.max(low, high);
  for (let i = 0; i < values.length; i++) {
    // Rounding does not lead out of the range.
    values[i] = Math.min(ceiling, Math.max(floor, start + (values[i]! - least) * scale));
  }
  return values;
}
