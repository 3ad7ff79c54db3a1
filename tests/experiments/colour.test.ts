import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import LinearRgb from 'colorjs.io/src/spaces/srgb-linear.js';
import XYZ from 'colorjs.io/src/spaces/xyz-d65.js';
import to from 'colorjs.io/src/to.js';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { createRandom, type GivenValues } from '../../agents/index.ts';
import {
  contactSheet,
  encodeGif,
  encodeGreyPng,
  encodeStimulusPng,
  findStimulus,
  listStimuli,
  openScript,
  type RenderedStimulus,
  renderFrames,
  renderStimulus,
  stimulusFile,
  thumbnail,
} from '../../experiments/index.ts';
import { type ColouredPicture, luminanceOf, PRIMARIES } from '../../experiments/colour.ts';
import { huedLight } from '../../experiments/drawing/hued-light.ts';

const geometry = { rows: 24, columns: 32, pixelsPerDegree: 4 };

async function drawn(name: string, parameters: GivenValues = {}): Promise<RenderedStimulus> {
  return renderStimulus(await findStimulus(name), {
    parameters,
    geometry,
    random: createRandom(1),
  });
}

const coloured = (await listStimuli()).filter(({ illusion }) => illusion === 'colour');

describe('lights', () => {
  test('have the luminance that the conversion to CIE XYZ gives them', () => {
    const light = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(light, light, light, (red, green, blue) => {
        const [, y] = to({ space: LinearRgb, coords: [red, green, blue], alpha: 1 }, XYZ).coords;
        const [luminance] = luminanceOf({
          red: Float32Array.of(red),
          green: Float32Array.of(green),
          blue: Float32Array.of(blue),
        });
        expect(luminance).toBeCloseTo(y!, 6);
      }),
    );
  });

  test('have the u* and v* that they were asked for, by the definitions of CIE 1976 L*u*v*', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.45, max: 0.55, noNaN: true }),
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (luminance, chroma, hue) => {
          const { red, green, blue } = huedLight('test', { luminance, chroma, hue });
          // Rows of the matrix of Rec. ITU-R BT.709, and its white.
          const x = 0.4123908 * red + 0.3575843 * green + 0.1804808 * blue;
          const y = 0.212639 * red + 0.7151687 * green + 0.0721923 * blue;
          const z = 0.0193308 * red + 0.1191948 * green + 0.9505322 * blue;
          const lightness = 116 * Math.cbrt(y) - 16;
          const sum = x + 15 * y + 3 * z;
          const white = 0.9504559 + 15 + 3 * 1.0890578;
          const u = 13 * lightness * ((4 * x) / sum - (4 * 0.9504559) / white);
          const v = 13 * lightness * ((9 * y) / sum - 9 / white);
          expect(y).toBeCloseTo(luminance, 5);
          expect(u).toBeCloseTo(chroma * Math.cos((hue * Math.PI) / 180), 2);
          expect(v).toBeCloseTo(chroma * Math.sin((hue * Math.PI) / 180), 2);
        },
      ),
    );
  });

  test('beyond what the primaries show are refused with the largest chroma, which then is shown', () => {
    const refused = { luminance: 0.5, chroma: 100, hue: 0 };
    expect(() => huedLight('place', refused)).toThrow(
      /^place: expected a chroma of at most ([\d.]+) at hue 0 and luminance 0.5, .*; got 100$/,
    );
    let most = 0;
    try {
      huedLight('place', refused);
    } catch (error) {
      most = Number(/at most ([\d.]+)/.exec(String(error))?.[1]);
    }
    expect(most).toBeGreaterThan(50);
    expect(() => huedLight('place', { ...refused, chroma: most - 0.1 })).not.toThrow();
    expect(() => huedLight('place', { ...refused, chroma: most + 0.1 })).toThrow('chroma');
    expect(huedLight('place', { ...refused, luminance: 0, chroma: 0 })).toEqual({
      red: 0,
      green: 0,
      blue: 0,
    });
  });
});

describe('stimuli with colours', () => {
  test('are there', () => {
    expect(coloured.map(({ name }) => name)).toContain('chromatic-contrast');
  });

  test.each(coloured)('$name: its luminance is that of its lights, in every picture', (kind) => {
    const frames = renderFrames(kind, {
      geometry,
      random: createRandom(1),
      framesPerSecond: 1,
    });
    for (const { pixels, colour } of frames) {
      expect(colour).toBeDefined();
      luminanceOf(colour!).forEach((luminance, pixel) => {
        expect(pixels[pixel]).toBeCloseTo(luminance, 6);
      });
      for (const primary of PRIMARIES) {
        expect(colour![primary].every((amount) => amount >= 0 && amount <= 1)).toBe(true);
      }
    }
  });

  test.each(coloured)('$name has no colours where neither knob is turned', (kind) => {
    const { colour, pixels } = renderStimulus(kind, {
      parameters: { strength: 0, difference: 0 },
      geometry,
      random: createRandom(1),
    });
    pixels.forEach((luminance, pixel) => {
      for (const primary of PRIMARIES) expect(colour![primary][pixel]).toBeCloseTo(luminance, 5);
    });
  });

  test('chromatic contrast is equally light everywhere, and its grounds and squares differ as the knobs say', async () => {
    const { colour, pixels, masks } = await drawn('chromatic-contrast', {
      strength: 80,
      difference: 30,
      luminance: 0.5,
      groundLuminance: 0.5,
    });
    for (const luminance of pixels) expect(luminance).toBeCloseTo(0.5, 5);
    const at = (row: number, column: number) => row * geometry.columns + column;
    const middle = geometry.rows / 2;
    // Hue 0 is reddish: the left ground is less red than the right one, and the left square more than the right one.
    const redAt = (pixel: number): number => colour!.red[pixel]!;
    expect(redAt(at(0, 0))).toBeLessThan(0.35);
    expect(redAt(at(0, geometry.columns - 1))).toBeGreaterThan(0.6);
    const [left, right] = [at(middle, 8), at(middle, 24)];
    expect([masks['targetMask']![left], masks['targetMask']![right]]).toEqual([1, 2]);
    expect(redAt(left)).toBeGreaterThan(redAt(right) + 0.1);
    const mirrored = await drawn('chromatic-contrast', { strength: -80, difference: -30 });
    expect(mirrored.colour!.red[at(middle, 8)]).toBeCloseTo(redAt(right), 6);
    expect(mirrored.illusion?.congruency).toBe('congruent');
  });

  test('the patches of Munker stripes lie in stripes of the other hue than their neighbours have', async () => {
    const { colour, masks } = await drawn('munker-stripes', { strength: 80, hue: 0, stripe: 1 });
    const targets = masks['targetMask']!;
    const stripes = masks['stripesMask']!;
    const { rows, columns } = geometry;
    const beside = (target: number): Set<string> => {
      const found = new Set<string>();
      for (let pixel = 0; pixel < rows * columns; pixel++) {
        if (targets[pixel] !== target || pixel % columns === 0) continue;
        const left = pixel - 1;
        if (targets[left] === 0) found.add(stripes[left] === 1 ? 'hue' : 'opposite');
      }
      return found;
    };
    expect([...beside(1)]).toEqual(['opposite']);
    expect([...beside(2)]).toEqual(['hue']);
    expect(Math.max(...colour!.red)).toBeGreaterThan(0.6);
  });
});

describe('colours in files', () => {
  const options = { framesPerSecond: 10, bits: 8, seed: 1 } as const;

  test('a picture without colours has the digest and the PNG that it always had', async () => {
    const grey = await drawn('gabor');
    const littleEndian = (values: Float32Array | Uint16Array) =>
      Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const hash = createHash('sha256').update('24 x 32\n').update(littleEndian(grey.pixels));
    for (const name of Object.keys(grey.masks).sort()) {
      hash.update(`${name}\n`).update(littleEndian(grey.masks[name]!));
    }
    expect(grey.sha256).toBe(hash.digest('hex'));
    expect(grey).not.toHaveProperty('colour');
    expect(encodeStimulusPng(grey)).toEqual(encodeGreyPng(grey));
  });

  test('the digest tells pictures of equal luminance apart', async () => {
    const one = await drawn('chromatic-contrast', { strength: 80 });
    const other = await drawn('chromatic-contrast', { strength: 40 });
    for (const [pixel, luminance] of one.pixels.entries()) {
      expect(other.pixels[pixel]).toBeCloseTo(luminance, 5);
    }
    expect(one.sha256).not.toBe(other.sha256);
  });

  test('PNGs of 8 and 16 bits hold the linear lights', async () => {
    const stimulus = await drawn('chromatic-contrast');
    for (const [bits, steps] of [
      [8, 255],
      [16, 65_535],
    ] as const) {
      const { bytes } = stimulusFile('x.png', [stimulus], { ...options, bits });
      const png = PNG.sync.read(Buffer.from(bytes), { skipRescale: true });
      for (let pixel = 0; pixel < stimulus.pixels.length; pixel++) {
        PRIMARIES.forEach((primary, place) => {
          const amount = stimulus.colour![primary][pixel]!;
          const sample = png.data[4 * pixel + place]! / steps;
          expect(Math.abs(sample - amount)).toBeLessThanOrEqual(0.5001 / steps);
        });
      }
    }
  });

  test('NumPy files have red, green and blue last, MATLAB files rgb beside img, JSON says what they are', async () => {
    const stimulus = await drawn('chromatic-contrast');
    const text = (path: string, frames = [stimulus]) =>
      Buffer.from(stimulusFile(path, frames, options).bytes).toString('latin1');
    expect(text('x.npy')).toContain("'shape': (24, 32, 3)");
    expect(text('x.npy', [stimulus, stimulus])).toContain("'shape': (2, 24, 32, 3)");
    const { bytes } = stimulusFile('x.npy', [stimulus], options);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const start = bytes.length - 4 * 3 * stimulus.pixels.length;
    PRIMARIES.forEach((primary, place) => {
      expect(view.getFloat32(start + 4 * (3 * 7 + place), true)).toBe(stimulus.colour![primary][7]);
    });
    expect(text('x.mat')).toMatch(/img[\s\S]*rgb/);
    const json = JSON.parse(text('x.json')) as Record<string, unknown>;
    expect(json['blue']).toHaveLength(stimulus.pixels.length);
    expect(json['colour']).toContain('linear');
    const grey = await drawn('disc');
    expect(text('x.mat', [grey])).not.toContain('rgb');
    expect(JSON.parse(text('x.json', [grey]))).not.toHaveProperty('colour');
  });

  test('a GIF has the very colours of a picture with few of them, and 256 of one with many', () => {
    const picture = (rows: number, columns: number, seed: number): ColouredPicture => {
      const random = createRandom(seed);
      const plane = () => Float32Array.from({ length: rows * columns }, () => random.uniform());
      const colour = { red: plane(), green: plane(), blue: plane() };
      return { rows, columns, pixels: luminanceOf(colour), colour };
    };
    const few = picture(1, 2, 1);
    const bytes = Buffer.from(encodeGif([few], 10));
    const byte = (amount: number | undefined) => Math.round((amount ?? 0) * 255);
    for (const pixel of [0, 1]) {
      const { red, green, blue } = few.colour!;
      const entry = Buffer.from([byte(red[pixel]), byte(green[pixel]), byte(blue[pixel])]);
      expect(bytes.includes(entry)).toBe(true);
    }
    // 40 x 40 random colours are more than a palette holds.
    expect(encodeGif([picture(40, 40, 2)], 10).length).toBeGreaterThan(3 * 256);
  });
});

describe('colours in what is made of stimuli', () => {
  test('thumbnails and sheets have them, and greys between them stay grey', async () => {
    const small = thumbnail(await findStimulus('chromatic-contrast'), 20);
    const grey = thumbnail(await findStimulus('disc'), 20);
    expect(grey.colour).toBeUndefined();
    const sheet = contactSheet([small, grey], { columns: 2 });
    luminanceOf(sheet.colour!).forEach((luminance, pixel) => {
      expect(sheet.pixels[pixel]).toBeCloseTo(luminance, 5);
    });
    const right = 10 * sheet.columns + 1 + 20 + 1 + 10;
    for (const primary of PRIMARIES) {
      expect(sheet.colour![primary][right]).toBeCloseTo(sheet.pixels[right]!, 6);
    }
    expect(contactSheet([grey, grey]).colour).toBeUndefined();
  });

  test('scripts lay coloured stimuli over others, turn them, and put greys over them', async () => {
    const { kind } = await openScript(
      `
size: [4, 8]
pixelsPerDegree: 4
layers:
  - stimulus: chromatic-contrast
    set: { side: 0.5 }
    combine: [{ rotate: 180 }]
  - { luminance: 0.2, where: y > 1 }
  - { luminance: 0.5, where: y < -1, opacity: 0.5 }
`,
      'coloured.yaml',
    );
    const script = renderStimulus(kind, { random: createRandom(1) });
    const plain = renderStimulus(await findStimulus('chromatic-contrast'), {
      parameters: { side: 0.5 },
      geometry: { rows: 16, columns: 32, pixelsPerDegree: 4 },
      random: createRandom(1),
    });
    for (const primary of PRIMARIES) {
      const of = (picture: RenderedStimulus, row: number) =>
        picture.colour![primary][row * 32 + 31]!;
      // Turned by half: the right side has the colours of the left one.
      expect(of(script, 8)).toBeCloseTo(plain.colour![primary][8 * 32]!, 6);
      expect(of(script, 0)).toBeCloseTo(0.2, 6);
      expect(of(script, 15)).toBeCloseTo(0.25 + of(script, 8) / 2, 6);
    }
    luminanceOf(script.colour!).forEach((luminance, pixel) => {
      expect(script.pixels[pixel]).toBeCloseTo(luminance, 6);
    });
  });
});
