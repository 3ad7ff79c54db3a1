import { HelmholtzError, suggestion } from '../agents/index.ts';
import { type CatalogueStimulus, listStimuli } from './discover.ts';
import { listPresets } from './paper-sets/list-presets.ts';

/** All stimuli of the catalogue, then the presets of publications. */
export async function listEveryStimulus(): Promise<readonly CatalogueStimulus[]> {
  return [...(await listStimuli()), ...(await listPresets())];
}

/**
 * The stimulus of a name: its own, `paper/name` for a preset of a publication, or its dotted name in stimupy.
 *
 * @throws {HelmholtzError} `unknown-picture`, naming the nearest one.
 */
export async function findStimulus(name: string): Promise<CatalogueStimulus> {
  const isPreset = name.includes('/') || name.startsWith('papers.');
  const kinds = isPreset ? await listPresets() : await listStimuli();
  return stimulusAmong(kinds, name);
}

/** The stimulus of a name among some. */
export function stimulusAmong(
  kinds: readonly CatalogueStimulus[],
  name: string,
): CatalogueStimulus {
  const kind =
    kinds.find((candidate) => candidate.name === name) ??
    kinds.find((candidate) => candidate.equivalent === name);
  if (kind !== undefined) return kind;
  const names = name.includes('.')
    ? kinds.flatMap(({ equivalent }) => equivalent ?? [])
    : kinds.map((candidate) => candidate.name);
  const shown = name.slice(0, 60);
  throw new HelmholtzError(
    'unknown-picture',
    `stimulus "${shown}": no such stimulus${suggestion(shown, names)}`,
  );
}
