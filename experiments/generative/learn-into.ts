import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeNetworkState,
  encodeNetworkState,
  encodeSafetensors,
  familyTraining,
  HelmholtzError,
  type LearnedFamily,
  type NetworkTrainingState,
  shippedTensors,
  trainNetworks,
} from '../../agents/index.ts';
import { writeWholeFile } from '../export/write-file.ts';
import { readBytes } from '../read-bytes.ts';
import { familyData } from './learn-family.ts';

/** A training of a family, as plain data. */
export interface LearnJob {
  readonly family: LearnedFamily;
  readonly data: string;
  readonly seed: number;
  /** In place of the family's own; `null` for those. */
  readonly steps: number | null;
  /** Folder for weights, record and checkpoint. */
  readonly out: string;
  /** Whether to go on from the checkpoint in the folder. */
  readonly resume: boolean;
  /** Of the program, for the record. */
  readonly version: string;
}

/** How far a training is. */
export interface LearnNews {
  readonly done: number;
  readonly total: number;
  /** Mean loss of every player over the last steps, by its name. */
  readonly losses: Readonly<Record<string, number>>;
}

/** Who listens to a training, and may end it. */
export interface LearnListener {
  readonly tell: (news: LearnNews) => void;
  readonly isInterrupted: () => boolean;
  /** A clock, ms, for the record. */
  readonly now: () => number;
}

/** How weights were learned, beside them. */
export interface LearnRecord {
  readonly model: string;
  readonly dataset: string;
  readonly command: string;
  readonly seed: number;
  readonly steps: number;
  readonly backend: string;
  readonly loss: Readonly<Record<string, number>>;
  readonly durationSeconds: number;
  readonly sha256: string;
  readonly version: string;
}

/**
 * Trains a family into a folder: weights and their record.
 *
 * @throws {HelmholtzError} `interrupted` after a checkpoint has been written; `bad-checkpoint`, `diverged`, `unknown-dataset`.
 */
export async function learnInto(
  { family, data, seed, steps, out, resume, version }: LearnJob,
  { tell, isInterrupted, now }: LearnListener,
): Promise<LearnRecord> {
  const started = now();
  const name = `${family}-${data}`;
  const checkpointFile = join(out, `${name}.checkpoint`);
  const training = familyTraining(family, familyData(data, seed), {
    seed,
    ...(steps === null ? {} : { steps }),
  });
  const identity = { family, data, seed: String(seed), steps: String(training.steps) };
  const resumeFrom = resume
    ? { resumeFrom: decodeNetworkState(identity, await readBytes(checkpointFile)) }
    : {};
  const learning = trainNetworks({ ...training, ...resumeFrom });
  let backend = '';
  let next = await learning.next();
  while (next.done !== true) {
    const { done, total, losses } = next.value;
    ({ backend } = next.value);
    tell({ done, total, losses });
    // Signals and messages are only heard between turns of the event loop.
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (isInterrupted()) {
      await writeWholeFile(checkpointFile, encodeNetworkState(identity, next.value.state()));
      throw new HelmholtzError(
        'interrupted',
        `interrupted after step ${done} of ${total}; go on with --resume`,
      );
    }
    next = await learning.next();
  }
  const state: NetworkTrainingState = next.value;
  const file = encodeSafetensors(shippedTensors(state.parameters), identity);
  const record = {
    model: family,
    dataset: data,
    command: `helmholtz learn ${family} --data ${data} --seed ${seed}${steps === null ? '' : ` --steps ${steps}`}`,
    seed,
    steps: training.steps,
    backend: `TensorFlow.js, ${backend}`,
    loss: state.losses,
    durationSeconds: Math.round((now() - started) / 100) / 10,
    sha256: createHash('sha256').update(file).digest('hex'),
    version,
  };
  await writeWholeFile(join(out, `${name}.safetensors`), file);
  await writeWholeFile(join(out, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  await rm(checkpointFile, { force: true });
  return record;
}
