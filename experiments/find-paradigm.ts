import { discoverMember, discoverMembers, HelmholtzError, suggestion } from '../agents/index.ts';
import type { Paradigm } from './paradigm.ts';

const CATALOGUE = new URL('./paradigms/', import.meta.url);

/** Every paradigm in `experiments/paradigms`, by name. */
export async function listParadigms(): Promise<readonly Paradigm[]> {
  return discoverMembers<Paradigm>(CATALOGUE);
}

/**
 * The paradigm of a name.
 *
 * @throws {HelmholtzError} `unknown-experiment`, naming the nearest one.
 */
export async function findParadigm(name: string): Promise<Paradigm> {
  const found = await discoverMember<Paradigm>(CATALOGUE, name);
  if (found !== null) return found;
  const paradigms = await listParadigms();
  const names = paradigms.map((paradigm) => paradigm.name);
  throw new HelmholtzError(
    'unknown-experiment',
    `experiment "${name.slice(0, 60)}": no such experiment${suggestion(name.slice(0, 60), names)}`,
  );
}
