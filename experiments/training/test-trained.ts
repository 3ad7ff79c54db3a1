import {
  type AgentKind,
  createEngine,
  type HierarchyWeights,
  type ParameterValues,
  type TrainingRecord,
} from '../../agents/index.ts';
import { measureOf, scoreExamples } from '../analysis/score-examples.ts';
import { firstExamples } from '../datasets/first-examples.ts';
import { openDataset } from '../datasets/open-dataset.ts';

/** Unseen examples that a trained agent is tried on. */
const EXAMPLES = 2000;

/**
 * How a trained agent does on up to 2000 examples that it has not seen.
 *
 * @returns `null` for agents that neither name nor reconstruct whole pictures, and for those that try one class after the
 *   other, which takes minutes: `evaluate` measures them.
 */
export async function testTrained(
  kind: AgentKind,
  parameters: ParameterValues,
  weights: HierarchyWeights,
  {
    dataset,
    seed,
    engine,
  }: { readonly dataset: string; readonly seed: number; readonly engine: string },
): Promise<NonNullable<TrainingRecord['test']> | null> {
  if (kind.classes !== undefined || measureOf({ kind, parameters }) === null) return null;
  const unseen = firstExamples(await openDataset(dataset, { seed, split: 'test' }), EXAMPLES);
  const net = { kind, parameters, weights, engine: (await createEngine(engine)).engine };
  const { measure, mean, scores } = scoreExamples(
    net,
    Array.from({ length: unseen.count ?? 0 }, (_, index) => unseen.example(index)),
  );
  return { measure, value: mean, examples: scores.length };
}
