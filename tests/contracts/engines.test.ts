import { describe, expect, test } from '@jest/globals';
import {
  type AgentKind,
  createEngine,
  createModel,
  createRandom,
  ENGINE_NAMES,
  type EngineName,
  type HierarchyWeights,
  listAgents,
  loadShippedWeights,
  type Model,
  pictureLevelOf,
  resolveParameters,
  unitsOf,
  weightsFromTensors,
} from '../../agents/index.ts';

const BATCH = 3;
const STEPS = 8;
// Inference of an agent's own is computed by no engine.
const kinds = (await listAgents()).filter(({ inference }) => inference === undefined);
const others = ENGINE_NAMES.filter((name) => name !== 'reference');

async function weightsOf(kind: AgentKind): Promise<HierarchyWeights> {
  const parameters = resolveParameters(kind.name, kind.parameters);
  const tensors =
    kind.weights === 'trained'
      ? (await loadShippedWeights(kind.weightsName?.(parameters) ?? kind.name)).tensors
      : kind.weights(parameters);
  return weightsFromTensors(kind.hierarchy(parameters), tensors);
}

/** A batch of three observations, settled for some steps and learned from. */
async function learned(kind: AgentKind, name: EngineName): Promise<Model> {
  const parameters = resolveParameters(kind.name, kind.parameters);
  const hierarchy = kind.hierarchy(parameters);
  const { engine } = await createEngine(name);
  const model = createModel({
    hierarchy,
    weights: await weightsOf(kind),
    engine,
    batch: BATCH,
    // As in training: the senses, or, where the picture is at the top, the picture and its label.
    held: new Set([0, pictureLevelOf(kind)]),
    learning: true,
    inferenceRate: kind.settling(parameters).inferenceRate,
  });
  const random = createRandom(1, 'engines', kind.name);
  hierarchy.levels.forEach((level, index) => {
    const values = Array.from(
      { length: BATCH * unitsOf(level) },
      () => 0.5 + 0.3 * random.normal(),
    );
    model.setValues(index, values);
  });
  // Below a picture at the top that would leave no errors but the label's, tiny differences of large numbers.
  if (pictureLevelOf(kind) === 0) model.predictDownwards(hierarchy.levels.length - 1);
  model.settle({ steps: STEPS, tolerance: 0, traceEvery: 3, risesToDiverge: 100 });
  model.learn();
  return model;
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  test.each(others)(
    'with %s, every number that settling and learning leave is that of reference to 1e-5',
    async (name) => {
      const [expected, found] = await Promise.all([
        learned(kind, 'reference'),
        learned(kind, name),
      ]);
      const { buffers } = expected.built.program;
      for (const [id, { name: buffer, indices }] of buffers.entries()) {
        if (indices !== undefined) continue;
        const numbers = expected.read(id);
        const size = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 1e-3);
        const worst = found
          .read(id)
          .reduce((most, number, at) => Math.max(most, Math.abs(number - numbers[at]!)), 0);
        expect({ buffer, error: worst <= 1e-5 * size ? 'within 1e-5' : worst / size }).toEqual({
          buffer,
          error: 'within 1e-5',
        });
      }
      expected.dispose();
      found.dispose();
    },
  );
});
