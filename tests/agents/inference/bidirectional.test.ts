import { describe, expect, test } from '@jest/globals';
import {
  bidirectionalSurface,
  settleBidirectional,
} from '../../../agents/inference/bidirectional.ts';
import { curvatureAt } from '../../../agents/inference/curvature.ts';
import { curvaturePointOf } from '../../../agents/inference/model-point.ts';
import {
  createRecognitionModel,
  recognitionHierarchy,
} from '../../../agents/inference/recognition.ts';
import { settleWith } from '../../../agents/inference/settle-with.ts';
import { surfaceOf } from '../../../agents/inference/surface.ts';
import type { EngineName, Hierarchy } from '../../../agents/index.ts';
import { cholesky, solveCholesky } from '../../../agents/maths/cholesky.ts';
import { chain, distance, engineNamed, randomModel, randomWeights } from './random-net.ts';

const SIZES = [5, 4, 3] as const;

function pair(
  hierarchy: Hierarchy,
  {
    activation = 'linear',
    precision = 1,
    batch = 1,
    engine = 'reference',
    held = [0],
  }: {
    readonly activation?: 'linear' | 'tanh' | 'silu';
    readonly precision?: number;
    readonly batch?: number;
    readonly engine?: EngineName;
    readonly held?: readonly number[];
  } = {},
) {
  const turned = recognitionHierarchy(
    hierarchy,
    hierarchy.connections.map(() => ({
      activation,
      outputActivation: activation === 'silu' ? 'tanh' : 'linear',
      biased: true,
      precision,
    })),
  );
  return {
    generative: randomModel(hierarchy, randomWeights(hierarchy, 41), {
      batch,
      engine,
      held,
      learning: true,
    }),
    recognition: createRecognitionModel({
      hierarchy: turned,
      weights: randomWeights(turned, 42),
      engine: engineNamed(engine),
      batch,
      sensesHeld: held.includes(0),
    }),
  };
}

describe('bidirectional predictive coding', () => {
  const deep = chain(SIZES, { activation: 'tanh', connection: { biased: true, precision: 1.7 } });

  test.each(['held', 'free'])(
    'dF/dvalues equals central differences of the sum of both energies (senses %s)',
    (senses) => {
      const held = senses === 'held' ? [0] : [];
      const models = pair(deep, { activation: 'silu', precision: 0.6, batch: 2, held });
      const surface = bidirectionalSurface(models);
      const values = surface.values().map((value, entry) => value + 0.3 * Math.sin(entry + 1));
      surface.moveTo(values);
      const gradient = surface.gradient();
      const total = (moved: Float64Array): number => {
        surface.moveTo(moved);
        return surface.energies().reduce((sum, energy) => sum + energy, 0);
      };
      values.forEach((value, entry) => {
        const at = (change: number): number => {
          const moved = Float64Array.from(values);
          moved[entry] = value + change;
          return total(moved);
        };
        const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
        expect(Math.abs(gradient[entry]! - slope)).toBeLessThan(2e-6 * (1 + Math.abs(slope)));
      });
    },
  );

  test.each(['euler', 'momentum', 'accelerated', 'heun'])(
    '%s settles a linear net where the sum of both quadratics is least',
    (scheme) => {
      const models = pair(chain(SIZES, { connection: { biased: true } }), { precision: 0.8 });
      const surface = bidirectionalSurface(models);
      surface.moveTo(surface.values());
      const { size } = surface;
      const down = curvatureAt(curvaturePointOf(models.generative, 0)).dense();
      // The recognition model numbers its nodes from the top of the hierarchy: turn them back.
      const point = curvaturePointOf(models.recognition, 0);
      const free = point.free.map((entries, level) =>
        level === SIZES.length - 1 ? new Float64Array(entries.length) : entries,
      );
      const up = curvatureAt({ ...point, free }).dense();
      const turned = [...Array(SIZES[1]).keys()].map((unit) => SIZES[2] + unit);
      turned.push(...Array(SIZES[2]).keys());
      const hessian = down.map(
        (entry, index) =>
          entry + up[turned[Math.floor(index / size)]! * size + turned[index % size]!]!,
      );
      const values = surface.values();
      const step = solveCholesky(cholesky(hessian, size)!, surface.gradient());
      const exact = values.map((value, node) => value - step[node]!);
      const { gradientNorm } = settleBidirectional(models, {
        scheme: { name: scheme },
        inferenceRate: 0.1,
        steps: 5000,
        tolerance: 1e-11,
      });
      expect(gradientNorm).toBeLessThanOrEqual(1e-11);
      expect(distance(surface.values(), exact)).toBeLessThan(1e-9);
    },
  );

  test('is predictive coding where the guesses have no precision to speak of', () => {
    const models = pair(deep, { activation: 'tanh', precision: 1e-12 });
    const alone = randomModel(deep, randomWeights(deep, 41));
    const options = { scheme: { name: 'euler' }, inferenceRate: 0.05, steps: 40 };
    settleBidirectional(models, options);
    settleWith(alone, options);
    expect(distance(surfaceOf(models.generative).values(), surfaceOf(alone).values())).toBeLessThan(
      1e-9,
    );
  });

  test('infers causes from senses and senses from causes: either end may be held', () => {
    const upwards = pair(deep, { activation: 'tanh', held: [0] });
    const downwards = pair(deep, { activation: 'tanh', held: [2] });
    for (const models of [upwards, downwards]) {
      const { trace, gradientNorm } = settleBidirectional(models, {
        scheme: { name: 'accelerated' },
        inferenceRate: 0.05,
        steps: 3000,
        tolerance: 1e-8,
      });
      expect(gradientNorm).toBeLessThanOrEqual(1e-8);
      expect(trace.at(-1)!).toBeLessThan(trace[0]!);
    }
  });

  test('wasm agrees with reference', () => {
    const [reference, wasm] = (['reference', 'wasm'] as const).map((engine) => {
      const models = pair(deep, { activation: 'tanh', engine });
      settleBidirectional(models, { scheme: { name: 'euler' }, inferenceRate: 0.05, steps: 30 });
      return surfaceOf(models.generative).values();
    });
    expect(distance(wasm!, reference!)).toBeLessThan(1e-5);
  });

  test('each side has a local rule of its own at the settled values', () => {
    const models = pair(deep, { activation: 'tanh', precision: 0.7 });
    settleBidirectional(models, { scheme: { name: 'euler' }, inferenceRate: 0.05, steps: 100 });
    const { recognition } = models;
    recognition.learn();
    const { learning, lowerFromUpper } = recognition.built.connections[0]!;
    const descent = recognition.read(learning!.weights);
    const before = recognition.read(lowerFromUpper);
    const energy = (change: number): number => {
      const moved = Float64Array.from(before);
      moved[1]! += change;
      recognition.executable.write(lowerFromUpper, moved);
      recognition.executable.run('prepare');
      return recognition.freeEnergy(recognition.measure()).total;
    };
    expect(descent[1]).toBeCloseTo(-(energy(1e-5) - energy(-1e-5)) / 2e-5, 7);
  });

  test('gauss-newton is refused with the reason, and so are levels that do not match', () => {
    const models = pair(deep, { activation: 'tanh' });
    expect(() =>
      settleBidirectional(models, { scheme: { name: 'gauss-newton' }, inferenceRate: 1, steps: 1 }),
    ).toThrow(
      'gauss-newton: cannot settle in both directions, since it needs what one direction knows alone; use accelerated',
    );
    const other = pair(chain([5, 6, 3], {}), {});
    expect(() => bidirectionalSurface({ ...models, recognition: other.recognition })).toThrow(
      'bidirectional: expected level 1 to have 4 units and a batch of 1 in both directions; got 6 and 1',
    );
  });
});
