import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { findAgent, HelmholtzError } from '../../../agents/index.ts';
import { createThreadedRunner } from '../../../agents/learning/threaded-runner.ts';
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
