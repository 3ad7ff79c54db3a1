import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { createRandom, HelmholtzError } from '../../agents/index.ts';
import {
  csv,
  drawSchedule,
  findBehaviourModel,
  reasonOf,
  simulateParticipant,
} from '../../experiments/index.ts';
import {
  fixOption,
  freeOption,
  type ModelOptions,
  requestOf,
  responseOption,
  schemeOption,
} from './fitting-options.ts';
import { parseCount, seedOption } from './options.ts';
import type { Terminal } from './terminal.ts';

interface SimulateOptions extends Omit<ModelOptions, 'response'> {
  readonly model: string;
  readonly responseModel?: string;
  readonly participants: number;
  readonly trials: number;
  readonly seed: number;
  readonly out: string;
}

/** Adds `simulate-behaviour`: a table of trials as `fit` reads it, made by a model. */
export function registerSimulateBehaviour(program: Command, terminal: Terminal): void {
  program
    .command('simulate-behaviour')
    .description('Simulate participants with parameters drawn from the priors, as a table for fit')
    .requiredOption('--model <name>', 'hgf-binary, rescorla-wagner, ...')
    .requiredOption('--out <file>', 'CSV file to write')
    .option('--participants <number>', 'participants', parseCount, 20)
    .option('--trials <number>', 'trials of each', parseCount, 320)
    .addOption(responseOption())
    .addOption(schemeOption())
    .addOption(fixOption())
    .addOption(freeOption())
    .addOption(seedOption())
    .action(async (options: SimulateOptions) => {
      const { participants, trials, seed, out, responseModel: response } = options;
      const model = findBehaviourModel(
        requestOf(options.model, { ...options, ...(response === undefined ? {} : { response }) }),
      );
      const free = model.parameters.flatMap(({ name, isFree }, at) =>
        isFree ? [{ name, at }] : [],
      );
      const hasHitRate = model.responding.needsHitRate;
      const rows: (string | number)[][] = [
        [
          ...['id', 'trial', 'input', 'response', ...(hasHitRate ? ['hit_rate'] : [])],
          ...free.map(({ name }) => `true_${name}`),
        ],
      ];
      for (let at = 0; at < participants; at++) {
        const schedule = drawSchedule(
          trials,
          model.perceptual.input,
          createRandom(seed, 'schedule', at),
        );
        const one = simulateParticipant(model, schedule, createRandom(seed, 'simulate', at));
        if (one === null) {
          throw new HelmholtzError(
            'diverged',
            `simulate-behaviour: ${model.name} failed with 100 sets of parameters for participant ${at + 1}; use --scheme unbounded or --fix`,
          );
        }
        const { input, response: responses, hitRate } = one.sequence;
        input.forEach((value, trial) => {
          rows.push([
            ...[`p${String(at + 1).padStart(String(participants).length, '0')}`, trial + 1],
            ...[value, responses[trial] ?? Number.NaN],
            ...(hasHitRate ? [hitRate?.[trial] ?? Number.NaN] : []),
            ...free.map(({ at: index }) => one.values[index] ?? Number.NaN),
          ]);
        });
      }
      try {
        await writeFile(out, csv(rows));
      } catch (cause) {
        throw new HelmholtzError('not-writable', `${out}: cannot be written: ${reasonOf(cause)}`, {
          cause,
        });
      }
      terminal.print(
        `${participants} participants of ${model.name}, ${trials} trials each: ${out}\n`,
      );
    });
}
