import { readFile } from 'node:fs/promises';
import type { Verdict } from './paradigm.ts';

/** What a whole run of a paradigm showed when it was last verified. */
export interface VerifiedResult {
  readonly name: string;
  readonly seed: number;
  readonly version: string;
  readonly expected: number;
  readonly found: number;
  readonly lower: number;
  readonly upper: number;
  readonly ablated: number;
  readonly isKilled: boolean;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** The last verified results by name of paradigm; empty before any has been verified. */
export async function verifiedResults(
  folder: string,
): Promise<ReadonlyMap<string, VerifiedResult>> {
  let text: string;
  try {
    text = await readFile(`${folder}/docs/replications.json`, 'utf8');
  } catch {
    return new Map();
  }
  // Written by the command that verifies.
  const results = JSON.parse(text) as readonly VerifiedResult[];
  return new Map(results.map((result) => [result.name, result]));
}
