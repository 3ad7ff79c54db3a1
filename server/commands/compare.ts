import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { HelmholtzError } from '../../agents/index.ts';
import {
  COMPARED_DURATIONS,
  COMPARED_MEASURES,
  COMPARED_MODELS,
  type ComparedModel,
  compareFamilies,
  compareFigure,
  type CompareJournal,
  type CompareTask,
  type TimedResult,
  type ModelSummary,
  openCompareJournal,
  pngFromSvg,
  QUALITY_CEILING,
  readComparison,
  readDurations,
  summariseComparison,
  taskName,
  TOY_DENSITIES,
  toyDensity,
  writeWholeFile,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import { workersOption } from './fitting-options.ts';
import { jsonOption, parseCount, refuseUnknown, seedOption } from './options.ts';
import { createProgress } from './progress.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';
import { prepareFolder } from './train-into.ts';

interface CompareCommandOptions {
  readonly data: string;
  readonly models: readonly ComparedModel[];
  readonly seeds: number;
  readonly seed: number;
  readonly steps?: number;
  readonly workers: number;
  readonly out?: string;
  readonly resume?: true;
  readonly json?: true;
}

/** Left out unless it is asked for. */
const SLOWEST = 'unrolled-gan' satisfies ComparedModel;

/** Adds `compare`: generative families trained on the same points and judged alike. */
export function registerCompare(program: Command, terminal: Terminal): void {
  program
    .command('compare')
    .description(
      'Train generative families on the same points with several seeds, and judge them alike',
    )
    .addOption(
      new Option('--data <name>', 'points in separate clouds')
        .choices(TOY_DENSITIES.filter((name) => toyDensity(name).modes !== null))
        .default('ring'),
    )
    .addOption(
      new Option('--models <names>', `some of ${COMPARED_MODELS.join(', ')}, with commas`)
        .argParser(parseModels)
        .default(
          COMPARED_MODELS.filter((model) => model !== SLOWEST),
          `all but ${SLOWEST}, which takes fifteen times as long as gan`,
        ),
    )
    .option(
      '--seeds <number>',
      'trainings of each model, with seeds that follow each other',
      parseCount,
      10,
    )
    .addOption(seedOption())
    .option('--steps <number>', "steps of learning, in place of each family's own", parseCount)
    .addOption(workersOption())
    .option('--out <folder>', 'folder for a table, a summary and figures, and for every training')
    .option(
      '--resume',
      'do what is not finished in the folder yet, after Ctrl+C or with more seeds',
    )
    .addOption(jsonOption())
    .action(async (options: CompareCommandOptions) => {
      await compare(options, terminal);
    });
}

function parseModels(text: string): ComparedModel[] {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) refuseUnknown('model', name, COMPARED_MODELS);
  if (new Set(names).size < names.length) {
    throw new InvalidArgumentError(`Expected different models; got ${text}.`);
  }
  return COMPARED_MODELS.filter((model) => names.includes(model));
}

async function compare(
  { data, models, seeds, seed, steps, workers, out, resume, json }: CompareCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const tasks: CompareTask[] = models.flatMap((model) =>
    Array.from({ length: seeds }, (_, index) => ({
      ...{ model, data, seed: seed + index, steps: steps ?? null },
    })),
  );
  if (resume === true && out === undefined) {
    throw new InvalidArgumentError('--resume: expected --out with the folder to go on in');
  }
  if (out !== undefined) await prepareFolder(join(out, 'figures'));
  const journal = out === undefined ? null : await openJournal(out, tasks, resume === true);
  const left = tasks.filter((task) => journal?.finished.has(taskName(task)) !== true);
  const interruption = new AbortController();
  const release = terminal.onInterrupt(() => {
    interruption.abort();
  });
  const progress = createProgress(terminal, 'training', tasks.length);
  const known = new Map(journal?.finished);
  try {
    await compareFamilies(left, {
      workers,
      now: terminal.now,
      onResult: async (task, result) => {
        await journal?.keep(task, result);
        known.set(taskName(task), result);
        progress.update(known.size, `${taskName(task)}: ${result.modes} modes`);
      },
      isInterrupted: () => interruption.signal.aborted,
    });
  } finally {
    progress.stop();
    release();
  }
  const results = tasks.flatMap((task) => known.get(taskName(task)) ?? []);
  if (results.length === 0) {
    throw new HelmholtzError('interrupted', 'interrupted before any training had ended');
  }
  const density = toyDensity(data);
  const modes = density.modes?.means.length ?? 0;
  const summaries = summariseComparison(results);
  const reading = readComparison(results, modes);
  const pace = readDurations(results);
  const about = { data, modes, entropy: density.entropy, seed, seeds, steps: steps ?? null };
  if (out !== undefined) await writeComparison(results, { about, summaries, reading }, out);
  if (json === true) {
    printJson(terminal, { ...about, models: summaries, reading: [...reading, ...pace], results });
    return;
  }
  terminal.print(
    `${data}: ${modes} modes, entropy ${density.entropy.toFixed(4)} nats; means over ${seeds} seeds from ${seed} on\n\n`,
  );
  terminal.print(summaryTable(summaries));
  terminal.print(`\n${[...reading, ...pace].map((line) => `${line}\n`).join('')}`);
  if (results.length < tasks.length) {
    terminal.print(
      `interrupted: ${results.length} of ${tasks.length} trainings${out === undefined ? '' : '; go on with --resume'}\n`,
    );
  }
  if (out !== undefined) {
    terminal.print(`written to ${out}: results.csv, durations.csv, summary.json, figures\n`);
  }
}

async function openJournal(
  out: string,
  tasks: readonly CompareTask[],
  resume: boolean,
): Promise<CompareJournal> {
  const { version } = findPackage(import.meta.dirname);
  return await openCompareJournal(out, { resume, version }, tasks);
}

function summaryTable(summaries: readonly ModelSummary[]): string {
  const rows = summaries.map(({ model, modes, means, durations, score }) => [
    ...[model, means.modes.value.toFixed(1), `${modes[0] ?? 0} to ${modes.at(-1) ?? 0}`],
    ...[means.highQuality.value.toFixed(3), means.spread.value.toFixed(2)],
    ...[means.imbalance.value.toFixed(3), means.allocation.value.toFixed(3)],
    ...[means.meanDiscrepancy.value.toFixed(4)],
    ...[means.frechet.value.toFixed(3)],
    ...[means.precision.value.toFixed(3), means.recall.value.toFixed(3)],
    ...(score === null
      ? ['none', 'none']
      : [(-score.nats.value).toFixed(3), (-score.nats.value / Math.LN2).toFixed(3)]),
    ...[durations.learning.value.toFixed(1), durations.sampling.value.toFixed(2)],
  ]);
  return table(
    [
      [
        ...['model', 'modes', 'range', 'quality', 'spread', 'imbalance', 'allocation'],
        ...['MMD^2', 'Frechet^2'],
        ...['precision', 'recall', 'loss (nats)', 'loss (bits)', 'learning (s)', 'sampling (s)'],
      ],
      ...rows,
    ],
    ['left', ...new Array<'right'>(14).fill('right')],
  );
}

interface Comparison {
  readonly about: object;
  readonly summaries: readonly ModelSummary[];
  readonly reading: readonly string[];
}

async function writeComparison(
  results: readonly TimedResult[],
  { about, summaries, reading }: Comparison,
  out: string,
): Promise<void> {
  const write = async (
    name: string,
    columns: readonly string[],
    row: (result: TimedResult) => readonly (string | number)[],
  ): Promise<void> => {
    const lines = [
      ['model', 'seed', ...columns],
      ...results.map((result) => [result.model, result.seed, ...row(result)]),
    ];
    await writeWholeFile(join(out, name), `${lines.map((line) => line.join(',')).join('\n')}\n`);
  };
  await write('results.csv', [...COMPARED_MEASURES, 'score', 'scoreKind'], (result) => [
    ...COMPARED_MEASURES.map((name) => result[name]),
    ...[result.score?.nats ?? 'n/a', result.score?.kind ?? 'n/a'],
  ]);
  // What a clock says has a file of its own: all others are the same, byte for byte, whenever the same is compared.
  await write('durations.csv', COMPARED_DURATIONS, (result) =>
    COMPARED_DURATIONS.map((name) => result[name]),
  );
  const most = Math.max(...results.map(({ modes }) => modes));
  const figures = {
    modes: compareFigure(results, 'modes', {
      ...{ label: 'modes covered', most: Math.ceil(1.1 * most), ideal: most },
    }),
    quality: compareFigure(results, 'highQuality', {
      ...{ label: 'share of good points', most: 1, ideal: QUALITY_CEILING },
    }),
  };
  for (const [name, svg] of Object.entries(figures)) {
    await writeWholeFile(join(out, 'figures', `${name}.svg`), svg);
    await writeWholeFile(join(out, 'figures', `${name}.png`), await pngFromSvg(svg));
  }
  const models = summaries.map(({ durations: _, ...rest }) => rest);
  await writeWholeFile(
    join(out, 'summary.json'),
    `${JSON.stringify({ ...about, models, reading }, null, 2)}\n`,
  );
}
