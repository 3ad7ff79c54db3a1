import { createRandom } from '../../agents/index.ts';
import type { BehaviourModel, Prior, TrialSequence } from './behaviour-model.ts';
import { type BehaviourModelRequest, findBehaviourModel } from './find-behaviour-model.ts';
import { fitGroup, type GroupFit } from './fit-group.ts';
import type { ParticipantFit } from './fit-participant.ts';
import type { FitTask } from './fit-task.ts';
import { type ParameterRecovery, parameterRecovery } from './parameter-recovery.ts';
import type { ParticipantTrials } from './read-trials.ts';
import { runFitTasks } from './run-fit-tasks.ts';
import type { PosteriorSample } from './sample-posterior.ts';
import { drawSchedule, type Schedule, simulateParticipant } from './simulate-behaviour.ts';

/** How to fit, and in how many threads. */
export interface FittingOptions {
  readonly seed: number;
  readonly starts: number;
  readonly workers: number;
  /** Called with the number of participants that are done, of how many, and with what is being done. */
  readonly onProgress?: (done: number, total: number, what: string) => void;
  /** What threads run; by default the compiled file. */
  readonly script?: URL;
}

/** One participant with its fit. */
export interface FittedParticipant extends ParticipantTrials {
  readonly fit: ParticipantFit;
  readonly sample: PosteriorSample | null;
}

/** Simulated participants, fitted again. */
export interface Recovery {
  readonly participants: number;
  readonly parameters: readonly ParameterRecovery[];
  /** Why fits failed, one line each; empty if none did. */
  readonly failures: readonly string[];
  /** How many parameter sets could not be simulated with and were drawn again. */
  readonly redrawn: number;
}

/** Everything that fitting a table of trials gave. */
export interface BehaviourFit {
  readonly request: BehaviourModelRequest;
  readonly model: BehaviourModel;
  readonly participants: readonly FittedParticipant[];
  readonly group: GroupFit | null;
  readonly recovery: Recovery | null;
}

/** Fits every participant; if asked for, as a group, with posterior samples, and with recovery from simulated data. */
export async function fitBehaviour(
  request: BehaviourModelRequest,
  trials: readonly ParticipantTrials[],
  options: FittingOptions & {
    readonly isGroup: boolean;
    readonly samples: number;
    readonly recover: number;
  },
): Promise<BehaviourFit> {
  const model = findBehaviourModel(request);
  const { isGroup, samples, recover } = options;
  const taskOf = (
    sequence: TrialSequence,
    at: number,
    priors: Readonly<Record<string, Prior>>,
  ): FitTask => ({
    ...{ model: request, sequence, starts: options.starts, priors, seed: options.seed },
    ...{ stream: ['fit', at], samples },
  });
  const run = async (
    priors: Readonly<Record<string, Prior>>,
    { what, samples: drawn }: { readonly what: string; readonly samples: number },
  ): ReturnType<typeof runFitTasks> =>
    await runFitTasks(
      trials.map(({ sequence }, at) => ({ ...taskOf(sequence, at, priors), samples: drawn })),
      runOptions(options, trials.length, what),
    );
  let group: GroupFit | null = null;
  if (isGroup) {
    group = await fitGroup(model, async (priors, round) =>
      (await run(priors, { what: `group, round ${round + 1}`, samples: 0 })).map(({ fit }) => fit),
    );
  }
  const priors = Object.fromEntries(
    (group?.parameters ?? []).map(({ name, mean, deviation }) => [name, { mean, deviation }]),
  );
  const results = await run(priors, { what: 'fitting', samples });
  const participants = trials.map((own, at) => ({ ...own, ...results[at]! }));
  const recovery =
    recover === 0
      ? null
      : await recoverParameters(request, {
          ...options,
          participants: recover,
          population: populationOf(model, participants),
          schedules: trials.map(({ sequence }) => sequence),
        });
  return { request, model, participants, group, recovery };
}

/** What to simulate. */
export interface RecoveryOptions extends FittingOptions {
  readonly participants: number;
  /** Distribution of the parameters; by default their priors. */
  readonly population?: Readonly<Record<string, Prior>>;
  /** What the participants see, in turns. */
  readonly schedules: readonly Schedule[];
}

/** Parameter recovery: simulates participants with known parameters, fits them, and compares. */
export async function recoverParameters(
  request: BehaviourModelRequest,
  options: RecoveryOptions,
): Promise<Recovery> {
  const model = findBehaviourModel(request);
  const { participants: count, population = {}, schedules, seed, starts } = options;
  let redrawn = 0;
  const failures: string[] = [];
  const simulated: { readonly truth: Float64Array; readonly sequence: TrialSequence }[] = [];
  for (let at = 0; at < count; at++) {
    const random = createRandom(seed, 'simulate', at);
    const one = simulateParticipant(model, schedules[at % schedules.length]!, random, population);
    if (one === null) {
      failures.push(
        `simulated participant ${at + 1}: the model failed with 100 sets of parameters`,
      );
      continue;
    }
    redrawn += one.draws - 1;
    simulated.push({ truth: one.values, sequence: one.sequence });
  }
  const results = await runFitTasks(
    simulated.map(({ sequence }, at) => ({
      ...{ model: request, sequence, starts, priors: {}, seed, samples: 0 },
      stream: ['recover', at],
    })),
    runOptions(options, simulated.length, 'recovery'),
  );
  const pairs = simulated.map(({ truth }, at) => ({ truth, fit: results[at]!.fit }));
  pairs.forEach(({ fit: { failure } }, at) => {
    if (failure !== null) failures.push(`simulated participant ${at + 1}: ${failure}`);
  });
  return {
    participants: count,
    parameters: parameterRecovery(model.parameters, pairs),
    ...{ failures, redrawn },
  };
}

/** Which models data were made by and attributed to. */
export interface ModelRecovery {
  readonly models: readonly string[];
  /** `[made by][attributed to]`: number of participants. */
  readonly confusion: readonly (readonly number[])[];
  readonly participants: number;
  /** Why fits failed, one line each; a failed fit attributes its participant to none. */
  readonly failures: readonly string[];
}

/** Model recovery: data simulated from each model are attributed to the model with the highest evidence. */
export async function recoverModels(
  requests: readonly BehaviourModelRequest[],
  options: FittingOptions & { readonly participants: number; readonly trials: number },
): Promise<ModelRecovery> {
  const models = requests.map(findBehaviourModel);
  const { participants, trials, seed, starts } = options;
  const failures: string[] = [];
  const confusion: number[][] = [];
  for (const [maker, model] of models.entries()) {
    const counts = requests.map(() => 0);
    const made: TrialSequence[] = [];
    for (let at = 0; at < participants; at++) {
      // All makers show the same sequences.
      const schedule = drawSchedule(
        trials,
        model.perceptual.input,
        createRandom(seed, 'schedule', at),
      );
      const random = createRandom(seed, 'simulate', maker, at);
      const one = simulateParticipant(model, schedule, random);
      if (one === null)
        failures.push(`${model.name}: participant ${at + 1} could not be simulated`);
      else made.push(one.sequence);
    }
    const tasks = made.flatMap((sequence, at) =>
      requests.map((request, fitter): FitTask => ({
        ...{ model: request, sequence, starts, priors: {}, seed, samples: 0 },
        stream: ['recover', maker, at, fitter],
      })),
    );
    const results = await runFitTasks(
      tasks,
      runOptions(options, tasks.length, `data of ${model.perceptual.name}`),
    );
    made.forEach((_, at) => {
      const own = results.slice(at * requests.length, (at + 1) * requests.length);
      own.forEach(({ fit: { failure } }, fitter) => {
        if (failure !== null) {
          failures.push(
            `participant ${at + 1} of ${model.name}, fitted by ${models[fitter]!.name}: ${failure}`,
          );
        }
      });
      const best = bestOf(own.map(({ fit }) => fit.logEvidence));
      if (best !== null) counts[best]!++;
    });
    confusion.push(counts);
  }
  return {
    models: models.map(({ perceptual }) => perceptual.name),
    confusion,
    participants,
    failures,
  };
}

function bestOf(evidences: readonly number[]): number | null {
  let best: number | null = null;
  evidences.forEach((evidence, at) => {
    if (Number.isFinite(evidence) && (best === null || evidence > evidences[best]!)) best = at;
  });
  return best;
}

/** Mean and deviation of the fitted parameters, to simulate people like those. */
function populationOf(
  model: BehaviourModel,
  participants: readonly FittedParticipant[],
): Record<string, Prior> {
  const good = participants.filter(({ fit }) => fit.failure === null);
  if (good.length < 3) return {};
  return Object.fromEntries(
    model.parameters.flatMap(({ name, isFree, prior }) => {
      if (!isFree) return [];
      const places = good.map(
        ({ fit }) => fit.estimates.find((estimate) => estimate.name === name)!.place,
      );
      const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
      const variance =
        places.reduce((sum, place) => sum + (place - mean) ** 2, 0) / (places.length - 1);
      // Shrunken estimates hardly differ: people do by at least a quarter of the prior.
      return [[name, { mean, deviation: Math.max(prior.deviation / 4, Math.sqrt(variance)) }]];
    }),
  );
}

function runOptions(
  { workers, onProgress, script }: FittingOptions,
  total: number,
  what: string,
): Parameters<typeof runFitTasks>[1] {
  return {
    workers,
    ...(script === undefined ? {} : { script }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: (done: number) => onProgress(done, total, what) }),
  };
}
