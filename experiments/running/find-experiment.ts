import { filesAlong } from '../design/files-beside.ts';
import type { ParadigmScale } from '../paradigm.ts';
import type { Experiment } from './experiment.ts';

/** Which experiment is meant: plain data, which can travel to another thread. */
export type ExperimentRequest =
  | {
      readonly kind: 'paradigm';
      readonly name: string;
      readonly scale: ParadigmScale;
    }
  | {
      readonly kind: 'file';
      /** Where it lies, for messages and the tables beside it. */
      readonly path: string;
      readonly text: string;
      /** Participants of every group, instead of what the file says. */
      readonly participants?: number;
      /** Agents that take part, instead of those that the file names. */
      readonly agents?: readonly string[];
      /** Files that it names, by name: texts that came along with it. Those beside it on the disk where absent. */
      readonly beside?: Readonly<Record<string, string>>;
    };

/**
 * The experiment that is meant.
 *
 * @throws {HelmholtzError} `unknown-experiment`; `bad-experiment`; `unknown-agent`; `not-applicable`.
 */
export async function findExperiment(request: ExperimentRequest): Promise<Experiment> {
  if (request.kind === 'paradigm') {
    // Loaded where it is needed: a thread that reads no file has nothing to do with what reads files.
    const { findParadigm } = await import('../find-paradigm.ts');
    const paradigm = await findParadigm(request.name);
    return paradigm.experiment(request.scale);
  }
  const { participants, agents, beside } = request;
  const { readExperiment } = await import('../design/read-experiment.ts');
  return await readExperiment(request.text, request.path, {
    ...(participants === undefined ? {} : { participants }),
    ...(agents === undefined ? {} : { agents }),
    ...(beside === undefined ? {} : { beside: filesAlong(beside) }),
  });
}
