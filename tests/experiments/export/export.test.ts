import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { createRandom, HelmholtzError } from '../../../agents/index.ts';
import type { CODE_LANGUAGES } from '../../../experiments/index.ts';
import {
  codeSnippet,
  encodeGif,
  encodeMat,
  encodeNpy,
  findStimulus,
  movieOf,
  parseSweptValues,
  renderStimulus,
  stimulusFile,
  sweep,
} from '../../../experiments/index.ts';

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('NumPy files', () => {
  test('say type and shape in a header of whole 64 bytes, then hold the numbers', () => {
    const bytes = encodeNpy(Float32Array.of(0, 0.5, 1, -2, 3, 4), [2, 3]);
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const length = view.getUint16(8, true);
    expect((10 + length) % 64).toBe(0);
    const header = ascii(bytes.subarray(10, 10 + length));
    expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/);
    expect(view.getFloat32(10 + length + 4 * 3, true)).toBe(-2);
    expect(bytes).toHaveLength(10 + length + 24);
    expect(ascii(encodeNpy(Uint16Array.of(7), [1]))).toContain(
      "'<u2', 'fortran_order': False, 'shape': (1,)",
    );
    expect(() => encodeNpy(Float32Array.of(1), [2, 3])).toThrow(RangeError);
  });
});

describe('MATLAB files', () => {
  test('hold a matrix column by column, as the format says', () => {
    const bytes = encodeMat(
      { a: { shape: [2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) } },
      'test',
    );
    const view = new DataView(bytes.buffer);
    expect(ascii(bytes.subarray(0, 6))).toBe('MATLAB');
    expect(ascii(bytes.subarray(126, 128))).toBe('IM');
    expect(view.getUint16(124, true)).toBe(0x0100);
    // miMATRIX, then flags (class double), dimensions 2 x 3, the name, and 48 bytes of doubles.
    expect(view.getUint32(128, true)).toBe(14);
    expect(view.getUint32(132, true)).toBe(bytes.length - 136);
    expect(view.getUint32(144, true)).toBe(6);
    expect([view.getInt32(160, true), view.getInt32(164, true)]).toEqual([2, 3]);
    expect(ascii(bytes.subarray(176, 177))).toBe('a');
    const values = Array.from({ length: 6 }, (_, index) => view.getFloat64(192 + 8 * index, true));
    expect(values).toEqual([1, 4, 2, 5, 3, 6]);
  });
});

describe('GIF files', () => {
  test('repeat for ever, and keep the time of many frames', () => {
    const frame = (grey: number) => ({
      rows: 2,
      columns: 3,
      pixels: new Float32Array(6).fill(grey),
    });
    const frames = Array.from({ length: 60 }, (_, index) => frame(index / 59));
    const bytes = encodeGif(frames, 60);
    expect(ascii(bytes.subarray(0, 6))).toBe('GIF89a');
    expect(ascii(bytes)).toContain('NETSCAPE2.0');
    let hundredths = 0;
    let count = 0;
    for (let at = 0; at + 7 < bytes.length; at++) {
      // Graphic control extension: 21 f9 04, flags, delay in hundredths.
      if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9 && bytes[at + 2] === 4) {
        hundredths += bytes[at + 4]! + 256 * bytes[at + 5]!;
        count++;
      }
    }
    expect(count).toBe(60);
    expect(hundredths).toBe(100);
    expect(() => encodeGif([], 60)).toThrow(RangeError);
  });
});

describe('files of a stimulus', () => {
  const options = { framesPerSecond: 60, bits: 8, seed: 1 } as const;

  test('are PNGs of 8 or 16 bits', async () => {
    const drawn = renderStimulus(await findStimulus('grating'), {
      geometry: { rows: 5, columns: 7, pixelsPerDegree: 4 },
      random: createRandom(1),
    });
    for (const [bits, steps] of [
      [8, 255],
      [16, 65_535],
    ] as const) {
      const { bytes } = stimulusFile('x.png', [drawn], { ...options, bits });
      const png = PNG.sync.read(Buffer.from(bytes), { skipRescale: true });
      expect([png.width, png.height]).toEqual([7, 5]);
      drawn.pixels.forEach((luminance, index) => {
        expect(Math.abs(png.data[4 * index]! / steps - luminance)).toBeLessThanOrEqual(
          0.5001 / steps,
        );
      });
    }
  });

  test('are JSON with masks, parameters, resolution and digest', async () => {
    const drawn = renderStimulus(await findStimulus('ponzo-illusion'), {
      geometry: { rows: 20, columns: 24, pixelsPerDegree: 3 },
      random: createRandom(1),
    });
    const { bytes } = stimulusFile('x.json', [drawn], options);
    const json = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
    expect(json).toMatchObject({
      stimulus: 'ponzo-illusion',
      shape: [20, 24],
      sha256: drawn.sha256,
      illusion: { strength: 20, difference: 0, congruency: 'neutral' },
    });
    expect(json['img']).toHaveLength(480);
  });

  test('are refused for other endings', async () => {
    const drawn = renderStimulus(await findStimulus('disc'), {
      geometry: { rows: 2, columns: 2, pixelsPerDegree: 1 },
      random: createRandom(1),
    });
    expect(() => stimulusFile('x.jpg', [drawn], options)).toThrow(HelmholtzError);
    expect(() => stimulusFile('x.png', [drawn, drawn], options)).toThrow('a PNG holds one picture');
  });
});

describe('code for other programs', () => {
  test('converts units: cycles per pixel, sigma in pixels, angles the other way, the size of a Gaussian mask', async () => {
    const rendered = renderStimulus(await findStimulus('gabor'), {
      parameters: { frequency: 3, sigma: 0.5, orientation: 120 },
      geometry: { rows: 64, columns: 64, pixelsPerDegree: 32 },
      random: createRandom(1),
    });
    const snippet = (language: (typeof CODE_LANGUAGES)[number]): string =>
      codeSnippet(language, {
        rendered,
        given: { frequency: 3 },
        seed: 1,
        source: 'gabor',
        movie: null,
      });
    expect(snippet('psychtoolbox')).toContain('3 cycles/degree / 32 px/degree = 0.09375');
    expect(snippet('psychtoolbox')).toContain('0.5 degree * 32 px/degree = 16');
    expect(snippet('psychopy')).toContain("mask='gauss', size=3)");
    expect(snippet('psychopy')).toContain('ori=-30');
    expect(snippet('jspsych')).toContain('sc: 16');
    // The plugin refuses a width and a height together.
    expect(snippet('jspsych')).not.toContain('image_height');
    expect(snippet('helmholtz')).toBe(
      'helmholtz stimuli render gabor --set frequency=3 --size 2,2 --ppd 32 --seed 1 --out gabor.png\n',
    );
    expect(snippet('typescript')).toContain(rendered.sha256);
  });

  test('shows all pictures of what moves, and the lights of what has colours', async () => {
    const options = async (name: string) => {
      const kind = await findStimulus(name);
      const rendered = renderStimulus(kind, { random: createRandom(1) });
      const movie = movieOf(kind, rendered, 60);
      return { rendered, given: { strength: '80' }, seed: 1, source: name, movie };
    };
    const moving = await options('drifting-grating');
    expect(moving.movie).toEqual({ frames: 60, framesPerSecond: 60 });
    expect(codeSnippet('helmholtz', moving)).toMatch(/ --fps 60 --out drifting-grating\.gif\n$/);
    expect(codeSnippet('psychopy', moving)).toContain('for frame in luminance:');
    expect(codeSnippet('jspsych', moving)).toContain('Array.from({ length: 60 }');
    expect(codeSnippet('psychtoolbox', moving)).toContain('stimulus.img(frame, :, :)');
    expect(codeSnippet('typescript', moving)).toContain('renderFrames(kind');
    const coloured = await options('chromatic-contrast');
    expect(coloured.movie).toBeNull();
    expect(codeSnippet('psychopy', coloured)).toContain('image=np.flipud(rgb)');
    expect(codeSnippet('psychtoolbox', coloured)).toContain('double(stimulus.rgb)');
    expect(codeSnippet('typescript', coloured)).toContain('{"strength":80}');
    const both = await options('colour-afterimage');
    expect(codeSnippet('psychtoolbox', both)).toContain('stimulus.rgb(frame, :, :, :)');
  });
});

describe('sweeps', () => {
  test('are all combinations, the last parameter fastest', () => {
    expect(
      sweep([
        { name: 'a', values: parseSweptValues('a', '0:1:3') },
        { name: 'b', values: parseSweptValues('b', 'x,y') },
      ]),
    ).toEqual([
      { a: 0, b: 'x' },
      { a: 0, b: 'y' },
      { a: 0.5, b: 'x' },
      { a: 0.5, b: 'y' },
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
    ]);
    expect(parseSweptValues('c', '[[1,2],[3,4]]')).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(() => parseSweptValues('a', '0:1:x')).toThrow('from:to:count');
    expect(() =>
      sweep([{ name: 'a', values: Array.from({ length: 20_000 }, (_, i) => i) }]),
    ).toThrow('at most 10000');
  });
});
