import { readdir } from 'node:fs/promises';
import type { AgentKind } from './agent.ts';
import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';

/** Every agent kind in `agents/catalog`, by name; a file that is put there is found without being listed anywhere. */
export async function listAgents(): Promise<readonly AgentKind[]> {
  const folder = new URL('./catalog/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => /(?<!\.d)\.(ts|js)$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(new URL(file, folder).href)) as { default: AgentKind };
      return module.default;
    }),
  );
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
