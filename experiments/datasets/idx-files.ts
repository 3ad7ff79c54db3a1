import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { HelmholtzError } from '../../agents/index.ts';
import { checkExampleIndex, type Dataset, type Split } from './dataset.ts';
import { readBytes } from '../read-bytes.ts';

/** Numbers of an IDX file: unsigned bytes with a shape. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Largest unpacked file, so that a small compressed one cannot fill the memory. */
const LARGEST = 1024 * 1024 * 1024;
const UNSIGNED_BYTE = 0x08;

/** Whether a file name looks like images in the IDX format, as MNIST names them. */
export function isIdxImagesName(name: string): boolean {
  return /idx3-ubyte(\.gz)?$/.test(name);
}

/**
 * Opens images in the IDX format of MNIST, gzipped or not, and the labels beside them where there are any:
 * `train-images-idx3-ubyte` goes with `train-labels-idx1-ubyte`.
 *
 * @param path A file of images, which is taken whole whatever the part, or a folder with `train-...` and `t10k-...`
 *   files, of which the second is for testing.
 * @throws {HelmholtzError} `not-readable` naming the file and what was expected.
 */
export async function openIdxDataset(path: string, split: Split): Promise<Dataset> {
  const images = isIdxImagesName(path) ? path : await imagesInFolder(path, split);
  const { shape, bytes } = await readIdx(images);
  const [count = 0, rows = 0, columns = 0] = shape;
  if (shape.length !== 3 || rows * columns === 0) {
    refuse(images, `expected images x rows x columns; got ${shape.join(' x ')}`);
  }
  const labels = await labelsBeside(images, count);
  const classes =
    labels === null ? 0 : labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const dataset: Dataset = {
    name: path,
    summary: `${count} images of ${columns} x ${rows} px from ${basename(images)}.`,
    count,
    classNames:
      labels === null ? null : Array.from({ length: classes }, (_, label) => String(label)),
    example: (index) => {
      checkExampleIndex(index, dataset);
      const pixels = bytes.subarray(index * rows * columns, (index + 1) * rows * columns);
      return {
        picture: { rows, columns, pixels: Float32Array.from(pixels, (byte) => byte / 255) },
        label: labels?.[index] ?? null,
      };
    },
  };
  return dataset;
}

/**
 * Unpacks an IDX file: two zero bytes, the type (only unsigned bytes are known here), the number of dimensions, their
 * sizes as 32-bit big-endian numbers, then the data, last dimension fastest.
 *
 * @throws {HelmholtzError} `not-readable` naming the file and what was expected.
 */
export function decodeIdx(file: Uint8Array, place: string): IdxArray {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? unpack(file, place) : file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) {
    return refuse(place, 'expected an IDX file, which begins with two zero bytes');
  }
  if (view.getUint8(2) !== UNSIGNED_BYTE) {
    return refuse(place, `expected IDX data of type 8 (unsigned bytes); got ${view.getUint8(2)}`);
  }
  const dimensions = view.getUint8(3);
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) return refuse(place, 'the file is truncated');
  const shape = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length !== start + size) {
    return refuse(
      place,
      `expected ${start + size} bytes for ${shape.join(' x ')}; got ${bytes.length}`,
    );
  }
  return { shape, bytes: bytes.subarray(start) };
}

async function readIdx(path: string): Promise<IdxArray> {
  return decodeIdx(await readBytes(path), path);
}

function unpack(file: Uint8Array, place: string): Uint8Array {
  try {
    return gunzipSync(file, { maxOutputLength: LARGEST });
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${place}: expected a whole gzip file`, { cause });
  }
}

async function imagesInFolder(folder: string, split: Split): Promise<string> {
  const files = (await readdir(folder)).filter(isIdxImagesName).sort();
  const wanted = files.find((file) => file.startsWith('t10k') === (split === 'test'));
  if (wanted === undefined) {
    return refuse(folder, `expected ${split === 'test' ? 't10k' : 'train'}-images-idx3-ubyte`);
  }
  return join(folder, wanted);
}

async function labelsBeside(images: string, count: number): Promise<Uint8Array | null> {
  const folder = dirname(images);
  const stem = basename(images)
    .replace('images', 'labels')
    .replace(/idx3-ubyte(\.gz)?$/, 'idx1-ubyte');
  const name = (await readdir(folder)).find((file) => file === stem || file === `${stem}.gz`);
  if (name === undefined || name === basename(images)) return null;
  const path = join(folder, name);
  const { shape, bytes } = await readIdx(path);
  if (shape.length !== 1 || shape[0] !== count) {
    refuse(path, `expected ${count} labels, as many as images; got ${shape.join(' x ')}`);
  }
  return bytes;
}

function refuse(place: string, fault: string): never {
  throw new HelmholtzError('not-readable', `${place}: ${fault}`);
}
