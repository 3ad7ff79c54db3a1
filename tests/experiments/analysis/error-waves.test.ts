import { expect, test } from '@jest/globals';
import { createAgent, findAgent } from '../../../agents/index.ts';
import { errorWaves } from '../../../experiments/index.ts';

test('waves are those of the errors of the tutorial, step by step: the senses fall silent as the prior speaks up', async () => {
  const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
  agent.observe([2]);
  const { levels } = errorWaves(agent, 5);
  // Bogacz (2017), exercise 2: u = 2, v_p = 3, both variances 1, from phi = 3 in steps of .01.
  const sizes = [3, 2.58, 2.3439, 2.1867, 2.0732, 1.9872];
  expect(levels).toHaveLength(2);
  sizes.forEach((size, step) => {
    expect(Math.abs(levels[0]![step]! - Math.abs(2 - size ** 2))).toBeLessThan(1e-3);
    expect(Math.abs(levels[1]![step]! - Math.abs(size - 3))).toBeLessThan(1e-3);
  });
  // The wave weighs errors with their precision.
  agent.setPrecisionGain(0, 3);
  const [senses] = errorWaves(agent, 0).levels;
  expect(senses![0]! / levels[0]![5]!).toBeCloseTo(3, 5);
  agent.dispose();
});
