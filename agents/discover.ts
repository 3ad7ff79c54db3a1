import type { AgentKind } from './agent.ts';
import { discoverMember, discoverMembers } from './discover-members.ts';
import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';

const CATALOGUE = new URL('./catalog/', import.meta.url);

/** Every agent kind in `agents/catalog`, by name; a file that is put there is found without being listed anywhere. */
export async function listAgents(): Promise<readonly AgentKind[]> {
  return discoverMembers<AgentKind>(CATALOGUE);
}

/**
 * The agent kind of a name.
 *
 * @throws {HelmholtzError} `unknown-agent`, naming the nearest one.
 */
export async function findAgent(name: string): Promise<AgentKind> {
  const kind = await discoverMember<AgentKind>(CATALOGUE, name);
  if (kind !== null) return kind;
  const kinds = await listAgents();
  throw new HelmholtzError(
    'unknown-agent',
    `agent "${name}": no such agent${suggestion(
      name,
      kinds.map((candidate) => candidate.name),
    )}`,
  );
}
