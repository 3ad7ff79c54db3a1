import { describe, expect, test } from '@jest/globals';
import {
  type Connection,
  createModel,
  createRandom,
  type Hierarchy,
  type HierarchyWeights,
  type Level,
} from '../../../agents/index.ts';
import { createOptimiserState, optimise } from '../../../agents/learning/optimiser.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';
import { engineOf, randomWeights } from '../support/random-model.ts';

const WIDTH = 16;
const BATCH = 32;
const STEPS = 30;

/** A residual net of `depth` connections with weights, from 4 inputs at the top to 2 outputs at the bottom. */
function residualNet(depth: number, parameterisation: 'standard' | 'mupc'): Hierarchy {
  const level = (name: string, units: number): Level => ({ ...plainLevel(units), name });
  const hidden = Array.from({ length: depth - 1 }, (_, index) => level(`block ${index}`, WIDTH));
  const blocks = hidden.slice(1).flatMap((upper, index): Connection[] => {
    const ends = { lower: hidden[index]!.name, upper: upper.name };
    return [
      denseConnection({ ...ends, activation: 'tanh' }),
      denseConnection({ ...ends, transform: { kind: 'identity' } }),
    ];
  });
  return {
    parameterisation,
    levels: [level('output', 2), ...hidden, level('input', 4)],
    connections: [
      denseConnection({ lower: 'output', upper: hidden[0]!.name, activation: 'tanh' }),
      ...blocks,
      denseConnection({ lower: hidden.at(-1)!.name, upper: 'input' }),
    ],
  };
}

/** Mean squared error of the outputs before and after training by predictive coding with Adam, one setting for all depths. */
function trained(
  depth: number,
  parameterisation: 'standard' | 'mupc',
): { first: number; last: number } {
  const hierarchy = residualNet(depth, parameterisation);
  const top = hierarchy.levels.length - 1;
  const weights: HierarchyWeights = randomWeights(hierarchy, 3, 1).map((entry) => ({
    ...entry,
    logPrecision: entry.logPrecision.map(() => 0),
  }));
  const options = {
    hierarchy,
    weights,
    engine: engineOf.wasm,
    batch: BATCH,
    held: new Set([0, top]),
    learning: true,
  };
  const model = createModel({ ...options, inferenceRate: 0.3 });
  const states = weights.map(({ lowerFromUpper }) =>
    createOptimiserState({ kind: 'adam' }, lowerFromUpper.length),
  );
  const random = createRandom(8, 'regression');
  const errors: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const inputs = Float64Array.from({ length: BATCH * 4 }, () => random.normal());
    const targets = Float64Array.from({ length: BATCH * 2 }, (_, entry) => {
      const row = Math.floor(entry / 2) * 4;
      return entry % 2 === 0
        ? Math.sin(inputs[row]! + inputs[row + 1]!)
        : Math.tanh(inputs[row + 2]! - inputs[row + 3]!);
    });
    model.setWeights(weights);
    model.setValues(top, inputs);
    model.setValues(0, targets);
    model.predictDownwards(top);
    model.measure();
    const output = model.read(model.built.predictions[0]!.prediction);
    errors.push(
      output.reduce((sum, value, entry) => sum + (value - targets[entry]!) ** 2, 0) /
        targets.length,
    );
    model.settle({ steps: 20, tolerance: 0, traceEvery: 0, risesToDiverge: 10 });
    model.learn();
    weights.forEach(({ lowerFromUpper }, index) => {
      const descent = model.read(model.built.connections[index]!.learning!.weights);
      optimise(
        { kind: 'adam' },
        states[index]!,
        lowerFromUpper,
        descent.map((value) => value / BATCH),
        0.05,
      );
    });
  }
  model.dispose();
  const mean = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0) / part.length;
  return { first: mean(errors.slice(0, 5)), last: mean(errors.slice(-5)) };
}

describe('a residual net', () => {
  test.each([10, 30, 100])(
    'of %d layers learns with one setting for all depths in the muPC parameterisation, and not without it',
    (depth) => {
      const scaled = trained(depth, 'mupc');
      const plain = trained(depth, 'standard');
      // A guess of zero costs the mean square of the targets.
      expect(scaled.first).toBeLessThan(1);
      expect(scaled.last).toBeLessThan(0.25 * scaled.first);
      expect(plain.last).toBeGreaterThan(1);
    },
  );
});
