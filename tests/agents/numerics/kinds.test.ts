import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createRandom,
  type Engine,
  type Hierarchy,
  type Level,
} from '../../../agents/index.ts';
import { ACTIVATION_NAMES } from '../../../agents/maths/activations.ts';
import {
  engineOf,
  randomModel,
  totalOf,
  worstValueGradient,
  worstWeightGradient,
} from '../support/random-model.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const named = (name: string, units: number, prior?: Level['prior']): Level => ({
  ...plainLevel(units, prior),
  name,
});
/** `channels` images of rows x columns. */
const images = (
  name: string,
  channels: number,
  rows: number,
  columns: number,
  prior?: Level['prior'],
): Level => ({
  ...named(name, 1, prior),
  arrangement: { gridRows: channels, gridColumns: 1, rows, columns },
});
const normal = { kind: 'gaussian', mean: 0.2, precision: 1.3 } as const;
const kernel = { rows: 3, columns: 2, stride: 2, padding: 1 } as const;

/** The factor of a random correlation. */
function factorOf(size: number, seed: number): number[] {
  const random = createRandom(seed, 'factor');
  return Array.from({ length: size * size }, (_, entry) => {
    const [row, column] = [Math.floor(entry / size), entry % size];
    return column > row ? 0 : column === row ? 0.7 + random.uniform() : 0.4 * random.normal();
  });
}

interface Kind {
  readonly hierarchy: Hierarchy;
  readonly held?: readonly number[];
  readonly values?: ReadonlyMap<number, readonly number[]>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'a strided and padded convolution under a transposed one': {
    hierarchy: {
      // 2 x 5 x 6 -> (5 + 2 - 3) / 2 + 1 = 3 rows, (6 + 2 - 2) / 2 + 1 = 4 columns; and 3 x 4 -> 5 x 6 back.
      levels: [images('small', 3, 3, 4), images('large', 2, 5, 6), images('top', 2, 3, 4, normal)],
      connections: [
        denseConnection({
          activation: 'tanh',
          outputActivation: 'sigmoid',
          biased: true,
          transform: { kind: 'convolution', ...kernel },
        }),
        denseConnection({
          activation: 'gelu',
          outputActivation: 'tanh',
          biased: true,
          transform: { kind: 'transposed-convolution', ...kernel },
        }),
      ],
    },
  },
  'convolutions that are summed with other transforms, scaled': {
    hierarchy: {
      levels: [
        images('low', 2, 4, 4),
        images('high', 2, 4, 4, normal),
        images('seed', 1, 2, 2, normal),
      ],
      connections: [
        denseConnection({
          lower: 'low',
          upper: 'high',
          biased: true,
          transform: { kind: 'identity' },
        }),
        denseConnection({
          lower: 'low',
          upper: 'high',
          activation: 'silu',
          biased: true,
          scale: 0.4,
          transform: { kind: 'convolution', rows: 3, columns: 3, stride: 1, padding: 1 },
        }),
        denseConnection({
          lower: 'low',
          upper: 'seed',
          biased: true,
          scale: 2.5,
          transform: { kind: 'transposed-convolution', rows: 2, columns: 2, stride: 2, padding: 0 },
        }),
        denseConnection({ lower: 'low', upper: 'seed', scale: 0.3, activation: 'selu' }),
      ],
    },
  },
  'a categorical level over a hidden one': {
    hierarchy: {
      levels: [named('label', 4), named('hidden', 3), named('top', 5, normal)],
      connections: [
        denseConnection({
          activation: 'gelu',
          outputActivation: 'softmax',
          likelihood: 'categorical',
          biased: true,
          precision: 1.7,
        }),
        denseConnection({ activation: 'selu', outputActivation: 'tanh', biased: true }),
      ],
    },
    held: [0],
    values: new Map([[0, [0, 1, 0, 0, 0.25, 0.25, 0, 0.5]]]),
  },
  'a Bernoulli level over a hidden one': {
    hierarchy: {
      levels: [named('pixels', 5), named('hidden', 3, { kind: 'cauchy', weight: 0.6 })],
      connections: [
        denseConnection({
          activation: 'silu',
          outputActivation: 'sigmoid',
          likelihood: 'bernoulli',
          biased: true,
          precision: 0.8,
        }),
      ],
    },
    held: [0],
    values: new Map([[0, [0, 1, 1, 0, 0.3, 1, 1, 0, 0.9, 0]]]),
  },
  'precision inferred for each error, from a context': {
    hierarchy: {
      levels: [
        named('senses', 4),
        named('cause', 3, normal),
        named('volatility', 4),
        named('context', 2, normal),
      ],
      connections: [
        denseConnection({
          lower: 'senses',
          upper: 'cause',
          outputActivation: 'tanh',
          biased: true,
          precision: 2,
          precisionFrom: 'volatility',
        }),
        denseConnection({
          lower: 'volatility',
          upper: 'context',
          activation: 'tanh',
          biased: true,
          precision: 3,
        }),
      ],
    },
  },
  'precision inferred for all errors of several windows together': {
    hierarchy: {
      levels: [images('image', 1, 3, 5), named('patches', 4, normal), named('one', 1, normal)],
      connections: [
        denseConnection({
          activation: 'hard-tanh',
          precisionFrom: 'one',
          transform: {
            kind: 'windows',
            gridRows: 1,
            gridColumns: 2,
            rows: 3,
            columns: 3,
            offset: 2,
          },
        }),
      ],
    },
  },
  'a precision for each window, held': {
    hierarchy: {
      levels: [images('image', 1, 3, 5), named('patches', 4, normal), named('two', 2, normal)],
      connections: [
        denseConnection({
          precisionFrom: 'two',
          transform: {
            kind: 'windows',
            gridRows: 1,
            gridColumns: 2,
            rows: 3,
            columns: 3,
            offset: 2,
          },
        }),
      ],
    },
    held: [2],
  },
  'correlated errors at two levels': {
    hierarchy: {
      levels: [named('senses', 4), named('middle', 3), named('top', 2, normal)],
      connections: [
        denseConnection({
          outputActivation: 'sigmoid',
          biased: true,
          precision: 2,
          precisionFactor: factorOf(4, 1),
        }),
        denseConnection({ activation: 'tanh', precisionFactor: factorOf(3, 2) }),
      ],
    },
  },
  'muPC over three residual blocks': {
    hierarchy: {
      parameterisation: 'mupc',
      levels: [
        named('out', 2),
        named('a', 4),
        named('b', 4),
        named('c', 4),
        named('in', 3, normal),
      ],
      connections: [
        denseConnection(),
        ...['ab', 'bc'].flatMap((pair) => {
          const [lower, upper] = pair.split('');
          return [
            denseConnection({ lower: lower!, upper: upper!, activation: 'relu' }),
            denseConnection({ lower: lower!, upper: upper!, transform: { kind: 'identity' } }),
          ];
        }),
        denseConnection({ lower: 'c', upper: 'in' }),
      ],
    },
  },
};

function modelOf({ hierarchy, held = [], values }: Kind, engine: Engine = engineOf.reference) {
  const made = randomModel(hierarchy, {
    held: new Set(held),
    engine,
    seed: 5,
  });
  for (const [level, given] of values ?? []) made.model.setValues(level, Float32Array.from(given));
  return made;
}

describe.each(Object.entries(KINDS))('%s', (_name, kind) => {
  test('has dF/dvalues, -dF/dweights and -dF/dbias equal to central differences', () => {
    const { model, weights } = modelOf(kind);
    expect(worstValueGradient(model)).toBeLessThan(2e-6);
    expect(worstWeightGradient(model, weights)).toBeLessThan(2e-6);
    model.dispose();
  });

  test.each(['wasm', 'native', 'tfjs'] as const)(
    'agrees in %s with reference to 1e-5, before and after settling and learning',
    async (name) => {
      const { engine } = await createEngine(name);
      const [reference, other] = [engineOf.reference, engine].map((chosen) => {
        const { model } = modelOf(kind, chosen);
        const before = totalOf(model);
        const run = model.settle({ steps: 15, tolerance: 0, traceEvery: 1, risesToDiverge: 10 });
        model.learn();
        const numbers = [
          ...model.built.levels.map(({ values }) => model.read(values)),
          ...model.built.connections.map(({ predictionErrors }) => model.read(predictionErrors)),
          ...model.built.connections.map(({ learning }) => model.read(learning!.weights)),
          ...model.built.connections.map(({ learning }) => model.read(learning!.squaredErrors)),
          Float64Array.of(before, totalOf(model)),
        ];
        expect(run.status).toBe('step-limit');
        model.dispose();
        return numbers;
      });
      reference!.forEach((numbers, index) => {
        const scale = Math.max(1, ...numbers.map(Math.abs));
        numbers.forEach((value, entry) => {
          expect(Math.abs(other![index]![entry]! - value)).toBeLessThan(1e-5 * scale);
        });
      });
    },
  );
});

describe.each(ACTIVATION_NAMES)('with activation %s', (activation) => {
  test('every transform and prior has gradients equal to central differences', () => {
    for (const kind of ['convolution', 'transposed-convolution'] as const) {
      const { model, weights } = modelOf({
        hierarchy: {
          levels: [
            images('low', 2, 3, 3),
            images('high', 2, 3, 3, { kind: 'cauchy', weight: 0.5 }),
            images('top', 1, 3, 3, normal),
          ],
          connections: [
            denseConnection({
              activation,
              outputActivation: activation,
              biased: true,
              transform: { kind, rows: 3, columns: 3, stride: 1, padding: 1 },
            }),
            denseConnection({
              activation,
              outputActivation: 'softmax',
              biased: true,
              precision: 3,
            }),
          ],
        },
      });
      expect(worstValueGradient(model)).toBeLessThan(2e-6);
      expect(worstWeightGradient(model, weights)).toBeLessThan(2e-6);
      model.dispose();
    }
  });
});
