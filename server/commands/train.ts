import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type AgentKind,
  type AgentOptions,
  DEFAULT_ENGINE,
  findAgent,
  type GivenValues,
  HelmholtzError,
  loadShippedWeights,
  resolveParameters,
  type TrainingRecord,
} from '../../agents/index.ts';
import {
  encodeGreyPng,
  fieldSheet,
  readBytes,
  reasonOf,
  type AgentTrainingProgress,
  trainAgent,
  type TrainedAgent,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import {
  engineOption,
  explainEngine,
  jsonOption,
  parseCount,
  seedOption,
  setOption,
} from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { shown } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface TrainOptions {
  readonly seed: number;
  readonly engine: NonNullable<AgentOptions['engine']>;
  readonly workers: number;
  readonly dataset?: string;
  readonly out: string;
  readonly resume?: true;
  readonly set?: GivenValues;
  readonly json?: true;
}

/** A checkpoint is written every so many seconds, besides the one at Ctrl+C. */
const CHECKPOINT_SECONDS = 20;

/** Adds `train`: an agent learns its generative model from nothing. */
export function registerTrain(program: Command, terminal: Terminal): void {
  program
    .command('train')
    .description('Train an agent from nothing; Ctrl+C keeps a checkpoint, --resume goes on from it')
    .argument('<agent>', 'name of the agent')
    .addOption(seedOption())
    .addOption(engineOption())
    .addOption(
      new Option('--workers <number>', 'threads; the result is the same for any number')
        .default(1)
        .argParser(parseCount),
    )
    .option('--dataset <name or path>', 'other examples than the agent is meant for')
    .option('--out <folder>', 'folder for weights, record and checkpoint', 'trained')
    .option('--resume', 'go on from the checkpoint in the folder')
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (agent: string, options: TrainOptions) => {
      const kind = await findAgent(agent);
      const record = await trainInto(kind, options, terminal);
      const same = await sameAsShipped(kind, options, record);
      if (options.json === true) printJson(terminal, { ...record, sameAsShipped: same });
      else terminal.print(inWords(record, options, same));
    });
}

async function trainInto(
  kind: AgentKind,
  options: TrainOptions,
  terminal: Terminal,
): Promise<TrainingRecord> {
  const { seed, engine, workers, dataset, out, set = {} } = options;
  const name = weightsNameOf(kind, options);
  const checkpointFile = join(out, `${name}.checkpoint`);
  await prepareFolder(out);
  const resumeFrom = options.resume === true ? await readBytes(checkpointFile) : undefined;
  const started = terminal.now();
  const training = trainAgent({
    kind,
    parameters: set,
    seed,
    engine,
    now: terminal.now,
    onEngine: (reason) => {
      explainEngine(engine, reason, terminal);
    },
    workers,
    ...(dataset === undefined ? {} : { dataset }),
    ...(resumeFrom === undefined ? {} : { resumeFrom }),
  });
  const trained = await watched(training, { checkpointFile, terminal, started });
  const record: TrainingRecord = {
    ...trained.record,
    command: commandLine(kind, options),
    durationSeconds: Math.round((terminal.now() - started) / 100) / 10,
    version: findPackage(import.meta.dirname).version,
  };
  await writeWhole(join(out, `${name}.safetensors`), trained.file);
  await writeWhole(join(out, `${name}.json`), Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
  const parameters = resolveParameters(kind.name, kind.parameters, set);
  await writeWhole(
    join(out, `${name}-fields.png`),
    encodeGreyPng(fieldSheet(kind.hierarchy(parameters), trained.weights)),
  );
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
  }: { readonly checkpointFile: string; readonly terminal: Terminal; readonly started: number },
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
      if (interruption.signal.aborted || now - savedAt > CHECKPOINT_SECONDS * 1000) {
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

async function prepareFolder(out: string): Promise<void> {
  const probe = join(out, `.probe-${process.pid}`);
  try {
    await mkdir(out, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw new HelmholtzError('not-writable', `${out}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/** Writes a file beside its place and renames it, so that nobody ever finds half of it. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
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

function weightsNameOf(kind: AgentKind, { set = {} }: TrainOptions): string {
  return kind.weightsName?.(resolveParameters(kind.name, kind.parameters, set)) ?? kind.name;
}

/** The command that makes the same weights again; workers and folders make no difference. */
function commandLine(kind: AgentKind, { seed, engine, dataset, set = {} }: TrainOptions): string {
  return [
    `helmholtz train ${kind.name} --seed ${seed}`,
    ...(engine === DEFAULT_ENGINE ? [] : [`--engine ${engine}`]),
    ...(dataset === undefined ? [] : [`--dataset ${dataset}`]),
    ...Object.entries(set).map(
      ([name, value]) =>
        `--set ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    ),
  ].join(' ');
}

/** Whether the weights are those that come with the project, to the bit; `null` where none of that name come with it. */
async function sameAsShipped(
  kind: AgentKind,
  options: TrainOptions,
  record: TrainingRecord,
): Promise<boolean | null> {
  try {
    const shipped = await loadShippedWeights(weightsNameOf(kind, options));
    return shipped.record.sha256 === record.sha256;
  } catch {
    return null;
  }
}

function inWords(record: TrainingRecord, { out }: TrainOptions, same: boolean | null): string {
  return [
    `${record.agent} trained on ${record.dataset} in ${shown(record.durationSeconds)} s, engine ${record.engine}, seed ${record.seed}, ${record.workers} worker${record.workers === 1 ? '' : 's'}`,
    `free energy at the end: ${shown(record.finalFreeEnergy)} nats per observation (mean of the last 50 batches)`,
    `sha256 ${record.sha256}${same === null ? '' : same ? ' (the same as the shipped weights)' : ' (other than the shipped weights)'}`,
    `written to ${out}`,
    '',
  ].join('\n');
}
