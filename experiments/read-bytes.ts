import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HelmholtzError } from '../agents/index.ts';

/**
 * All bytes of a file.
 *
 * @throws {HelmholtzError} `not-readable` with the path and the reason.
 */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${path}: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * The same, while everything else waits: for examples, which are asked for one by one in the middle of learning.
 *
 * @throws {HelmholtzError} `not-readable` with the path and the reason.
 */
export function readBytesNow(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${path}: ${reasonOf(cause)}`, { cause });
  }
}

/** Why a file could not be used, in words. */
export function reasonOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EISDIR: 'expected a file; it is a folder',
    ENOTDIR: 'expected a folder; a part of the path is a file',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left on the device',
    EEXIST: 'it is in the way',
    ENOTEMPTY: 'the folder is not empty',
  };
  return known[code] ?? (code === '' ? 'cannot be used' : `cannot be used (${code})`);
}
