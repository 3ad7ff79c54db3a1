import type { ExperimentDescription, RunState } from '../../protocol/index.ts';
import { fetchJson } from './fetch-json.ts';

/**
 * Asks for the experiments that can be run.
 *
 * @throws {Error} if the server does not answer.
 */
export async function fetchExperiments(): Promise<readonly ExperimentDescription[]> {
  return (await fetchJson('api/experiments')) as readonly ExperimentDescription[];
}

/**
 * Asks how a run is.
 *
 * @throws {Error} with the server's words if it refuses.
 */
export async function fetchRun(run: string, signal: AbortSignal): Promise<RunState> {
  return (await fetchJson(`api/runs/${encodeURIComponent(run)}`, signal)) as RunState;
}

/** Address of a figure of a finished run. */
export function figureUrl(run: string, figure: string): string {
  return `api/runs/${encodeURIComponent(run)}/figures/${encodeURIComponent(figure)}.png`;
}

/** Address of the report of a finished run. */
export function reportUrl(run: string): string {
  return `api/runs/${encodeURIComponent(run)}/report.html`;
}
