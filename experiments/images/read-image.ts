import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { HelmholtzError, type Picture } from '../../agents/index.ts';
import { readBytes, reasonOf } from '../read-bytes.ts';
import { decodeImage, IMAGE_LIMITS, type ImageLimits } from './decode-image.ts';

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
  const { isFile, size } = await look(path);
  if (!isFile) throw new HelmholtzError('not-readable', `${path}: expected a file`);
  if (size > limits.bytes) {
    throw new HelmholtzError(
      'too-large',
      `${path}: expected an image of at most ${limits.bytes / 2 ** 20} MiB; got ${(size / 2 ** 20).toFixed(1)} MiB`,
    );
  }
  const bytes = await readBytes(path);
  return {
    picture: decodeImage(bytes, path, limits),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

async function look(path: string): Promise<{ readonly isFile: boolean; readonly size: number }> {
  try {
    const found = await stat(path);
    return { isFile: found.isFile(), size: found.size };
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${path}: ${reasonOf(cause)}`, { cause });
  }
}
