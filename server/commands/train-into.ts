import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type AgentKind,
  type AgentOptions,
  DEFAULT_ENGINE,
  type GivenValues,
  HelmholtzError,
  pictureLevelOf,
  type TrainingRecord,
} from '../../agents/index.ts';
import {
  type AgentTrainingProgress,
  encodeGreyPng,
  fieldSheet,
  makeFolder,
  readBytes,
  reasonOf,
  testTrained,
  trainAgent,
  type TrainedAgent,
  trainingParameters,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import { explainEngine } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { shown } from './table.ts';
import type { Terminal } from './terminal.ts';

/** How to train with one seed. */
export interface TrainOptions {
  readonly recipe?: string;
  readonly seed: number;
  readonly engine: NonNullable<AgentOptions['engine']>;
  readonly workers: number;
  readonly dataset?: string;
  readonly budget: number;
  readonly out: string;
  readonly resume?: true;
  /** Seconds between checkpoints, besides the one at Ctrl+C. */
  readonly checkpoint: number;
  readonly set?: GivenValues;
}

/**
 * Trains with one seed and writes weights, record and a picture of the fields into the folder, under `fileName`. Killed
 * at any moment, it leaves its latest checkpoint whole.
 *
 * @throws {HelmholtzError} `interrupted` at Ctrl+C, after the checkpoint has been written; and what training throws.
 */
export async function trainInto(
  kind: AgentKind,
  options: TrainOptions,
  fileName: string,
  terminal: Terminal,
): Promise<TrainingRecord> {
  const { seed, engine, workers, dataset, budget, out, recipe, set = {} } = options;
  const checkpointFile = join(out, `${fileName}.checkpoint`);
  const resumeFrom = options.resume === true ? await readBytes(checkpointFile) : undefined;
  await removeHalfWritten(checkpointFile);
  const started = terminal.now();
  const training = trainAgent({
    kind,
    parameters: set,
    seed,
    engine,
    workers,
    budget,
    now: terminal.now,
    onEngine: (reason) => {
      explainEngine(engine, { reason }, terminal);
    },
    ...(recipe === undefined ? {} : { recipe }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(resumeFrom === undefined ? {} : { resumeFrom }),
  });
  const trained = await watched(training, {
    checkpointFile,
    terminal,
    started,
    every: options.checkpoint,
  });
  const parameters = trainingParameters(kind, {
    ...(recipe === undefined ? {} : { recipe }),
    parameters: set,
  });
  const test = await testTrained(kind, parameters, trained.weights, {
    dataset: trained.record.dataset,
    seed,
    engine: trained.record.engine,
  });
  const record: TrainingRecord = {
    ...trained.record,
    ...(test === null ? {} : { test }),
    command: commandLine(kind, options),
    durationSeconds: Math.round((terminal.now() - started) / 100) / 10,
    version: findPackage(import.meta.dirname).version,
  };
  await writeWhole(join(out, `${fileName}.safetensors`), trained.file);
  await writeWhole(
    join(out, `${fileName}.json`),
    Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
  );
  if (pictureLevelOf(kind) === 0) {
    await writeWhole(
      join(out, `${fileName}-fields.png`),
      encodeGreyPng(fieldSheet(kind.hierarchy(parameters), trained.weights)),
    );
  }
  await rm(checkpointFile, { force: true });
  return record;
}

/** Trains under the eyes of whoever waits; at Ctrl+C the checkpoint is written and training stops. */
async function watched(
  training: AsyncGenerator<AgentTrainingProgress, TrainedAgent>,
  {
    checkpointFile,
    terminal,
    started,
    every,
  }: {
    readonly checkpointFile: string;
    readonly terminal: Terminal;
    readonly started: number;
    readonly every: number;
  },
): Promise<TrainedAgent> {
  const interruption = new AbortController();
  const release = terminal.onInterrupt(() => {
    interruption.abort();
  });
  let progress: Progress | null = null;
  let savedAt = started;
  try {
    let next = await training.next();
    while (next.done !== true) {
      const { done, total, stage, freeEnergy, checkpoint } = next.value;
      progress ??= createProgress(terminal, 'training', total);
      progress.update(done, `${stage}: free energy ${shown(freeEnergy)} nats`);
      const now = terminal.now();
      if (interruption.signal.aborted || every === 0 || now - savedAt > every * 1000) {
        await writeWhole(checkpointFile, checkpoint());
        savedAt = now;
      }
      if (interruption.signal.aborted) {
        await training.return(undefined as never);
        throw new HelmholtzError(
          'interrupted',
          `interrupted after batch ${done} of ${total}; go on with --resume`,
        );
      }
      // Signals are only heard between turns of the event loop.
      await new Promise<void>((resolve) => setImmediate(resolve));
      next = await training.next();
    }
    return next.value;
  } finally {
    progress?.stop();
    release();
  }
}

/**
 * Makes a folder and sees that it can be written to.
 *
 * @throws {HelmholtzError} `not-writable`
 */
export async function prepareFolder(out: string): Promise<void> {
  const probe = join(out, `.probe-${process.pid}`);
  try {
    await makeFolder(out);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw new HelmholtzError('not-writable', `${out}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/** Files that a process which was killed had not finished writing. */
async function removeHalfWritten(path: string): Promise<void> {
  const mark = new RegExp(`^${basename(path).replaceAll('.', '\\.')}\\.\\d+$`);
  for (const name of await readdir(dirname(path))) {
    if (mark.test(name)) await rm(join(dirname(path), name), { force: true });
  }
}

/** Writes a file beside its place and renames it, so that nobody ever finds half of it. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const gathering = `${path}.${process.pid}`;
  try {
    await writeFile(gathering, bytes);
    await rename(gathering, path);
  } catch (cause) {
    await rm(gathering, { force: true });
    throw new HelmholtzError('not-writable', `${path}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/** The command that makes the same weights again; workers and folders make no difference. */
export function commandLine(
  kind: AgentKind,
  { recipe, seed, engine, dataset, budget, set = {} }: TrainOptions,
): string {
  return [
    `helmholtz train ${kind.name}`,
    ...(recipe === undefined ? [] : [`--recipe ${recipe}`]),
    `--seed ${seed}`,
    ...(engine === DEFAULT_ENGINE ? [] : [`--engine ${engine}`]),
    ...(dataset === undefined ? [] : [`--dataset ${dataset}`]),
    ...(budget === 1 ? [] : [`--budget ${budget}`]),
    ...Object.entries(set).map(
      ([name, value]) =>
        `--set ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    ),
  ].join(' ');
}
