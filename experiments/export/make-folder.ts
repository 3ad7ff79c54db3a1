import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and the folders above it that are missing, one by one: `mkdir` with `recursive` never ends on a file
 * system that refuses a name with ENOENT, as /proc does.
 *
 * @returns The first folder that was made; `undefined` if all were there.
 * @throws {NodeJS.ErrnoException} why a folder could not be made.
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  let place = resolve(path);
  while (!(await isThere(place)) && place !== dirname(place)) {
    missing.unshift(place);
    place = dirname(place);
  }
  for (const folder of missing) await makeOne(folder);
  // A file in its place is refused by whoever writes into it.
  return missing[0];
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false;
    throw cause;
  }
}

/** Somebody else may make the same folder at the same time. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
  }
}

function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
}
