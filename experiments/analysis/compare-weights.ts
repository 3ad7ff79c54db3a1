import { createRandom, HelmholtzError } from '../../agents/index.ts';
import type { Dataset, Example } from '../datasets/dataset.ts';
import type { NamingNet } from './naming.ts';
import { comparePairs, type PairedComparison } from './paired-tests.ts';
import { scoreExamples, type ExampleScores } from './score-examples.ts';

/** Two models, or two groups of models that differ in the seed, on the same unseen examples. */
export interface WeightsComparison {
  readonly dataset: string;
  readonly examples: number;
  readonly measure: ExampleScores['measure'];
  /** Mean score of each model of the two groups. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Pairs are the examples; each counts with its mean over the models of a group. */
  readonly overExamples: PairedComparison;
  /** Pairs are the seeds: the first of one group with the first of the other, and so on; `null` for single models. */
  readonly overSeeds: PairedComparison | null;
}

/**
 * Compares models on the same unseen examples, by paired tests. Over examples the tests ask whether these very models
 * differ; over seeds, whether two ways of training do.
 *
 * @throws {HelmholtzError} `bad-shape` unless the groups are of one size, `not-applicable` for models that are scored by
 *   different measures.
 */
export function compareWeights(
  {
    first,
    second,
  }: { readonly first: readonly NamingNet[]; readonly second: readonly NamingNet[] },
  {
    dataset,
    count,
    seed,
  }: { readonly dataset: Dataset; readonly count: number; readonly seed: number },
): WeightsComparison {
  if (first.length !== second.length || first.length === 0) {
    throw new HelmholtzError(
      'bad-shape',
      `compare-weights: expected as many models of the one kind as of the other; got ${first.length} and ${second.length}`,
    );
  }
  const examples: Example[] = Array.from(
    { length: Math.min(count, dataset.count ?? count) },
    (_, index) => dataset.example(index),
  );
  const score = (nets: readonly NamingNet[]): ExampleScores[] =>
    nets.map((net) => scoreExamples(net, examples));
  const [ours, theirs] = [score(first), score(second)];
  const measures = new Set([...ours, ...theirs].map(({ measure }) => measure));
  const [measure] = measures;
  if (measures.size !== 1 || measure === undefined) {
    throw new HelmholtzError(
      'not-applicable',
      `compare-weights: the models are scored by different measures, ${[...measures].join(' and ')}`,
    );
  }
  const random = createRandom(seed, 'compare weights');
  const means = (all: readonly ExampleScores[]): number[] => all.map(({ mean }) => mean);
  return {
    dataset: dataset.name,
    examples: examples.length,
    measure,
    first: means(ours),
    second: means(theirs),
    overExamples: comparePairs(meanScores(ours), meanScores(theirs), random),
    overSeeds: first.length > 1 ? comparePairs(means(ours), means(theirs), random) : null,
  };
}

/** Score of each example, averaged over models. */
function meanScores(all: readonly ExampleScores[]): Float64Array {
  return all[0]!.scores.map(
    (_, example) => all.reduce((sum, { scores }) => sum + scores[example]!, 0) / all.length,
  );
}
