import { readdir } from 'node:fs/promises';
import { HelmholtzError, suggestion } from '../agents/index.ts';
import type { StimulusKind } from './stimulus.ts';

/** Every stimulus in `experiments/stimuli`, by name; a file that is put there is found without being listed anywhere. */
export async function listStimuli(): Promise<readonly StimulusKind[]> {
  const folder = new URL('./stimuli/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => /(?<!\.d)\.(ts|js)$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(new URL(file, folder).href)) as { default: StimulusKind };
      return module.default;
    }),
  );
}

/**
 * The stimulus of a name.
 *
 * @throws {HelmholtzError} `unknown-picture`, naming the nearest one.
 */
export async function findStimulus(name: string): Promise<StimulusKind> {
  const kinds = await listStimuli();
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind !== undefined) return kind;
  const names = kinds.map((candidate) => candidate.name);
  throw new HelmholtzError(
    'unknown-picture',
    `stimulus "${name}": no such stimulus${suggestion(name, names)}`,
  );
}
