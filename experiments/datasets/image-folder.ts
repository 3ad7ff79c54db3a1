import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HelmholtzError } from '../../agents/index.ts';
import { decodeImage } from '../images/decode-image.ts';
import { checkExampleIndex, type Dataset, type Split } from './dataset.ts';
import { readBytesNow, reasonOf } from '../read-bytes.ts';

/** Every fifth image is kept back for testing. */
const TEST_EVERY = 5;

/**
 * Opens a folder of PNG and JPEG images. Where there are sub-folders with images, they are the classes; else the images
 * have none. Files are taken in the order of their names; every fifth of a class is for testing. Images are read when
 * they are asked for, and may differ in size.
 *
 * @throws {HelmholtzError} `not-readable` if the folder cannot be read or holds no image.
 */
export async function openImageFolder(folder: string, split: Split): Promise<Dataset> {
  const entries = await list(folder);
  const classes: { readonly name: string; readonly files: readonly string[] }[] = [];
  for (const entry of entries.filter((candidate) => candidate.isDirectory())) {
    const files = imagesOf(await list(join(folder, entry.name)));
    if (files.length > 0) {
      classes.push({ name: entry.name, files: files.map((file) => join(entry.name, file)) });
    }
  }
  const isLabelled = classes.length > 0;
  const groups = isLabelled ? classes.map(({ files }) => files) : [imagesOf(entries)];
  const chosen = groups.flatMap((files, label) =>
    files
      .filter((_, index) => split === 'all' || isForTesting(index) === (split === 'test'))
      .map((file) => ({ file, label: isLabelled ? label : null })),
  );
  if (chosen.length === 0) {
    throw new HelmholtzError(
      'not-readable',
      `${folder}: expected PNG or JPEG images${split === 'test' ? ' (at least five)' : ''}, or a sub-folder of them for each class; found none`,
    );
  }
  const dataset: Dataset = {
    name: folder,
    summary: isLabelled
      ? `${chosen.length} images in ${classes.length} classes.`
      : `${chosen.length} images.`,
    count: chosen.length,
    classNames: isLabelled ? classes.map(({ name }) => name) : null,
    example: (index) => {
      checkExampleIndex(index, dataset);
      const { file, label } = chosen[index]!;
      const path = join(folder, file);
      return { picture: decodeImage(readBytesNow(path), path), label };
    },
  };
  return dataset;
}

function isForTesting(index: number): boolean {
  return index % TEST_EVERY === TEST_EVERY - 1;
}

function imagesOf(entries: readonly Dirent[]): string[] {
  return entries
    .filter((entry) => entry.isFile() && /\.(png|jpe?g)$/i.test(entry.name))
    .map(({ name }) => name);
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${folder}: ${reasonOf(cause)}`, { cause });
  }
}
