import { describe, expect, test } from '@jest/globals';
import { createEngine, createRandom, createSparsePerceiver } from '../../../../agents/index.ts';
import { expectedSize } from '../../../../agents/families/causes/sparse-perceiver.ts';

const { engine } = await createEngine('reference');

/** E|x| under exp(-(cue - x)^2 / 2 s^2 - a |x|), summed on a grid. */
function sizeByIntegration(cue: number, deviation: number, rate: number): number {
  let [mass, size] = [0, 0];
  for (let x = -12; x <= 12; x += 1e-3) {
    const weight = Math.exp(-((cue - x) ** 2) / (2 * deviation ** 2) - rate * Math.abs(x));
    mass += weight;
    size += weight * Math.abs(x);
  }
  return size / mass;
}

describe('a perceiver with a Laplace prior', () => {
  test.each([
    [2, 0.2, 1],
    [-2, 0.4, 3],
    [0.1, 0.4, 1],
    [0.05, 0.3, 4],
  ])('settles on the soft threshold of cue %f with deviation %f and rate %f', (cue, s, rate) => {
    const perceiver = createSparsePerceiver({ engine, batch: 1, start: rate });
    const found = perceiver.perceive([cue], s)[0]!;
    perceiver.dispose();
    expect(found).toBeCloseTo(Math.sign(cue) * Math.max(0, Math.abs(cue) - rate * s ** 2), 6);
  });

  test('perceives the cue itself where nothing is expected', () => {
    const perceiver = createSparsePerceiver({ engine, batch: 2, start: 0 });
    expect(Array.from(perceiver.perceive([1.5, -0.2], 0.4))).toEqual([
      expect.closeTo(1.5, 6),
      expect.closeTo(-0.2, 6),
    ]);
    perceiver.dispose();
  });

  test.each([
    [2, 0.2, 1],
    [0.1, 0.4, 1],
    [-0.3, 0.5, 2.5],
    [0, 1, 0.2],
  ])('the mean size at cue %f, deviation %f, rate %f is that of the posterior', (cue, s, rate) => {
    expect(expectedSize(cue, s, rate)).toBeCloseTo(sizeByIntegration(cue, s, rate), 5);
  });

  test.each([0.5, 2.5])('learns a rate of %f from noisy cues alone', (rate) => {
    const batch = 300;
    const random = createRandom(2, 'sizes', String(rate));
    const learner = createSparsePerceiver({ engine, batch, start: 1 });
    for (let round = 0; round < 120; round++) {
      const cues = Array.from({ length: batch }, () => {
        const size = -Math.log(1 - random.uniform()) / rate;
        return (random.uniform() < 0.5 ? -size : size) + 0.3 * random.normal();
      });
      learner.learn(cues, 0.3, 0.1 * (1 - round / 120));
    }
    expect(Math.abs(learner.rate / rate - 1)).toBeLessThan(0.05);
    learner.dispose();
  });
});
