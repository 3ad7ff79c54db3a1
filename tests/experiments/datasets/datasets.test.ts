import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeGreyPng, openDataset, shuffledExamples } from '../../../experiments/index.ts';

const MNIST = join(import.meta.dirname, '../../../../shared/data/mnist10k');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helmholtz-datasets-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const inFolder = async (files: Readonly<Record<string, Uint8Array | string>>): Promise<string> => {
  const place = await mkdtemp(join(folder, 'case-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(place, name, '..'), { recursive: true });
    await writeFile(join(place, name), content);
  }
  return place;
};

/** The IDX format as its authors describe it. */
function idx(shape: readonly number[], bytes: readonly number[]): Uint8Array {
  const sizes = shape.flatMap((size) => [0, 0, size >> 8, size & 255]);
  return Uint8Array.from([0, 0, 8, shape.length, ...sizes, ...bytes]);
}

const pngOf = (luminance: number, rows = 2, columns = 3): Uint8Array =>
  encodeGreyPng({ rows, columns, pixels: new Float32Array(rows * columns).fill(luminance) });

describe('generated data sets', () => {
  test.each(['dead-leaves', 'glyphs'])(
    '%s give the same example for the same number, in whatever order',
    async (name) => {
      const [one, other] = [await openDataset(name), await openDataset(name)];
      const late = one.example(7);
      other.example(0);
      expect(other.example(7)).toEqual(late);
      expect(one.example(8)).not.toEqual(late);
      expect(one.count).toBeNull();
    },
  );

  test('differ between seeds and between training and testing', async () => {
    const [base, seeded, tested] = await Promise.all([
      openDataset('glyphs', { seed: 1 }),
      openDataset('glyphs', { seed: 2 }),
      openDataset('glyphs', { seed: 1, split: 'test' }),
    ]);
    const picture = base.example(3).picture;
    expect(seeded.example(3).picture).not.toEqual(picture);
    expect(tested.example(3).picture).not.toEqual(picture);
  });

  test('of glyphs go through the 36 classes in turn', async () => {
    const dataset = await openDataset('glyphs');
    expect(dataset.classNames).toHaveLength(36);
    const { picture, label } = dataset.example(36 + 10);
    expect(dataset.classNames![label!]).toBe('A');
    expect([picture.rows, picture.columns]).toEqual([16, 16]);
  });

  test('refuse numbers that are no examples', async () => {
    const dataset = await openDataset('glyphs');
    expect(() => dataset.example(-1)).toThrow('got -1');
    expect(() => dataset.example(0.5)).toThrow('got 0.5');
  });
});

describe('IDX files', () => {
  const images = idx([2, 2, 3], [0, 51, 102, 153, 204, 255, 255, 204, 153, 102, 51, 0]);
  const labels = idx([2], [3, 1]);

  test.each([
    ['plain', (bytes: Uint8Array) => bytes, ''],
    ['gzipped', (bytes: Uint8Array) => gzipSync(bytes), '.gz'],
  ])('are read %s, with the labels beside them', async (_, pack, ending) => {
    const place = await inFolder({
      [`train-images-idx3-ubyte${ending}`]: pack(images),
      [`train-labels-idx1-ubyte${ending}`]: pack(labels),
    });
    for (const path of [place, join(place, `train-images-idx3-ubyte${ending}`)]) {
      const dataset = await openDataset(path);
      expect(dataset.count).toBe(2);
      expect(dataset.classNames).toEqual(['0', '1', '2', '3']);
      expect(dataset.example(0)).toEqual({
        picture: {
          rows: 2,
          columns: 3,
          pixels: Float32Array.of(0, 0.2, 0.4, 0.6, 0.8, 1),
        },
        label: 3,
      });
      expect(dataset.example(1).label).toBe(1);
      expect(() => dataset.example(2)).toThrow('expected example in [0, 2); got 2');
    }
  });

  test('may have no labels', async () => {
    const place = await inFolder({ 'train-images-idx3-ubyte': images });
    const dataset = await openDataset(place);
    expect(dataset.classNames).toBeNull();
    expect(dataset.example(0).label).toBeNull();
  });

  test('for testing are those named t10k', async () => {
    const place = await inFolder({
      'train-images-idx3-ubyte': images,
      't10k-images-idx3-ubyte': idx([1, 1, 1], [255]),
    });
    expect((await openDataset(place, { split: 'train' })).count).toBe(2);
    expect((await openDataset(place, { split: 'test' })).count).toBe(1);
  });

  test.each([
    ['are truncated', images.subarray(0, 20), 'expected 28 bytes for 2 x 2 x 3; got 20'],
    ['end in the header', images.subarray(0, 9), 'the file is truncated'],
    ['are something else', Buffer.from('hello, world'), 'which begins with two zero bytes'],
    ['hold floats', Uint8Array.from([0, 0, 13, 1, 0, 0, 0, 0]), 'unsigned bytes'],
    ['are no images', idx([2], [1, 2]), 'expected images x rows x columns; got 2'],
    ['are damaged gzip', gzipSync(images).subarray(0, 25), 'expected a whole gzip file'],
  ])('that %s are refused in words', async (_, bytes, message) => {
    const place = await inFolder({ 'train-images-idx3-ubyte': bytes });
    await expect(openDataset(place)).rejects.toMatchObject({
      code: 'not-readable',
      message: expect.stringContaining(message),
    });
  });

  test('with another number of labels than images are refused', async () => {
    const place = await inFolder({
      'train-images-idx3-ubyte': images,
      'train-labels-idx1-ubyte': idx([3], [1, 2, 3]),
    });
    await expect(openDataset(place)).rejects.toThrow('expected 2 labels, as many as images; got 3');
  });
});

describe('a folder of images', () => {
  test('with sub-folders has a class for each of them', async () => {
    const place = await inFolder({
      'cats/a.png': pngOf(0.2),
      'cats/b.png': pngOf(0.4),
      'dogs/a.PNG': pngOf(0.6, 5, 5),
      'dogs/notes.txt': 'not an image',
      'empty/notes.txt': 'no class',
    });
    const dataset = await openDataset(place);
    expect(dataset.classNames).toEqual(['cats', 'dogs']);
    expect(dataset.count).toBe(3);
    const examples = [0, 1, 2].map((index) => dataset.example(index));
    expect(examples.map(({ label }) => label)).toEqual([0, 0, 1]);
    expect(examples.map(({ picture }) => picture.pixels[0])).toEqual(
      [0.2, 0.4, 0.6].map(Math.fround),
    );
    expect(examples[2]!.picture.rows).toBe(5);
  });

  test('keeps every fifth image back for testing', async () => {
    const names = Array.from({ length: 10 }, (_, index) => [`${index}.png`, pngOf(index / 255)]);
    const place = await inFolder(Object.fromEntries(names) as Record<string, Uint8Array>);
    const [train, held, all] = await Promise.all(
      (['train', 'test', 'all'] as const).map((split) => openDataset(place, { split })),
    );
    expect([train!.count, held!.count, all!.count]).toEqual([8, 2, 10]);
    expect(held!.example(0).picture.pixels[0]).toBeCloseTo(4 / 255, 6);
    expect(train!.classNames).toBeNull();
  });

  test('names the file that is no image when it is asked for', async () => {
    const place = await inFolder({ 'broken.png': 'not a PNG' });
    const dataset = await openDataset(place);
    expect(() => dataset.example(0)).toThrow(
      expect.objectContaining({
        code: 'not-an-image',
        message: expect.stringContaining('broken.png: expected a PNG or JPEG image; got text'),
      }),
    );
  });

  test('without any image is refused', async () => {
    const place = await inFolder({ 'notes.txt': 'nothing' });
    await expect(openDataset(place)).rejects.toMatchObject({ code: 'not-readable' });
  });
});

describe('a folder of raw bytes', () => {
  const meta = { n: 100, rows: 1, cols: 2 };
  const files = {
    'images.u8.bin': Uint8Array.from({ length: 200 }, (_, index) => index),
    'labels.u8.bin': Uint8Array.from({ length: 100 }, (_, index) => index % 10),
    'meta.json': JSON.stringify(meta),
  };

  test('is split by the rule of its authors', async () => {
    const place = await inFolder(files);
    const held = await openDataset(place, { split: 'test' });
    expect(held.count).toBe(20);
    // The first kept back is number 40: floor(40 / 10) % 5 = 4.
    expect(held.example(0)).toEqual({
      picture: { rows: 1, columns: 2, pixels: Float32Array.of(80 / 255, 81 / 255) },
      label: 0,
    });
    expect((await openDataset(place, { split: 'train' })).count).toBe(80);
    expect((await openDataset(place, { split: 'all' })).count).toBe(100);
  });

  test.each([
    ['meta.json', 'not JSON', 'expected JSON with a whole number "n"'],
    ['meta.json', '{"n":100,"rows":1}', 'expected JSON with a whole number "cols"'],
    ['images.u8.bin', 'short', 'expected 200 bytes; got 5'],
    ['labels.u8.bin', new Uint8Array(100).fill(12), 'expected labels below 10; got 12'],
    ['meta.json', JSON.stringify({ ...meta, sha256_images: 'abc' }), 'expected SHA-256 abc'],
  ])('with a damaged %s is refused in words', async (name, content, message) => {
    const place = await inFolder({ ...files, [name]: content });
    await expect(openDataset(place)).rejects.toMatchObject({
      code: 'not-readable',
      message: expect.stringContaining(message),
    });
  });

  const ifThere = existsSync(MNIST) ? test : test.skip;
  ifThere(
    'of 10,000 MNIST digits has 8000 for training and 2000 for testing (skipped where ../shared/data is absent)',
    async () => {
      const [train, held] = await Promise.all([
        openDataset(MNIST, { split: 'train' }),
        openDataset(MNIST, { split: 'test' }),
      ]);
      expect([train.count, held.count]).toEqual([8000, 2000]);
      const { picture, label } = held.example(13);
      expect([picture.rows, picture.columns, label]).toEqual([28, 28, 3]);
    },
  );
});

describe('shuffled examples', () => {
  test('go once through all examples in each round, in another order each time', async () => {
    const names = Array.from({ length: 8 }, (_, index) => [`${index}.png`, pngOf(index / 255)]);
    const place = await inFolder(Object.fromEntries(names) as Record<string, Uint8Array>);
    const dataset = await openDataset(place, { split: 'all' });
    const luminances = (seed: number, from: number): number[] =>
      Array.from({ length: 8 }, (_, offset) => {
        const { picture } = shuffledExamples(dataset, seed).at(from + offset);
        return Math.round(picture.pixels[0]! * 255);
      });
    expect(luminances(1, 0).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(luminances(1, 8).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(luminances(1, 8)).not.toEqual(luminances(1, 0));
    expect(luminances(2, 0)).not.toEqual(luminances(1, 0));
    expect(luminances(1, 0)).toEqual(luminances(1, 0));
  });

  test('of generated data sets are the examples as they come', async () => {
    const dataset = await openDataset('glyphs');
    expect(shuffledExamples(dataset, 1).at(40)).toEqual(dataset.example(40));
  });
});

describe('a data set that is not there', () => {
  test('is refused with the nearest name', async () => {
    await expect(openDataset('glyph')).rejects.toMatchObject({
      code: 'unknown-dataset',
      message: 'data set "glyph": no such file or folder, and no such name; did you mean "glyphs"?',
    });
  });

  test('is refused where the path is another kind of file', async () => {
    const place = await inFolder({ 'notes.txt': 'text' });
    await expect(openDataset(join(place, 'notes.txt'))).rejects.toThrow(
      'expected a folder, or images',
    );
  });
});
