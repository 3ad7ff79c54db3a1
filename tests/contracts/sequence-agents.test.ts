import { describe, expect, test } from '@jest/globals';
import { findSequenceAgent, listSequenceAgents, resolveParameters } from '../../agents/index.ts';

const kinds = await listSequenceAgents();

test('the catalogue of agents in time is not empty, and an unknown name is told the nearest one', async () => {
  expect(kinds.length).toBeGreaterThanOrEqual(4);
  await expect(findSequenceAgent('birdsnog')).rejects.toThrow(/did you mean "birdsong"\?/);
  await expect(findSequenceAgent('random-walk', 'kalmann')).rejects.toThrow(
    /did you mean "kalman"\?/,
  );
});

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  const parameters = resolveParameters(kind.name, kind.parameters);

  test('says what it is and where it comes from, and offers two perceivers', () => {
    expect(kind.summary).toMatch(/\.$/);
    expect(kind.sources.length).toBeGreaterThan(0);
    expect(Object.keys(kind.perceivers).length).toBeGreaterThan(1);
    for (const { meaning } of Object.values(kind.parameters)) expect(meaning).toMatch(/\.$/);
  });

  test('gives courses of one length, the same ones for the same seed', () => {
    for (const perceiver of Object.keys(kind.perceivers)) {
      const percept = kind.perceive({ perceiver, parameters, seed: 2 });
      const lengths = percept.courses.flatMap(({ mean, truth, observed, standardDeviation }) =>
        [mean, truth, observed, standardDeviation].flatMap((values) =>
          values === null ? [] : [values.length],
        ),
      );
      expect(new Set(lengths).size).toBe(1);
      for (const { mean } of percept.courses) expect(mean.every(Number.isFinite)).toBe(true);
      for (const { value } of percept.readings) expect(Number.isFinite(value)).toBe(true);
    }
    const [perceiver = ''] = Object.keys(kind.perceivers);
    const run = (seed: number) => kind.perceive({ perceiver, parameters, seed });
    expect(run(3)).toStrictEqual(run(3));
    expect(run(4)).not.toStrictEqual(run(3));
  });
});
