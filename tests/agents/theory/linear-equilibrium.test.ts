import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createModel,
  createRandom,
  type Hierarchy,
  hessianSpectrum,
  type HierarchyWeights,
  linearEquilibrium,
  unitsOf,
} from '../../../agents/index.ts';
import { blankWeights } from '../../../agents/weights/parameters-of-hierarchy.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const { engine: reference } = await createEngine('reference');

/** A chain of dense levels, sensory one first. */
function chain(
  units: readonly number[],
  changes: Parameters<typeof denseConnection>[0] = {},
): Hierarchy {
  return {
    levels: units.map((count) => plainLevel(count)),
    connections: units.slice(1).map(() => denseConnection(changes)),
  };
}

function randomWeights(hierarchy: Hierarchy, seed: number, precisions = 0): HierarchyWeights {
  const random = createRandom(seed, 'deep linear');
  return blankWeights(hierarchy).map(({ lowerFromUpper, bias, logPrecision }) => ({
    lowerFromUpper: lowerFromUpper.map(() => 0.5 * random.normal()),
    bias: bias?.map(() => random.normal()) ?? null,
    logPrecision: logPrecision.map(() => precisions * random.normal()),
  }));
}

function randomVector(length: number, seed: number): Float64Array {
  const random = createRandom(seed, 'ends');
  return Float64Array.from({ length }, () => random.normal());
}

/** The point of which the Hessian is asked; in a linear net the values make no difference. */
function pointOf(hierarchy: Hierarchy, weights: HierarchyWeights) {
  const last = hierarchy.levels.length - 1;
  return {
    hierarchy,
    weights,
    values: hierarchy.levels.map((level) => new Float64Array(unitsOf(level))),
    precision: weights.map(({ logPrecision }) => logPrecision.map(Math.exp)),
    priorStrength: hierarchy.levels.map(() => null),
    free: hierarchy.levels.map((level, index) =>
      new Float64Array(unitsOf(level)).fill(index === 0 || index === last ? 0 : 1),
    ),
  };
}

/** Settles the levels between the ends and returns values, errors and quadratic energy, by plain descent. */
function settled(
  hierarchy: Hierarchy,
  weights: HierarchyWeights,
  {
    sensory,
    top,
    rate,
    steps = 40_000,
  }: { sensory: Float64Array; top: Float64Array; rate: number; steps?: number },
) {
  const last = hierarchy.levels.length - 1;
  const model = createModel({
    hierarchy,
    weights,
    engine: reference,
    batch: 1,
    held: new Set([0, last]),
    learning: false,
    inferenceRate: rate,
  });
  model.setValues(0, sensory);
  model.setValues(last, top);
  model.predictDownwards(last);
  const run = model.settle({
    steps,
    tolerance: 1e-14,
    traceEvery: 1,
    risesToDiverge: Number.MAX_SAFE_INTEGER,
  });
  const row = run.trace.subarray(-model.built.program.traceLength);
  const result = {
    status: run.status,
    values: hierarchy.levels.map((_, level) => model.values(level)),
    errors: model.built.connections.map(({ predictionErrors }) => model.read(predictionErrors)),
    energy: model.built.columns.errorEnergy.reduce<number>(
      (sum, column) => (column === null ? sum : sum + row[column]!),
      0,
    ),
  };
  model.dispose();
  return result;
}

describe('a chain of deep linear levels, both ends clamped', () => {
  test.each([
    ['3-4-5-5-6 with unit precisions', [3, 4, 5, 5, 6], 0],
    ['2-7-3-9-4-5 with random precisions and biases', [2, 7, 3, 9, 4, 5], 0.4],
    ['4-3, with nothing between', [4, 3], 0.4],
  ] as const)('%s settles where the closed form says, to 1e-10', (_, units, precisions) => {
    const hierarchy = chain(units, { biased: precisions > 0 });
    const weights = randomWeights(hierarchy, units.length, precisions);
    const sensory = randomVector(units[0], 1);
    const top = randomVector(units.at(-1)!, 2);
    const theory = linearEquilibrium(hierarchy, weights, { sensory, top });
    const rate = units.length > 2 ? hessianSpectrum(pointOf(hierarchy, weights)).fastestRate : 0.1;
    const found = settled(hierarchy, weights, { sensory, top, rate });
    expect(theory.energy).toBeGreaterThan(0.1);
    expect(Math.abs(found.energy / theory.energy - 1)).toBeLessThan(1e-10);
    theory.errors.forEach((errors, level) => {
      errors.forEach((error, unit) => {
        expect(Math.abs(found.errors[level]![unit]! - error)).toBeLessThan(1e-10);
      });
    });
    theory.values.forEach((values, level) => {
      values.forEach((value, unit) => {
        expect(Math.abs(found.values[level]![unit]! - value)).toBeLessThan(1e-10);
      });
    });
  });

  test('the rescaling of a scalar chain is 1 + the sum of squared products of its weights', () => {
    const hierarchy = chain([1, 1, 1, 1]);
    const weights = blankWeights(hierarchy);
    weights.forEach(({ lowerFromUpper }, index) => (lowerFromUpper[0] = [0.7, -1.3, 2.1][index]!));
    const { rescaling, energy } = linearEquilibrium(hierarchy, weights, {
      sensory: [0.4],
      top: [-0.9],
    });
    const expected = 1 + 0.7 ** 2 + (0.7 * 1.3) ** 2;
    expect(rescaling[0]).toBeCloseTo(expected, 12);
    expect(energy).toBeCloseTo((0.4 - 0.7 * -1.3 * 2.1 * -0.9) ** 2 / expected / 2, 12);
  });

  test.each([
    [{ activation: 'tanh' as const }, /connection 0 is tanh/],
    [{ outputActivation: 'relu' as const }, /connection 0 is relu/],
  ])('what is not linear is refused: %o', (changes, message) => {
    const hierarchy = chain([2, 2, 2], changes);
    expect(() =>
      linearEquilibrium(hierarchy, blankWeights(hierarchy), { sensory: [1, 2], top: [1, 2] }),
    ).toThrow(message);
  });

  test('ends of the wrong length are refused', () => {
    const hierarchy = chain([2, 2, 3]);
    expect(() =>
      linearEquilibrium(hierarchy, blankWeights(hierarchy), { sensory: [1, 2], top: [1, 2] }),
    ).toThrow('linearEquilibrium.top: expected 3 numbers; got 2');
  });
});

describe('the chain 1 -> 2 -> z -> 3 -> 1 of unit precisions', () => {
  const hierarchy = chain([1, 1, 1]);
  const weights = blankWeights(hierarchy);
  weights[1]!.lowerFromUpper[0] = 2;
  weights[0]!.lowerFromUpper[0] = 3;
  const ends = { sensory: Float64Array.of(1), top: Float64Array.of(1) };

  test('has z = .5, errors -.5 and -1.5 and energy 1.25, in theory and settled', () => {
    const theory = linearEquilibrium(hierarchy, weights, ends);
    const found = settled(hierarchy, weights, { ...ends, rate: 0.1 });
    for (const { values, errors, energy } of [theory, found]) {
      expect(values[1]![0]).toBeCloseTo(0.5, 12);
      expect(errors[0]![0]).toBeCloseTo(-0.5, 12);
      expect(errors[1]![0]).toBeCloseTo(-1.5, 12);
      expect(energy).toBeCloseTo(1.25, 12);
    }
  });

  test('has Hessian 10 and is stable below a step of .2: it settles at .95 of it and diverges at 1.05', () => {
    const spectrum = hessianSpectrum(pointOf(hierarchy, weights));
    expect([...spectrum.hessian]).toEqual([10]);
    expect(spectrum.largestStableRate).toBeCloseTo(0.2, 14);
    expect(spectrum.conditionNumber).toBe(1);
    expect(settled(hierarchy, weights, { ...ends, rate: 0.95 * 0.2 }).status).toBe('settled');
    expect(settled(hierarchy, weights, { ...ends, rate: 1.05 * 0.2 }).status).toBe('diverged');
  });
});

describe('the activity Hessian of a deep linear net', () => {
  const hierarchy = chain([3, 6, 4, 5, 2], { biased: true });
  const weights = randomWeights(hierarchy, 8, 0.5);
  const spectrum = hessianSpectrum(pointOf(hierarchy, weights));

  test('has a trace and a squared norm that its eigenvalues share', () => {
    const { size, hessian, eigenvalues } = spectrum;
    expect(size).toBe(15);
    let trace = 0;
    for (let node = 0; node < size; node++) trace += hessian[node * size + node]!;
    const square = hessian.reduce((sum, entry) => sum + entry * entry, 0);
    expect(eigenvalues.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 10);
    expect(eigenvalues.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(square, 10);
    expect(eigenvalues[0]!).toBeGreaterThan(0);
  });

  test('is the limit of stability: a twentieth below it settles, a twentieth above it diverges', () => {
    const ends = { sensory: randomVector(3, 4), top: randomVector(2, 5) };
    const { largestStableRate } = spectrum;
    expect(settled(hierarchy, weights, { ...ends, rate: 0.95 * largestStableRate }).status).toBe(
      'settled',
    );
    expect(settled(hierarchy, weights, { ...ends, rate: 1.05 * largestStableRate }).status).toBe(
      'diverged',
    );
  });

  test('shrinks the slowest direction as the condition number says', () => {
    const ends = { sensory: randomVector(3, 4), top: randomVector(2, 5) };
    const exact = linearEquilibrium(hierarchy, weights, ends);
    const distance = (steps: number): number => {
      const { values } = settled(hierarchy, weights, {
        ...ends,
        rate: spectrum.fastestRate,
        steps,
      });
      return Math.sqrt(
        values.reduce(
          (sum, level, index) =>
            sum +
            level.reduce((s, value, unit) => s + (value - exact.values[index]![unit]!) ** 2, 0),
          0,
        ),
      );
    };
    // Once the fast directions have died out, only the two slowest ones are left, which shrink alike at this rate.
    const early = Math.round(6 * spectrum.settleSteps);
    const late = Math.round(9 * spectrum.settleSteps);
    const measured = (late - early) / Math.log(distance(early) / distance(late));
    expect(measured / spectrum.settleSteps).toBeGreaterThan(0.95);
    expect(measured / spectrum.settleSteps).toBeLessThan(1.05);
  });

  test('with nothing free it is refused', () => {
    const point = pointOf(hierarchy, weights);
    expect(() =>
      hessianSpectrum({ ...point, free: point.free.map((level) => level.map(() => 0)) }),
    ).toThrow(/no value node is free/);
  });
});
