import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import {
  decodeNetworkState,
  encodeNetworkState,
  encodeSafetensors,
  familyTraining,
  HelmholtzError,
  LEARNED_FAMILIES,
  type LearnedFamily,
  type NetworkTrainingState,
  shippedTensors,
  trainNetworks,
} from '../../agents/index.ts';
import { FAMILY_DATA, familyData, readBytes } from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import { jsonOption, parseCount, seedOption } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { shown } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';
import { prepareFolder, writeWhole } from './train-into.ts';

interface LearnOptions {
  readonly data: string;
  readonly seed: number;
  readonly steps?: number;
  readonly out: string;
  readonly resume?: true;
  readonly json?: true;
}

/** Adds `learn`: the networks of a VAE, a GAN or a diffusion model learn from data. */
export function registerLearn(program: Command, terminal: Terminal): void {
  program
    .command('learn')
    .description('Train a VAE, GAN or diffusion model; Ctrl+C keeps a checkpoint for --resume')
    .addArgument(new Argument('<family>', 'which family').choices(LEARNED_FAMILIES))
    .addOption(new Option('--data <name>', 'what to learn').choices(FAMILY_DATA).default('ring'))
    .addOption(seedOption())
    .option('--steps <number>', "steps of learning, in place of the family's own", parseCount)
    .option('--out <folder>', 'folder for weights, record and checkpoint', 'trained')
    .option('--resume', 'go on from the checkpoint in the folder')
    .addOption(jsonOption())
    .action(async (family: LearnedFamily, options: LearnOptions) => {
      await learn(family, options, terminal);
    });
}

async function learn(
  family: LearnedFamily,
  { data, seed, steps, out, resume, json }: LearnOptions,
  terminal: Terminal,
): Promise<void> {
  await prepareFolder(out);
  const started = terminal.now();
  const name = `${family}-${data}`;
  const checkpointFile = join(out, `${name}.checkpoint`);
  const training = familyTraining(family, familyData(data, seed), {
    seed,
    ...(steps === undefined ? {} : { steps }),
  });
  const identity = { family, data, seed: String(seed), steps: String(training.steps) };
  const { state, backend } = await watched(
    resume === true
      ? {
          ...training,
          resumeFrom: decodeNetworkState(identity, await readBytes(checkpointFile)),
        }
      : training,
    { terminal, save: (now) => writeWhole(checkpointFile, encodeNetworkState(identity, now)) },
  );
  const file = encodeSafetensors(shippedTensors(state.parameters), identity);
  const record = {
    model: family,
    dataset: data,
    command: `helmholtz learn ${family} --data ${data} --seed ${seed}${steps === undefined ? '' : ` --steps ${steps}`}`,
    seed,
    steps: training.steps,
    backend: `TensorFlow.js, ${backend}`,
    loss: state.losses,
    durationSeconds: Math.round((terminal.now() - started) / 100) / 10,
    sha256: createHash('sha256').update(file).digest('hex'),
    version: findPackage(import.meta.dirname).version,
  };
  await writeWhole(join(out, `${name}.safetensors`), file);
  await writeWhole(join(out, `${name}.json`), Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
  await rm(checkpointFile, { force: true });
  if (json === true) printJson(terminal, record);
  else {
    terminal.print(
      `${name} learned in ${shown(record.durationSeconds)} s: ${inWords(state.losses)}\nsha256 ${record.sha256}\nwritten to ${out}\n`,
    );
  }
}

/** Trains under the eyes of whoever waits; at Ctrl+C the state is saved and training stops. */
async function watched(
  training: Parameters<typeof trainNetworks>[0],
  {
    terminal,
    save,
  }: {
    readonly terminal: Terminal;
    readonly save: (state: NetworkTrainingState) => Promise<void>;
  },
): Promise<{ readonly state: NetworkTrainingState; readonly backend: string }> {
  const interruption = new AbortController();
  const release = terminal.onInterrupt(() => {
    interruption.abort();
  });
  let progress: Progress | null = null;
  let backend = '';
  try {
    const steps = trainNetworks(training);
    let next = await steps.next();
    while (next.done !== true) {
      const { done, total, losses, state } = next.value;
      ({ backend } = next.value);
      progress ??= createProgress(terminal, 'learning', total);
      progress.update(done, inWords(losses));
      // Signals are only heard between turns of the event loop.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (interruption.signal.aborted) {
        await save(state());
        throw new HelmholtzError(
          'interrupted',
          `interrupted after step ${done} of ${total}; go on with --resume`,
        );
      }
      next = await steps.next();
    }
    return { state: next.value, backend };
  } finally {
    progress?.stop();
    release();
  }
}

function inWords(losses: Readonly<Record<string, number>>): string {
  return Object.entries(losses)
    .map(([player, loss]) => `${player} ${shown(Number(loss.toPrecision(4)))}`)
    .join(', ');
}
