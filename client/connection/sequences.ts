import type { SequenceAgentDescription, SequencePerceptDescription } from '../../protocol/index.ts';

/** What a perceiver is asked for. */
export interface PerceptRequest {
  readonly agent: string;
  readonly perceiver: string;
  readonly seed: number;
  readonly parameters: Readonly<Record<string, number | string>>;
}

/**
 * Asks the server for the agents that perceive in time.
 *
 * @throws {Error} if the server does not answer.
 */
export async function fetchSequenceAgents(): Promise<readonly SequenceAgentDescription[]> {
  return (await fetchJson('api/sequences')) as readonly SequenceAgentDescription[];
}

/**
 * Asks the server what an agent perceives.
 *
 * @throws {Error} with the server's own words if it refuses.
 */
export async function fetchPercept(
  { agent, perceiver, seed, parameters }: PerceptRequest,
  signal: AbortSignal,
): Promise<SequencePerceptDescription> {
  const query = new URLSearchParams({
    perceiver,
    seed: String(seed),
    parameters: JSON.stringify(parameters),
  });
  const url = `api/sequences/${encodeURIComponent(agent)}?${query.toString()}`;
  return (await fetchJson(url, signal)) as SequencePerceptDescription;
}

async function fetchJson(url: string, signal: AbortSignal | null = null): Promise<unknown> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal });
  const body: unknown = await response.json();
  if (response.ok) return body;
  const title = (body as { readonly title?: unknown }).title;
  throw new Error(
    typeof title === 'string' ? title : `${url}: expected an answer; got ${response.status}`,
  );
}
