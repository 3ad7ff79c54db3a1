import { describe, expect, test } from '@jest/globals';
import {
  type Agent,
  createAgent,
  createRandom,
  findAgent,
  listAgents,
  pictureLevelOf,
  SCHEMES,
  STARTS,
  unitsOf,
} from '../../agents/index.ts';
import { denseConnection, plainLevel, testKind } from './support/test-kind.ts';

const kinds = await listAgents();

function look(agent: Agent, seed = 1): void {
  const random = createRandom(seed, 'live inference');
  const units = unitsOf(agent.hierarchy.levels[pictureLevelOf(agent.kind)]!);
  const numbers = (length: number): Float64Array =>
    Float64Array.from({ length }, () => 0.5 + 0.3 * random.normal());
  agent.observe(numbers(units));
  // What a picture at the top predicts is already settled: there something is to be done once a label is clamped as well.
  if (pictureLevelOf(agent.kind) > 0) {
    agent.clamp(0, { values: numbers(unitsOf(agent.hierarchy.levels[0]!)) });
  }
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  test('runs every scheme that it does not refuse, and says why it refuses the others', async () => {
    const agent = await createAgent(kind, { engine: 'wasm' });
    look(agent);
    const offered = agent.schemes();
    // Inference of an agent's own is the only one that it has.
    const known =
      kind.inference === undefined ? SCHEMES.map(({ name }) => name) : [agent.scheme.name];
    expect(offered.map(({ kind: { name } }) => name)).toEqual(known);
    for (const { kind: scheme, refusal } of offered) {
      agent.reset();
      if (refusal !== null) {
        expect(() => agent.setScheme({ name: scheme.name })).toThrow(`${scheme.name}: ${refusal}`);
        continue;
      }
      agent.setScheme({ name: scheme.name });
      expect(agent.scheme.name).toBe(scheme.name);
      const certificate = agent.step(2);
      expect(certificate.status).not.toBe('diverged');
      expect(certificate.steps).toBe(2);
      expect(Number.isFinite(agent.belief().freeEnergy.total)).toBe(true);
      if (scheme.descends) {
        const [first, ...later] = agent.trace.map(({ total }) => total);
        for (const total of later)
          expect(total).toBeLessThanOrEqual(first! + 1e-6 * Math.abs(first!));
      }
    }
    agent.dispose();
  });

  test('goes on with the same beliefs on another engine', async () => {
    const agent = await createAgent(kind, { engine: 'wasm' });
    look(agent);
    agent.step(3);
    const before = agent.belief();
    await agent.setEngine('reference');
    expect(agent.engine).toEqual({ name: 'reference', reason: expect.any(String) });
    const after = agent.belief();
    expect(after.step).toBe(3);
    after.levels.forEach(({ values }, level) => {
      expect([...values]).toEqual([...before.levels[level]!.values]);
    });
    expect(after.freeEnergy.total).toBeCloseTo(before.freeEnergy.total, 1);
    await expect(agent.setEngine('refrence')).rejects.toThrow(/did you mean "reference"\?/);
    agent.dispose();
  });
});

describe('precisions in force', () => {
  const kind = (learned: false | 'each') =>
    testKind(
      {
        levels: [plainLevel(2), plainLevel(1, { kind: 'gaussian', mean: 0, precision: 1 })],
        connections: [denseConnection({ precision: 3, precisionLearned: learned })],
      },
      {
        '0.lowerFromUpper': { shape: [2, 1], data: [1, 1] },
        ...(learned === false ? {} : { '0.logPrecision': { shape: [2], data: [Math.log(5), 0] } }),
      },
      { inferenceRate: 0.05, steps: 2000, tolerance: 1e-12 },
    );

  test('as learned and as described give the two posterior means in closed form', async () => {
    const agent = await createAgent(kind('each'), { engine: 'reference' });
    const settled = (): number => {
      agent.observe([2, -1]);
      agent.settle();
      return agent.belief().levels[1]!.values[0]!;
    };
    expect(agent.precisionModes).toEqual(['learned', 'fixed']);
    // sum p_i u_i / (1 + sum p_i)
    expect(settled()).toBeCloseTo((5 * 2 - 1) / (1 + 6), 10);
    agent.setPrecisionMode('fixed');
    expect(settled()).toBeCloseTo((3 * 2 - 3) / (1 + 6), 10);
    for (const precision of agent.belief().levels[0]!.precision)
      expect(precision).toBeCloseTo(3, 12);
    agent.setPrecisionGain(0, 2);
    expect(settled()).toBeCloseTo((6 * 2 - 6) / (1 + 12), 10);
    agent.setPrecisionMode('learned');
    agent.setPrecisionGain(0, 1);
    expect(settled()).toBeCloseTo((5 * 2 - 1) / (1 + 6), 10);
    agent.dispose();
  });

  test('that an agent does not have are refused with the reason', async () => {
    const agent = await createAgent(kind(false), { engine: 'reference' });
    expect(agent.precisionModes).toEqual(['fixed']);
    expect(() => agent.setPrecisionMode('learned')).toThrow(
      'test-agent: has learned no precision; it has fixed',
    );
    expect(() => agent.setPrecisionMode('inferred')).toThrow(
      'test-agent: infers no precision from context; it has fixed',
    );
    agent.dispose();
  });
});

describe('the certificate', () => {
  /** F = 1/2 sum h_i x_i^2 + ...: the Hessian is diagonal with 1 + w_i^2. */
  const kind = testKind(
    {
      levels: [plainLevel(3), plainLevel(3, { kind: 'gaussian', mean: 0, precision: 1 })],
      connections: [denseConnection()],
    },
    { '0.lowerFromUpper': { shape: [3, 3], data: [1, 0, 0, 0, 3, 0, 0, 0, 7] } },
    { inferenceRate: 0.02, steps: 2000, tolerance: 1e-10 },
  );

  test('knows the largest stable rate and the condition number in closed form', async () => {
    const agent = await createAgent(kind, { engine: 'reference' });
    agent.observe([1, 2, 3]);
    agent.settle();
    expect(agent.belief().certificate.conditionNumber).toBeNull();
    expect(agent.estimateLargestStableRate()).toBeCloseTo(2 / 50, 6);
    expect(agent.estimateConditionNumber()).toBeCloseTo(50 / 2, 4);
    expect(agent.belief().certificate.conditionNumber).toBeCloseTo(25, 4);
    agent.dispose();
  });

  test('calls a direction that nothing holds an infinite condition number', async () => {
    const flat = testKind(
      {
        levels: [plainLevel(1), plainLevel(2, { kind: 'gaussian', mean: 0, precision: 0 })],
        connections: [denseConnection()],
      },
      { '0.lowerFromUpper': { shape: [1, 2], data: [1, 0] } },
      { inferenceRate: 0.1, steps: 100, tolerance: 1e-6 },
    );
    const agent = await createAgent(flat, { engine: 'reference' });
    expect(agent.estimateConditionNumber()).toBe(Infinity);
    agent.dispose();
  });

  test('of a sampler says that it does not come to rest', async () => {
    const agent = await createAgent(kind, { engine: 'reference', scheme: { name: 'langevin' } });
    agent.observe([1, 2, 3]);
    const { status, explanation } = agent.settle({ steps: 30 });
    expect(status).toBe('step-limit');
    expect(explanation).toMatch(
      /^sampling the posterior by langevin: 30 steps so far; it does not come to rest/,
    );
    agent.dispose();
  });

  test('reports divergence of momentum, and goes back to the beliefs before', async () => {
    const agent = await createAgent(kind, { engine: 'reference', scheme: { name: 'momentum' } });
    agent.observe([1, 2, 3]);
    agent.setInferenceRate(0.2);
    const { status, explanation } = agent.settle();
    expect(status).toBe('diverged');
    expect(explanation).toContain('2/lambda_max = 0.04');
    expect(agent.belief().step).toBe(0);
    expect(Number.isFinite(agent.belief().freeEnergy.total)).toBe(true);
    agent.dispose();
  });
});

test('schemes end at the free energy at which Euler ends where F is convex, accelerated settling sooner', async () => {
  // Linear predictions, Gaussian errors and Laplace priors: one minimum.
  const kind = await findAgent('rao-ballard');
  const course = async (name: string, steps: number): Promise<number[]> => {
    const agent = await createAgent(kind, { scheme: { name } });
    look(agent, 4);
    agent.settle({ steps, tolerance: 0 });
    const energies = [...agent.trace.map(({ total }) => total), agent.belief().freeEnergy.total];
    agent.dispose();
    return energies;
  };
  const euler = await course('euler', 1200);
  const minimum = euler.at(-1)!;
  const stepsToMinimum = (energies: number[]): number => {
    const steps = energies.findIndex((energy) => energy < minimum + 0.01);
    expect(steps).toBeGreaterThan(0);
    return steps;
  };
  for (const [name, steps] of [
    ['momentum', 600],
    ['accelerated', 400],
  ] as const) {
    const energies = await course(name, steps);
    expect(Math.abs(energies.at(-1)! - minimum)).toBeLessThan(1e-3);
    expect(stepsToMinimum(energies)).toBeLessThan(stepsToMinimum(euler));
  }
});

test('a sampler goes on from where the slope is zero', async () => {
  const kind = await findAgent('rao-ballard');
  const agent = await createAgent(kind, { scheme: { name: 'langevin' } });
  agent.observe(new Float64Array(400));
  expect(agent.belief().certificate.gradientNorm).toBe(0);
  expect(agent.settle({ steps: 3 })).toMatchObject({ status: 'step-limit', steps: 3 });
  expect(agent.belief().levels[1]!.values.some((value) => value !== 0)).toBe(true);
  agent.dispose();
});

test('the same seed samples the same beliefs, also after going back in time', async () => {
  const kind = await findAgent('single-cause');
  const agent = await createAgent(kind, { scheme: { name: 'langevin' }, seed: 7 });
  const other = await createAgent(kind, { scheme: { name: 'langevin' }, seed: 8 });
  look(agent);
  look(other);
  agent.step(5);
  const saved = agent.saveValues();
  agent.step(6);
  const first = agent.saveValues();
  agent.restoreValues(saved);
  for (let step = 0; step < 6; step++) agent.step(1);
  expect(agent.saveValues()).toEqual(first);
  other.step(11);
  expect(other.saveValues().levels[1]).not.toEqual(first.levels[1]);
  agent.dispose();
  other.dispose();
});

test('a scheme that could not go on keeps a level from being released', async () => {
  const kind = testKind(
    {
      levels: [plainLevel(510), plainLevel(3, { kind: 'gaussian', mean: 0, precision: 1 })],
      connections: [denseConnection()],
    },
    { '0.lowerFromUpper': { shape: [510, 3], data: Array.from({ length: 1530 }, () => 0.1) } },
    { inferenceRate: 0.02, steps: 20, tolerance: 1e-6 },
  );
  const agent = await createAgent(kind, {
    engine: 'reference',
    scheme: { name: 'gauss-newton' },
  });
  expect(() => agent.release(0)).toThrow(
    /gauss-newton: expected at most 512 free value nodes.*got 513/,
  );
  agent.observe(new Float64Array(510).fill(1));
  expect(agent.settle().status).toBe('settled');
  expect(() => agent.setInferenceRate(0.1)).toThrow(
    'inference rate: gauss-newton takes none, since it chooses its own steps',
  );
  agent.dispose();
});

describe('where beliefs start', () => {
  /** Chain of three levels: prediction 2 x, then 3 x, of a top level with prior mean 0.5. */
  const kind = testKind(
    {
      levels: [
        plainLevel(1),
        plainLevel(1),
        plainLevel(1, { kind: 'gaussian', mean: 0.5, precision: 1 }),
      ],
      connections: [denseConnection(), denseConnection()],
    },
    {
      '0.lowerFromUpper': { shape: [1, 1], data: [3] },
      '1.lowerFromUpper': { shape: [1, 1], data: [2] },
    },
    { inferenceRate: 0.02, steps: 4000, tolerance: 1e-12 },
  );
  const valuesAt = (agent: Agent): number[] =>
    agent.saveValues().levels.map((values) => values[0]!);

  test('is the predictions, zero, or random numbers of the seed; what is seen stays', async () => {
    const agent = await createAgent(kind, { engine: 'reference' });
    agent.observe([7]);
    expect(valuesAt(agent)).toEqual([7, 1, 0.5]);
    agent.setStart('zero');
    expect(valuesAt(agent)).toEqual([7, 1, 0.5]);
    agent.reset();
    expect(valuesAt(agent)).toEqual([7, 0, 0]);
    agent.setStart('random');
    agent.reset();
    const first = valuesAt(agent);
    expect(first[0]).toBe(7);
    expect(new Set([0, ...first]).size).toBe(4);
    agent.step(3);
    agent.reset();
    expect(valuesAt(agent)).toEqual(first);
    agent.dispose();
    const other = await createAgent(kind, { engine: 'reference', start: 'random', seed: 2 });
    other.observe([7]);
    expect(valuesAt(other)).not.toEqual(first);
    other.dispose();
  });

  test('does not change where settling ends', async () => {
    // Minimum of F by hand: with a = x1, b = x2, dF/da = 0 and dF/db = 0 give 10 a - 2 b = 3 y and 5 b - 2 a = 1/2.
    const b = (2 * 3 * 7 + 10 * 0.5) / (50 - 4);
    const a = (3 * 7 + 2 * b) / 10;
    for (const start of STARTS) {
      const agent = await createAgent(kind, { engine: 'reference', start });
      agent.observe([7]);
      expect(agent.settle().status).toBe('settled');
      const [, middle, top] = valuesAt(agent);
      expect(middle).toBeCloseTo(a, 9);
      expect(top).toBeCloseTo(b, 9);
      agent.dispose();
    }
  });

  test('at random has the standard deviation that is told', async () => {
    const wide = testKind(
      {
        levels: [plainLevel(1), plainLevel(4000, { kind: 'gaussian', mean: 1, precision: 1 })],
        connections: [denseConnection()],
      },
      { '0.lowerFromUpper': { shape: [1, 4000], data: new Array<number>(4000).fill(0) } },
      { inferenceRate: 0.02, steps: 1, tolerance: 1e-12 },
    );
    const agent = await createAgent(wide, { engine: 'reference', start: 'random' });
    agent.observe([0]);
    const values = agent.saveValues().levels[1]!;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    // Five standard errors of the variance of 4000 normal numbers.
    expect(Math.abs(variance / 0.05 ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / 4000));
    agent.dispose();
  });

  test('keeps clamped units, and lesioned levels silent', async () => {
    for (const start of STARTS) {
      const agent = await createAgent(kind, { engine: 'reference', start });
      agent.observe([7]);
      agent.clamp(1, { values: [4] });
      agent.setLesioned(2, true);
      agent.reset();
      expect(valuesAt(agent)).toEqual([7, 4, 0]);
      agent.dispose();
    }
  });

  test('is refused with the nearest start', async () => {
    const start = JSON.parse('"randon"') as 'random';
    await expect(createAgent(kind, { start })).rejects.toThrow(
      'start: unknown "randon"; did you mean "random"?',
    );
  });
});
