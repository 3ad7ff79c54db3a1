import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type AgentKind,
  createEngine,
  findAgent,
  type HierarchyWeights,
  loadShippedWeights,
  resolveParameters,
  weightsFromTensors,
} from '../../agents/index.ts';
import { evaluateNaming, type Example, openDataset, trainAgent } from '../../experiments/index.ts';
import { nameExamples } from '../../experiments/analysis/naming.ts';

const { engine } = await createEngine('wasm');
const mnist = fileURLToPath(new URL('../../../shared/data/mnist10k', import.meta.url));

async function trained(
  kind: AgentKind,
  options: { readonly dataset?: string; readonly budget?: number },
): Promise<HierarchyWeights> {
  const training = trainAgent({ kind, seed: 1, engine: 'wasm', workers: 1, ...options });
  let next = await training.next();
  while (next.done !== true) next = await training.next();
  return next.value.weights;
}

async function unseen(dataset: string, count: number): Promise<Example[]> {
  const test = await openDataset(dataset, { seed: 1, split: 'test' });
  return Array.from({ length: count }, (_, index) => test.example(index));
}

describe('glyphs', () => {
  test('the shipped weights name unseen glyphs no worse than logistic regression on the same pixels', async () => {
    const kind = await findAgent('glyphs');
    const parameters = resolveParameters(kind.name, kind.parameters);
    const { tensors } = await loadShippedWeights('glyphs');
    const weights = weightsFromTensors(kind.hierarchy(parameters), tensors);
    const found = await evaluateNaming(
      { kind, parameters, weights, engine },
      { seed: 1, testExamples: 720 },
    );
    expect(found.accuracy).toBeGreaterThanOrEqual(found.logisticRegression);
    expect(found.accuracy).toBeGreaterThan(0.9);
    // The yardstick is not a straw man: it is far above chance, 1/36.
    expect(found.logisticRegression).toBeGreaterThan(0.8);
  }, 600_000);

  test('without the wired gate between class and parts, training with the same budget names far worse', async () => {
    const kind = await findAgent('glyphs');
    const parameters = resolveParameters(kind.name, kind.parameters);
    const ungated: AgentKind = {
      ...kind,
      training: (values) => {
        const plan = kind.training!(values);
        return {
          ...plan,
          stages: plan.stages.map((stage) => ({
            ...stage,
            initial: [stage.initial[0]!, { kind: 'normal' as const, deviation: 2 }],
          })),
        };
      },
    };
    const accuracies: number[] = [];
    for (const each of [kind, ungated]) {
      const weights = await trained(each, { budget: 0.2 });
      const examples = await unseen('glyphs', 216);
      accuracies.push(nameExamples({ kind: each, parameters, weights, engine }, examples).accuracy);
    }
    const [gated, free] = accuracies;
    expect(gated).toBeGreaterThan(0.7);
    expect(gated! - free!).toBeGreaterThan(0.25);
  }, 600_000);
});

describe('digits', () => {
  (existsSync(mnist) ? test : test.skip)(
    'trained on 8000 MNIST digits (skipped where ../shared/data/mnist10k is absent), it infers the label of 2000 others in at least 85 %',
    async () => {
      const kind = await findAgent('digits');
      const parameters = resolveParameters(kind.name, kind.parameters);
      const weights = await trained(kind, { dataset: mnist });
      const examples = await unseen(mnist, 2000);
      const { accuracy } = nameExamples({ kind, parameters, weights, engine }, examples);
      expect(accuracy).toBeGreaterThanOrEqual(0.85);
    },
    900_000,
  );
});
