import type { AgentDescription, PictureDescription } from '../../protocol/index.ts';

/** What the server can show and run. */
export interface Catalogue {
  readonly agents: readonly AgentDescription[];
  readonly pictures: readonly PictureDescription[];
}

/**
 * Asks the server for its agents and pictures.
 *
 * @throws {Error} if the server does not answer or answers something else.
 */
export async function fetchCatalogue(): Promise<Catalogue> {
  const [agents, pictures] = await Promise.all([
    fetchList<AgentDescription>('api/agents', 'agents'),
    fetchList<PictureDescription>('api/pictures', 'pictures'),
  ]);
  return { agents, pictures };
}

/**
 * Asks the server for one agent with its training record.
 *
 * @throws {Error} if the server does not answer, or has no such agent.
 */
export async function fetchAgent(name: string): Promise<AgentDescription> {
  const url = `api/agents/${encodeURIComponent(name)}`;
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url}: expected an agent; got status ${response.status}`);
  return (await response.json()) as AgentDescription;
}

/** A list, bare or under its name. */
async function fetchList<Item>(url: string, name: string): Promise<readonly Item[]> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url}: expected a list; got status ${response.status}`);
  const body = (await response.json()) as
    readonly Item[] | Readonly<Record<string, readonly Item[]>>;
  const list: unknown = Array.isArray(body) ? body : (body as Record<string, unknown>)[name];
  if (!Array.isArray(list)) throw new Error(`${url}: expected a list; got ${typeof list}`);
  return list as readonly Item[];
}
