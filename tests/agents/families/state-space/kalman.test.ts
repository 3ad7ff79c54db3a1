import { describe, expect, test } from '@jest/globals';
import { isAble, type SomeModel } from '../../../../agents/generative-model.ts';
import { filterSequence } from '../../../../agents/families/state-space/filter-sequence.ts';
import { kalmanModel, type SequenceTypes } from '../../../../agents/families/state-space/kalman.ts';
import type { LinearGaussian } from '../../../../agents/families/state-space/linear-gaussian.ts';
import { simulateStateSpace } from '../../../../agents/families/state-space/simulate.ts';
import { smoothSequence } from '../../../../agents/families/state-space/smooth-sequence.ts';
import { withStationaryPrior } from '../../../../agents/families/state-space/stationary.ts';
import { kalmanSteadyState } from '../../../../agents/families/state-space/steady-state.ts';
import { createRandom } from '../../../../agents/index.ts';
import { sequenceOf } from '../../../../agents/sequence.ts';
import { batchPosterior } from './batch-posterior.ts';

/** Two states that turn and shrink, three correlated channels. */
const turning: LinearGaussian = {
  dynamics: [
    [0.9, 0.3],
    [-0.2, 0.8],
  ],
  observation: [
    [1, 0],
    [0.5, 1],
    [0, -1],
  ],
  processCovariance: [
    [0.5, 0.1],
    [0.1, 0.3],
  ],
  observationCovariance: [
    [0.7, 0.2, 0],
    [0.2, 0.5, 0.1],
    [0, 0.1, 0.9],
  ],
  initialMean: [1, -2],
  initialCovariance: [
    [2, 0.5],
    [0.5, 1],
  ],
};

/** Position and velocity without noise of their own, position seen: P and Q are singular. */
const gliding: LinearGaussian = {
  dynamics: [
    [1, 1],
    [0, 1],
  ],
  observation: [[1, 0]],
  processCovariance: [
    [0, 0],
    [0, 0],
  ],
  observationCovariance: [[0.5]],
  initialMean: [0, 0],
  initialCovariance: [
    [4, 0],
    [0, 0],
  ],
};

const withGaps = (model: LinearGaussian, steps: number, seed: number) => {
  const random = createRandom(seed, 'gaps');
  const { observations } = simulateStateSpace(model, { steps, random });
  // Step 3 is dark, and single channels are missing here and there.
  return {
    ...observations,
    values: observations.values.map((value, entry) =>
      Math.floor(entry / observations.channels) === 3 || random.uniform() < 0.2
        ? Number.NaN
        : value,
    ),
  };
};

const expectClose = (found: number, expected: number) => {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
};

describe.each([
  ['two turning states seen through three correlated channels', turning],
  ['noise-free motion with a singular prior', gliding],
])('%s', (_, model) => {
  const steps = 12;
  const n = model.dynamics.length;
  const observations = withGaps(model, steps, 5);

  test('the filter equals the batch posterior of each step, with missing channels, to 1e-10', () => {
    const { means, covariances, logLikelihood } = filterSequence(model, observations, {
      covariances: 'full',
    });
    for (let t = 0; t < steps; t++) {
      const batch = batchPosterior(model, observations, t + 1);
      batch.mean(t).forEach((value, i) => expectClose(means[t * n + i]!, value));
      batch.covariance(t, t).forEach((row, i) =>
        row.forEach((value, j) => {
          expectClose(covariances!.filtered[t * n * n + i * n + j]!, value);
        }),
      );
    }
    expectClose(logLikelihood, batchPosterior(model, observations, steps).logLikelihood);
  });

  test('the smoother equals the batch posterior of the whole sequence, neighbours included, to 1e-10', () => {
    const batch = batchPosterior(model, observations, steps);
    const { means, covariances, lagCovariances } = smoothSequence(model, observations);
    for (let t = 0; t < steps; t++) {
      batch.mean(t).forEach((value, i) => expectClose(means[t * n + i]!, value));
      batch
        .covariance(t, t)
        .forEach((row, i) =>
          row.forEach((value, j) => expectClose(covariances[t * n * n + i * n + j]!, value)),
        );
      if (t === 0) continue;
      batch
        .covariance(t, t - 1)
        .forEach((row, i) =>
          row.forEach((value, j) => expectClose(lagCovariances[t * n * n + i * n + j]!, value)),
        );
    }
  });
});

describe('the steady state', () => {
  test('is where the filter goes, and solves the Riccati equation', () => {
    const { gain, errorCovariance } = kalmanSteadyState(turning);
    const { variances, steps } = filterSequence(
      turning,
      simulateStateSpace(turning, { steps: 300, random: createRandom(1) }).observations,
    );
    [0, 1].forEach((i) => expectClose(errorCovariance[i]![i]!, variances[(steps - 1) * 2 + i]!));
    expect(gain.map((row) => row.length)).toEqual([3, 3]);
  });

  test.each([0.01, 0.1, 1, 7, 100])(
    'of a random walk with Q/R = %s has the closed-form gain (q + sqrt(q^2 + 4q)) / (2 + q + sqrt(q^2 + 4q))',
    (ratio) => {
      const root = Math.sqrt(ratio * ratio + 4 * ratio);
      const found = kalmanSteadyState({
        dynamics: [[1]],
        observation: [[1]],
        processCovariance: [[ratio]],
        observationCovariance: [[1]],
      });
      expectClose(found.gain[0]![0]!, (ratio + root) / (2 + ratio + root));
      expectClose(found.errorCovariance[0]![0]!, (ratio + root) / (2 + ratio + root));
    },
  );

  test('of a growing state that is not seen does not exist, and is refused', () => {
    expect(() =>
      kalmanSteadyState({
        dynamics: [[1.2]],
        observation: [[0]],
        processCovariance: [[1]],
        observationCovariance: [[1]],
      }),
    ).toThrow(/steadyState: expected dynamics whose growing states are observed/);
  });
});

describe('innovations', () => {
  const model = withStationaryPrior({
    ...turning,
    observation: turning.observation.slice(0, 2),
    observationCovariance: [
      [0.7, 0.2],
      [0.2, 0.5],
    ],
  });

  test('normalised and squared average 2 in two channels, inside the 95 % band for 95 of 100 sequences or so', () => {
    // Chi-square with 200 degrees of freedom over 100: [1.627, 2.411].
    const inside = Array.from({ length: 200 }, (_, run) => {
      const { observations } = simulateStateSpace(model, {
        steps: 100,
        random: createRandom(run, 'nis'),
      });
      const { normalisedInnovationsSquared } = filterSequence(model, observations);
      const mean = normalisedInnovationsSquared.reduce((sum, value) => sum + value, 0) / 100;
      return mean >= 1.627 && mean <= 2.411;
    }).filter(Boolean).length;
    // Binomial(200, .95): 4 standard deviations are 12.3.
    expect(Math.abs(inside - 190)).toBeLessThanOrEqual(12);
  });

  test('are white: no lag correlates beyond 4 standard errors', () => {
    const steps = 5000;
    const { observations } = simulateStateSpace(model, { steps, random: createRandom(3, 'white') });
    const { innovations, innovationVariances } = filterSequence(model, observations);
    const white = innovations.map((value, entry) => value / Math.sqrt(innovationVariances[entry]!));
    for (const lag of [1, 2, 3, 5, 8]) {
      for (const channel of [0, 1]) {
        let sum = 0;
        for (let t = lag; t < steps; t++)
          sum += white[t * 2 + channel]! * white[(t - lag) * 2 + channel]!;
        expect(Math.abs(sum / steps)).toBeLessThan(4 / Math.sqrt(steps));
      }
    }
  });
});

describe('what cannot be filtered', () => {
  test('is refused with the matrix, the expectation and the value', () => {
    const observations = sequenceOf([[1, 2, 3]]);
    const change = (part: Partial<LinearGaussian>) => () =>
      filterSequence({ ...turning, ...part }, observations);
    expect(change({ dynamics: [[1, 2]] })).toThrow(/state-space\.\w+: expected/);
    expect(
      change({
        observationCovariance: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, -1],
        ],
      }),
    ).toThrow(
      /state-space\.observationCovariance: expected a covariance \(positive semi-definite\)/,
    );
    expect(
      change({
        processCovariance: [
          [1, 0.5],
          [0.4, 1],
        ],
      }),
    ).toThrow(/state-space\.processCovariance: expected a symmetric matrix; got 0\.4 and 0\.5/);
    expect(() => filterSequence(turning, sequenceOf([[1]]))).toThrow(
      /filter: expected observations of 3 channels.*got 1/,
    );
    expect(() => sequenceOf([[1], [Infinity]])).toThrow(/got Infinity at step 2/);
    expect(() =>
      filterSequence(
        {
          ...gliding,
          observationCovariance: [[0]],
          initialCovariance: [
            [0, 0],
            [0, 0],
          ],
        },
        sequenceOf([[1]]),
      ),
    ).toThrow(/singular one at step 1; make observationCovariance/);
  });

  test('a stationary prior of a random walk is refused with the eigenvalue', () => {
    expect(() => withStationaryPrior({ ...gliding })).toThrow(
      /expected eigenvalues below 1.*got 1;/,
    );
  });
});

test('inputs drive the state: x = A x + B u', () => {
  const model: LinearGaussian = {
    dynamics: [[0.5]],
    observation: [[1]],
    processCovariance: [[1]],
    observationCovariance: [[1]],
    inputWeights: [[2]],
    initialMean: [0],
    initialCovariance: [[1]],
  };
  const { predictedMeans } = filterSequence(model, sequenceOf([[Number.NaN], [Number.NaN]]), {
    inputs: sequenceOf([[1], [3]]),
  });
  expect([...predictedMeans]).toEqual([2, 7]);
  expect(() => filterSequence(model, sequenceOf([[1]]))).toThrow(
    /filter.inputs: expected 1 steps of 1 inputs; got none/,
  );
});

describe('as a generative model', () => {
  const model = kalmanModel(turning);

  test('its score is the sum of ln p of what it predicted, step by step', () => {
    const { observation } = model.synthesise({ steps: 6 }, createRandom(2));
    let sum = 0;
    for (let steps = 0; steps < 6; steps++) {
      const seen = { ...observation, steps, values: observation.values.slice(0, steps * 3) };
      const { mean, covariance } = model.predict(model.infer(seen));
      sum += batchLogDensity(observation.values.slice(steps * 3, steps * 3 + 3), mean, covariance);
    }
    const { nats, kind } = model.score(observation);
    expect(kind).toBe('exact');
    expectClose(nats, sum);
  });

  test('a verb that a model cannot do is found out before it is called', () => {
    const some: SomeModel<SequenceTypes> = {
      ...model,
      score: { unable: 'for the test of the guard' },
    };
    expect(isAble(some.infer)).toBe(true);
    expect(isAble(some.score)).toBe(false);
  });
});

/** ln N(y; mean, covariance) as the batch posterior of one step would have it. */
function batchLogDensity(y: Float64Array, mean: Float64Array, covariance: Float64Array): number {
  const n = mean.length;
  const rows = Array.from({ length: n }, (_, i) => [...covariance.slice(i * n, i * n + n)]);
  return batchPosterior(
    {
      dynamics: rows.map((row) => row.map(() => 0)),
      observation: rows.map((_, i) => rows.map((__, j) => (i === j ? 1 : 0))),
      processCovariance: rows,
      observationCovariance: rows.map((row) => row.map(() => 0)),
      initialMean: [...mean],
      initialCovariance: rows,
    },
    { steps: 1, channels: n, values: y },
    1,
  ).logLikelihood;
}
