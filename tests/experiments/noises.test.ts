import { expect, test } from '@jest/globals';
import { createRandom, type GivenValues } from '../../agents/index.ts';
import { findStimulus, renderStimulus } from '../../experiments/index.ts';
import { fourierTransform, frequenciesOf } from '../../experiments/drawing/fourier.ts';

const ROWS = 48;
const COLUMNS = 60;
const DENSITY = 12;

/** Logarithms of amplitude and frequency of every coefficient but the mean of a noise. */
async function spectrumOf(name: string, parameters: GivenValues, seed = 1) {
  const { pixels } = renderStimulus(await findStimulus(name), {
    parameters,
    geometry: { rows: ROWS, columns: COLUMNS, pixelsPerDegree: DENSITY },
    random: createRandom(seed),
  });
  const { real, imaginary } = fourierTransform(Float64Array.from(pixels), ROWS, COLUMNS);
  const down = frequenciesOf(ROWS, DENSITY);
  const across = frequenciesOf(COLUMNS, DENSITY);
  return Array.from(real, (value, bin) => ({
    frequency: Math.hypot(down[Math.floor(bin / COLUMNS)]!, across[bin % COLUMNS]!),
    amplitude: Math.hypot(value, imaginary[bin]!),
  })).slice(1);
}

/** Slope of log amplitude over log frequency by least squares. */
function slopeOf(spectrum: Awaited<ReturnType<typeof spectrumOf>>): number {
  const points = spectrum.map(({ frequency, amplitude }) => [
    Math.log(frequency),
    Math.log(amplitude),
  ]);
  const mean = (axis: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[axis]!, 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0]! - x) * (point[1]! - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0]! - x) ** 2, 0);
}

test.each([
  ['noises-white', {}, 0],
  ['noises-pink', {}, -1],
  ['noises-brown', {}, -2],
  ['noises-one-over-f', { exponent: 1.4 }, -1.4],
])('amplitudes of %s with %j fall with the power %d of frequency', async (name, given, power) => {
  expect(slopeOf(await spectrumOf(name, { ...given, pseudoNoise: true }))).toBeCloseTo(power, 4);
  // Standard error of the slope: the logarithm of a Rayleigh amplitude has a standard deviation of .64.
  expect(Math.abs(slopeOf(await spectrumOf(name, given)) - power)).toBeLessThan(0.15);
});

test('narrow-band noise has half of its largest amplitude at two frequencies as many octaves apart as it says', async () => {
  const parameters = { centerFrequency: 3, bandwidth: 1, pseudoNoise: true };
  const spectrum = await spectrumOf('noises-narrowband', parameters);
  const peak = Math.max(...spectrum.map(({ amplitude }) => amplitude));
  const halves = spectrum
    .filter(({ amplitude }) => amplitude > peak / 2)
    .map(({ frequency }) => frequency);
  // One octave whose ends are equally far from 3 cycles/degree: 2 to 4.
  expect(Math.min(...halves)).toBeCloseTo(2, 1);
  expect(Math.max(...halves)).toBeCloseTo(4, 1);
});

test.each(['noises-binary', 'noises-white', 'noises-pink', 'noises-narrowband'])(
  '%s reaches both ends of its range and differs from seed to seed',
  async (name) => {
    const kind = await findStimulus(name);
    const render = (seed: number) =>
      renderStimulus(kind, {
        parameters: { intensityRange: [0.25, 0.75] },
        geometry: { rows: ROWS, columns: COLUMNS, pixelsPerDegree: DENSITY },
        random: createRandom(seed),
      }).pixels;
    expect(Math.min(...render(1))).toBeCloseTo(0.25, 6);
    expect(Math.max(...render(1))).toBeCloseTo(0.75, 6);
    expect(render(2)).not.toEqual(render(1));
  },
);
