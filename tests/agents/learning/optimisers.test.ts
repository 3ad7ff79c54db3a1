import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  checkOptimiser,
  createOptimiserState,
  forBiases,
  optimise,
  type OptimiserOptions,
} from '../../../agents/learning/optimiser.ts';
import {
  checkSchedule,
  factorAt,
  scheduleFactor,
  type Schedule,
} from '../../../agents/learning/schedule.ts';
import { spectralNorm } from '../../../agents/learning/spectral-norm.ts';
import { symmetricEigenvalues } from '../../../agents/maths/symmetric-eigenvalues.ts';

/** Weights after a number of steps along given directions, at rates that differ. */
function after(
  options: OptimiserOptions,
  start: readonly number[],
  directions: readonly (readonly number[])[],
  rates: readonly number[],
  columns?: number,
): Float64Array {
  const weights = Float64Array.from(start);
  const state = createOptimiserState(options, weights.length, columns);
  directions.forEach((direction, step) => {
    optimise(options, state, weights, direction, rates[step]!);
  });
  return weights;
}

const random = createRandom(4, 'optimisers');
const STEPS = 7;
const DIRECTIONS = Array.from({ length: STEPS }, () => [
  random.normal(),
  3 * random.normal(),
  0.01,
]);
const RATES = Array.from({ length: STEPS }, () => 0.05 + 0.1 * random.uniform());
const START = [0.3, -2, 1.5];
const NOTHING = DIRECTIONS.map((direction) => direction.map(() => 0));

describe('optimisers', () => {
  test('plain descent adds up rate times direction', () => {
    const found = after({ kind: 'sgd' }, START, DIRECTIONS, RATES);
    START.forEach((start, index) => {
      const sum = DIRECTIONS.reduce(
        (s, direction, step) => s + RATES[step]! * direction[index]!,
        start,
      );
      expect(found[index]).toBeCloseTo(sum, 12);
    });
  });

  test('momentum remembers direction i at step t by momentum to the power t - i', () => {
    const momentum = 0.7;
    const found = after({ kind: 'momentum', momentum }, START, DIRECTIONS, RATES);
    START.forEach((start, index) => {
      let expected = start;
      for (let t = 0; t < STEPS; t++) {
        for (let i = 0; i <= t; i++) {
          expected += RATES[t]! * momentum ** (t - i) * DIRECTIONS[i]![index]!;
        }
      }
      expect(found[index]).toBeCloseTo(expected, 12);
    });
  });

  test('Adam divides the weighted mean of the directions by the root of that of their squares', () => {
    const [firstDecay, secondDecay] = [0.8, 0.95];
    const found = after({ kind: 'adam', firstDecay, secondDecay }, START, DIRECTIONS, RATES);
    // Weights (1 - b) b^(t - i) / (1 - b^(t + 1)) sum to one: a mean, written out instead of recursively.
    const meanOf = (decay: number, t: number, values: readonly number[]): number =>
      values.slice(0, t + 1).reduce((sum, value, i) => sum + decay ** (t - i) * value, 0) /
      Array.from({ length: t + 1 }, (_, i) => decay ** (t - i)).reduce(
        (sum, value) => sum + value,
        0,
      );
    START.forEach((start, index) => {
      const series = DIRECTIONS.map((direction) => direction[index]!);
      let expected = start;
      for (let t = 0; t < STEPS; t++) {
        const mean = meanOf(firstDecay, t, series);
        const square = meanOf(
          secondDecay,
          t,
          series.map((value) => value * value),
        );
        expected += (RATES[t]! * mean) / (Math.sqrt(square) + 1e-8);
      }
      expect(found[index]).toBeCloseTo(expected, 10);
    });
  });

  test.each([
    { kind: 'sgd', weightDecay: 0.4 },
    { kind: 'momentum', momentum: 0.9, weightDecay: 0.4 },
    { kind: 'adamw', weightDecay: 0.4 },
  ] as const)(
    'without a gradient, decay of $kind shrinks weights by the product of 1 - rate x decay',
    (options) => {
      const found = after(options, START, NOTHING, RATES);
      const factor = RATES.reduce((product, rate) => product * (1 - rate * 0.4), 1);
      expect(factor).toBeLessThan(0.85);
      START.forEach((start, index) => {
        expect(found[index]).toBeCloseTo(start * factor, 12);
      });
    },
  );

  test('decay of AdamW is not rescaled by the gradient: it differs from Adam by the decay alone', () => {
    const direction = [DIRECTIONS[0]!];
    const plain = after({ kind: 'adam' }, START, direction, [0.1]);
    const decayed = after({ kind: 'adamw', weightDecay: 0.4 }, START, direction, [0.1]);
    START.forEach((start, index) => {
      expect(decayed[index]! - plain[index]!).toBeCloseTo(-0.1 * 0.4 * start, 12);
    });
  });

  test('the first step of Adam is the rate times the sign of the direction', () => {
    const found = after({ kind: 'adam' }, [1, -1], [[3, -0.2]], [0.1]);
    expect(found[0]).toBeCloseTo(1.1, 6);
    expect(found[1]).toBeCloseTo(-1.1, 6);
  });

  test('Adam finds the minimum of a badly scaled quadratic', () => {
    const weights = Float64Array.from([5, 5]);
    const state = createOptimiserState({ kind: 'adam' }, 2);
    for (let step = 0; step < 4000; step++) {
      const rate = 0.05 * (1 - step / 4000);
      optimise({ kind: 'adam' }, state, weights, [-100 * weights[0]!, -0.1 * weights[1]!], rate);
    }
    expect(Math.abs(weights[0]!)).toBeLessThan(1e-3);
    expect(Math.abs(weights[1]!)).toBeLessThan(1e-3);
  });

  test('biases are neither decayed nor penalised', () => {
    const options = { kind: 'adamw', weightDecay: 0.4, spectralPenalty: 2 } as const;
    expect([...after(forBiases(options), START, NOTHING, RATES)]).toEqual(START);
  });
});

describe('the spectral penalty', () => {
  /** Singular values of a 4 x 3 matrix: roots of the eigenvalues of W'W. */
  const singularValues = (matrix: ArrayLike<number>): number[] => {
    const gram = Float64Array.from({ length: 9 }, (_, entry) => {
      let sum = 0;
      for (let row = 0; row < 4; row++) {
        sum += matrix[row * 3 + Math.floor(entry / 3)]! * matrix[row * 3 + (entry % 3)]!;
      }
      return sum;
    });
    return Array.from(symmetricEigenvalues(gram, 3), Math.sqrt).reverse();
  };
  const matrix = Array.from({ length: 12 }, () => random.normal());

  test('power iteration finds the largest singular value', () => {
    const { norm } = spectralNorm(matrix, new Float64Array(3), 200);
    expect(norm).toBeCloseTo(singularValues(matrix)[0]!, 10);
  });

  test('shrinks the largest singular value by 1 - rate x strength at each step, and no other one', () => {
    // A diagonal matrix: the power iteration is exact as soon as it has turned to the first axis.
    const start = [8, 0, 0, 0, 0.5, 0, 0, 0, 0.25, 0, 0, 0];
    const steps = 10;
    const found = after(
      { kind: 'sgd', spectralPenalty: 0.3 },
      start,
      Array.from({ length: steps }, () => start.map(() => 0)),
      Array.from({ length: steps }, () => 0.1),
      3,
    );
    const [largest, second, third] = singularValues(found);
    expect(largest! / (8 * (1 - 0.03) ** steps)).toBeCloseTo(1, 4);
    expect(second).toBeCloseTo(0.5, 4);
    expect(third).toBeCloseTo(0.25, 4);
  });

  test.each([{ kind: 'momentum', momentum: 0.5 } as const, { kind: 'adam' } as const])(
    'makes the spectral norm of a random matrix fall with $kind as well',
    (options) => {
      const directions = Array.from({ length: 60 }, () => matrix.map(() => 0));
      const rates = directions.map(() => 0.01);
      const with_ = after({ ...options, spectralPenalty: 0.5 }, matrix, directions, rates, 3);
      const without = after(options, matrix, directions, rates, 3);
      expect(singularValues(without)[0]).toBeCloseTo(singularValues(matrix)[0]!, 12);
      expect(singularValues(with_)[0]! / singularValues(matrix)[0]!).toBeLessThan(0.9);
    },
  );
});

describe('options of optimisers that do not fit are refused', () => {
  test.each([
    [
      { kind: 'adam', weightDecay: 0.1 },
      'here.weightDecay: adam has firstDecay, secondDecay and spectralPenalty only; adamw decays',
    ],
    [{ kind: 'sgd', momentum: 0.1 }, 'here.momentum: sgd has weightDecay and spectralPenalty only'],
    [{ kind: 'momentum', momentum: 1 }, 'here.momentum: expected a number in [0, 1); got 1'],
    [{ kind: 'adamw', weightDecay: -1 }, 'here.weightDecay: expected a number >= 0; got -1'],
    [
      { kind: 'adamw', weightDecay: 1, firstDecay: 1 },
      'here.firstDecay: expected a number in [0, 1); got 1',
    ],
    [
      { kind: 'sgd', spectralPenalty: Number.NaN },
      'here.spectralPenalty: expected a number >= 0; got NaN',
    ],
  ])('%o', (options, message) => {
    expect(() => {
      checkOptimiser(options as OptimiserOptions, 'here');
    }).toThrow(message);
  });

  test('what fits passes', () => {
    checkOptimiser({ kind: 'momentum', momentum: 0, weightDecay: 3, spectralPenalty: 0.1 }, 'here');
    checkOptimiser({ kind: 'adamw', weightDecay: 0, secondDecay: 0.99 }, 'here');
  });
});

describe('learning rates', () => {
  test('linear ends at zero, cosine at a fiftieth', () => {
    expect(scheduleFactor('linear', 0, 100)).toBe(1);
    expect(scheduleFactor('linear', 100, 100)).toBe(0);
    expect(scheduleFactor('cosine', 0, 100)).toBe(1);
    expect(scheduleFactor('cosine', 50, 100)).toBeCloseTo(0.51, 12);
    expect(scheduleFactor('cosine', 100, 100)).toBeCloseTo(0.02, 12);
    expect(scheduleFactor('constant', 70, 100)).toBe(1);
  });

  test('warm-up-cosine rises to its peak, is half-way down in the middle of the rest, and ends at its end', () => {
    const schedule: Schedule = {
      kind: 'warm-up-cosine',
      warmUp: 0.1,
      start: 1,
      peak: 1.1,
      end: 0.1,
    };
    expect(scheduleFactor(schedule, 0, 1000)).toBe(1);
    expect(scheduleFactor(schedule, 50, 1000)).toBeCloseTo(1.05, 12);
    expect(scheduleFactor(schedule, 100, 1000)).toBeCloseTo(1.1, 12);
    expect(scheduleFactor(schedule, 550, 1000)).toBeCloseTo(0.6, 12);
    expect(scheduleFactor(schedule, 1000, 1000)).toBeCloseTo(0.1, 12);
    const factors = Array.from({ length: 1000 }, (_, index) =>
      scheduleFactor(schedule, index, 1000),
    );
    const top = factors.indexOf(Math.max(...factors));
    expect(top).toBe(100);
    factors.slice(1).forEach((factor, index) => {
      expect(Math.sign(factor - factors[index]!)).toBe(index < top ? 1 : -1);
    });
  });

  test('a schedule that counts updates is over after as many as there are batches, one that counts batches is not', () => {
    const course = { kind: 'warm-up-cosine', warmUp: 0.1, start: 1, peak: 1.1, end: 0.1 } as const;
    const at = (schedule: Schedule, batch: number, update: number): number =>
      factorAt(schedule, { batch, batches: 1000, update, updates: 8 });
    const byUpdates: Schedule = { ...course, counts: 'updates' };
    for (const [batch, update] of [
      [0, 0],
      [0, 5],
      [70, 3],
      [124, 7],
    ] as const) {
      expect(at(byUpdates, batch, update)).toBe(scheduleFactor(course, 8 * batch + update, 1000));
      expect(at(course, batch, update)).toBe(scheduleFactor(course, batch, 1000));
    }
    expect(at(byUpdates, 125, 0)).toBeCloseTo(0.1, 12);
    expect(at(byUpdates, 999, 7)).toBeCloseTo(0.1, 12);
  });

  test('impossible numbers of a schedule are refused', () => {
    const schedule = { kind: 'warm-up-cosine', warmUp: 1, start: 1, peak: 1.1, end: 0.1 } as const;
    expect(() => {
      checkSchedule(schedule, 'schedule');
    }).toThrow('schedule.warmUp: expected a number in [0, 1); got 1');
    expect(() => {
      checkSchedule({ ...schedule, warmUp: 0, end: -1 }, 'schedule');
    }).toThrow('schedule.end: expected a finite number >= 0; got -1');
  });
});
