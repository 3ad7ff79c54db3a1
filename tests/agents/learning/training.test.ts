import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { findAgent, HelmholtzError } from '../../../agents/index.ts';
import { createThreadedRunner } from '../../../agents/learning/threaded-runner.ts';
import { createOptimiserState, optimise } from '../../../agents/learning/optimiser.ts';
import { scheduleFactor } from '../../../agents/learning/schedule.ts';
import {
  trainAgent,
  type AgentTrainingProgress,
  type TrainedAgent,
} from '../../../experiments/index.ts';

const options = {
  kind: await findAgent('rao-ballard'),
  seed: 5,
  engine: 'wasm',
  workers: 1,
  budget: 0.004,
  examples: 2,
} as const;

async function finish(
  training: AsyncGenerator<AgentTrainingProgress, TrainedAgent>,
  stopAfter = Number.POSITIVE_INFINITY,
): Promise<{ trained: TrainedAgent | null; checkpoint: Uint8Array | null; energies: number[] }> {
  const energies: number[] = [];
  let checkpoint: Uint8Array | null = null;
  let next = await training.next();
  while (next.done !== true) {
    energies.push(next.value.freeEnergy);
    checkpoint = next.value.checkpoint();
    if (energies.length === stopAfter) {
      await training.return(undefined as never);
      return { trained: null, checkpoint, energies };
    }
    next = await training.next();
  }
  return { trained: next.value, checkpoint, energies };
}

describe('training', () => {
  test('the same seed gives the same weights, another seed others', async () => {
    const [one, two, other] = await Promise.all([
      finish(trainAgent(options)),
      finish(trainAgent(options)),
      finish(trainAgent({ ...options, seed: 6 })),
    ]);
    expect(two.trained!.record.sha256).toBe(one.trained!.record.sha256);
    expect(other.trained!.record.sha256).not.toBe(one.trained!.record.sha256);
  });

  test('stopped in either stage and resumed from the checkpoint, it ends at the same bits', async () => {
    const whole = await finish(trainAgent(options));
    for (const stopAfter of [5, 14]) {
      const { checkpoint } = await finish(trainAgent(options), stopAfter);
      const resumed = await finish(trainAgent({ ...options, resumeFrom: checkpoint! }));
      expect(resumed.energies.length).toBe(whole.energies.length - stopAfter);
      expect(resumed.trained!.record.sha256).toBe(whole.trained!.record.sha256);
      expect(resumed.trained!.record.finalFreeEnergy).toBe(whole.trained!.record.finalFreeEnergy);
    }
  });

  test('a checkpoint of another seed, engine or plan is refused', async () => {
    const { checkpoint } = await finish(trainAgent(options), 2);
    const resume = (changes: Partial<Parameters<typeof trainAgent>[0]>): Promise<unknown> =>
      finish(trainAgent({ ...options, resumeFrom: checkpoint!, ...changes }), 1);
    await expect(resume({ seed: 6 })).rejects.toThrow('checkpoint: expected seed 6; got 5');
    await expect(resume({ engine: 'reference' })).rejects.toThrow(
      /expected engine reference; got wasm/,
    );
    await expect(resume({ budget: 0.01 })).rejects.toThrow(/expected plan/);
  });

  test('with two worker threads the bits are those of one', async () => {
    // Threads load built code; the engine and the weights are the same.
    const script = new URL('../../../dist/agents/learning/train-worker.js', import.meta.url);
    expect(existsSync(script)).toBe(true);
    const alone = await finish(trainAgent(options));
    const together = await finish(
      trainAgent({
        ...options,
        workers: 2,
        runnerOf: (engine, workers) => createThreadedRunner(engine, workers, script),
      }),
    );
    expect(together.trained!.record.sha256).toBe(alone.trained!.record.sha256);
  });

  test('an agent whose weights are written down cannot be trained, and says so', async () => {
    const kind = await findAgent('single-cause');
    await expect(finish(trainAgent({ ...options, kind }))).rejects.toThrow(HelmholtzError);
    await expect(finish(trainAgent({ ...options, kind }))).rejects.toThrow(/nothing to learn/);
  });

  test('examples without the right classes are refused', async () => {
    const kind = await findAgent('glyphs');
    await expect(finish(trainAgent({ ...options, kind, dataset: 'digits' }))).rejects.toThrow(
      'train: glyphs expects examples of 36 classes; digits has 10 classes',
    );
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
});

describe('optimisers', () => {
  test('plain descent moves by rate times direction', () => {
    const weights = Float64Array.from([1, 2]);
    optimise({ kind: 'sgd' }, createOptimiserState({ kind: 'sgd' }, 2), weights, [0.5, -1], 0.1);
    expect([...weights]).toEqual([1.05, 1.9]);
  });

  test('the first step of Adam is the rate times the sign, and decay pulls towards zero', () => {
    const weights = Float64Array.from([1, -1]);
    const options = { kind: 'adam', weightDecay: 0.5 } as const;
    optimise(options, createOptimiserState(options, 2), weights, [3, -0.2], 0.1);
    expect(weights[0]).toBeCloseTo(1 + 0.1 * (1 - 0.5 * 1), 6);
    expect(weights[1]).toBeCloseTo(-1 + 0.1 * (-1 + 0.5), 6);
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
});
