import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Command } from 'commander';
import {
  type BehaviourFit,
  estimatesTable,
  findBehaviourModel,
  fitBehaviour,
  fitReport,
  openOutputFolder,
  participantsTable,
  readBytes,
  readTrials,
  recoveryTable,
  trialsTable,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import {
  fixOption,
  freeOption,
  type ModelOptions,
  parseWhole,
  requestOf,
  responseOption,
  schemeOption,
  startsOption,
  workersOption,
} from './fitting-options.ts';
import { jsonOption, seedOption } from './options.ts';
import { createProgress } from './progress.ts';
import { recoveryInWords } from './recovery-table.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface FitOptions extends Omit<ModelOptions, 'response'> {
  readonly model: string;
  readonly data: string;
  readonly out: string;
  readonly participants?: string;
  readonly input: string;
  readonly response: string;
  readonly timeStep?: string;
  readonly hitRate?: string;
  readonly responseModel?: string;
  readonly group?: true;
  readonly samples: number;
  readonly recover: number;
  readonly starts: number;
  readonly workers: number;
  readonly seed: number;
  readonly json?: true;
}

const FILES = new Set([
  ...['report.html', 'fit.json', 'estimates.csv', 'participants.csv', 'trials.csv'],
  'recovery.csv',
]);

/** Adds `fit`: a model of behaviour fitted to a table of trials. */
export function registerFit(program: Command, terminal: Terminal): void {
  program
    .command('fit')
    .description('Fit a model of learning and responding to the trials of participants')
    .requiredOption('--model <name>', 'hgf-binary, rescorla-wagner, ...; a wrong name lists them')
    .requiredOption('--data <file>', 'table of trials, one per row (CSV, or TSV by its name)')
    .requiredOption('--out <folder>', 'where the report and the tables go')
    .option('--participants <column>', 'column that says who (default: all are one)')
    .option('--input <column>', 'column of what was observed', 'input')
    .option('--response <column>', 'column of what was done', 'response')
    .option('--time-step <column>', 'column of the time before each trial')
    .option('--hit-rate <column>', 'column of the hit rate of the tone')
    .addOption(responseOption())
    .addOption(schemeOption())
    .addOption(fixOption())
    .addOption(freeOption())
    .option('--group', 'fit the participants as one group (empirical Bayes)')
    .option('--samples <number>', 'posterior samples per chain; 0 draws none', parseWhole, 0)
    .option('--recover <number>', 'simulated participants to fit again', parseWhole, 20)
    .addOption(startsOption())
    .addOption(workersOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (options: FitOptions) => {
      const request = requestOf(options.model, {
        ...options,
        ...(options.responseModel === undefined ? {} : { response: options.responseModel }),
      });
      const model = findBehaviourModel(
        options.responseModel === undefined ? { ...request, response: undefined } : request,
      );
      const settled = { ...request, response: model.responding.name };
      const trials = await readTrials(
        options.data,
        {
          participants: options.participants ?? null,
          input: options.input,
          response: options.response,
          timeStep: options.timeStep ?? null,
          hitRate: options.hitRate ?? null,
        },
        model,
      );
      const folder = await openOutputFolder(options.out, { replaces: FILES });
      try {
        const watched = createWatchedProgress(terminal);
        const fit = await fitBehaviour(settled, trials, {
          ...{ seed: options.seed, starts: options.starts, workers: options.workers },
          ...{ samples: options.samples, recover: options.recover },
          isGroup: options.group === true,
          onProgress: watched.update,
        }).finally(watched.stop);
        await folder.commit(await filesOf(fit, options));
        if (options.json === true) printJson(terminal, summaryOf(fit, options));
        else terminal.print(inWords(fit, options));
      } finally {
        await folder.discard();
      }
    });
}

/** A bar that begins anew for each part of the work. */
export function createWatchedProgress(terminal: Terminal): {
  readonly update: (done: number, total: number, what: string) => void;
  readonly stop: () => void;
} {
  let present: { readonly what: string; readonly bar: ReturnType<typeof createProgress> } | null =
    null;
  return {
    update: (done, total, what) => {
      if (present?.what !== what) {
        present?.bar.stop();
        present = { what, bar: createProgress(terminal, what, total) };
      }
      present.bar.update(done);
    },
    stop: () => present?.bar.stop(),
  };
}

async function filesOf(
  fit: BehaviourFit,
  options: FitOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = (text: string): Buffer => Buffer.from(text);
  const digest = createHash('sha256')
    .update(await readBytes(options.data))
    .digest('hex');
  const { version } = findPackage(import.meta.dirname);
  const report = fitReport(fit, [
    `helmholtz ${version}, seed ${options.seed}, ${options.starts} starting points per fit`,
    `data: ${basename(options.data)}, SHA-256 ${digest}`,
    `columns: input "${options.input}", response "${options.response}"${options.participants === undefined ? '' : `, participants "${options.participants}"`}`,
  ]);
  return new Map([
    ['report.html', bytes(report)],
    ['fit.json', bytes(`${JSON.stringify(summaryOf(fit, options), null, 2)}\n`)],
    ['estimates.csv', bytes(estimatesTable(fit))],
    ['participants.csv', bytes(participantsTable(fit))],
    ['trials.csv', Buffer.concat(Array.from(trialsTable(fit), bytes))],
    ...(fit.recovery === null
      ? []
      : [['recovery.csv', bytes(recoveryTable(fit))] as [string, Uint8Array]]),
  ]);
}

function summaryOf(
  { model, participants, group, recovery }: BehaviourFit,
  { seed, starts, scheme }: FitOptions,
): object {
  return {
    model: model.perceptual.name,
    responseModel: model.responding.name,
    ...(model.perceptual.name.startsWith('hgf-') ? { scheme: scheme ?? 'ehgf' } : {}),
    ...{ seed, starts },
    parameters: model.parameters,
    participants: participants.map(({ participant, fit, sample }) => ({
      participant,
      ...fit,
      ...(sample === null ? {} : { sample }),
    })),
    group: group === null ? null : { ...group, fits: undefined },
    recovery,
  };
}

function inWords(fit: BehaviourFit, { out }: FitOptions): string {
  const { model, participants, group, recovery } = fit;
  const failed = participants.filter((own) => own.fit.failure !== null);
  const noted = participants.filter((own) => own.fit.notes.length > 0);
  const rows = model.parameters
    .filter(({ isFree }) => isFree)
    .map(({ name }) => {
      const values = participants
        .flatMap((own) =>
          own.fit.failure === null ? own.fit.estimates.filter((one) => one.name === name) : [],
        )
        .map(({ value }) => value)
        .sort((a, b) => a - b);
      const at = (share: number): string =>
        shown(values[Math.floor(share * (values.length - 1))] ?? Number.NaN);
      return [name, at(0.5), at(0.25), at(0.75)];
    });
  return [
    `${model.name}: ${participants.length - failed.length} of ${participants.length} participants fitted`,
    ...failed.slice(0, 20).map((own) => `  ${own.participant}: ${own.fit.failure ?? ''}`),
    ...(failed.length > 20 ? [`  and ${failed.length - 20} more in participants.csv`] : []),
    ...noted.slice(0, 10).map((own) => `note on ${own.participant}: ${own.fit.notes.join('; ')}`),
    ...(noted.length > 10 ? [`notes on ${noted.length - 10} more in participants.csv`] : []),
    table(
      [['parameter', 'median', 'lower quartile', 'upper quartile'], ...rows],
      ['left', 'right', 'right', 'right'],
    ).trimEnd(),
    ...(group === null
      ? []
      : [
          `group after ${group.rounds} rounds${group.hasConverged ? '' : ' (not converged)'}, log evidence ${shown(group.logEvidence)} nats, on the scales:`,
          ...group.parameters.map(
            ({ name, mean, error, deviation }) =>
              `  ${name}: mean ${shown(mean)} +- ${shown(error)}, deviation between participants ${shown(deviation)}`,
          ),
        ]),
    ...(recovery === null ? [] : [recoveryInWords(recovery).trimEnd()]),
    `written to ${out}: report.html, estimates.csv, participants.csv, trials.csv, fit.json${recovery === null ? '' : ', recovery.csv'}`,
    '',
  ].join('\n');
}
