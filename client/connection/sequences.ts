import type { SequenceAgentDescription, SequencePerceptDescription } from '../../protocol/index.ts';
import { fetchJson } from './fetch-json.ts';

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
