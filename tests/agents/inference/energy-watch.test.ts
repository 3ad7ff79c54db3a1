import { describe, expect, test } from '@jest/globals';
import { createAgent, findAgent } from '../../../agents/index.ts';
import { createEnergyWatch, type EnergyPoint } from '../../../agents/inference/energy-watch.ts';
import { renderPicture } from '../../../experiments/index.ts';
import { denseConnection, plainLevel, testKind } from '../support/test-kind.ts';

/** Course of 1/2 x^2 under explicit Euler from x = 1. */
function euler(rate: number, steps: number): EnergyPoint[] {
  let x = 1;
  return Array.from({ length: steps }, () => {
    const point = { energy: x * x * 0.5, norm: Math.abs(x) };
    x -= rate * x;
    return point;
  });
}

describe('the watch over the free energy', () => {
  test('a slow descent is moving, however slow', () => {
    expect(createEnergyWatch(10).sees(euler(1e-4, 5000), 1e-4)).toBe('moving');
  });

  test('ten rises in a row are divergence, also when they come one by one', () => {
    const watch = createEnergyWatch(10);
    const points = euler(2.1, 12);
    const courses = points.slice(1).map((point, index) => watch.sees([points[index]!, point], 2.1));
    expect(courses.slice(0, 9)).not.toContain('diverged');
    expect(courses).toContain('diverged');
  });

  test('a number that is not finite is divergence', () => {
    expect(createEnergyWatch(10).sees([{ energy: Number.NaN, norm: 1 }], 1)).toBe('diverged');
  });

  test('|x| jumped over at its kink again and again is flat: its slope never vanishes, its value no longer falls', () => {
    const points = Array.from({ length: 60 }, () => ({ energy: 0.05, norm: 1 }));
    expect(createEnergyWatch(10).sees(points, 0.1)).toBe('flat');
    expect(createEnergyWatch(10).sees(points.slice(0, 40), 0.1)).toBe('moving');
  });
});

test('glyphs, whose rectified units rest at their kink, settles by a free energy that no longer falls', async () => {
  const agent = await createAgent(await findAgent('glyphs'));
  agent.look(await renderPicture('glyph-a'));
  const certificate = agent.settle();
  expect(certificate.status).toBe('settled');
  expect(certificate.explanation).toMatch(/has not fallen any more for 50 steps/);
  const before = agent.belief().freeEnergy.total;
  agent.step(100);
  expect(Math.abs(agent.belief().freeEnergy.total - before)).toBeLessThan(1e-4);
  agent.dispose();
});

test('a rate slightly above the stable one is reported also when steps are taken one by one', async () => {
  const kind = testKind(
    {
      levels: [plainLevel(1), plainLevel(1), plainLevel(1)],
      connections: [denseConnection(), denseConnection()],
    },
    {
      '0.lowerFromUpper': { shape: [1, 1], data: [3] },
      '1.lowerFromUpper': { shape: [1, 1], data: [2] },
    },
    { inferenceRate: 1.05 * 0.2, steps: 100, tolerance: 1e-6 },
  );
  const agent = await createAgent(kind);
  agent.observe([1]);
  agent.clamp(2, { values: [1] });
  const statuses = Array.from({ length: 40 }, () => agent.step(1).status);
  expect(statuses).toContain('diverged');
  expect(statuses.slice(0, 5)).not.toContain('diverged');
  agent.dispose();
});
