import { describe, expect, test } from '@jest/globals';
import { createModel, createRandom, type Hierarchy, type Level } from '../../../agents/index.ts';
import { engineOf, randomWeights, totalOf } from '../support/random-model.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const named = (name: string, units: number): Level => ({ ...plainLevel(units), name });

/**
 * F as a function of the values of all levels, and the weights in it. No level has a prior, so that
 * exp(-F) is the probability (density) of what is predicted given what predicts it, constants and all.
 */
function energyOf(hierarchy: Hierarchy, held: readonly number[]) {
  const weights = randomWeights(hierarchy, 4).map((entry) => ({
    ...entry,
    logPrecision: entry.logPrecision.map(() => Math.log(hierarchy.connections[0]!.precision)),
  }));
  const model = createModel({
    hierarchy,
    weights,
    engine: engineOf.reference,
    batch: 1,
    held: new Set(held),
    learning: false,
    inferenceRate: 0.1,
  });
  return {
    weights,
    at: (values: readonly (readonly number[])[]): number => {
      values.forEach((numbers, level) => {
        model.setValues(level, Float64Array.from(numbers));
      });
      return totalOf(model);
    },
  };
}

/** W z + b for a dense connection. */
function affine(
  { lowerFromUpper, bias }: { lowerFromUpper: ArrayLike<number>; bias: ArrayLike<number> | null },
  above: readonly number[],
  units: number,
): number[] {
  return Array.from({ length: units }, (_, unit) =>
    above.reduce(
      (sum, value, k) => sum + lowerFromUpper[unit * above.length + k]! * value,
      bias?.[unit] ?? 0,
    ),
  );
}

const ABOVE = [0.7, -1.1, 0.4];

describe('constants of the free energy', () => {
  test('categorical: F is -ln softmax of the class, and the classes have a total probability of 1', () => {
    const hierarchy: Hierarchy = {
      levels: [named('label', 4), named('cause', 3)],
      connections: [
        denseConnection({ outputActivation: 'softmax', likelihood: 'categorical', biased: true }),
      ],
    };
    const { at, weights } = energyOf(hierarchy, [0, 1]);
    const sums = affine(weights[0]!, ABOVE, 4);
    const total = sums.reduce((sum, entry) => sum + Math.exp(entry), 0);
    const energies = sums.map((_, named) => at([sums.map((__, unit) => +(unit === named)), ABOVE]));
    energies.forEach((energy, unit) => {
      expect(energy).toBeCloseTo(Math.log(total) - sums[unit]!, 12);
    });
    expect(energies.reduce((sum, energy) => sum + Math.exp(-energy), 0)).toBeCloseTo(1, 12);
  });

  test('Bernoulli: F is minus the log probability of the pattern, and all patterns have one of 1', () => {
    const hierarchy: Hierarchy = {
      levels: [named('pixels', 3), named('cause', 3)],
      connections: [
        denseConnection({ outputActivation: 'sigmoid', likelihood: 'bernoulli', biased: true }),
      ],
    };
    const { at, weights } = energyOf(hierarchy, [0, 1]);
    const chances = affine(weights[0]!, ABOVE, 3).map((sum) => 1 / (1 + Math.exp(-sum)));
    let total = 0;
    for (let pattern = 0; pattern < 8; pattern++) {
      const pixels = chances.map((_, unit) => (pattern >> unit) & 1);
      const expected = chances.reduce(
        (sum, chance, unit) => sum - Math.log(pixels[unit] === 1 ? chance : 1 - chance),
        0,
      );
      const energy = at([pixels, ABOVE]);
      expect(energy).toBeCloseTo(expected, 12);
      total += Math.exp(-energy);
    }
    expect(total).toBeCloseTo(1, 12);
  });

  test('correlated errors: F is minus the log density of a normal distribution with that covariance', () => {
    const factor = [1.3, 0, -0.6, 0.8];
    const precision = 2.5;
    const hierarchy: Hierarchy = {
      levels: [named('senses', 2), named('cause', 3)],
      connections: [denseConnection({ biased: true, precision, precisionFactor: factor })],
    };
    const { at, weights } = energyOf(hierarchy, [0, 1]);
    const mean = affine(weights[0]!, ABOVE, 2);
    // D^1/2 L L' D^1/2 by hand, two by two.
    const [a, , c, d] = factor.map((entry) => entry * Math.sqrt(precision)) as [
      number,
      number,
      number,
      number,
    ];
    const [xx, xy, yy] = [a * a, a * c, c * c + d * d];
    const random = createRandom(5, 'senses');
    for (let draw = 0; draw < 5; draw++) {
      const [u, v] = [random.normal(), random.normal()];
      const quadratic = xx * u * u + 2 * xy * u * v + yy * v * v;
      const expected = 0.5 * (quadratic - Math.log(xx * yy - xy * xy)) + Math.log(2 * Math.PI);
      expect(at([[mean[0]! + u, mean[1]! + v], ABOVE])).toBeCloseTo(expected, 11);
    }
  });

  test.each([1, 3])(
    'precision inferred from a level of %d: F is minus the log density of normal numbers with precision pi e^s',
    (modulators) => {
      const precision = 1.7;
      const hierarchy: Hierarchy = {
        levels: [named('senses', 3), named('cause', 3), named('volatility', modulators)],
        connections: [
          denseConnection({
            lower: 'senses',
            upper: 'cause',
            biased: true,
            precision,
            precisionFrom: 'volatility',
          }),
        ],
      };
      const { at, weights } = energyOf(hierarchy, [0, 1, 2]);
      const mean = affine(weights[0]!, ABOVE, 3);
      const random = createRandom(6, 'volatility');
      for (let draw = 0; draw < 5; draw++) {
        const logs = Array.from({ length: modulators }, () => random.normal());
        const errors = mean.map(() => random.normal());
        const expected = errors.reduce((sum, error, unit) => {
          const own = precision * Math.exp(logs[modulators === 1 ? 0 : unit]!);
          return sum + 0.5 * (own * error * error - Math.log(own) + Math.log(2 * Math.PI));
        }, 0);
        const senses = mean.map((value, unit) => value + errors[unit]!);
        expect(at([senses, ABOVE, logs])).toBeCloseTo(expected, 11);
      }
    },
  );
});
