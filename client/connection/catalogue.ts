import type {
  AgentDescription,
  PictureDescription,
  StimulusDescription,
} from '../../protocol/index.ts';
import { fetchJson } from './fetch-json.ts';

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
  return (await fetchJson(`api/agents/${encodeURIComponent(name)}`)) as AgentDescription;
}

/** The stimuli of the server, and the files of somebody's folder that are none. */
export interface StimulusList {
  readonly stimuli: readonly StimulusDescription[];
  readonly broken: readonly { readonly file: string; readonly problem: string }[];
}

/**
 * Asks the server for its stimuli.
 *
 * @throws {Error} if the server does not answer.
 */
export async function fetchStimuli(): Promise<StimulusList> {
  return (await fetchJson('api/stimuli')) as StimulusList;
}

/** Addresses of one stimulus with parameters of choice. */
export function stimulusUrl(
  name: string,
  what: 'picture.png' | 'code' | 'thumbnail.png',
  query: Readonly<Record<string, string>>,
): string {
  return `api/stimuli/${encodeURIComponent(name)}/${what}?${new URLSearchParams(query).toString()}`;
}

/** A list, bare or under its name. */
async function fetchList<Item>(url: string, name: string): Promise<readonly Item[]> {
  const body = (await fetchJson(url)) as
    readonly Item[] | Readonly<Record<string, readonly Item[]>>;
  const list: unknown = Array.isArray(body) ? body : (body as Record<string, unknown>)[name];
  if (!Array.isArray(list)) throw new Error(`${url}: expected a list; got ${typeof list}`);
  return list as readonly Item[];
}
