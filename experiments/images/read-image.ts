import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { HelmholtzError, type Picture } from '../../agents/index.ts';
import type { ColouredPicture } from '../colour.ts';
import { readBytes, reasonOf } from '../read-bytes.ts';
import {
  decodeColouredImage,
  decodeImage,
  IMAGE_LIMITS,
  type ImageLimits,
} from './decode-image.ts';

/** An image file, decoded. */
export interface ReadImage {
  readonly picture: Picture;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a PNG or JPEG file. Its size is looked at before it is read.
 *
 * @throws {HelmholtzError} `not-readable`, `too-large` or `not-an-image`, naming the path.
 */
export async function readImage(
  path: string,
  limits: ImageLimits = IMAGE_LIMITS,
): Promise<ReadImage> {
  const bytes = await imageBytes(path, limits);
  return {
    picture: decodeImage(bytes, path, limits),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/**
 * Reads a PNG or JPEG file with its colours as they are stored.
 *
 * @throws {HelmholtzError} as {@link readImage}.
 */
export async function readColouredImage(path: string): Promise<ColouredPicture> {
  return decodeColouredImage(await imageBytes(path, IMAGE_LIMITS), path);
}

async function imageBytes(path: string, limits: ImageLimits): Promise<Uint8Array> {
  const { isFile, size } = await look(path);
  if (!isFile) throw new HelmholtzError('not-readable', `${path}: expected a file`);
  if (size > limits.bytes) {
    throw new HelmholtzError(
      'too-large',
      `${path}: expected an image of at most ${limits.bytes / 2 ** 20} MiB; got ${(size / 2 ** 20).toFixed(1)} MiB`,
    );
  }
  return readBytes(path);
}

async function look(path: string): Promise<{ readonly isFile: boolean; readonly size: number }> {
  try {
    const found = await stat(path);
    return { isFile: found.isFile(), size: found.size };
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${path}: ${reasonOf(cause)}`, { cause });
  }
}
