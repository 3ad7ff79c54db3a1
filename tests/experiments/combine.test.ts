import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../agents/index.ts';
import {
  findStimulus,
  renderStimulus,
  type Drawn,
  type ResolutionRequest,
} from '../../experiments/index.ts';
import { besselBetween, besselJ } from '../../experiments/drawing/bessel.ts';
import {
  flipped,
  padded,
  resized,
  rolled,
  rotated,
  stacked,
  superimposed,
} from '../../experiments/drawing/combine.ts';

/** Small drawings of any pixels, with a mask, half of them in colours. */
const drawings: fc.Arbitrary<Drawn> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat(), fc.boolean())
  .map(([rows, columns, seed, isColoured]) => {
    const random = createRandom(seed);
    const length = rows * columns;
    const plane = () => Float32Array.from({ length }, () => random.uniform());
    return {
      rows,
      columns,
      pixels: Float64Array.from({ length }, () => random.uniform()),
      ...(isColoured ? { colour: { red: plane(), green: plane(), blue: plane() } } : {}),
      masks: { targetMask: Uint16Array.from({ length }, () => random.integer(3)) },
    };
  });

describe('combinators', () => {
  test('four quarter turns change nothing, and one turns counter-clockwise', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        let turned = drawing;
        for (let turn = 0; turn < 4; turn++) turned = rotated(turned, 1);
        expect(turned).toEqual(drawing);
        expect(rotated(rotated(drawing, 1), 3)).toEqual(drawing);
        expect(rotated(drawing, 2)).toEqual(rotated(rotated(drawing, 1), 1));
      }),
    );
    const row = { rows: 1, columns: 2, pixels: Float64Array.of(0, 1), masks: {} };
    // What was right is now up.
    expect([...rotated(row, 1).pixels]).toEqual([1, 0]);
  });

  test('mirroring twice and moving forth and back change nothing', () => {
    fc.assert(
      fc.property(drawings, fc.integer(), fc.integer(), (drawing, down, across) => {
        expect(flipped(flipped(drawing, 'across'), 'across')).toEqual(drawing);
        expect(flipped(flipped(drawing, 'down'), 'down')).toEqual(drawing);
        expect(rolled(rolled(drawing, [down, across]), [-down, -across])).toEqual(drawing);
        expect(flipped(flipped(drawing, 'across'), 'down')).toEqual(rotated(drawing, 2));
      }),
    );
  });

  test('a border keeps the sum of what is inside, and masks end at it', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const wide = padded(drawing, { top: 1, bottom: 2, left: 3, right: 0 }, 0);
        expect([wide.rows, wide.columns]).toEqual([drawing.rows + 3, drawing.columns + 3]);
        const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
        expect(sum(wide.pixels)).toBeCloseTo(sum(drawing.pixels), 9);
        expect(sum(wide.masks!['targetMask']!)).toBe(sum(drawing.masks!['targetMask']!));
      }),
    );
  });

  test('targets side by side are numbered on', () => {
    const one = {
      rows: 1,
      columns: 2,
      pixels: Float64Array.of(0, 1),
      masks: { targetMask: Uint16Array.of(0, 1) },
    };
    const both = stacked([one, one], 'across');
    expect([...both.pixels]).toEqual([0, 1, 0, 1]);
    expect([...both.masks!['targetMask']!]).toEqual([0, 1, 0, 2]);
    expect(stacked([one, one], 'down').rows).toBe(2);
    expect(() => stacked([one, rotated(one, 1)], 'across')).toThrow(
      'stack: expected drawings of 1 rows; got 2',
    );
  });

  test('doubling the size repeats every pixel, and halving it again gives the first back', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const large = resized(drawing, [2 * drawing.rows, 2 * drawing.columns]);
        expect(resized(large, [drawing.rows, drawing.columns])).toEqual(drawing);
      }),
    );
  });

  test('superimposing is a weighted sum', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const { pixels, masks } = superimposed([drawing, drawing], [0.25, 0.5]);
        pixels.forEach((value, index) => {
          expect(value).toBeCloseTo(0.75 * drawing.pixels[index]!, 12);
        });
        expect(Object.keys(masks)).toEqual(['targetMask1', 'targetMask2']);
      }),
    );
  });
});

describe('Bessel functions', () => {
  test.each([
    // Abramowitz & Stegun, tables 9.1 and 9.5.
    [0, 1, 0.7651976866],
    [1, 1, 0.4400505857],
    [0, 2.404825558, 0],
    [1, 3.83170597, 0],
    [2, 5, 0.04656511628],
    [0, 15, -0.01422447283],
    // By scipy.special.jv.
    [0, 50, 0.0558123276692518],
    [7, 20, -0.18422139772059445],
    [50, 60, -0.1379827314853523],
    [1, 1000, 0.004728311907089523],
    [50, 1200, -0.022718836187800226],
  ])('J_%d(%d) = %d', (order, x, expected) => {
    expect(besselJ(order, x)).toBeCloseTo(expected, 9);
  });

  test('values between samples are those of the function', () => {
    for (const order of [0, 1, 4]) {
      const bessel = besselBetween(order, 30, 1e6);
      for (let x = 0; x <= 30; x += 0.537) {
        expect(Math.abs(bessel(x) - besselJ(order, x))).toBeLessThan(1e-10);
      }
    }
  });
});

describe('stimuli of the literature', () => {
  const draw = async (
    name: string,
    parameters: Parameters<typeof renderStimulus>[1]['parameters'],
    geometry: ResolutionRequest = { visualSize: [6, 8], pixelsPerDegree: 20 },
  ) =>
    renderStimulus(await findStimulus(name), {
      ...(parameters === undefined ? {} : { parameters }),
      geometry,
      random: createRandom(1),
    });

  test("the targets of White's effect have one luminance, on bars of opposite ones", async () => {
    const { pixels, masks } = await draw('stimuli.whites.white', {
      nBars: 8,
      targetIndices: [3, 6],
    });
    const { targetMask, barMask } = masks;
    const bars = new Set<number>();
    targetMask!.forEach((target, index) => {
      if (target === 0) return;
      expect(pixels[index]).toBe(0.5);
      bars.add(barMask![index]!);
    });
    expect([...bars].sort()).toEqual([3, 6]);
    // 2 degrees high and one bar of 1 degree wide, each 20 px.
    expect(targetMask!.filter((target) => target === 1)).toHaveLength(40 * 20);
  });

  test('a grating has as many bars as it was asked for, each of the same width', async () => {
    const { masks, parameters } = await draw('stimuli.waves.square_linear', { nBars: 8 });
    const row = [...masks['barMask']!.subarray(0, 160)];
    expect(row).toEqual(row.map((_, column) => Math.floor(column / 20) + 1));
    expect(parameters).toMatchObject({ nBars: 8, barWidth: 1, frequency: 0.5 });
  });

  test('rings of a bullseye have the areas of rings', async () => {
    const { masks } = await draw('stimuli.bullseyes.circular', { ringWidth: 0.5 });
    for (let ring = 1; ring <= 6; ring++) {
      const area = masks['ringMask']!.filter((region) => region === ring).length / 20 ** 2;
      const expected = Math.PI * 0.25 * (ring ** 2 - (ring - 1) ** 2);
      expect(Math.abs(area - expected) / expected).toBeLessThan(0.04);
    }
  });

  test('the two sides of simultaneous contrast differ in the ground only', async () => {
    const { rows, columns, pixels, masks } = await draw('stimuli.sbcs.basic_two_sided', {});
    const half = columns / 2;
    for (let index = 0; index < rows * columns; index++) {
      if (index % columns >= half) continue;
      const [left, right] = [pixels[index]!, pixels[index + half]!];
      const target = masks['targetMask']![index]!;
      expect([left, right]).toEqual(target === 0 ? [0, 1] : [0.5, 0.5]);
      expect(masks['targetMask']![index + half]).toBe(2 * target);
    }
  });

  test('the area of a wedge is its part of the area of a disc', async () => {
    const { masks } = await draw('component-angulars-wedge', { angle: 75, radius: 2.5 });
    const area = masks['wedgeMask']!.filter((region) => region !== 0).length / 20 ** 2;
    expect(Math.abs(area / (Math.PI * 2.5 ** 2 * (75 / 360)) - 1)).toBeLessThan(0.04);
  });

  test('a sine reaches both of its luminances and no others, whatever rounding does', async () => {
    // From a random search: one pixel was -1.1e-16.
    const { pixels } = await draw(
      'stimuli.waves.sine_radial',
      {
        ringWidth: 5e-324,
        period: 'even',
        rotation: -950,
        phaseShift: -950,
        intensities: [0.9999857087937615, 0],
      },
      { shape: [24, 33], pixelsPerDegree: 8 },
    );
    expect(Math.min(...pixels)).toBe(0);
  });

  test('a staircase as large as a screen is drawn', async () => {
    const { pixels } = await draw(
      'components.waves.staircase',
      { nPhases: 4 },
      { shape: [400, 600], visualSize: [4, 6] },
    );
    expect(new Set(pixels)).toEqual(new Set([0, 1 / 3, 2 / 3, 1].map(Math.fround)));
  });

  test('a stimulus is found by its dotted name, and a wrong one names the nearest', async () => {
    expect((await findStimulus('stimuli.bullseyes.circular')).name).toBe('bullseyes-circular');
    await expect(findStimulus('stimuli.bulseyes.circular')).rejects.toThrow(
      'did you mean "stimuli.bullseyes.circular"?',
    );
  });
});
