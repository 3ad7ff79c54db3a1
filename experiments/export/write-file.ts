import { rename, rm, writeFile } from 'node:fs/promises';
import { HelmholtzError } from '../../agents/index.ts';
import { reasonOf } from '../read-bytes.ts';

/**
 * Writes a file as a whole: beside its place, and then to it, so that nobody ever sees half of it.
 *
 * @throws {HelmholtzError} `not-writable` with the path and the reason; nothing is left behind.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, bytes);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new HelmholtzError('not-writable', `${path}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}
