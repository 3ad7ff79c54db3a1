import { describe, expect, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

describe('helmholtz stories, synthesise and explain', () => {
  test('list every story with its parameters and sources', async () => {
    const { exitCode, printed } = await runCommand(['stories', '--json']);
    expect(exitCode).toBe(0);
    const stories = JSON.parse(printed) as { name: string; sources: unknown[] }[];
    expect(stories.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['clouds', 'principal-components', 'recombination', 'sprinkler']),
    );
    for (const { sources } of stories) expect(sources.length).toBeGreaterThan(0);
  });

  test('tell forward what they explain backward, the true causes among the explanations', async () => {
    const told = await runCommand(['synthesise', 'recombination', '--seed', '9', '--json']);
    const { tales } = JSON.parse(told.printed) as {
      tales: { datum: string; choices: unknown[] }[];
    };
    const explained = await runCommand(['explain', 'recombination', tales[0]!.datum, '--json']);
    const { best, score } = JSON.parse(explained.printed) as {
      best: { choices: unknown[]; probability: number }[];
      score: { nats: number };
    };
    expect(best.map(({ choices }) => choices)).toContainEqual(tales[0]!.choices);
    expect(score.nats).toBeLessThan(0);
  });

  test('print the probability that is known of the toy sequence', async () => {
    const { printed } = await runCommand(['explain', 'recombination', 'TGTGCCTTC']);
    expect(printed.split('\n')[0]).toBe(
      `ln p = ${Number(Math.log(0.03742536).toPrecision(6))} nats (exact): TGTGCCTTC`,
    );
  });

  test.each([
    [
      ['explain', 'recombination', 'TGTN'],
      1,
      'sequence: expected bases A, C, G, T; got "N" at position 4',
    ],
    [['synthesise', 'sprinkle'], 1, 'did you mean "sprinkler"?'],
    [['synthesise', 'clouds', '--count', '0'], 2, 'Expected a whole number of at least 1.'],
    [['synthesise', 'clouds', '--set', 'size=0'], 1, 'clouds.size: expected number in [0.01, 100]'],
    [['explain', 'clouds', '1'], 1, 'datum: expected 2 numbers; got "1"'],
  ])('refuse %j in one line', async (argv, code, message) => {
    const { exitCode, complained } = await runCommand(argv);
    expect(exitCode).toBe(code);
    expect(complained).toContain(message);
    expect(complained.trim().split('\n')).toHaveLength(1);
  });

  test('say plainly that a datum is impossible', async () => {
    const { exitCode, printed } = await runCommand(['explain', 'recombination', 'GGG']);
    expect(exitCode).toBe(0);
    expect(printed).toContain('the story cannot make it');
  });
});
