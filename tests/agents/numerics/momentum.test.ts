import { describe, expect, test } from '@jest/globals';
import { blankWeights, createModel, type Hierarchy, type Model } from '../../../agents/index.ts';
import { engineOf } from '../support/random-model.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const RATE = 0.07;
const MOMENTUM = 0.6;

function scalarModel(
  engine: 'reference' | 'wasm',
  prior: Hierarchy['levels'][number]['prior'],
): Model {
  const hierarchy: Hierarchy = {
    levels: [plainLevel(1), plainLevel(1, prior)],
    connections: [denseConnection({ precision: 2 })],
  };
  const model = createModel({
    hierarchy,
    weights: blankWeights(hierarchy).map((entry) => ({
      ...entry,
      lowerFromUpper: Float64Array.of(1.5),
    })),
    engine: engineOf[engine],
    batch: 1,
    held: new Set([0]),
    learning: false,
    momentum: true,
    inferenceRate: RATE,
  });
  model.setMomentum(MOMENTUM);
  model.setValues(0, [2]);
  return model;
}

const run = (model: Model, steps: number): void => {
  model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: 10 });
};

describe.each([
  ['reference', 1e-12],
  ['wasm', 1e-5],
] as const)('momentum with the %s engine', (engine, tolerance) => {
  test('follows the recurrence of the heavy ball on a quadratic', () => {
    const model = scalarModel(engine, { kind: 'gaussian', mean: 0.5, precision: 3 });
    // dF/dx = -2 * 1.5 (2 - 1.5 x) + 3 (x - 0.5)
    let [before, now] = [0, 0];
    for (let step = 1; step <= 30; step++) {
      const slope = -3 * (2 - 1.5 * now) + 3 * (now - 0.5);
      [before, now] = [now, now + MOMENTUM * (now - before) - RATE * slope];
      run(model, 1);
      expect(Math.abs(model.values(1)[0]! - now)).toBeLessThan(tolerance);
    }
    // Without its velocity it begins anew.
    model.resetVelocity();
    const slope = -3 * (2 - 1.5 * now) + 3 * (now - 0.5);
    run(model, 1);
    expect(Math.abs(model.values(1)[0]! - (now - RATE * slope))).toBeLessThan(tolerance);
    model.dispose();
  });

  test('settles under a Laplace prior where no direction lowers F', () => {
    const model = scalarModel(engine, { kind: 'laplace', rate: 1 });
    run(model, 400);
    // 1.5 * 2 * (2 - 1.5 x) = 1
    expect(Math.abs(model.values(1)[0]! - 5 / 4.5)).toBeLessThan(tolerance);
    model.setPriorStrength(1, [7]);
    run(model, 400);
    expect(Math.abs(model.values(1)[0]!)).toBe(0);
    model.dispose();
  });

  test('leaves clamped units where they are, and forgets their velocity', () => {
    const model = scalarModel(engine, { kind: 'gaussian', mean: 0, precision: 1 });
    run(model, 3);
    const reached = model.values(1)[0]!;
    expect(reached).toBeGreaterThan(0.1);
    model.setFree(1, [0]);
    run(model, 5);
    expect(model.values(1)[0]).toBe(reached);
    expect(Math.abs(model.read(model.built.levels[1]!.velocity!)[0]!)).toBe(0);
    model.dispose();
  });
});

test('momentum outside [0, 1), or for a model without, is refused', () => {
  const model = scalarModel('reference', undefined);
  expect(() => {
    model.setMomentum(1);
  }).toThrow('momentum: expected number in [0, 1); got 1');
  model.dispose();
});
