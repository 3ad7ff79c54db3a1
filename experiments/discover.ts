import { readdir } from 'node:fs/promises';
import { importMember } from '../agents/index.ts';
import type { StimulusKind } from './stimulus.ts';

/** A stimulus with the part of the catalogue that it is in. */
export interface CatalogueStimulus extends StimulusKind {
  /** Name of the folder within `experiments/stimuli`; `basic` for those that lie in no folder of their own. */
  readonly family: string;
}

/**
 * Every stimulus in `experiments/stimuli` and its folders, by name; a file that is put there is found without being
 * listed anywhere. A file exports one stimulus, or a list of them where a publication defines a whole set.
 */
export async function listStimuli(): Promise<readonly CatalogueStimulus[]> {
  const folder = new URL('./stimuli/', import.meta.url);
  const files = (await readdir(folder, { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(?<!\.d)\.(ts|js)$/.test(file));
  const found: CatalogueStimulus[] = [];
  // One after the other: module loaders that link several graphs at once trip over files that two of them share.
  for (const file of files) {
    const kinds = await importMember<StimulusKind | readonly StimulusKind[]>(new URL(file, folder));
    const family = file.includes('/') ? (file.split('/')[0] ?? '') : 'basic';
    for (const kind of [kinds].flat()) found.push({ ...kind, family });
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}
