import type { AgentKind } from './agent.ts';
import { discoverMembers } from './discover-members.ts';
import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';

/** Every agent kind in `agents/catalog`, by name; a file that is put there is found without being listed anywhere. */
export async function listAgents(): Promise<readonly AgentKind[]> {
  return discoverMembers<AgentKind>(new URL('./catalog/', import.meta.url));
}

/**
 * The agent kind of a name.
 *
 * @throws {HelmholtzError} `unknown-agent`, naming the nearest one.
 */
export async function findAgent(name: string): Promise<AgentKind> {
  const kinds = await listAgents();
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind !== undefined) return kind;
  throw new HelmholtzError(
    'unknown-agent',
    `agent "${name}": no such agent${suggestion(
      name,
      kinds.map((candidate) => candidate.name),
    )}`,
  );
}
