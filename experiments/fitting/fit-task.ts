import { createRandom } from '../../agents/index.ts';
import type { Prior, TrialSequence } from './behaviour-model.ts';
import { type BehaviourModelRequest, findBehaviourModel } from './find-behaviour-model.ts';
import { fitParticipant, type ParticipantFit } from './fit-participant.ts';
import { type PosteriorSample, samplePosterior } from './sample-posterior.ts';

/** One participant to be fitted: plain data, which can travel to another thread. */
export interface FitTask {
  readonly model: BehaviourModelRequest;
  readonly sequence: TrialSequence;
  readonly starts: number;
  readonly priors: Readonly<Record<string, Prior>>;
  readonly seed: number;
  /** Names the random numbers of this participant: the same ones in whichever thread. */
  readonly stream: readonly (string | number)[];
  /** Posterior samples to draw per chain; 0 for none. */
  readonly samples: number;
}

/** What comes back. */
export interface FitTaskResult {
  readonly fit: ParticipantFit;
  readonly sample: PosteriorSample | null;
}

/** Does a task. The same task gives the same bits in every thread. */
export function doFitTask(task: FitTask): FitTaskResult {
  const model = findBehaviourModel(task.model);
  const random = createRandom(task.seed, ...task.stream);
  const { sequence, starts, priors } = task;
  const fit = fitParticipant(model, sequence, { starts, priors }, random.fork('starts'));
  const sample =
    task.samples === 0 || fit.failure !== null
      ? null
      : samplePosterior(
          model,
          { sequence, priors, fit, samples: task.samples },
          random.fork('chains'),
        );
  return { fit, sample };
}
