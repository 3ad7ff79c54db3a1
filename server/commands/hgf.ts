import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { failureInWords, HelmholtzError, runHgf } from '../../agents/index.ts';
import { csv, readNetwork, readObservations, reasonOf } from '../../experiments/index.ts';
import { jsonOption } from './options.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface HgfOptions {
  readonly network: string;
  readonly data: string;
  readonly timeStep?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Adds `hgf`: a network from a file, run over a table of observations. */
export function registerHgf(program: Command, terminal: Terminal): void {
  program
    .command('hgf')
    .description('Run a network of hierarchical Gaussian nodes over a table of observations')
    .requiredOption('--network <file>', 'the network (YAML or JSON)')
    .requiredOption('--data <file>', 'table with a column for each input (CSV or TSV)')
    .option('--time-step <column>', 'column of the time before each trial')
    .option('--out <file>', 'CSV file for the beliefs, one row per trial and node')
    .addOption(jsonOption())
    .action(async (options: HgfOptions) => {
      const network = await readNetwork(options.network);
      const observations = await readObservations(options.data, network, options.timeStep ?? null);
      const beliefs = runHgf(network, observations);
      if (beliefs.failure !== null) {
        throw new HelmholtzError('diverged', failureInWords(beliefs.failure));
      }
      const states = Object.entries(beliefs.states);
      if (options.out !== undefined) {
        const rows = states.flatMap(([name, belief]) =>
          Array.from(belief.mean, (mean, trial): (string | number)[] => [
            ...[trial + 1, name, belief.expectedMean[trial] ?? Number.NaN],
            ...[belief.expectedPrecision[trial] ?? Number.NaN, mean],
            belief.precision[trial] ?? Number.NaN,
          ]),
        );
        const header = [
          'trial',
          'node',
          'expected_mean',
          'expected_precision',
          'mean',
          'precision',
        ];
        try {
          await writeFile(options.out, csv([header, ...rows]));
        } catch (cause) {
          throw new HelmholtzError(
            'not-writable',
            `${options.out}: cannot be written: ${reasonOf(cause)}`,
            { cause },
          );
        }
      }
      const last = states.map(([name, { mean, precision }]) => ({
        ...{ name, mean: mean.at(-1) ?? Number.NaN, precision: precision.at(-1) ?? Number.NaN },
      }));
      if (options.json === true) {
        printJson(terminal, {
          ...{ trials: beliefs.trials, scheme: network.scheme, surprise: beliefs.surprise },
          states: last,
        });
        return;
      }
      terminal.print(
        [
          `${beliefs.trials} trials, scheme ${network.scheme}: surprise ${beliefs.surprise.toFixed(6)} nats, ${(beliefs.surprise / Math.LN2).toFixed(6)} bits`,
          table(
            [
              ['after the last trial', 'mean', 'precision'],
              ...last.map(({ name, mean, precision }) => [name, shown(mean), shown(precision)]),
            ],
            ['left', 'right', 'right'],
          ),
        ].join('\n'),
      );
    });
}
