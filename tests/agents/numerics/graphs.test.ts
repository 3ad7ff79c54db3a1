import { describe, expect, test } from '@jest/globals';
import { blankWeights, createAgent, type Hierarchy, type Level } from '../../../agents/index.ts';
import { priorStrength } from '../../../agents/energy/priors.ts';
import { predictionOrder } from '../../../agents/graph.ts';
import { curvatureAt } from '../../../agents/inference/curvature.ts';
import {
  engineOf,
  randomModel,
  randomWeights,
  totalOf,
  worstValueGradient,
  worstWeightGradient,
} from '../support/random-model.ts';
import { denseConnection, plainLevel, testKind } from '../support/test-kind.ts';

const TOLERANCE = 2e-6;

const named = (name: string, units: number, prior?: Level['prior']): Level => ({
  ...plainLevel(units, prior),
  name,
});

/** A residual net: each level is the one above it plus a nonlinear correction. */
const residual: Hierarchy = {
  levels: [
    named('senses', 4),
    named('low', 3),
    named('high', 3),
    named('top', 3, { kind: 'gaussian', mean: 0.3, precision: [1, 2, 0.5] }),
  ],
  connections: [
    denseConnection({ activation: 'silu', biased: true, precision: 2 }),
    denseConnection({ activation: 'tanh', biased: true, lower: 'low', upper: 'high' }),
    denseConnection({ transform: { kind: 'identity' }, lower: 'low', upper: 'high' }),
    denseConnection({ activation: 'tanh', lower: 'high', upper: 'top', outputActivation: 'tanh' }),
    denseConnection({
      transform: { kind: 'identity' },
      lower: 'high',
      upper: 'top',
      outputActivation: 'tanh',
    }),
  ],
};

/** Senses predicted from three levels together, a cycle of two levels, and a level that predicts itself. */
const tangled: Hierarchy = {
  levels: [
    named('senses', 5),
    named('a', 4, { kind: 'cauchy', weight: 0.4 }),
    named('b', 3),
    named('c', 2, { kind: 'gaussian', mean: 0, precision: 1 }),
  ],
  connections: [
    denseConnection({ lower: 'senses', upper: 'c', outputActivation: 'sigmoid', biased: true }),
    denseConnection({ lower: 'a', upper: 'b', activation: 'gelu', precision: 3 }),
    denseConnection({
      lower: 'senses',
      upper: 'a',
      activation: 'gelu',
      outputActivation: 'sigmoid',
    }),
    denseConnection({ lower: 'b', upper: 'a', activation: 'selu', precision: 0.7 }),
    denseConnection({ lower: 'b', upper: 'b', activation: 'tanh', precision: 0.7, biased: true }),
    denseConnection({ lower: 'b', upper: 'c', activation: 'silu', precision: 0.7 }),
    denseConnection({
      lower: 'senses',
      upper: 'b',
      activation: 'gelu',
      outputActivation: 'sigmoid',
    }),
  ],
};

const softmaxes: Hierarchy = {
  levels: [
    named('out', 4),
    named('gate', 3),
    named('in', 5, { kind: 'gaussian', mean: 0, precision: 1 }),
  ],
  connections: [
    denseConnection({ activation: 'softmax', outputActivation: 'softmax', biased: true }),
    denseConnection({ activation: 'tanh', outputActivation: 'softmax', precision: 4 }),
    denseConnection({
      activation: 'softmax',
      outputActivation: 'softmax',
      precision: 4,
      lower: 'gate',
      upper: 'in',
      biased: true,
    }),
  ],
};

const GRAPHS = { residual, tangled, softmaxes };

describe.each(Object.entries(GRAPHS))('the graph %s', (_name, hierarchy) => {
  test('has dF/dvalues, -dF/dweights and -dF/dbias equal to central differences', () => {
    const { model, weights } = randomModel(hierarchy);
    expect(worstValueGradient(model)).toBeLessThan(TOLERANCE);
    expect(worstWeightGradient(model, weights)).toBeLessThan(TOLERANCE);
    model.dispose();
  });

  test('has the same gradients whichever levels are held, and the same with wasm to 1e-5', () => {
    const { model } = randomModel(hierarchy);
    const energy = totalOf(model);
    model.learn();
    const last = hierarchy.levels.length - 1;
    for (const held of [[], [0], [last], [0, last], [1], [0, 1, last]]) {
      for (const engine of ['reference', 'wasm'] as const) {
        const tolerance = engine === 'wasm' ? 1e-5 : 1e-13;
        const other = randomModel(hierarchy, {
          held: new Set(held),
          engine: engineOf[engine],
        }).model;
        expect(Math.abs(totalOf(other) - energy)).toBeLessThan(tolerance * Math.abs(energy));
        other.learn();
        other.built.levels.forEach(({ gradient }, level) => {
          expect(gradient === null).toBe(held.includes(level));
          if (gradient === null) return;
          expectClose(other.read(gradient), model.read(model.built.levels[level]!.gradient!));
        });
        other.built.connections.forEach(({ learning }, index) => {
          const own = model.built.connections[index]!.learning!;
          expectClose(other.read(learning!.weights), model.read(own.weights));
        });
        other.dispose();
        function expectClose(actual: Float64Array, expected: Float64Array): void {
          const scale = Math.max(...expected.map(Math.abs));
          actual.forEach((value, entry) => {
            expect(Math.abs(value - expected[entry]!)).toBeLessThanOrEqual(tolerance * (1 + scale));
          });
        }
      }
    }
    model.dispose();
  });
});

test.each(['residual', 'tangled'] as const)(
  'the Hessian of the graph %s (product, diagonal and matrix) equals central differences of the gradient',
  (name) => {
    const hierarchy = GRAPHS[name];
    const { model, weights } = randomModel(hierarchy, { batch: 1 });
    const { levels } = model.built;
    const curvature = curvatureAt({
      hierarchy,
      weights,
      values: levels.map(({ values }) => model.read(values)),
      precision: weights.map(({ logPrecision }) => logPrecision.map(Math.exp)),
      priorStrength: hierarchy.levels.map(({ prior }, level) =>
        prior === undefined ? null : priorStrength(prior, levels[level]!.units),
      ),
      free: levels.map(({ units }) => new Float64Array(units).fill(1)),
    });
    const { size, nodes } = curvature;
    const matrix = curvature.dense();
    const diagonal = curvature.diagonal();
    const gradientAt = (node: number, change: number): number[] => {
      const { level, unit } = nodes[node]!;
      const present = model.values(level);
      const moved = Float64Array.from(present);
      moved[unit]! += change;
      model.setValues(level, moved);
      model.measure();
      const gradients = levels.map(({ gradient }) => model.read(gradient!));
      model.setValues(level, present);
      return nodes.map((other) => gradients[other.level]![other.unit]!);
    };
    for (let node = 0; node < size; node++) {
      const up = gradientAt(node, 1e-6);
      const down = gradientAt(node, -1e-6);
      const one = Float64Array.from({ length: size }, (_, other) => (other === node ? 1 : 0));
      const column = curvature.multiply(one);
      for (let other = 0; other < size; other++) {
        const slope = (up[other]! - down[other]!) / 2e-6;
        const bound = 1e-5 * (1 + Math.abs(slope));
        expect(Math.abs(matrix[node * size + other]! - slope)).toBeLessThan(bound);
        expect(Math.abs(column[other]! - slope)).toBeLessThan(bound);
      }
      expect(diagonal[node]).toBeCloseTo(matrix[node * size + node]!, 9);
    }
    model.dispose();
  },
);

describe('a graph', () => {
  test('written out with names is bit for bit the chain that the order of connections says', () => {
    const levels = [named('x', 5), named('y', 4), named('z', 3, { kind: 'laplace', rate: 0.2 })];
    const chain = [denseConnection({ activation: 'tanh', biased: true }), denseConnection()];
    const graph = [
      { ...chain[0]!, lower: 'x', upper: 'y' },
      { ...chain[1]!, lower: 'y', upper: 'z' },
    ];
    const [first, second] = [chain, graph].map((connections) => {
      const { model } = randomModel({ levels, connections }, { held: new Set([0]) });
      model.predictDownwards(2);
      model.settle({ steps: 20, tolerance: 0, traceEvery: 1, risesToDiverge: 10 });
      const values = [1, 2].map((level) => model.values(level));
      model.dispose();
      return values;
    });
    expect(second).toStrictEqual(first);
  });

  test('is passed down so that no free level has a prediction error, over a skip too', () => {
    expect(predictionOrder(residual)).toEqual([3, 2, 1, 0]);
    const { model } = randomModel(residual, { held: new Set([3]) });
    model.predictDownwards(3);
    model.measure();
    for (const { predictionErrors } of model.built.connections) {
      expect(Math.max(...model.read(predictionErrors).map(Math.abs))).toBe(0);
    }
    model.dispose();
  });

  test('of two linear paths settles to the ridge solution of the summed design', () => {
    // senses = A a + B b + e: the minimum of 1/2 |u - A a - B b|^2 + 1/2 |a|^2 + 1/2 |b|^2.
    const unit = { kind: 'gaussian', mean: 0, precision: 1 } as const;
    const hierarchy: Hierarchy = {
      levels: [named('senses', 2), named('a', 1, unit), named('b', 1, unit)],
      connections: [
        denseConnection({ lower: 'senses', upper: 'a' }),
        denseConnection({ lower: 'senses', upper: 'b' }),
      ],
    };
    const weights = blankWeights(hierarchy).map((entry, index) => ({
      ...entry,
      lowerFromUpper: Float64Array.from(index === 0 ? [1, 2] : [3, -1]),
    }));
    const { model } = randomModel(hierarchy, {
      weights,
      held: new Set([0]),
      batch: 1,
      inferenceRate: 0.05,
    });
    model.setValues(0, [2, 1]);
    model.settle({ steps: 5000, tolerance: 1e-13, traceEvery: 1, risesToDiverge: 10 });
    // (I + X'X) c = X'u with X = [[1, 3], [2, -1]]: [[6, 1], [1, 11]] c = [4, 5].
    expect(model.values(1)[0]).toBeCloseTo((4 * 11 - 5) / 65, 12);
    expect(model.values(2)[0]).toBeCloseTo((6 * 5 - 4) / 65, 12);
    model.dispose();
  });

  test('loses only the contribution of a lesioned level where another goes on predicting', async () => {
    const unit = { kind: 'gaussian', mean: 0, precision: 1 } as const;
    const hierarchy: Hierarchy = {
      levels: [named('senses', 1), named('a', 1, unit), named('b', 1, unit)],
      connections: [
        denseConnection({ lower: 'senses', upper: 'a' }),
        denseConnection({ lower: 'senses', upper: 'b', activation: 'sigmoid' }),
      ],
    };
    const kind = testKind(
      hierarchy,
      {
        '0.lowerFromUpper': { shape: [1, 1], data: [1] },
        '1.lowerFromUpper': { shape: [1, 1], data: [5] },
      },
      { inferenceRate: 0.1, steps: 2000, tolerance: 1e-12 },
    );
    const agent = await createAgent(kind, { engine: 'reference' });
    agent.observe([4]);
    agent.setLesioned(2, true);
    agent.settle();
    // Without b: u = a + e with a ~ N(0, 1), posterior mean u / 2.
    expect(agent.belief().levels[1]!.values[0]).toBeCloseTo(2, 9);
    agent.setLesioned(2, false);
    agent.settle();
    const { prediction } = agent.belief().levels[0]!;
    expect(prediction[0]).toBeGreaterThan(3.5);
    agent.dispose();
  });

  test.each([
    [
      { lower: 'sences' },
      'connection 1: expected the name of a level as its lower level; got "sences"; did you mean "senses"?',
    ],
    [
      { lower: 'senses', upper: 'c', precision: 2 },
      'connections 0 and 1 predict one level together: expected the same precision; got 1 and 2',
    ],
    [
      { lower: 'senses', upper: 'c', transform: { kind: 'identity' as const } },
      'connection 1: an identity joins levels of equally many units; got 5 from 2',
    ],
    [
      {
        transform: { kind: 'identity' as const },
        activation: 'tanh' as const,
        lower: 'c',
        upper: 'd',
      },
      'connection 1: an identity passes values on as they are: expected the activation linear; got tanh',
    ],
  ])('is refused with the reason: %j', (changes, message) => {
    const hierarchy: Hierarchy = {
      levels: [named('senses', 5), named('c', 2), named('d', 2)],
      connections: [denseConnection({ lower: 'senses', upper: 'c' }), denseConnection(changes)],
    };
    expect(() =>
      randomModel(hierarchy, { weights: randomWeights({ ...hierarchy, connections: [] }) }),
    ).toThrow(message);
  });
});
