import type { Command } from 'commander';
import { createRandom, HelmholtzError } from '../../agents/index.ts';
import {
  findBehaviourModel,
  fitBehaviour,
  type ModelSelection,
  readTrials,
  selectModel,
} from '../../experiments/index.ts';
import { createWatchedProgress } from './fit.ts';
import { requestOf, responseOption, startsOption, workersOption } from './fitting-options.ts';
import { jsonOption, seedOption } from './options.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface CompareOptions {
  readonly data: string;
  readonly participants: string;
  readonly input: string;
  readonly response: string;
  readonly responseModel?: string;
  readonly starts: number;
  readonly workers: number;
  readonly seed: number;
  readonly json?: true;
}

/** Adds `compare-models`: Bayesian model selection over a group of participants. */
export function registerCompareModels(program: Command, terminal: Terminal): void {
  program
    .command('compare-models')
    .description('Say which of several models a group of participants uses')
    .argument('<models...>', 'names of at least two models')
    .requiredOption('--data <file>', 'table of trials (CSV or TSV)')
    .requiredOption('--participants <column>', 'column that says who')
    .option('--input <column>', 'column of what was observed', 'input')
    .option('--response <column>', 'column of what was done', 'response')
    .addOption(responseOption())
    .addOption(startsOption())
    .addOption(workersOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (names: string[], options: CompareOptions) => {
      if (names.length < 2 || new Set(names).size < names.length) {
        throw new HelmholtzError(
          'not-applicable',
          `compare-models: expected at least two different models; got ${names.join(', ')}`,
        );
      }
      const { responseModel: response, seed, starts, workers } = options;
      const requests = names.map((name) =>
        requestOf(name, response === undefined ? {} : { response }),
      );
      const models = requests.map(findBehaviourModel);
      const watched = createWatchedProgress(terminal);
      const evidences: (readonly number[])[] = [];
      let left: string[] = [];
      try {
        for (const [at, request] of requests.entries()) {
          const model = models[at];
          if (model === undefined) continue;
          const columns = { ...options, timeStep: null, hitRate: null };
          const trials = await readTrials(options.data, columns, model);
          const { participants } = await fitBehaviour(request, trials, {
            ...{ seed, starts, workers, samples: 0, recover: 0, isGroup: false },
            onProgress: (done, total) => watched.update(done, total, model.name),
          });
          left = [
            ...left,
            ...participants.flatMap(({ participant, fit }) =>
              fit.failure === null ? [] : [`${participant}, ${model.name}: ${fit.failure}`],
            ),
          ];
          evidences.push(
            participants.map(({ fit }) => (fit.failure === null ? fit.logEvidence : Number.NaN)),
          );
        }
      } finally {
        watched.stop();
      }
      const complete = (evidences[0] ?? [])
        .map((_, person) => evidences.map((own) => own[person] ?? Number.NaN))
        .filter((own) => own.every(Number.isFinite));
      if (complete.length === 0) {
        throw new HelmholtzError(
          'diverged',
          `compare-models: no participant was fitted by all models; the first failure: ${left[0] ?? ''}`,
        );
      }
      const selection = selectModel(complete, createRandom(seed, 'exceedance'));
      if (options.json === true) {
        printJson(terminal, {
          models: names,
          participants: complete.length,
          failures: left,
          ...selection,
        });
      } else terminal.print(inWords(names, { selection, participants: complete.length, left }));
    });
}

function inWords(
  names: readonly string[],
  {
    selection,
    participants,
    left,
  }: {
    readonly selection: ModelSelection;
    readonly participants: number;
    readonly left: readonly string[];
  },
): string {
  const { frequencies, exceedance, protectedExceedance, logEvidence, omnibusRisk } = selection;
  const share = (value: number | undefined): string => (value ?? Number.NaN).toFixed(3);
  return [
    `${participants} participants fitted by all models`,
    table(
      [
        ['model', 'share', 'exceedance', 'protected', 'log evidence, nats'],
        ...names.map((name, at) => [
          ...[name, share(frequencies[at]), share(exceedance[at]), share(protectedExceedance[at])],
          shown(logEvidence[at] ?? Number.NaN),
        ]),
      ],
      ['left', 'right', 'right', 'right', 'right'],
    ).trimEnd(),
    `probability that all are used equally often: ${share(omnibusRisk)}`,
    ...(left.length === 0
      ? []
      : [`left out: ${left.length}`, ...left.slice(0, 20).map((line) => `  ${line}`)]),
    '',
  ].join('\n');
}
