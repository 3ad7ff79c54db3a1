import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeNetworkState,
  encodeNetworkState,
  encodeSafetensors,
  HelmholtzError,
  type NetworkProgress,
  shippedTensors,
} from '../../agents/index.ts';
import { writeWholeFile } from '../export/write-file.ts';
import { readBytes } from '../read-bytes.ts';
import { type Family, familyData, familyLearning } from './learn-family.ts';
import { type LearnedMeasures, measureLearned } from './measure-learned.ts';

/** A training of a family, as plain data. */
export interface LearnJob {
  readonly family: Family;
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
  /** Told how far the training is. */
  readonly tell: (news: LearnNews) => void;
  /** Whether it shall end, after a checkpoint. */
  readonly isInterrupted: () => boolean;
  /** A clock, ms, for the record. */
  readonly now: () => number;
}

/** How weights were learned, and what was measured of them, beside them. */
export interface LearnRecord extends LearnedMeasures {
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
  const examples = familyData(data, seed);
  const { length, arithmetic, learn, learnedOf } = familyLearning(family, examples, {
    ...{ seed, steps },
  });
  const identity = { family, data, seed: String(seed), steps: String(length) };
  const resumeFrom = resume
    ? decodeNetworkState(identity, await readBytes(checkpointFile))
    : undefined;
  let latest: NetworkProgress | undefined;
  for await (const progress of learn(resumeFrom)) {
    latest = progress;
    const { done, total, losses, state } = progress;
    tell({ done, total, losses });
    // Signals and messages are only heard between turns of the event loop.
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (isInterrupted()) {
      await writeWholeFile(checkpointFile, encodeNetworkState(identity, state()));
      throw new HelmholtzError(
        'interrupted',
        `interrupted after step ${done} of ${total}; go on with --resume`,
      );
    }
  }
  if (latest === undefined) throw new Error('a training that reported nothing');
  const tensors = shippedTensors(learnedOf(latest.state()));
  const file = encodeSafetensors(tensors, identity);
  const record = {
    model: family,
    dataset: data,
    command: `helmholtz learn ${family} --data ${data} --seed ${seed}${steps === null ? '' : ` --steps ${steps}`}`,
    seed,
    steps: length,
    backend: `${arithmetic}, ${latest.backend}`,
    loss: latest.losses,
    ...measureLearned(family, tensors, { examples, data, seed }),
    durationSeconds: Math.round((now() - started) / 100) / 10,
    sha256: createHash('sha256').update(file).digest('hex'),
    version,
  };
  await writeWholeFile(join(out, `${name}.safetensors`), file);
  await writeWholeFile(join(out, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  await rm(checkpointFile, { force: true });
  return record;
}
