import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { HelmholtzError } from '../../agents/index.ts';
import { reasonOf } from '../read-bytes.ts';
import { makeFolder } from '../export/make-folder.ts';

/** A folder of results that comes into being all at once or not at all. */
export interface OutputFolder {
  /**
   * Writes the files and puts the folder in its place.
   *
   * @throws {HelmholtzError} `not-writable`; nothing is left behind.
   */
  commit(files: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Gives up: nothing is left behind. May be called after `commit`, then it does nothing. */
  discard(): Promise<void>;
}

/** How to open an output folder. */
export interface OutputFolderOptions {
  /** Files that the results consist of: an older folder that holds nothing else is replaced, any other refused. */
  readonly replaces: ReadonlySet<string>;
}

/**
 * Prepares a folder of results: files are gathered in a hidden folder beside it, which takes its place by renaming, so
 * that nobody ever sees half of them. Whether that will be possible is found out here, before long computations.
 *
 * @throws {HelmholtzError} `not-writable` with the path and the reason.
 */
export async function openOutputFolder(
  path: string,
  { replaces }: OutputFolderOptions,
): Promise<OutputFolder> {
  const target = resolve(path);
  const parent = dirname(target);
  await refuseStrangers(path, target, replaces);
  const { created, gathering } = await prepare(path, target);
  let isOpen = true;
  const discard = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await rm(gathering, { recursive: true, force: true });
    if (created !== undefined) await removeEmpty(parent, created);
  };
  const commit = async (files: ReadonlyMap<string, Uint8Array>): Promise<void> => {
    try {
      for (const [name, bytes] of files) await writeFile(join(gathering, name), bytes);
      await takePlace(gathering, target, replaces);
      isOpen = false;
    } catch (cause) {
      await discard();
      throw notWritable(path, cause);
    }
  };
  return { commit, discard };
}

async function refuseStrangers(
  path: string,
  target: string,
  replaces: ReadonlySet<string>,
): Promise<void> {
  let found: string[];
  try {
    found = await readdir(target);
  } catch (error) {
    if (reasonOf(error) === reasonOf({ code: 'ENOENT' })) return;
    throw notWritable(path, error);
  }
  const stranger = found.find((name) => !replaces.has(name));
  if (stranger !== undefined) {
    throw new HelmholtzError(
      'not-writable',
      `${path}: expected a new folder or one with older results; it holds ${stranger}`,
    );
  }
}

/** Makes the folders above where they are missing, and the one in which files are gathered. */
async function prepare(
  path: string,
  target: string,
): Promise<{ readonly created: string | undefined; readonly gathering: string }> {
  const parent = dirname(target);
  let created: string | undefined;
  try {
    created = await makeFolder(parent);
    const gathering = join(parent, `.${basename(target)}-${process.pid}`);
    await mkdir(gathering);
    return { created, gathering };
  } catch (cause) {
    if (created !== undefined) await removeEmpty(parent, created);
    throw notWritable(path, cause);
  }
}

/** Renames the new folder to the target; older results are moved aside first and put back if that fails. */
async function takePlace(
  gathering: string,
  target: string,
  replaces: ReadonlySet<string>,
): Promise<void> {
  const aside = `${gathering}-old`;
  try {
    await rename(target, aside);
  } catch (error) {
    if (reasonOf(error) !== reasonOf({ code: 'ENOENT' })) throw error;
    await rename(gathering, target);
    return;
  }
  try {
    await rename(gathering, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
  for (const name of replaces) await rm(join(aside, name), { force: true });
  await rmdir(aside);
}

/** Removes folders that were made here, from the innermost outwards, as long as they are empty. */
async function removeEmpty(innermost: string, outermost: string): Promise<void> {
  try {
    for (let folder = innermost; folder.startsWith(outermost); folder = dirname(folder)) {
      await rmdir(folder);
    }
  } catch {
    // Somebody else has put something there meanwhile: it stays.
  }
}

function notWritable(path: string, cause: unknown): HelmholtzError {
  return new HelmholtzError('not-writable', `${path}: cannot be written: ${reasonOf(cause)}`, {
    cause,
  });
}
