import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../../agents/index.ts';
import {
  contrastOf,
  findStimulus,
  measurePicture,
  renderStimulus,
} from '../../../experiments/index.ts';

const picture = (pixels: readonly number[]) => ({
  rows: 1,
  columns: pixels.length,
  pixels: Float32Array.from(pixels),
});

describe('measures of a picture', () => {
  test('of half black and half white are those of the definitions', () => {
    const measured = measurePicture(picture([0, 1, 1, 0]));
    expect(measured).toMatchObject({
      pixels: 4,
      mean: 0.5,
      median: 0.5,
      min: 0,
      max: 1,
      standardDeviation: 0.5,
      normalizedRms: 1,
      michelson: 1,
      entropy: 1,
      targets: [],
    });
    // L* = 50 belongs to 18.42 % of white.
    expect(measurePicture(picture([0.1841865])).lightness).toBeCloseTo(50, 4);
    expect(measurePicture(picture([0, 0]))).toMatchObject({
      normalizedRms: null,
      michelson: null,
      entropy: 0,
    });
    const ramp = measurePicture(
      picture(Array.from({ length: 256 }, (_, bin) => (bin + 0.5) / 256)),
    );
    expect(ramp.entropy).toBeCloseTo(8, 12);
  });

  test('agree with the contrasts of the library for any luminances', () => {
    const luminances = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(luminances, (given) => {
        const shown = picture(given);
        const { standardDeviation, michelson, median, min, max } = measurePicture(shown);
        expect(standardDeviation).toBeCloseTo(contrastOf('rms', shown.pixels), 6);
        expect(michelson).toBeCloseTo(contrastOf('michelson', shown.pixels), 6);
        expect(median).toBeGreaterThanOrEqual(min);
        expect(median).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('tell targets apart, and have the colours of coloured ones', async () => {
    const drawn = renderStimulus(await findStimulus('chromatic-contrast'), {
      parameters: { difference: 40, hue: 0 },
      geometry: { rows: 32, columns: 32, pixelsPerDegree: 4 },
      random: createRandom(1),
    });
    const { targets, colour } = measurePicture(drawn, drawn.masks);
    const [left, right] = targets;
    expect(targets.map(({ target }) => target)).toEqual([1, 2]);
    expect(left?.mean).toBeCloseTo(right?.mean ?? 0, 5);
    expect(left?.colour?.red).toBeGreaterThan((right?.colour?.red ?? 1) + 0.1);
    expect(colour?.red).toBeGreaterThan(0);
    expect(measurePicture(picture([0.5]))).not.toHaveProperty('colour');
  });
});
