import type { Summary } from '../report/summary.ts';
import { type CrewOptions, openCrew } from './crew.ts';
import { finishRun } from './finish-run.ts';
import { runTrials, type TrialOptions } from './run-trials.ts';

/** How to run an experiment. */
export interface RunOptions extends CrewOptions, TrialOptions {
  /** Lines that say where it came from, for the report and the summary. */
  readonly about: readonly string[];
}

/**
 * Runs an experiment into its folder: all trials, and then what they show.
 *
 * @throws {HelmholtzError} `unknown-experiment`, `bad-experiment`; `not-writable`, `bad-journal`, `interrupted`: finished
 * trials are kept.
 */
export async function runExperiment(options: RunOptions): Promise<Summary> {
  const crew = await openCrew(options);
  try {
    const run = await runTrials(options, crew);
    return await finishRun(run, options, crew);
  } finally {
    await crew.close();
  }
}
