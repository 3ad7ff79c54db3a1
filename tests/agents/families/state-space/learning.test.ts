import { describe, expect, test } from '@jest/globals';
import { filterSequence } from '../../../../agents/families/state-space/filter-sequence.ts';
import { learnStateSpace } from '../../../../agents/families/state-space/learn-state-space.ts';
import type { LinearGaussian } from '../../../../agents/families/state-space/linear-gaussian.ts';
import { simulateStateSpace } from '../../../../agents/families/state-space/simulate.ts';
import { createRandom } from '../../../../agents/index.ts';
import { sequenceOf } from '../../../../agents/sequence.ts';

const level = (process: number, noise: number): LinearGaussian => ({
  dynamics: [[1]],
  observation: [[1]],
  processCovariance: [[process]],
  observationCovariance: [[noise]],
  initialMean: [0],
  initialCovariance: [[1]],
});

const turning: LinearGaussian = {
  dynamics: [
    [0.9, 0.3],
    [-0.2, 0.8],
  ],
  observation: [
    [1, 0],
    [0.5, 1],
  ],
  processCovariance: [
    [0.5, 0.1],
    [0.1, 0.3],
  ],
  observationCovariance: [
    [0.7, 0],
    [0, 0.5],
  ],
  initialMean: [0, 0],
  initialCovariance: [
    [1, 0],
    [0, 1],
  ],
};

describe('expectation maximisation', () => {
  test('ends at the variances that a direct search for the largest likelihood finds', () => {
    const { observations } = simulateStateSpace(level(0.5, 1.5), {
      steps: 300,
      random: createRandom(1),
    });
    const { model, isConverged } = learnStateSpace(level(1, 1), observations, {
      learn: ['processCovariance', 'observationCovariance'],
      rounds: 2000,
      tolerance: 1e-12,
    });
    const likelihood = (process: number, noise: number): number =>
      filterSequence(level(process, noise), observations).logLikelihood;
    expect(isConverged).toBe(true);
    // Coordinate search on logarithms, which knows nothing of expectations.
    let [process, noise] = [1, 1];
    for (let step = 0.5; step > 1e-5;) {
      const [best] = [
        [process * Math.exp(step), noise],
        [process * Math.exp(-step), noise],
        [process, noise * Math.exp(step)],
        [process, noise * Math.exp(-step)],
      ].sort((a, b) => likelihood(b[0]!, b[1]!) - likelihood(a[0]!, a[1]!));
      if (likelihood(best![0]!, best![1]!) > likelihood(process, noise))
        [process, noise] = best as [number, number];
      else step /= 2;
    }
    expect(Math.abs(model.processCovariance[0]![0]! / process - 1)).toBeLessThan(0.01);
    expect(Math.abs(model.observationCovariance[0]![0]! / noise - 1)).toBeLessThan(0.01);
  });

  test('never lowers the likelihood, whatever is learned, with gaps', () => {
    const random = createRandom(2);
    const { observations } = simulateStateSpace(turning, { steps: 200, random });
    const gaps = {
      ...observations,
      values: observations.values.map((value) => (random.uniform() < 0.2 ? Number.NaN : value)),
    };
    const start: LinearGaussian = {
      ...turning,
      dynamics: [
        [0.5, 0],
        [0, 0.5],
      ],
      processCovariance: [
        [1, 0],
        [0, 1],
      ],
      observation: [
        [1, 0.2],
        [0.2, 1],
      ],
    };
    const { logLikelihoods } = learnStateSpace(start, gaps, {
      learn: ['dynamics', 'observation', 'processCovariance', 'observationCovariance', 'initial'],
      rounds: 30,
      tolerance: 0,
    });
    expect(logLikelihoods).toHaveLength(31);
    logLikelihoods.slice(1).forEach((value, round) => {
      expect(value).toBeGreaterThanOrEqual(logLikelihoods[round]! - 1e-9 * Math.abs(value));
    });
    expect(logLikelihoods.at(-1)!).toBeGreaterThan(logLikelihoods[0]! + 10);
  });

  test('recovers the dynamics of a long sequence, and dependent noise', () => {
    const dependent = {
      ...turning,
      observationCovariance: [
        [0.7, 0.3],
        [0.3, 0.5],
      ],
    };
    const { observations } = simulateStateSpace(dependent, {
      steps: 3000,
      random: createRandom(3),
    });
    const { model } = learnStateSpace(
      {
        ...turning,
        dynamics: [
          [0.5, 0],
          [0, 0.5],
        ],
      },
      observations,
      {
        learn: ['dynamics', 'observationCovariance'],
        rounds: 40,
        isNoiseDiagonal: false,
      },
    );
    turning.dynamics.flat().forEach((value, k) => {
      expect(Math.abs(model.dynamics.flat()[k]! - value)).toBeLessThan(0.06);
    });
    expect(Math.abs(model.observationCovariance[0]![1]! - 0.3)).toBeLessThan(0.1);
  });

  test('says what it cannot learn from', () => {
    const learn = ['observationCovariance'] as const;
    expect(() => learnStateSpace(level(1, 1), sequenceOf([[1]]), { learn })).toThrow(
      /learning: expected at least two steps and two observed numbers; got 1 steps, 1 observed/,
    );
    expect(() =>
      learnStateSpace(
        turning,
        sequenceOf([
          [1, 2],
          [null, 3],
          [2, 1],
        ]),
        { learn, isNoiseDiagonal: false },
      ),
    ).toThrow(/isNoiseDiagonal: expected true, since dependent noise/);
  });
});
