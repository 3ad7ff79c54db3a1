import { readExperiment } from '../design/read-experiment.ts';
import { findParadigm } from '../find-paradigm.ts';
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
    };

/**
 * The experiment that is meant.
 *
 * @throws {HelmholtzError} `unknown-experiment`; `bad-experiment`.
 */
export async function findExperiment(request: ExperimentRequest): Promise<Experiment> {
  if (request.kind === 'paradigm') {
    const paradigm = await findParadigm(request.name);
    return paradigm.experiment(request.scale);
  }
  const experiment = await readExperiment(request.text, request.path);
  const { participants } = request;
  return participants === undefined
    ? experiment
    : {
        ...experiment,
        groups: experiment.groups.map(({ name }) => ({ name, participants })),
      };
}
