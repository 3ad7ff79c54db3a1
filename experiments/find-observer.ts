import { discoverMember, discoverMembers, HelmholtzError, suggestion } from '../agents/index.ts';
import type { ObserverKind } from './observer.ts';

const CATALOGUE = new URL('./observers/', import.meta.url);

/** Every observer in `experiments/observers`, by name. */
export async function listObservers(): Promise<readonly ObserverKind[]> {
  return discoverMembers<ObserverKind>(CATALOGUE);
}

/**
 * The observer of a name.
 *
 * @throws {HelmholtzError} `unknown-experiment`, naming the nearest one.
 */
export async function findObserver(name: string): Promise<ObserverKind> {
  const found = await discoverMember<ObserverKind>(CATALOGUE, name);
  if (found !== null) return found;
  const observers = await listObservers();
  const names = observers.map((observer) => observer.name);
  throw new HelmholtzError(
    'unknown-experiment',
    `observer: no such observer "${name.slice(0, 60)}"${suggestion(name.slice(0, 60), names)}`,
  );
}
