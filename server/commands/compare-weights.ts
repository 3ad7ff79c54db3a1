import { type Command, Option } from 'commander';
import { createEngine, findAgent, HelmholtzError } from '../../agents/index.ts';
import {
  compareWeights,
  type WeightsComparison,
  type NamingNet,
  openDataset,
  openTrainedModel,
  type PairedComparison,
  type TrainedModel,
} from '../../experiments/index.ts';
import { engineOption, jsonOption, parseCount, seedOption } from './options.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface CompareOptions {
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly dataset?: string;
  readonly examples: number;
  readonly seed: number;
  readonly engine: string;
  readonly json?: true;
}

/** Adds `compare-weights`: whether two trained models, or two ways of training, differ on unseen examples. */
export function registerCompareWeights(program: Command, terminal: Terminal): void {
  program
    .command('compare-weights')
    .description(
      'Compare two trained models, or two groups of them, on the same unseen examples: paired tests and confidence intervals',
    )
    .requiredOption(
      '--first <weights...>',
      'weights files (safetensors), or agents that come with weights; several are different seeds',
    )
    .requiredOption('--second <weights...>', 'as many others, paired in the order given')
    .option('--dataset <name or path>', 'unseen examples (default: what the first learned from)')
    .addOption(
      new Option('--examples <number>', 'how many unseen examples')
        .default(2000)
        .argParser(parseCount),
    )
    .addOption(seedOption())
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(async (options: CompareOptions) => {
      const result = await compare(options);
      if (options.json === true) printJson(terminal, result);
      else terminal.print(inWords(result));
    });
}

async function compare(options: CompareOptions): Promise<WeightsComparison> {
  const { engine } = await createEngine(options.engine);
  const open = (names: readonly string[]): Promise<TrainedModel[]> =>
    Promise.all(names.map((name) => openTrainedModel(name, { engine, findAgent })));
  const first = await open(options.first);
  const second = await open(options.second);
  const name = options.dataset ?? first[0]?.dataset ?? null;
  if (name === null) {
    throw new HelmholtzError(
      'not-applicable',
      `compare-weights: ${options.first[0]} does not say what it learned from; expected --dataset`,
    );
  }
  const nets = (models: readonly TrainedModel[]): NamingNet[] => models.map(({ net }) => net);
  return compareWeights(
    { first: nets(first), second: nets(second) },
    {
      dataset: await openDataset(name, { seed: options.seed, split: 'test' }),
      count: options.examples,
      seed: options.seed,
    },
  );
}

function inWords(result: WeightsComparison): string {
  const { measure, dataset, examples, first, second, overExamples, overSeeds } = result;
  const figure = (value: number): string =>
    measure === 'accuracy' ? `${(100 * value).toFixed(2)} %` : value.toFixed(5);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const line = (name: string, values: readonly number[]): string[] => [
    name,
    figure(mean(values)),
    values.length === 1 ? '' : `of ${values.map(figure).join(', ')}`,
  ];
  return [
    `${measure} on ${examples} unseen examples of ${dataset}`,
    table([line('first', first), line('second', second)], ['left', 'right', 'left']),
    ...testsInWords('examples', overExamples, figure),
    ...(overSeeds === null ? [] : ['', ...testsInWords('seeds', overSeeds, figure)]),
    '',
  ].join('\n');
}

function testsInWords(
  pairs: string,
  { difference, interval, tTest, signTest, permutationTest, ...rest }: PairedComparison,
  figure: (value: number) => string,
): string[] {
  return [
    `first minus second over ${rest.pairs} ${pairs}: ${figure(difference)}, 95 % interval ${figure(interval[0])} to ${figure(interval[1])}`,
    tTest === null
      ? '  paired t-test: all differences are equal'
      : `  paired t-test: t(${tTest.freedom}) = ${tTest.t.toFixed(3)}, p = ${probability(tTest.p)}`,
    `  sign test: ${signTest.first} larger, ${signTest.second} smaller, p = ${probability(signTest.p)}`,
    `  permutation test (${permutationTest.isExact ? 'all exchanges' : '10000 random exchanges'}): p = ${probability(permutationTest.p)}`,
  ];
}

function probability(p: number): string {
  return p < 1e-4 ? p.toExponential(1) : p.toFixed(4);
}
