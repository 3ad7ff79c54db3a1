import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, type GivenValues, type Parameter } from '../../agents/index.ts';
import {
  findStimulus,
  type Geometry,
  listStimuli,
  renderStimulus,
  type StimulusKind,
} from '../../experiments/index.ts';

const kinds = await listStimuli();
const geometry: Geometry = { rows: 24, columns: 33, pixelsPerDegree: 8 };

/** A value that the table admits. Lengths stay small, so that drawing stays quick. */
function valueOf(parameter: Parameter): fc.Arbitrary<number | string> {
  if (parameter.kind === 'choice') return fc.constantFrom(...parameter.choices);
  const { min, max, whole = false } = parameter;
  return fc
    .double({ min, max: Math.min(max, min + 50), noNaN: true })
    .map((value) => (whole ? Math.round(value) : value));
}

/** Some of the parameters, the others left at their defaults. */
const valuesOf = (kind: StimulusKind): fc.Arbitrary<GivenValues> => {
  const entries = Object.entries(kind.parameters).map(([name, parameter]) =>
    fc.option(valueOf(parameter)).map((value) => (value === null ? [] : [[name, value] as const])),
  );
  return fc.tuple(...entries).map((given) => Object.fromEntries(given.flat()));
};

test('every file in experiments/stimuli is a stimulus named like the file', async () => {
  const files = await readdir(join(import.meta.dirname, '../../experiments/stimuli'));
  expect(kinds.map(({ name }) => `${name}.ts`)).toEqual(files.sort());
});

describe.each(kinds)('stimulus $name', (kind) => {
  test('is described in a sentence, and so is each of its parameters, with unit and a default in range', () => {
    expect(kind.summary).toMatch(/^[A-Z0-9].*\.$/);
    for (const parameter of Object.values(kind.parameters)) {
      expect(parameter.meaning).toMatch(/^[A-Z0-9].*\.$/);
      if (parameter.kind === 'choice') expect(parameter.choices).toContain(parameter.default);
      else {
        expect(parameter.unit).not.toBe('');
        expect(parameter.default).toBeGreaterThanOrEqual(parameter.min);
        expect(parameter.default).toBeLessThanOrEqual(parameter.max);
      }
    }
  });

  test('has pixels between black and white for any parameters, and the same ones every time', () => {
    fc.assert(
      fc.property(valuesOf(kind), fc.nat(), (parameters, seed) => {
        const render = () =>
          renderStimulus(kind, { parameters, geometry, random: createRandom(seed) });
        let picture;
        try {
          picture = render();
        } catch (error) {
          // Parameters may exclude each other.
          expect(error).toMatchObject({ code: 'parameter-out-of-range' });
          return;
        }
        expect([picture.rows, picture.columns]).toEqual([geometry.rows, geometry.columns]);
        expect(picture.pixels).toHaveLength(geometry.rows * geometry.columns);
        expect(picture.pixels.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
        expect(render()).toEqual(picture);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    [1, 1],
    [1, 40],
    [64, 3],
  ])('can be drawn at %d x %d pixels', (rows, columns) => {
    const size = { rows, columns, pixelsPerDegree: 32 };
    const { pixels } = renderStimulus(kind, { geometry: size, random: createRandom(1) });
    expect(pixels).toHaveLength(rows * columns);
    expect(pixels.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
  });

  test('refuses parameters that it does not have', () => {
    const render = () =>
      renderStimulus(kind, { parameters: { colour: 1 }, geometry, random: createRandom(1) });
    expect(render).toThrow(`${kind.name}.colour: no such parameter`);
  });
});

/** Luminances of a stimulus in a picture of the given size, one pixel per degree. */
async function drawn(
  name: string,
  parameters: GivenValues,
  rows: number,
  columns: number,
): Promise<number[][]> {
  const { pixels } = renderStimulus(await findStimulus(name), {
    parameters,
    geometry: { rows, columns, pixelsPerDegree: 1 },
    random: createRandom(1),
  });
  return Array.from({ length: rows }, (_, row) => [
    ...pixels.subarray(row * columns, (row + 1) * columns),
  ]);
}

describe('what is drawn', () => {
  const O = 0.5;

  test('a bar covers length x width pixels around its centre', async () => {
    expect(await drawn('bar', { length: 4, width: 1, y: 0.5 }, 4, 6)).toEqual([
      [O, O, O, O, O, O],
      [O, 1, 1, 1, 1, O],
      [O, O, O, O, O, O],
      [O, O, O, O, O, O],
    ]);
  });

  test('orientation counts counter-clockwise from horizontal, with y upwards', async () => {
    const rows = await drawn('bar', { length: 20, width: 1.2, orientation: 45 }, 5, 5);
    rows.forEach((row, index) => {
      expect(row.indexOf(Math.max(...row))).toBe(4 - index);
    });
  });

  test('a bar of weaker contrast and dark polarity is as much darker as it says', async () => {
    const [row] = await drawn(
      'bar',
      { length: 9, width: 9, polarity: 'dark', contrast: 0.4 },
      1,
      1,
    );
    expect(row![0]).toBeCloseTo(0.3, 6);
  });

  test.each([
    ['two-sided', [1, 1, 1, 1, 1, 1]],
    ['one-sided', [1, 1, O, O, O, O]],
    ['gap', [1, 1, O, O, 1, 1]],
  ])('an occluded bar that is %s has these pixels along it', async (arrangement, expected) => {
    const bar = { arrangement, length: 6, width: 1, spot: 2 };
    expect(await drawn('occluded-bar', bar, 1, 6)).toEqual([expected]);
  });

  test('the halves of a misaligned bar lie on different lines', async () => {
    const bar = { arrangement: 'misaligned', length: 4, width: 1, spot: 2, displacement: 2 };
    expect(await drawn('occluded-bar', bar, 3, 4)).toEqual([
      [1, O, O, O],
      [O, O, O, O],
      [O, O, O, 1],
    ]);
  });

  test('a grating has the frequency, contrast and phase that it was given', async () => {
    const [row] = await drawn('grating', { frequency: 0.125, contrast: 0.6, phase: 30 }, 1, 16);
    row!.forEach((luminance, column) => {
      const x = column + 0.5 - 8;
      const phase = Math.PI / 6;
      // Vertical stripes: the axis across them points to the left.
      const expected = 0.5 + 0.3 * Math.cos((-2 * Math.PI * x) / 8 + phase);
      expect(luminance).toBeCloseTo(expected, 6);
    });
  });

  test('a Gabor falls off as its Gaussian window', async () => {
    const [row] = await drawn('gabor', { frequency: 0, sigma: 2, contrast: 1 }, 1, 8);
    row!.forEach((luminance, column) => {
      expect(luminance).toBeCloseTo(0.5 + 0.5 * Math.exp(-((column - 3.5) ** 2) / 8), 6);
    });
  });

  test('the equal patches of White lie on stripes of opposite luminance', async () => {
    const white = { frequency: 0.5, height: 1 };
    expect(await drawn('white-illusion', white, 3, 6)).toEqual([
      [1, 0, 1, 0, 1, 0],
      [1, O, 1, 0, O, 0],
      [1, 0, 1, 0, 1, 0],
    ]);
  });

  test('the squares of simultaneous contrast are equal and their grounds are not', async () => {
    const squares = { strength: 0.5, side: 1, distance: 1 };
    expect(await drawn('simultaneous-contrast', squares, 1, 4)).toEqual([
      [0.25, O, O, 0.75].map(Math.fround),
    ]);
  });

  test("the discs of Kanizsa's square open towards its middle, in the control to the outside", async () => {
    const square = { side: 2, radius: 1, polarity: 'dark' };
    expect(await drawn('kanizsa-square', square, 4, 4)).toEqual([
      [0, 0, 0, 0],
      [0, O, O, 0],
      [0, O, O, 0],
      [0, 0, 0, 0],
    ]);
    expect(await drawn('kanizsa-square', { ...square, mouths: 'outward' }, 4, 4)).toEqual([
      [O, 0, 0, O],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [O, 0, 0, O],
    ]);
  });

  test('oversampling gives a pixel the mean luminance of its area', async () => {
    const { pixels } = renderStimulus(await findStimulus('bar'), {
      parameters: { length: 10, width: 0.5, y: 0.25 },
      geometry: { rows: 2, columns: 1, pixelsPerDegree: 1 },
      random: createRandom(1),
      oversampling: 4,
    });
    expect([...pixels]).toEqual([0.75, 0.5]);
  });

  test('impossible sizes are refused', () => {
    const kind = kinds[0]!;
    const render = (geometry: Geometry) => () =>
      renderStimulus(kind, { geometry, random: createRandom(1) });
    expect(render({ rows: 0, columns: 1, pixelsPerDegree: 1 })).toThrow('got 1 x 0');
    expect(render({ rows: 9, columns: 9, pixelsPerDegree: 0 })).toThrow('pixels per degree > 0');
    expect(render({ rows: 1e5, columns: 1e5, pixelsPerDegree: 1 })).toThrow('25 million');
  });

  test('an unknown stimulus is refused with the nearest name', async () => {
    await expect(findStimulus('gabors')).rejects.toThrow('did you mean "gabor"?');
  });
});
