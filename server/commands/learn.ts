import { Argument, type Command, Option } from 'commander';
import {
  FAMILIES,
  type Family,
  FAMILY_DATA,
  type LearnedMeasures,
  learnInto,
  type LearnRecord,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import { jsonOption, parseCount, seedOption } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { shown } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';
import { prepareFolder } from './train-into.ts';

interface LearnOptions {
  readonly data: string;
  readonly seed: number;
  readonly steps?: number;
  readonly out: string;
  readonly resume?: true;
  readonly json?: true;
}

/** Adds `learn`: a VAE, a GAN, a diffusion model or a predictive-coding hierarchy learns from data. */
export function registerLearn(program: Command, terminal: Terminal): void {
  program
    .command('learn')
    .description(
      'Train a VAE, GAN, diffusion model or predictive-coding hierarchy; Ctrl+C keeps a checkpoint for --resume',
    )
    .addArgument(new Argument('<family>', 'which family').choices(FAMILIES))
    .addOption(new Option('--data <name>', 'what to learn').choices(FAMILY_DATA).default('ring'))
    .addOption(seedOption())
    .option('--steps <number>', "steps of learning, in place of the family's own", parseCount)
    .option('--out <folder>', 'folder for weights, record and checkpoint', 'trained')
    .option('--resume', 'go on from the checkpoint in the folder')
    .addOption(jsonOption())
    .action(async (family: Family, options: LearnOptions) => {
      await learn(family, options, terminal);
    });
}

async function learn(
  family: Family,
  { data, seed, steps, out, resume, json }: LearnOptions,
  terminal: Terminal,
): Promise<void> {
  await prepareFolder(out);
  const { version } = findPackage(import.meta.dirname);
  const interruption = new AbortController();
  const release = terminal.onInterrupt(() => {
    interruption.abort();
  });
  let progress: Progress | null = null;
  let record: LearnRecord;
  try {
    record = await learnInto(
      { family, data, seed, steps: steps ?? null, out, resume: resume === true, version },
      {
        tell: ({ done, total, losses }) => {
          progress ??= createProgress(terminal, 'learning', total);
          progress.update(done, inWords(losses));
        },
        isInterrupted: () => interruption.signal.aborted,
        now: terminal.now,
      },
    );
  } finally {
    // What the listener has made, which the compiler does not see.
    (progress as Progress | null)?.stop();
    release();
  }
  if (json === true) printJson(terminal, record);
  else {
    terminal.print(
      `${family}-${data} learned in ${shown(record.durationSeconds)} s: ${inWords(record.loss)}\n${measuresInWords(record)}sha256 ${record.sha256}\nwritten to ${out}\n`,
    );
  }
}

/** A line per measure; nothing where nothing was measured. */
function measuresInWords({ activeUnits, askedClass }: LearnedMeasures): string {
  const lines = [
    ...(activeUnits === undefined
      ? []
      : [
          `active causes ${activeUnits.active} of ${activeUnits.causes} (variance over the data of what is expected of each: ${activeUnits.variances.map((variance) => variance.toFixed(2)).join(', ')})`,
        ]),
    ...(askedClass === undefined
      ? []
      : [
          `points in the cloud that was asked for ${askedClass.within.toFixed(3)}, nearest to it ${askedClass.nearest.toFixed(3)}; by chance ${askedClass.chance.toFixed(3)}`,
        ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function inWords(losses: Readonly<Record<string, number>>): string {
  return Object.entries(losses)
    .map(([player, loss]) => `${player} ${shown(Number(loss.toPrecision(4)))}`)
    .join(', ');
}
