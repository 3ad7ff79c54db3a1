import { describe, expect, test } from '@jest/globals';
import { add, identity, inv, type Matrix, multiply, transpose } from 'mathjs';
import { fixedPredictionDescent } from '../../../agents/inference/schedules/fixed-prediction.ts';
import { nudgedDescent } from '../../../agents/inference/schedules/nudging.ts';
import type { WeightDescent } from '../../../agents/inference/schedules/weight-descent.ts';
import { zeroDivergenceDescent } from '../../../agents/inference/schedules/zero-divergence.ts';
import { settleWith } from '../../../agents/inference/settle-with.ts';
import type { EngineName, Hierarchy, HierarchyWeights, Model } from '../../../agents/index.ts';
import { elementwiseActivation } from '../../../agents/maths/activations.ts';
import { backpropagated } from './backpropagation.ts';
import { chain, distance, randomModel, randomWeights } from './random-net.ts';

const BATCH = 3;
/** Nets that no paper and no brief names. */
const NETS: Readonly<Record<string, Hierarchy>> = {
  'tanh 4-6-5-3-7': chain([4, 6, 5, 3, 7], {
    activation: 'tanh',
    connection: { biased: true },
  }),
  'silu with sigmoid outputs 3-8-5-6': chain([3, 8, 5, 6], {
    activation: 'silu',
    connection: { biased: true, outputActivation: 'sigmoid' },
  }),
  'leaky-relu, precision 2.5: 2-9-4': chain([2, 9, 4], {
    activation: 'leaky-relu',
    connection: { precision: 2.5 },
  }),
};

interface Problem {
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly model: Model;
  readonly targets: Float64Array;
  readonly exact: ReturnType<typeof backpropagated>;
}

function problem(
  hierarchy: Hierarchy,
  seed: number,
  {
    engine = 'reference',
    fixedPredictions = false,
    change = (weights) => weights,
  }: {
    readonly engine?: EngineName;
    readonly fixedPredictions?: boolean;
    readonly change?: (weights: HierarchyWeights) => HierarchyWeights;
  } = {},
): Problem {
  const top = hierarchy.levels.length - 1;
  const weights = change(randomWeights(hierarchy, seed));
  const model = randomModel(hierarchy, weights, {
    batch: BATCH,
    held: [0, top],
    learning: true,
    engine,
    fixedPredictions,
    seed,
  });
  const rows = (level: number): number[][] => {
    const { units } = model.built.levels[level]!;
    const values = model.values(level);
    return Array.from({ length: BATCH }, (_, row) => [
      ...values.slice(row * units, (row + 1) * units),
    ]);
  };
  const data = { inputs: rows(top), targets: rows(0) };
  return {
    hierarchy,
    weights,
    model,
    targets: model.values(0),
    exact: backpropagated(hierarchy, weights, data),
  };
}

function furthest(descent: readonly WeightDescent[], exact: Problem['exact']): number {
  return Math.max(
    ...descent.map(({ weights, bias }, index) =>
      Math.max(
        distance(weights, exact[index]!.weights),
        bias === null ? 0 : distance(bias, exact[index]!.bias),
      ),
    ),
  );
}

const norm = (values: Float64Array): number => Math.hypot(...values);

/** |a - b| / |b| */
function relativeError(a: Float64Array, b: Float64Array): number {
  return norm(a.map((value, index) => value - b[index]!)) / norm(b);
}

/** Angle between two directions in degrees. */
function angle(a: Float64Array, b: Float64Array): number {
  const dot = a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  return (180 / Math.PI) * Math.acos(Math.min(1, dot / (norm(a) * norm(b))));
}

/** Strict predictive coding at its equilibrium, with output variance `variance`; updates rescaled by the variance. */
function strict(hierarchy: Hierarchy, seed: number, variance: number): Float64Array[] {
  const { model } = problem(hierarchy, seed, {
    change: (weights) =>
      weights.map((entry, index) =>
        index === 0
          ? { ...entry, logPrecision: entry.logPrecision.map(() => -Math.log(variance)) }
          : entry,
      ),
  });
  model.predictDownwards(hierarchy.levels.length - 1);
  settleWith(model, {
    scheme: { name: 'gauss-newton' },
    inferenceRate: 1,
    steps: 300,
    tolerance: 1e-13,
  });
  model.learn();
  const descent = model.built.connections.map(({ learning }) =>
    model.read(learning!.weights).map((entry) => entry * variance),
  );
  model.dispose();
  return descent;
}

describe.each(Object.keys(NETS))('in the net %s', (name) => {
  const net = NETS[name]!;

  test('zero-divergence inference learning equals backpropagation to 1e-12', () => {
    const { model, exact } = problem(net, 11);
    expect(furthest(zeroDivergenceDescent(model), exact)).toBeLessThan(1e-12);
    model.dispose();
  });

  test('fixed predictions equal backpropagation to 1e-10 once they have converged, and in as many steps as there are levels at step size 1', () => {
    const { model, exact, hierarchy } = problem(net, 11, { fixedPredictions: true });
    const { precision } = hierarchy.connections[1]!;
    const slow = { inferenceRate: 0.3 / precision, settleSteps: 300 };
    expect(furthest(fixedPredictionDescent(model, slow), exact)).toBeLessThan(1e-10);
    const between = hierarchy.levels.length - 2;
    const fast = { inferenceRate: 1 / precision, settleSteps: between };
    expect(furthest(fixedPredictionDescent(model, fast), exact)).toBeLessThan(1e-12);
    if (between > 1) {
      const short = { inferenceRate: 1 / precision, settleSteps: between - 1 };
      expect(furthest(fixedPredictionDescent(model, short), exact)).toBeGreaterThan(1e-6);
    }
    const unstable = { inferenceRate: 2.5 / precision, settleSteps: 5000 };
    expect(() => fixedPredictionDescent(model, unstable)).toThrow(/^fixed-prediction: diverged/);
    const follows = problem(net, 11).model;
    expect(() => fixedPredictionDescent(follows, fast)).toThrow(
      /expected a model that was built with fixed predictions/,
    );
    model.dispose();
  });

  test('and on wasm to 1e-5 of the largest entry, in float32', () => {
    const { model, exact } = problem(net, 12, { engine: 'wasm' });
    const largest = Math.max(...exact.flatMap(({ weights }) => [...weights].map(Math.abs)));
    expect(furthest(zeroDivergenceDescent(model), exact)).toBeLessThan(1e-5 * largest);
    model.dispose();
  });
});

describe.each([Object.keys(NETS)[0]!, Object.keys(NETS)[1]!])('nudging in the net %s', (name) => {
  const net = NETS[name]!;
  const { model, weights, targets } = problem(net, 13);
  const limit = linearised(net, weights, model, targets);
  const errorOf = (direction: 'positive' | 'negative' | 'centred', strength: number): number => {
    const descent = nudgedDescent(model, {
      target: targets,
      strength,
      direction,
      scheme: { name: 'gauss-newton' },
      inferenceRate: 1,
      settleSteps: 200,
      tolerance: 1e-14,
    });
    return Math.max(...descent.map((entry, index) => distance(entry.weights, limit[index]!)));
  };
  const order = (direction: 'positive' | 'negative' | 'centred'): number =>
    Math.log2(errorOf(direction, 0.02) / errorOf(direction, 0.01));

  test('approaches the linearised net with order 1, and with order 2 where it is centred', () => {
    expect(Math.abs(order('positive') - 1)).toBeLessThan(0.1);
    expect(Math.abs(order('negative') - 1)).toBeLessThan(0.1);
    expect(Math.abs(order('centred') - 2)).toBeLessThan(0.1);
    expect(errorOf('centred', 0.01)).toBeLessThan(1e-3);
  });

  test('with strength 1 and positive is predictive coding with the target held', () => {
    const nudged = nudgedDescent(model, {
      target: targets,
      strength: 1,
      direction: 'positive',
      scheme: { name: 'gauss-newton' },
      inferenceRate: 1,
      settleSteps: 300,
      tolerance: 1e-13,
    });
    const held = strict(net, 13, 1);
    nudged.forEach((entry, index) => {
      expect(distance(entry.weights, held[index]!)).toBeLessThan(1e-10);
    });
  });

  test('refuses a strength that is not positive', () => {
    expect(() => errorOf('positive', 0)).toThrow(
      'nudging.strength: expected a finite number > 0; got 0',
    );
  });
});

/**
 * Weight descent of the net linearised at its forward pass, written out with matrices: the least sum of squared errors
 * that brings the output from where it is to the target.
 */
function linearised(
  hierarchy: Hierarchy,
  weights: HierarchyWeights,
  model: Model,
  targets: Float64Array,
): Float64Array[] {
  model.predictDownwards(hierarchy.levels.length - 1);
  model.measure();
  const { connections, levels } = model.built;
  const sums = weights.map(({ lowerFromUpper }) => new Float64Array(lowerFromUpper.length));
  for (let row = 0; row < BATCH; row++) {
    const rowOf = (buffer: number, units: number): number[] => [
      ...model.read(buffer).slice(row * units, (row + 1) * units),
    ];
    const jacobians = connections.map(({ preactivation }, index) => {
      const { activation, outputActivation } = hierarchy.connections[index]!;
      const lower = levels[index]!.units;
      const upper = levels[index + 1]!.units;
      const slope = rowOf(preactivation, lower).map(
        elementwiseActivation(outputActivation, 'test').slope,
      );
      const above = rowOf(levels[index + 1]!.values, upper).map(
        elementwiseActivation(activation, 'test').slope,
      );
      return slope.map((out, i) =>
        above.map((into, k) => out * weights[index]!.lowerFromUpper[i * upper + k]! * into),
      );
    });
    const units = levels[0]!.units;
    const paths: number[][][] = [(identity(units) as Matrix).toArray() as number[][]];
    jacobians.slice(0, -1).forEach((jacobian, index) => {
      paths.push(multiply(paths[index]!, jacobian));
    });
    const precision = weights.map(({ logPrecision }) => Math.exp(logPrecision[0]!));
    let spread = paths[0]!.map((entries) => entries.map(() => 0));
    paths.forEach((path, index) => {
      spread = add(
        spread,
        multiply(multiply(path, transpose(path)), 1 / precision[index]!),
      ) as number[][];
    });
    const output = rowOf(connections[0]!.prediction, units);
    const missing = output.map((value, unit) => targets[row * units + unit]! - value);
    const pull = multiply(inv(spread), missing);
    connections.forEach(({ preactivation }, index) => {
      const { activation, outputActivation } = hierarchy.connections[index]!;
      const weighted = multiply(transpose(paths[index]!), pull);
      const lower = levels[index]!.units;
      const upper = levels[index + 1]!.units;
      const slope = rowOf(preactivation, lower).map(
        elementwiseActivation(outputActivation, 'test').slope,
      );
      const sent = rowOf(levels[index + 1]!.values, upper).map(
        elementwiseActivation(activation, 'test').value,
      );
      weighted.forEach((value, i) => {
        sent.forEach((above, k) => {
          sums[index]![i * upper + k]! += slope[i]! * value * above;
        });
      });
    });
  }
  return sums;
}

describe('Whittington & Bogacz: strict predictive coding and the variance of the output', () => {
  test.each(Object.keys(NETS).slice(0, 2))(
    'in %s the relative error against backpropagation falls with slope -1 from variance 64 to 4096, in every connection',
    (name) => {
      const net = NETS[name]!;
      const { exact } = problem(net, 14);
      const variances = [64, 512, 4096];
      const errors = variances.map((variance) =>
        strict(net, 14, variance).map((weights, index) =>
          relativeError(weights, exact[index]!.weights),
        ),
      );
      net.connections.forEach((_, index) => {
        const slope =
          Math.log(errors[2]![index]! / errors[0]![index]!) /
          Math.log(variances[2]! / variances[0]!);
        expect(Math.abs(slope + 1)).toBeLessThan(0.05);
        expect(errors[2]![index]!).toBeLessThan(0.01);
      });
    },
  );

  test('with equal precisions it is another rule: in some nets a connection learns at more than a right angle to it', () => {
    const net = NETS['tanh 4-6-5-3-7']!;
    const angles = [101, 102, 103].map((seed) => {
      const { exact } = problem(net, seed);
      return strict(net, seed, 1).map((weights, index) => angle(weights, exact[index]!.weights));
    });
    // No net learns in the direction of backpropagation, and the worst connection of each is far from it.
    for (const ofNet of angles) {
      expect(Math.min(...ofNet)).toBeGreaterThan(5);
      expect(Math.max(...ofNet)).toBeGreaterThan(60);
    }
    expect(Math.max(...angles.flat())).toBeGreaterThan(90);
  });
});
