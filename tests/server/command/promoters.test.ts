import { expect, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

test('promoters tells who names and who draws how well, and what became of new promoters', async () => {
  const few = ['promoters', '--examples', '30,60', '--seeds', '2', '--level', 'strong'];
  const { exitCode, printed } = await runCommand(few);
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/the law +0\.445 +0\.445 +11\.373/);
  expect(printed).toMatch(/strong +search by critic/);
  const json = await runCommand([...few, '--json']);
  const { learned, designs } = JSON.parse(json.printed) as {
    learned: { examples: number }[];
    designs: { level: string }[];
  };
  expect(learned.map(({ examples }) => examples)).toEqual([30, 60]);
  expect(designs.map(({ level }) => level)).toEqual(['strong']);
});

test('what is wrong is told as wrong use', async () => {
  const { exitCode, complained } = await runCommand(['promoters', '--examples', '30,many']);
  expect(exitCode).toBe(2);
  expect(complained).toContain('--examples');
});
