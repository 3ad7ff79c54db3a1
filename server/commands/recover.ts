import type { Command } from 'commander';
import { createRandom } from '../../agents/index.ts';
import {
  drawSchedule,
  findBehaviourModel,
  type ModelRecovery,
  recoverModels,
  recoverParameters,
} from '../../experiments/index.ts';
import { createWatchedProgress } from './fit.ts';
import {
  fixOption,
  freeOption,
  type ModelOptions,
  requestOf,
  responseOption,
  schemeOption,
  startsOption,
  workersOption,
} from './fitting-options.ts';
import { jsonOption, parseCount, seedOption } from './options.ts';
import { recoveryInWords } from './recovery-table.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface RecoverOptions extends Omit<ModelOptions, 'response'> {
  readonly responseModel?: string;
  readonly participants: number;
  readonly trials: number;
  readonly starts: number;
  readonly workers: number;
  readonly seed: number;
  readonly json?: true;
}

/** Adds `recover-parameters` and `recover-models`: whether fits find what made the data. */
export function registerRecover(program: Command, terminal: Terminal): void {
  program
    .command('recover-parameters')
    .description('Simulate participants with known parameters, fit them, and compare')
    .requiredOption('--model <name>', 'hgf-binary, rescorla-wagner, ...')
    .option('--participants <number>', 'participants to simulate', parseCount, 100)
    .option('--trials <number>', 'trials of each', parseCount, 320)
    .addOption(responseOption())
    .addOption(schemeOption())
    .addOption(fixOption())
    .addOption(freeOption())
    .addOption(startsOption())
    .addOption(workersOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (options: RecoverOptions & { readonly model: string }) => {
      const {
        model,
        responseModel: response,
        participants,
        trials,
        seed,
        starts,
        workers,
      } = options;
      const request = requestOf(model, {
        ...options,
        ...(response === undefined ? {} : { response }),
      });
      const { input } = findBehaviourModel(request).perceptual;
      const watched = createWatchedProgress(terminal);
      const recovery = await recoverParameters(request, {
        ...{ participants, seed, starts, workers, onProgress: watched.update },
        schedules: Array.from({ length: participants }, (_, at) =>
          drawSchedule(trials, input, createRandom(seed, 'schedule', at)),
        ),
      }).finally(watched.stop);
      if (options.json === true) printJson(terminal, recovery);
      else terminal.print(recoveryInWords(recovery));
    });
  program
    .command('recover-models')
    .description(
      'Simulate participants of several models, and see to which their data are attributed',
    )
    .argument('<models...>', 'names of models')
    .option('--participants <number>', 'participants of each model', parseCount, 30)
    .option('--trials <number>', 'trials of each', parseCount, 320)
    .addOption(responseOption())
    .addOption(startsOption())
    .addOption(workersOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (models: string[], options: RecoverOptions) => {
      const { responseModel: response, participants, trials, seed, starts, workers } = options;
      const watched = createWatchedProgress(terminal);
      const recovery = await recoverModels(
        models.map((model) => requestOf(model, response === undefined ? {} : { response })),
        { participants, trials, seed, starts, workers, onProgress: watched.update },
      ).finally(watched.stop);
      if (options.json === true) printJson(terminal, recovery);
      else terminal.print(confusionInWords(recovery));
    });
}

function confusionInWords({ models, confusion, participants, failures }: ModelRecovery): string {
  return [
    `data of ${participants} participants of each model, attributed to the model of highest evidence:`,
    table(
      [
        ['made by', ...models],
        ...confusion.map((row, maker) => [models[maker] ?? '', ...row.map(String)]),
      ],
      ['left', ...models.map(() => 'right' as const)],
    ).trimEnd(),
    `failed fits: ${failures.length}`,
    ...failures.slice(0, 20).map((line) => `  ${line}`),
    '',
  ].join('\n');
}
