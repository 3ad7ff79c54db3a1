import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, type GivenValues, resolveParameters } from '../../agents/index.ts';
import {
  findStimulus,
  type Geometry,
  listStimuli,
  renderFrames,
  renderStimulus,
} from '../../experiments/index.ts';
import { givenValues } from '../support/arbitrary-parameters.ts';

const kinds = await listStimuli();
const geometry: Geometry = { rows: 12, columns: 17, pixelsPerDegree: 4 };

test('every file in experiments/stimuli is a stimulus named like the file, or holds a set of them', async () => {
  const folder = join(import.meta.dirname, '../../experiments/stimuli');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  for (const file of files) {
    const name = basename(file, '.ts');
    const named = kinds.filter((kind) => kind.name === name || kind.name.startsWith(`${name}-`));
    expect({ file, isNamed: named.length > 0 }).toEqual({ file, isNamed: true });
  }
});

test('names and dotted names of stimuli occur once', () => {
  const names = kinds.flatMap(({ name, equivalent }) => [
    name,
    ...(equivalent === undefined ? [] : [equivalent]),
  ]);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(kinds)('stimulus $name', (kind) => {
  test('is described in a sentence, and so is each of its parameters, with unit and a default in range', () => {
    expect(kind.summary).toMatch(/^[A-Z0-9].*\.$/);
    expect(kind.sources.length).toBeGreaterThan(0);
    for (const { url } of kind.sources) expect(url).toMatch(/^https:\/\//);
    for (const parameter of Object.values(kind.parameters)) {
      expect(parameter.meaning).toMatch(/^[A-Z0-9].*\.$/);
      if ('unit' in parameter) expect(parameter.unit).not.toBe('');
    }
    // A default that is given is checked like any other value.
    const defaults = resolveParameters(kind.name, kind.parameters);
    expect(resolveParameters(kind.name, kind.parameters, defaults)).toEqual(defaults);
  });

  test('has pixels between black and white for any parameters, and the same ones every time', () => {
    fc.assert(
      fc.property(givenValues(kind.parameters), fc.nat(), (parameters, seed) => {
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
        const { rows, columns, pixels, masks, sha256 } = picture;
        const again = render();
        // The digest is that of size, pixels and masks; to compare those one by one takes a hundred times as long.
        expect({
          lengths: [pixels, ...Object.values(masks)].map(({ length }) => length),
          isShown: pixels.every((pixel) => pixel >= 0 && pixel <= 1),
          again: again.sha256,
          parameters: again.parameters,
        }).toEqual({
          lengths: Array.from({ length: 1 + Object.keys(masks).length }, () => rows * columns),
          isShown: true,
          again: sha256,
          parameters: picture.parameters,
        });
      }),
      { numRuns: 20 },
    );
  });

  test('can be drawn at its own resolution and at others, or says why not', () => {
    const own = renderStimulus(kind, { random: createRandom(1) });
    expect(own.pixels.length).toBe(own.rows * own.columns);
    for (const [rows, columns] of [
      [1, 1],
      [1, 40],
      [64, 3],
    ] as const) {
      const size = { rows, columns, pixelsPerDegree: 32 };
      try {
        const { pixels } = renderStimulus(kind, { geometry: size, random: createRandom(1) });
        expect(pixels.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'parameter-out-of-range' });
      }
    }
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
    expect(render({ rows: 0, columns: 1, pixelsPerDegree: 1 })).toThrow('got 0');
    expect(render({ rows: 9, columns: 9, pixelsPerDegree: 0 })).toThrow('pixels per degree > 0');
    expect(render({ rows: 1e5, columns: 1e5, pixelsPerDegree: 1 })).toThrow('25 million');
  });

  test('an unknown stimulus is refused with the nearest name', async () => {
    await expect(findStimulus('gabors')).rejects.toThrow('did you mean "gabor"?');
  });
});

describe('what comes with a drawn stimulus', () => {
  test('targets are numbered in a mask, left first', async () => {
    const kind = await findStimulus('simultaneous-contrast');
    const geometry = { rows: 1, columns: 4, pixelsPerDegree: 1 };
    const parameters = { side: 1, distance: 1, strength: 0.5, difference: -0.1 };
    const drawn = renderStimulus(kind, { parameters, geometry, random: createRandom(1) });
    expect([...drawn.masks['targetMask']!]).toEqual([0, 1, 2, 0]);
    expect(drawn.illusion).toEqual({
      strength: 0.5,
      difference: -0.1,
      congruency: 'incongruent',
    });
    // Target 1 is darker by 0.1.
    expect(drawn.pixels[1]! - drawn.pixels[2]!).toBeCloseTo(-0.1, 6);
  });

  test('the digest is that of size, pixels and masks written out by hand', async () => {
    const { sha256 } = renderStimulus(await findStimulus('uniform'), {
      geometry: { rows: 1, columns: 2, pixelsPerDegree: 1 },
      random: createRandom(1),
    });
    const half = Buffer.from('0000003f', 'hex');
    const bytes = Buffer.concat([Buffer.from('1 x 2\n'), half, half]);
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('averaging over points within pixels brings the area of a disc to its closed form', async () => {
    const kind = await findStimulus('disc');
    const error = (oversampling: number): number => {
      const geometry = { rows: 33, columns: 33, pixelsPerDegree: 8 };
      const random = createRandom(1);
      const parameters = { radius: 1.37 };
      const { pixels } = renderStimulus(kind, { parameters, geometry, random, oversampling });
      const area = pixels.reduce((sum, pixel) => sum + (pixel - 0.5) / 0.5, 0) / 8 ** 2;
      return Math.abs(area - Math.PI * 1.37 ** 2);
    };
    expect(error(16)).toBeLessThan(0.005);
    expect(error(16)).toBeLessThan(error(1));
  });

  test('a stimulus that does not move is the same picture in every frame', async () => {
    const kind = await findStimulus('disc');
    const options = {
      geometry: { rows: 8, columns: 8, pixelsPerDegree: 2 },
      random: createRandom(1),
    };
    const frames = [...renderFrames(kind, { ...options, framesPerSecond: 60, frames: 3 })];
    expect(frames).toEqual(Array.from({ length: 3 }, () => renderStimulus(kind, options)));
  });
});
