import { describe, expect, test } from '@jest/globals';
import { type Agent, createAgent, createRandom, findAgent } from '../../../agents/index.ts';
import { perceivePicture, targetBeliefs } from '../../../experiments/index.ts';
import { targetWeights } from '../../../experiments/perceive/target-beliefs.ts';
import {
  type Watched,
  watchBelief,
  type WatchOptions,
} from '../../../experiments/perceive/watch-belief.ts';

async function withAgent(name: string, use: (agent: Agent) => void | Promise<void>): Promise<void> {
  const agent = await createAgent(await findAgent(name), { engine: 'reference' });
  try {
    await use(agent);
  } finally {
    agent.dispose();
  }
}

const usual = { noise: 0, random: createRandom(1), steps: 300, wantsVariance: false };

/** Random pixels with two targets, in different fields of 20 pixels. */
function twoTargets(rows: number, columns: number) {
  const random = createRandom(5);
  const at = (row: number, column: number): number =>
    row >= 8 && row < 14 && column >= 4 && column < 10
      ? 1
      : row >= 16 && row < 25 && column >= 22 && column < 26
        ? 2
        : 0;
  const size = { rows, columns };
  return {
    picture: {
      ...size,
      pixels: Float32Array.from({ length: rows * columns }, () => random.uniform()),
    },
    targets: {
      ...size,
      mask: Uint16Array.from({ length: rows * columns }, (_, index) =>
        at(Math.floor(index / columns), index % columns),
      ),
    },
  };
}

describe('a belief that is watched', () => {
  test.each(['rao-ballard', 'linear-decoder'])(
    'of targets ends at the magnitude that %s perceives, whether it looks field by field or scales',
    async (name) => {
      await withAgent(name, async (agent) => {
        const { picture, targets } = twoTargets(34, 38);
        const isScaled = agent.kind.fit === 'scale';
        const weights = targetWeights(
          targets,
          { target: 1, minus: 2 },
          isScaled ? agent.field : undefined,
        )!;
        const steps = 40;
        const { course } = watchBelief({
          ...{ ...usual, agent, picture, steps },
          watched: { kind: 'reconstruction', weights },
        });
        const perception = await perceivePicture({ agent, picture, steps });
        const { magnitude } = targetBeliefs(perception, '1', targets, {
          ...{ corner: { x: 0, y: 0 }, isScaled },
        });
        expect(course.at(-1)!.value[0]).toBeCloseTo(magnitude!, 5);
        expect(course.length).toBeGreaterThan(10);
        expect(course[0]!.time).toBe(0);
      });
    },
  );

  test('of a cause has the value of Bogacz (2017) and the variance 1 / F"', async () => {
    await withAgent('single-cause', (agent) => {
      // u = 2, v_p = 3, all variances 1: dF/dv = (v - 3) + 2 v (v^2 - 2) = 0.
      const { course, variance } = watchBelief({
        ...{ ...usual, agent, steps: 5000, wantsVariance: true },
        picture: { rows: 1, columns: 1, pixels: Float32Array.of(0.5) },
        watched: { kind: 'value', level: 1, unit: 0 },
      });
      const size = course.at(-1)!.value[0]!;
      expect(Math.abs(size - 3 + 2 * size * (size ** 2 - 2))).toBeLessThan(2e-4);
      expect(variance).toBeCloseTo(1 / (1 + 6 * size ** 2 - 4), 6);
      const values = course.map(({ value }) => value[0]!);
      expect(values[0]).toBe(3);
      expect([...values].sort((a, b) => b - a)).toEqual(values);
    });
  });

  test('varies with noise on the senses, by the same random numbers in the same way', async () => {
    await withAgent('single-cause', (agent) => {
      const look = (options: Partial<WatchOptions>): number =>
        watchBelief({
          ...{ ...usual, agent, steps: 2000 },
          picture: { rows: 1, columns: 1, pixels: Float32Array.of(0.5) },
          watched: { kind: 'value', level: 1, unit: 0 } satisfies Watched,
          ...options,
        }).course.at(-1)!.value[0]!;
      const noisy = look({ noise: 0.3, random: createRandom(7) });
      expect(look({ noise: 0.3, random: createRandom(7) })).toBe(noisy);
      // What is seen is 2 and noise.
      const light = 2 + 0.3 * createRandom(7).normal();
      expect(Math.abs(noisy - 3 + 2 * noisy * (noisy ** 2 - light))).toBeLessThan(2e-4);
    });
  });

  test('of classes ends at the posterior of the agent', async () => {
    await withAgent('glyphs', (agent) => {
      const { picture } = twoTargets(16, 16);
      const { course } = watchBelief({
        ...{ ...usual, agent, picture, steps: 20, watched: { kind: 'classes' } },
      });
      const shares = course.at(-1)!.value.map((log) => Math.exp(log));
      expect(shares).toHaveLength(36);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      agent.look(picture);
      agent.settle({ steps: 20 });
      agent.belief().posterior.forEach((share, at) => expect(shares[at]).toBeCloseTo(share, 6));
    });
  });
});

describe('the posterior variance of a weighted sum', () => {
  test('of one prediction is that of the exact inverse, and sums obey the law of the parallelogram', async () => {
    await withAgent('linear-decoder', (agent) => {
      agent.look(twoTargets(28, 28).picture);
      agent.settle();
      const exact = agent.posteriorVariance('exact');
      const of = (...units: readonly (readonly [number, number])[]): number => {
        const weights = new Float64Array(28 * 28);
        for (const [unit, weight] of units) weights[unit] = weight;
        return agent.varianceOf(0, weights)!;
      };
      const [a, b] = [300, 301];
      expect(of([a, 1]) / exact.prediction[a]!).toBeCloseTo(1, 3);
      const [sum, difference] = [of([a, 1], [b, 1]), of([a, 1], [b, -1])];
      expect((sum + difference) / (2 * of([a, 1]) + 2 * of([b, 1]))).toBeCloseTo(1, 3);
      // Neighbours go together.
      expect(sum).toBeGreaterThan(difference);
      const top = new Float64Array(64);
      top[7] = 2;
      expect(agent.varianceOf(3, top)! / (4 * exact.levels[3]![7]!)).toBeCloseTo(1, 3);
    });
  });

  test('of a pixel that several windows predict is that of their mean', async () => {
    await withAgent('rao-ballard', (agent) => {
      agent.look(twoTargets(20, 20).picture);
      agent.settle({ steps: 60 });
      const exact = agent.posteriorVariance('exact').prediction;
      const of = (unit: number): number => {
        const weights = new Float64Array(400);
        weights[unit] = 1;
        return agent.varianceOf(0, weights)!;
      };
      // One window alone; then two, whose mean varies no more than they do on average.
      expect(of(0) / exact[0]!).toBeCloseTo(1, 3);
      expect(of(7)).toBeLessThan(exact[7]!);
      expect(of(7)).toBeGreaterThan(0);
    });
  });
});
