import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TOY_VJ } from '../../../agents/index.ts';
import { writeFolder } from '../../agents/families/recombination/write-folder.ts';
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

describe('helmholtz synthesise and explain with --model', () => {
  test('take their numbers from a folder, and refuse what is missing or malformed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'helmholtz-model-'));
    try {
      const { params, marginals } = writeFolder({ ...TOY_VJ, vChoice: [0.1, 0.9] });
      await writeFile(join(folder, 'model_parms.txt'), params.text);
      const explain = (...more: string[]) =>
        runCommand(['explain', 'recombination', 'TGTAGCTTC', '--model', folder, ...more]);
      expect((await explain()).complained).toContain('expected model_marginals.txt');
      await writeFile(join(folder, 'model_marginals.txt'), marginals.text);
      const { printed } = await explain();
      // The toy gives V2 .4; everything else alike, the sequence is almost always of V2.
      const toy = await runCommand(['explain', 'recombination', 'TGTAGCTTC']);
      const nats = (text: string): number => Number(/ln p = (\S+) nats/.exec(text)?.[1]);
      expect(nats(printed) - nats(toy.printed)).toBeGreaterThan(0.7);
      expect(nats(printed) - nats(toy.printed)).toBeLessThan(Math.log(0.9 / 0.4) + 1e-6);
      const told = await runCommand([
        ...['synthesise', 'recombination', '--model', folder, '--count', '200', '--json'],
      ]);
      expect(told.printed.match(/"gene|V2"/g)!.length).toBeGreaterThan(160);
      expect((await explain('--set', 'genes=vdj')).complained).toContain(
        'recombination.genes: is what the folder says',
      );
      await writeFile(join(folder, 'model_marginals.txt'), '@v_choice\n$Dim[2]\n#\n%1\n');
      const broken = await explain();
      expect(broken.exitCode).toBe(1);
      expect(broken.complained).toContain('model_marginals.txt:4: expected 2 probabilities; got 1');
    } finally {
      await rm(folder, { recursive: true });
    }
    const { complained } = await runCommand(['explain', 'sprinkler', 'wet', '--model', '.']);
    expect(complained).toContain('sprinkler: has no model folders');
  });
});
