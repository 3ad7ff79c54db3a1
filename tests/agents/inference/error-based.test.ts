import { describe, expect, test } from '@jest/globals';
import { settleWith } from '../../../agents/inference/settle-with.ts';
import {
  errorCoordinatesRefusal,
  slopesInErrors,
  valuesAfterErrors,
} from '../../../agents/inference/error-coordinates.ts';
import { curvaturePointOf } from '../../../agents/inference/model-point.ts';
import { surfaceOf } from '../../../agents/inference/surface.ts';
import {
  type Connection,
  createRandom,
  findAgent,
  type Hierarchy,
  type Level,
  type Model,
  resolveParameters,
} from '../../../agents/index.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';
import { chain, randomModel, randomWeights } from './random-net.ts';

/** Per level, one number for each unit of the levels that move, in the order of the surface. */
function perLevel(model: Model, numbers: ArrayLike<number>): Float64Array[] {
  const { levels } = surfaceOf(model);
  let offset = 0;
  return model.built.levels.map(({ units }, level) => {
    if (!levels.includes(level)) return new Float64Array(0);
    offset += units;
    return Float64Array.from({ length: units }, (_, unit) => numbers[offset - units + unit]!);
  });
}

function flat(levels: readonly Float64Array[]): Float64Array {
  return Float64Array.from(levels.flatMap((level) => [...level]));
}

describe('the slope of F in prediction errors', () => {
  test('is that of central differences, in a net with a skip and a clamped unit', () => {
    const plain = chain([6, 5, 4, 3], { activation: 'tanh', connection: { biased: true } });
    const levels = plain.levels.map((level, index) => ({ ...level, name: `level ${index}` }));
    const between = (lower: number, upper: number): Connection =>
      denseConnection({
        lower: `level ${lower}`,
        upper: `level ${upper}`,
        activation: 'tanh',
        biased: true,
      });
    const hierarchy: Hierarchy = {
      levels,
      connections: [between(0, 1), between(0, 2), between(1, 2), between(2, 3)],
    };
    const model = randomModel(hierarchy, randomWeights(hierarchy, 11));
    model.setFree(2, Uint8Array.from([1, 0, 1, 1]));
    const surface = surfaceOf(model);
    model.measure();
    const point = curvaturePointOf(model, 0);
    const found = flat(slopesInErrors(point, perLevel(model, surface.gradient())));
    const energyAt = (move: Float64Array): number => {
      const values = valuesAfterErrors(point, perLevel(model, move));
      surface.moveTo(flat(surface.levels.map((level) => values[level]!)));
      return surface.energies()[0]!;
    };
    const step = 1e-5;
    found.forEach((slope, node) => {
      const nudge = (size: number): Float64Array =>
        Float64Array.from(found, (_, other) => (other === node ? size : 0));
      const difference = (energyAt(nudge(step)) - energyAt(nudge(-step))) / (2 * step);
      expect(Math.abs(slope - difference)).toBeLessThan(1e-7 * Math.max(1, Math.abs(slope)));
    });
    model.dispose();
  });
});

describe('error-based settling', () => {
  const LEVELS = 14;
  const hierarchy = chain(
    Array.from({ length: LEVELS }, () => 6),
    { activation: 'tanh' },
  );
  const start = (): Model => {
    const random = createRandom(2, 'targets');
    const model = randomModel(hierarchy, randomWeights(hierarchy, 4), {
      held: [0, LEVELS - 1],
    });
    const numbers = (): Float64Array => Float64Array.from({ length: 6 }, () => random.normal());
    model.setValues(0, numbers());
    model.setValues(LEVELS - 1, numbers());
    const bottom = model.values(0);
    model.predictDownwards(LEVELS - 1);
    model.setValues(0, bottom);
    return model;
  };

  test('moves every level in the first step, where descent in values moves the lowest alone', () => {
    const moved = (scheme: string): boolean[] => {
      const model = start();
      const before = hierarchy.levels.map((_, level) => model.values(level));
      settleWith(model, { scheme: { name: scheme }, inferenceRate: 0.1, steps: 1 });
      const after = hierarchy.levels.map((_, level) => model.values(level));
      model.dispose();
      return after.map((values, level) =>
        values.some((value, unit) => Math.abs(value - before[level]![unit]!) > 1e-9),
      );
    };
    const free = hierarchy.levels.map((_, level) => level > 0 && level < LEVELS - 1);
    expect(moved('euler')).toEqual(free.map((_, level) => level === 1));
    expect(moved('error-based')).toEqual(free);
  });

  test('comes close to the minimum of a deep net in a quarter of the evaluations that descent in values needs', () => {
    const settled = (scheme: string, steps: number): ReturnType<typeof settleWith> => {
      const model = start();
      const result = settleWith(model, { scheme: { name: scheme }, inferenceRate: 0.2, steps });
      model.dispose();
      return result;
    };
    const minimum = settled('gauss-newton', 60).trace.at(-1)!.total;
    const evaluations = (scheme: string): number => {
      const { trace } = settled(scheme, 200);
      const [first, ...later] = trace.map(({ total }) => total - minimum);
      const steps = later.findIndex((excess) => excess < 0.01 * first!) + 1;
      expect(steps).toBeGreaterThan(0);
      return settled(scheme, steps).evaluations;
    };
    const errorBased = evaluations('error-based');
    expect(4 * errorBased).toBeLessThanOrEqual(evaluations('euler'));
    expect(errorBased).toBeLessThan(evaluations('accelerated'));
  });
});

describe('beliefs are no prediction errors', () => {
  const level = (name: string): Level => ({ ...plainLevel(3), name });
  const levels = [level('a'), level('b'), level('c')];

  test('where predictions go round in a cycle', () => {
    const hierarchy: Hierarchy = {
      levels,
      connections: [
        denseConnection({ lower: 'a', upper: 'b' }),
        denseConnection({ lower: 'b', upper: 'c' }),
        denseConnection({ lower: 'c', upper: 'b' }),
      ],
    };
    expect(errorCoordinatesRefusal(hierarchy, () => true)).toMatch(
      /^predictions go round in a cycle/,
    );
  });

  test('where windows overlap on a level that moves, and only there', async () => {
    const kind = await findAgent('rao-ballard');
    const hierarchy = kind.hierarchy(resolveParameters(kind.name, kind.parameters));
    expect(errorCoordinatesRefusal(hierarchy, () => true)).toMatch(/by windows that overlap/);
    expect(errorCoordinatesRefusal(hierarchy, (moving) => moving > 0)).toBeNull();
  });
});
