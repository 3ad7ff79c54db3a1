import { discoverMembers, HelmholtzError, suggestion } from '../agents/index.ts';
import type { Paradigm } from './paradigm.ts';

/** Every paradigm in `experiments/paradigms`, by name. */
export async function listParadigms(): Promise<readonly Paradigm[]> {
  return discoverMembers<Paradigm>(new URL('./paradigms/', import.meta.url));
}

/**
 * The paradigm of a name.
 *
 * @throws {HelmholtzError} `unknown-experiment`, naming the nearest one.
 */
export async function findParadigm(name: string): Promise<Paradigm> {
  const paradigms = await listParadigms();
  const found = paradigms.find((paradigm) => paradigm.name === name);
  if (found !== undefined) return found;
  const names = paradigms.map((paradigm) => paradigm.name);
  throw new HelmholtzError(
    'unknown-experiment',
    `experiment "${name.slice(0, 60)}": no such experiment${suggestion(name.slice(0, 60), names)}`,
  );
}
