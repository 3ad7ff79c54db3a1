import { describe, expect, test } from '@jest/globals';
import { createAgent, findAgent, HelmholtzError } from '../../../agents/index.ts';
import {
  kalmanSteadyState,
  temporalPredictiveCodingSteadyState,
} from '../../../agents/families/state-space/steady-state.ts';
import { denseConnection, plainLevel, testKind } from '../support/test-kind.ts';

const standardPrior = { kind: 'gaussian', mean: 0, precision: 1 } as const;

describe('one cause with two cues', () => {
  const kind = testKind(
    {
      levels: [plainLevel(2), plainLevel(1, standardPrior)],
      connections: [denseConnection()],
    },
    { '0.lowerFromUpper': { shape: [2, 1], data: [1, 1] } },
    { inferenceRate: 0.1, steps: 5000, tolerance: 1e-13 },
  );

  test('prior N(0,1) and cues 1 (variance .25) and 3 (variance 1) give the posterior 7/6 with variance 1/6', async () => {
    const agent = await createAgent(kind, { engine: 'reference' });
    agent.observe([1, 3]);
    agent.setErrorGains(0, [4, 1]);
    const certificate = agent.settle();
    expect(certificate.status).toBe('settled');
    expect(agent.belief().levels[1]!.values[0]).toBeCloseTo(7 / 6, 12);
    const { levels, method } = agent.posteriorVariance('exact');
    expect(method).toBe('exact');
    expect(levels[1]![0]).toBeCloseTo(1 / 6, 12);
    agent.dispose();
  });
});

describe('surprise of one observation', () => {
  test('u = 1, likelihood variance .25, prior N(0,1): -ln p(u) = 1.43051', async () => {
    const kind = testKind(
      {
        levels: [plainLevel(1), plainLevel(1, standardPrior)],
        connections: [denseConnection({ precision: 4 })],
      },
      { '0.lowerFromUpper': { shape: [1, 1], data: [1] } },
      { inferenceRate: 0.1, steps: 5000, tolerance: 1e-13 },
    );
    const agent = await createAgent(kind, { engine: 'reference' });
    agent.observe([1]);
    agent.settle();
    const exact = 0.5 * (Math.log(2 * Math.PI * 1.25) + 1 / 1.25);
    expect(agent.laplaceSurprise()).toBeCloseTo(exact, 12);
    expect(agent.laplaceSurprise()).toBeCloseTo(1.43051, 5);
    agent.dispose();
  });
});

describe('scalar deep linear chain, three weights of .5, both ends clamped at 1', () => {
  const half = { shape: [1, 1], data: [0.5] };
  const kind = testKind(
    {
      levels: [plainLevel(1), plainLevel(1), plainLevel(1), plainLevel(1)],
      connections: [denseConnection(), denseConnection(), denseConnection()],
    },
    { '0.lowerFromUpper': half, '1.lowerFromUpper': half, '2.lowerFromUpper': half },
    { inferenceRate: 0.3, steps: 5000, tolerance: 1e-14 },
  );

  test('settles at 2/3, 2/3 with errors 1/6, 1/3, 2/3 whose squares sum to 7/12', async () => {
    const agent = await createAgent(kind, { engine: 'reference' });
    agent.observe([1]);
    agent.clamp(3, { values: [1] });
    agent.settle();
    const { levels } = agent.belief();
    expect(levels[1]!.values[0]).toBeCloseTo(2 / 3, 12);
    expect(levels[2]!.values[0]).toBeCloseTo(2 / 3, 12);
    const errors = [2, 1, 0].map((level) => levels[level]!.predictionErrors[0]!);
    expect(errors[0]).toBeCloseTo(1 / 6, 12);
    expect(errors[1]).toBeCloseTo(1 / 3, 12);
    expect(errors[2]).toBeCloseTo(2 / 3, 12);
    expect(errors.reduce((sum, error) => sum + error * error, 0)).toBeCloseTo(7 / 12, 12);
    agent.dispose();
  });
});

describe('random walk with equal process and observation noise', () => {
  const walk = {
    dynamics: [[1]],
    observation: [[1]],
    processCovariance: [[1]],
    observationCovariance: [[1]],
  };

  test('the Kalman gain and error are 1/golden ratio', () => {
    const { gain, errorCovariance } = kalmanSteadyState(walk);
    const golden = (Math.sqrt(5) - 1) / 2;
    expect(gain[0]![0]).toBeCloseTo(golden, 12);
    expect(errorCovariance[0]![0]).toBeCloseTo(golden, 12);
  });

  test('temporal predictive coding has gain 1/2 and error 2/3', () => {
    const { gain, errorCovariance } = temporalPredictiveCodingSteadyState(walk);
    expect(gain[0]![0]).toBeCloseTo(0.5, 12);
    expect(errorCovariance[0]![0]).toBeCloseTo(2 / 3, 12);
  });

  test('in two dimensions both satisfy their own fixed-point equations and Kalman is never worse', () => {
    const model = {
      dynamics: [
        [0.9, 0.2],
        [-0.1, 0.8],
      ],
      observation: [[1, 0.5]],
      processCovariance: [
        [0.5, 0.1],
        [0.1, 0.3],
      ],
      observationCovariance: [[0.7]],
    };
    const best = kalmanSteadyState(model).errorCovariance;
    const other = temporalPredictiveCodingSteadyState(model).errorCovariance;
    for (const state of [0, 1]) expect(best[state]![state]).toBeLessThan(other[state]![state]!);
  });
});

describe('the food item of Bogacz (2017)', () => {
  test('the most likely size is the root of 2 phi^3 - 3 phi - 3 = 0, 1.567468', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agent.observe([2]);
    agent.settle({ steps: 20_000, tolerance: 1e-12 });
    const phi = agent.belief().levels[1]!.values[0]!;
    expect(2 * phi ** 3 - 3 * phi - 3).toBeCloseTo(0, 10);
    expect(phi).toBeCloseTo(1.5674683749, 9);
    agent.dispose();
  });
});

describe('the hand-checkable chain x = 1, W1 = 2, z, W2 = 3, y = 1', () => {
  const kind = testKind(
    {
      levels: [plainLevel(1), plainLevel(1), plainLevel(1)],
      connections: [denseConnection(), denseConnection()],
    },
    {
      '0.lowerFromUpper': { shape: [1, 1], data: [3] },
      '1.lowerFromUpper': { shape: [1, 1], data: [2] },
    },
    { inferenceRate: 0.05, steps: 2000, tolerance: 1e-10 },
  );
  const open = async (engine: 'reference' | 'wasm', rate: number) => {
    const agent = await createAgent(kind, { engine });
    agent.observe([1]);
    agent.clamp(2, { values: [1] });
    agent.setInferenceRate(rate);
    return agent;
  };

  test('settles at z = .5 with energy 1.25 and errors -1.5 and -.5, Hessian 10', async () => {
    const agent = await open('reference', 0.05);
    agent.settle();
    const { levels } = agent.belief();
    expect(levels[1]!.values[0]).toBeCloseTo(0.5, 10);
    expect(levels[1]!.predictionErrors[0]).toBeCloseTo(-1.5, 10);
    expect(levels[0]!.predictionErrors[0]).toBeCloseTo(-0.5, 10);
    const energy = [0, 1].reduce(
      (sum, level) => sum + levels[level]!.predictionErrors[0]! ** 2 / 2,
      0,
    );
    expect(energy).toBeCloseTo(1.25, 10);
    expect(agent.posteriorVariance('exact').levels[1]![0]).toBeCloseTo(1 / 10, 12);
    expect(agent.estimateLargestStableRate()).toBeCloseTo(0.2, 9);
    agent.dispose();
  });

  test.each(['reference', 'wasm'] as const)(
    'with %s, settles at .95 of the stability limit',
    async (engine) => {
      const agent = await open(engine, 0.95 * 0.2);
      const certificate = agent.settle({ steps: 5000, tolerance: 1e-5 });
      expect(certificate.status).toBe('settled');
      expect(agent.belief().levels[1]!.values[0]).toBeCloseTo(0.5, 5);
      agent.dispose();
    },
  );

  test.each(['reference', 'wasm'] as const)(
    'with %s, is reported as diverging at 1.05 of the stability limit, with level, step and remedy',
    async (engine) => {
      const agent = await open(engine, 1.05 * 0.2);
      const certificate = agent.settle({ steps: 5000, tolerance: 1e-5 });
      expect(certificate.status).toBe('diverged');
      expect(certificate.explanation).toMatch(/diverged at step \d+, fastest at level 1/);
      expect(certificate.explanation).toMatch(/2\/lambda_max = 0\.2; try 0\.18/);
      expect(agent.belief().levels.every(({ values }) => values.every(Number.isFinite))).toBe(true);
      agent.dispose();
    },
  );
});

test('an agent that has been disposed of says so', async () => {
  const agent = await createAgent(await findAgent('single-cause'));
  agent.dispose();
  expect(() => agent.step(1)).toThrow(HelmholtzError);
  expect(() => agent.belief()).toThrow(/disposed/);
});
