import { describe, expect, test } from '@jest/globals';
import { createAgent, createRandom, findAgent } from '../../../agents/index.ts';
import { gridPosterior } from '../../../agents/families/grid-posterior.ts';
import { integrateErrorNeurons } from '../../../agents/inference/error-neurons.ts';
import { varianceStep } from '../../../agents/learning/precision-learning.ts';

// Bogacz (2017): u = 2, v_p = 3, both variances 1, g(v) = v^2.
const logJoint = (v: number): number =>
  -Math.log(2 * Math.PI) - (2 - v * v) ** 2 / 2 - (3 - v) ** 2 / 2;

describe('exercise 1: the exact posterior on a grid', () => {
  test('from 0.01 to 5 it peaks at 1.57 with density 1.311, mean 1.48479, sd .32796, p(u) = .039186', () => {
    const posterior = gridPosterior(logJoint, { from: 0.01, to: 5, spacing: 0.01 });
    expect(posterior.mode).toBeCloseTo(1.57, 10);
    expect(Math.max(...posterior.density)).toBeCloseTo(1.311, 3);
    expect(posterior.mean).toBeCloseTo(1.48479, 5);
    expect(posterior.standardDeviation).toBeCloseTo(0.32796, 5);
    expect(posterior.evidence).toBeCloseTo(0.039186, 6);
  });

  test('over the full line p(u) = .0392911, mean 1.4797, sd .34252', () => {
    const posterior = gridPosterior(logJoint, { from: -10, to: 10, spacing: 0.001 });
    expect(posterior.evidence).toBeCloseTo(0.0392911, 7);
    expect(posterior.mean).toBeCloseTo(1.4797, 4);
    expect(posterior.standardDeviation).toBeCloseTo(0.34252, 5);
  });
});

describe('exercise 2: descending the free energy', () => {
  test('from phi = 3 with steps of .01 the estimate runs 2.58, 2.3439, 2.1867, 2.0732, 1.9872', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agent.observe([2]);
    const path = [2.58, 2.3439, 2.1867, 2.0732, 1.9872].map((expected) => {
      agent.step(1);
      return [agent.belief().levels[1]!.values[0]!, expected] as const;
    });
    for (const [found, expected] of path) expect(found).toBeCloseTo(expected, 4);
    agent.dispose();
  });

  test('at the minimum F is the negative log joint, 2.96836, with Hessian 11.7417 and Laplace sd .29183', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agent.observe([2]);
    agent.settle({ steps: 20_000, tolerance: 1e-12 });
    const { freeEnergy } = agent.belief();
    expect(freeEnergy.total).toBeCloseTo(2.96836, 5);
    // The paper drops ln 2 pi and maximises: its F is -1.13048.
    expect(Math.log(2 * Math.PI) - freeEnergy.total).toBeCloseTo(-1.13048, 5);
    const variance = agent.posteriorVariance('exact').levels[1]![0]!;
    expect(1 / variance).toBeCloseTo(11.7417, 4);
    expect(Math.sqrt(variance)).toBeCloseTo(0.29183, 5);
    agent.dispose();
  });

  test('the Laplace surprise 3.28099 misses the exact 3.23676, and the mode misses the mean: MAP is not Bayes', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agent.observe([2]);
    agent.settle({ steps: 20_000, tolerance: 1e-12 });
    expect(agent.laplaceSurprise()).toBeCloseTo(3.28099, 5);
    const exact = gridPosterior(logJoint, { from: -10, to: 10, spacing: 0.001 });
    expect(-Math.log(exact.evidence)).toBeCloseTo(3.23676, 5);
    expect(agent.belief().levels[1]!.values[0]! - exact.mean).toBeGreaterThan(0.08);
    agent.dispose();
  });
});

describe('exercise 3: error neurons with dynamics of their own', () => {
  const states = integrateErrorNeurons(
    {
      observation: 2,
      priorMean: 3,
      priorVariance: 1,
      sensoryVariance: 1,
      generate: (v) => v * v,
      generateSlope: (v) => 2 * v,
    },
    { start: { cause: 3, priorError: 0, sensoryError: 0 }, timeStep: 0.01, steps: 20_000 },
  );

  test('at t = 5 the circuit is at phi 1.55242, eps_p -1.43051, eps_u -.44167', () => {
    const { cause, priorError, sensoryError } = states[500]!;
    expect(cause).toBeCloseTo(1.55242, 4);
    expect(priorError).toBeCloseTo(-1.43051, 4);
    expect(sensoryError).toBeCloseTo(-0.44167, 4);
  });

  test('it overshoots: first minimum .89325 at t = .84, rebound 1.895', () => {
    const causes = states.map(({ cause }) => cause);
    const minimum = Math.min(...causes);
    expect(minimum).toBeCloseTo(0.89325, 4);
    expect(causes.indexOf(minimum)).toBe(84);
    expect(Math.max(...causes.slice(84))).toBeCloseTo(1.895, 3);
  });

  test('it ends at the fixed point 1.56747, -1.43253, -.45696', () => {
    const { cause, priorError, sensoryError } = states.at(-1)!;
    expect(cause).toBeCloseTo(1.56747, 5);
    expect(priorError).toBeCloseTo(-1.43253, 5);
    expect(sensoryError).toBeCloseTo(-0.45696, 5);
  });
});

describe('exercise 5: learning the variance', () => {
  test('from phi ~ N(5, 2) the variance goes to 2', () => {
    const random = createRandom(1, 'exercise 5');
    let variance = 1;
    const late: number[] = [];
    for (let trial = 0; trial < 4000; trial++) {
      variance = varianceStep(variance, Math.SQRT2 * random.normal(), 0.01);
      if (trial >= 2000) late.push(variance);
    }
    const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
    expect(Math.abs(mean - 2)).toBeLessThan(0.3);
  });

  test('refuses a variance that is not positive', () => {
    expect(() => varianceStep(0, 1, 0.01)).toThrow('varianceStep: expected variance > 0; got 0');
  });
});
