import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'helmholtz-filter-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const data = file(
  'walk.csv',
  'time,"height, m",other\n1,1.5,7\n2,,8\n3,3.5,NaN\n4,3,6\n'.replace('"height, m"', 'height'),
);
const fixed = ['--process-variance', '1', '--observation-variance', '1'];

describe('helmholtz filter', () => {
  test('writes what the recursion of a random walk gives by hand, and leaves gaps open', async () => {
    const out = join(folder, 'out.csv');
    const { exitCode: code } = await runCommand([
      'filter',
      '--data',
      data,
      '--columns',
      'height',
      ...fixed,
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    const [head, ...rows] = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(head).toEqual([
      'step',
      'height',
      'height_predicted',
      'height_predicted_sd',
      'height_level',
      'height_level_sd',
    ]);
    // By hand: prior N(1.5, 1000 x 4.0 / ...), gain P/(P+1), gap: variance grows by 1.
    let variance = Number(rows[0]![3]) ** 2 - 1;
    let mean = 1.5;
    for (const [step, row] of rows.entries()) {
      if (step > 0) variance += 1;
      expect(Number(row[2])).toBeCloseTo(mean, 10);
      expect(Number(row[3])).toBeCloseTo(Math.sqrt(variance + 1), 10);
      if (row[1] !== '') {
        const gain = variance / (variance + 1);
        mean += gain * (Number(row[1]) - mean);
        variance *= 1 - gain;
      }
      expect(Number(row[4])).toBeCloseTo(mean, 10);
      expect(Number(row[5])).toBeCloseTo(Math.sqrt(variance), 10);
    }
    expect(rows[1]![1]).toBe('');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('filters by predictive coding with the gain Q/(Q+R) = 1/2', async () => {
    const { exitCode: code, printed: output } = await runCommand([
      'filter',
      '--data',
      data,
      '--columns',
      'height',
      '--with',
      'temporal-pc',
      ...fixed,
      '--json',
    ]);
    expect(code).toBe(0);
    const { last } = JSON.parse(output) as { last: { mean: number }[] };
    const first = 1.5;
    const third = first + (3.5 - first) / 2;
    expect(last[0]!.mean).toBeCloseTo(third + (3 - third) / 2, 9);
  });

  test.each([
    [
      'a column that does not exist',
      ['--columns', 'hight'],
      /column "hight": no such column; did you mean "height"\?; it has time, height, other/,
    ],
    [
      'smoothing what looks at no later step',
      ['--with', 'temporal-pc', '--smooth'],
      /--smooth: expected --with kalman/,
    ],
    ['a variance that is none', ['--process-variance', '-1'], /Expected a number above 0/],
    ['a model that does not exist', ['--model', 'local-levl'], /local-levl: cannot be read/],
  ])('refuses %s in one line', async (_, more, message) => {
    const { exitCode: code, complained: complaints } = await runCommand([
      'filter',
      '--data',
      data,
      ...more,
    ]);
    expect(code).toBeGreaterThan(0);
    expect(complaints).toMatch(message);
    expect(complaints.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['no names', '1,2\n3,4\n', /expected names of columns in the first row; got numbers \(1, 2\)/],
    [
      'a word',
      'a\n1\ntwo\n',
      /column "a": expected a number, or nothing for unobserved; got "two" in line 3/,
    ],
    ['a short row', 'a,b\n1,2\n3\n', /expected 2 fields in every row; got 1 in line 3/],
    ['nothing', '', /expected a row of names and at least one row of numbers; got 0 rows/],
    [
      'one number to learn from',
      'a\n1\n',
      /column "a": expected numbers that change.*got 1 number; give --process-variance/,
    ],
    ['equal numbers to learn from', 'a\n1\n1\n1\n', /got 3 equal numbers/],
  ])('says what is wrong with a file of %s', async (name, text, message) => {
    const { exitCode: code, complained: complaints } = await runCommand([
      'filter',
      '--data',
      file(`${name}.csv`, text),
    ]);
    expect(code).toBe(1);
    expect(complaints).toMatch(message);
  });

  test('one step with known variances is an answer, not an error', async () => {
    const { exitCode: code, printed: output } = await runCommand([
      'filter',
      '--data',
      file('one.csv', 'a\n5\n'),
      ...fixed,
    ]);
    expect(code).toBe(0);
    expect(output).toMatch(/1 step of a; 1 numbers observed, 0 not/);
  });

  test('a model from a file filters; a misspelt part of it is refused with the nearest one', async () => {
    const model = {
      dynamics: [
        [1, 1],
        [0, 1],
      ],
      observation: [[1, 0]],
      processCovariance: [
        [0, 0],
        [0, 0.1],
      ],
      observationCovariance: [[1]],
      initialMean: [0, 0],
      initialCovariance: [
        [10, 0],
        [0, 1],
      ],
    };
    const good = file('model.json', JSON.stringify(model));
    const { exitCode: code, printed: output } = await runCommand([
      'filter',
      '--data',
      data,
      '--columns',
      'height',
      '--model',
      good,
      '--smooth',
    ]);
    expect(code).toBe(0);
    expect(output).toMatch(/state_2/);
    const bad = file('bad.json', JSON.stringify({ ...model, dynamic: [[1]] }));
    const refused = await runCommand([
      'filter',
      '--data',
      data,
      '--columns',
      'height',
      '--model',
      bad,
    ]);
    expect(refused.complained).toMatch(/dynamic: no such part; did you mean "dynamics"\?/);
  });
});
