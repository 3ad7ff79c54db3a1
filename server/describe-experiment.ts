import { describeFile, filesAlong, type FileDesign } from '../experiments/index.ts';

/** An experiment file that somebody sent, with the files that it names. */
export interface SentExperiment {
  readonly name: string;
  readonly text: string;
  readonly beside: Readonly<Record<string, string>>;
}

/** Which file is to be described, and for which agents; `null` for those of the file. */
export interface ExperimentQuestion {
  readonly file: SentExperiment;
  readonly agents: readonly string[] | null;
}

/**
 * Checks an experiment file, and says what it is. No file of this machine is read.
 *
 * @throws {HelmholtzError} `bad-experiment`, with line and column; `unknown-agent`, `not-applicable`.
 */
export async function describeExperiment({
  file: { name, text, beside },
  agents,
}: ExperimentQuestion): Promise<FileDesign> {
  return await describeFile(text, name, { agents, beside: filesAlong(beside) });
}
