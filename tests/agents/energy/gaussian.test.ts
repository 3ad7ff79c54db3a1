import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { gaussianConstant, gaussianFreeEnergy } from '../../../agents/energy/gaussian.ts';
import { priorConstant } from '../../../agents/energy/priors.ts';
import { createEngine } from '../../../agents/engine/select-engine.ts';
import { createModel } from '../../../agents/model.ts';
import { blankWeights } from '../../../agents/weights/parameters-of-hierarchy.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const { engine: reference } = await createEngine('reference');

const normalDensity = (x: number, mean: number, variance: number): number =>
  Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

describe('the free energy of a Gaussian factor', () => {
  test('equals -ln N(x; mu, 1/Pi), written out independently', () => {
    const values = [0.3, -1.2, 2];
    const prediction = [0, -1, 0.5];
    const precision = [1, 4, 0.25];
    const expected = values.reduce(
      (sum, x, unit) => sum - Math.log(normalDensity(x, prediction[unit]!, 1 / precision[unit]!)),
      0,
    );
    expect(gaussianFreeEnergy({ values, prediction, precision })).toBeCloseTo(expected, 12);
  });

  test('is least, 1/2 sum (ln 2 pi - ln Pi), where every error is zero', () => {
    const precision = [3, 0.7];
    const least = gaussianConstant(precision);
    expect(gaussianFreeEnergy({ values: [1, 2], prediction: [1, 2], precision })).toBeCloseTo(
      least,
      12,
    );
    expect(gaussianFreeEnergy({ values: [1, 2.1], prediction: [1, 2], precision })).toBeGreaterThan(
      least,
    );
  });

  test('names the lengths it could not use, and a precision that is not positive', () => {
    expect(() =>
      gaussianFreeEnergy({ values: [1, 2], prediction: [1, 2, 3], precision: [1, 1] }),
    ).toThrow(
      'gaussianFreeEnergy: expected equal lengths; got values 2, prediction 3, precision 2',
    );
    expect(() => gaussianFreeEnergy({ values: [1], prediction: [1], precision: [0] })).toThrow(
      'gaussianConstant: expected precision > 0 at unit 0; got 0',
    );
  });
});

test('the free energy of a hierarchy is the sum of its Gaussian factors, level by level, for every row of a batch', () => {
  const hierarchy = {
    levels: [
      plainLevel(5),
      plainLevel(4),
      plainLevel(3, { kind: 'gaussian', mean: 0.2, precision: 2 } as const),
    ],
    connections: [
      denseConnection({ activation: 'tanh', precision: 3, biased: true }),
      denseConnection({ outputActivation: 'sigmoid', precision: 0.5 }),
    ],
  };
  const random = createRandom(4, 'energy');
  const weights = blankWeights(hierarchy).map((entry) => ({
    ...entry,
    lowerFromUpper: entry.lowerFromUpper.map(() => random.normal()),
    bias: entry.bias?.map(() => random.normal()) ?? null,
  }));
  const model = createModel({
    hierarchy,
    weights,
    engine: reference,
    batch: 2,
    held: new Set(),
    learning: false,
    inferenceRate: 0.1,
  });
  hierarchy.levels.forEach((_, level) => {
    const { units } = model.built.levels[level]!;
    model.setValues(
      level,
      Float64Array.from({ length: 2 * units }, () => random.normal()),
    );
  });
  const { total, levels } = model.freeEnergy(model.measure());
  const expected = [0, 1].map((level) => {
    const { prediction } = model.built.connections[level]!;
    const values = model.values(level);
    return gaussianFreeEnergy({
      values,
      prediction: model.read(prediction),
      precision: values.map(() => hierarchy.connections[level]!.precision),
    });
  });
  const top = model.values(2);
  expected.push(
    gaussianFreeEnergy({
      values: top,
      prediction: top.map(() => 0.2),
      precision: top.map(() => 2),
    }),
  );
  levels.forEach((energy, level) => {
    expect(energy).toBeCloseTo(expected[level]!, 10);
  });
  expect(total).toBeCloseTo(
    model.rowEnergies().reduce((sum, energy) => sum + energy, 0),
    10,
  );
  expect(model.rowFreeEnergy(1).total).toBeCloseTo(model.rowEnergies()[1]!, 12);
  model.dispose();
});

test('the constant of a Laplace prior makes it a density: exp(-cost) integrates to 1', () => {
  const rate = 1.7;
  const constant = priorConstant({ kind: 'laplace', rate }, [rate]);
  const spacing = 1e-3;
  let integral = 0;
  for (let x = -20; x < 20; x += spacing)
    integral += Math.exp(-rate * Math.abs(x) - constant) * spacing;
  expect(integral).toBeCloseTo(1, 3);
});
