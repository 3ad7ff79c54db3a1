import { basename } from 'node:path';
import type { Command } from 'commander';
import { HelmholtzError } from '../../agents/index.ts';
import {
  type ExperimentRequest,
  findParadigm,
  judge,
  type Paradigm,
  type ParadigmResult,
  readBytes,
  runExperiment,
  type Summary,
} from '../../experiments/index.ts';
import { findCommit } from '../commit.ts';
import { tuneForRuns } from '../tune-for-runs.ts';
import { findPackage } from '../package.ts';
import { workersOption } from './fitting-options.ts';
import { jsonOption, parseCount, parseNames, seedOption } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

/** How a run was asked for. */
export interface RunCommandOptions {
  readonly participants?: number;
  readonly agents?: readonly string[];
  readonly quick?: true;
  readonly seed: number;
  readonly workers: number;
  readonly out: string;
  readonly resume?: true;
  readonly json?: true;
}

/** Adds `run`: an experiment on simulated participants. */
export function registerRun(program: Command, terminal: Terminal): void {
  program
    .command('run')
    .description('Run an experiment on simulated participants')
    .argument(
      '<experiment>',
      'a paradigm (`helmholtz experiments` lists them), or a file: .yaml, .yml, .json',
    )
    .requiredOption('--out <folder>', 'where data, summary, figures and report go')
    .option('--participants <number>', 'participants of every group', parseCount)
    .option(
      '--agents <names>',
      'agents that take part in a file with "observer: agent", with commas between them: each is a group',
      parseNames,
    )
    .option('--quick', 'a smaller run of a paradigm, under two minutes')
    .addOption(workersOption())
    .addOption(seedOption())
    .option('--resume', 'go on with a run that was interrupted or killed')
    .addOption(jsonOption())
    .action(async (experiment: string, options: RunCommandOptions) => {
      const { paradigm, request } = await requested(experiment, options);
      const summary = await runInto(request, options, { terminal, experiment });
      const result = paradigm === null ? null : judge(paradigm, summary);
      if (options.json === true) {
        printJson(terminal, {
          experiment,
          seed: options.seed,
          result,
          ...withoutPictures(summary),
        });
        return;
      }
      terminal.print(
        paradigm === null || result === null
          ? summaryInWords(summary)
          : resultInWords(paradigm, result),
      );
      terminal.print(
        `written to ${options.out}: report.html, summary.json, trials.csv, trials.parquet, participants.csv, data-dictionary.json, figures\n`,
      );
    });
}

async function requested(
  experiment: string,
  { participants, agents, quick }: RunCommandOptions,
): Promise<{ readonly paradigm: Paradigm | null; readonly request: ExperimentRequest }> {
  const number = participants === undefined ? {} : { participants };
  if (/\.(ya?ml|json)$/i.test(experiment)) {
    if (quick === true) {
      throw new HelmholtzError(
        'not-applicable',
        '--quick: expected a paradigm; got a file, which says itself how large it is: --participants makes it smaller',
      );
    }
    const text = new TextDecoder().decode(await readBytes(experiment));
    const chosen = agents === undefined ? {} : { agents };
    return {
      paradigm: null,
      request: { kind: 'file', path: experiment, text, ...number, ...chosen },
    };
  }
  if (agents !== undefined) {
    throw new HelmholtzError(
      'not-applicable',
      '--agents: expected an experiment file; got a paradigm, which says itself who takes part',
    );
  }
  const paradigm = await findParadigm(experiment);
  return {
    paradigm,
    request: {
      kind: 'paradigm',
      name: paradigm.name,
      scale: { isQuick: quick === true, ...number },
    },
  };
}

/** Runs trials and writes what they show; at Ctrl+C it stops after the trial at hand. */
export async function runInto(
  request: ExperimentRequest,
  { seed, workers, out, resume }: Pick<RunCommandOptions, 'seed' | 'workers' | 'out' | 'resume'>,
  { terminal, experiment }: { readonly terminal: Terminal; readonly experiment: string },
): Promise<Summary> {
  tuneForRuns();
  const { version, folder } = findPackage(import.meta.dirname);
  const commit = await findCommit(folder);
  const interruption = new AbortController();
  const release = terminal.onInterrupt(() => {
    interruption.abort();
  });
  let progress: Progress | null = null;
  try {
    return await runExperiment({
      ...{ request, seed, workers, out, version, commit, resume: resume === true },
      about: [`command: ${commandOf(request, { experiment, seed })}`],
      onProgress: (done, total) => {
        progress ??= createProgress(terminal, 'trials', total);
        progress.update(done);
      },
      isInterrupted: () => interruption.signal.aborted,
    });
  } finally {
    release();
    // Set by the callback above, which the types do not see.
    (progress as Progress | null)?.stop();
  }
}

/** The command that gives the same data again; workers and folders make no difference. */
function commandOf(
  request: ExperimentRequest,
  { experiment, seed }: { readonly experiment: string; readonly seed: number },
): string {
  const { participants } = request.kind === 'file' ? request : request.scale;
  const agents = request.kind === 'file' ? request.agents : undefined;
  return [
    `helmholtz run ${basename(experiment)} --seed ${seed}`,
    ...(request.kind === 'paradigm' && request.scale.isQuick ? ['--quick'] : []),
    ...(agents === undefined ? [] : [`--agents ${agents.join(',')}`]),
    ...(participants === undefined ? [] : [`--participants ${participants}`]),
  ].join(' ');
}

function withoutPictures({ tables, estimates, notes }: Summary): object {
  return { estimates, tables, notes };
}

/** What a paradigm was expected to show, what it showed, and the verdict. */
export function resultInWords(
  { name, label, claim, ablation }: Paradigm,
  { found, ablated, isKilled, verdict, reason }: ParadigmResult,
): string {
  const unit = claim.unit === '1' ? '' : ` ${claim.unit}`;
  const within = ({ value, interval }: typeof found): string =>
    `${shown3(value)}${unit}, 95 % interval ${shown3(interval.lower)} to ${shown3(interval.upper)}`;
  return table([
    [name, label],
    ['quantity', claim.quantity],
    ['expected', `${shown3(claim.expected)} +- ${shown3(claim.tolerance)}${unit}`],
    ['found', within(found)],
    [
      'ablation',
      `${ablation.name}: ${within(ablated)}; ${isKilled ? 'the effect is gone' : 'the effect is still there'}`,
    ],
    ['verdict', reason === '' ? verdict : `${verdict} (${reason})`],
  ]);
}

function shown3(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : 'n/a';
}

function summaryInWords({ tables, notes }: Summary): string {
  const parts = tables.map(({ name, columns, rows }) => {
    const [first] = rows;
    return [
      `${name.replaceAll('-', ' ')}\n`,
      table(
        [
          [...columns],
          ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? shown3(cell) : cell))),
        ],
        columns.map((_, at) => (typeof first?.[at] === 'number' ? 'right' : 'left')),
      ),
      '\n',
    ].join('');
  });
  return [...parts, ...notes.map((note) => `note: ${note}\n`)].join('');
}
