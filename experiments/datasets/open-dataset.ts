import { readdir, stat } from 'node:fs/promises';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import type { Dataset, Split } from './dataset.ts';
import { GENERATED_DATASETS, isGeneratedDataset, openGeneratedDataset } from './generated.ts';
import { isIdxImagesName, openIdxDataset } from './idx-files.ts';
import { openImageFolder } from './image-folder.ts';
import { openRawBytesDataset, RAW_BYTES_MARK } from './raw-bytes.ts';
import { reasonOf } from '../read-bytes.ts';

/** How to open a data set. */
export interface DatasetOptions {
  /** Seed of generated examples. Default 1. */
  readonly seed?: number;
  /** Default `train`. */
  readonly split?: Split;
}

/**
 * Opens a data set: one that is generated without end (`GENERATED_DATASETS`); a file of images in the IDX format of
 * MNIST (gzipped or not) or a folder of such files; a folder with `images.u8.bin`; or any folder of PNG and JPEG images,
 * with a sub-folder for each class.
 *
 * @throws {HelmholtzError} `unknown-dataset` if it is neither a name nor a path; `not-readable` naming the path and what
 *   was expected there.
 */
export async function openDataset(
  nameOrPath: string,
  { seed = 1, split = 'train' }: DatasetOptions = {},
): Promise<Dataset> {
  if (isGeneratedDataset(nameOrPath)) return openGeneratedDataset(nameOrPath, { seed, split });
  let isFolder: boolean;
  try {
    isFolder = (await stat(nameOrPath)).isDirectory();
  } catch (cause) {
    const reason = reasonOf(cause);
    throw new HelmholtzError(
      'unknown-dataset',
      `data set "${nameOrPath}": ${reason}, and no such name${suggestion(nameOrPath, GENERATED_DATASETS)}`,
      { cause },
    );
  }
  if (!isFolder) {
    if (isIdxImagesName(nameOrPath)) return openIdxDataset(nameOrPath, split);
    throw new HelmholtzError(
      'not-readable',
      `${nameOrPath}: expected a folder, or images in the IDX format (...idx3-ubyte or ...idx3-ubyte.gz)`,
    );
  }
  const names = await filesIn(nameOrPath);
  if (names.includes(RAW_BYTES_MARK)) return openRawBytesDataset(nameOrPath, split);
  if (names.some(isIdxImagesName)) return openIdxDataset(nameOrPath, split);
  return openImageFolder(nameOrPath, split);
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${folder}: ${reasonOf(cause)}`, { cause });
  }
}
