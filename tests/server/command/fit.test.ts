import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'helmholtz-fit-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const path = (name: string): string => join(folder, name);

function write(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

const small = ['--model', 'rescorla-wagner', '--participants', 'id', '--recover', '3'];

describe('fit', () => {
  test('reads what simulate-behaviour wrote, and writes a report that needs nothing else', async () => {
    const simulated = await runCommand([
      ...['simulate-behaviour', '--model', 'rescorla-wagner', '--participants', '3'],
      ...['--trials', '60', '--out', path('trials.csv')],
    ]);
    expect(simulated).toMatchObject({ exitCode: 0, complained: '' });
    const run = async (out: string) =>
      await runCommand(['fit', ...small, '--data', path('trials.csv'), '--out', path(out)]);
    const outcome = await run('first');
    expect(outcome).toMatchObject({ exitCode: 0, complained: '' });
    expect(outcome.printed).toContain('3 of 3 participants fitted');
    expect(outcome.printed).toContain('failed fits: 0');
    const files = readdirSync(path('first')).sort();
    const [, named] = /^written to .*: (.*)$/mu.exec(outcome.printed)!;
    expect(named!.split(', ').sort()).toEqual(files);
    expect(files).toEqual([
      ...['estimates.csv', 'fit.json', 'participants.csv', 'recovery.csv', 'report.html'],
      'trials.csv',
    ]);
    const report = readFileSync(path('first/report.html'), 'utf8');
    expect(report).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    for (const part of ['Trajectories', 'Residuals', 'Posterior', 'Recovery', 'p1']) {
      expect(report).toContain(part);
    }
    expect(readFileSync(path('first/trials.csv'), 'utf8').trim().split('\n')).toHaveLength(181);
    await run('second');
    for (const file of files) {
      expect(readFileSync(path(`second/${file}`))).toEqual(readFileSync(path(`first/${file}`)));
    }
  });

  test('shows a dash and says why, where recovered values do not differ', async () => {
    const data = write('one-trial.csv', 'id,input,response\na,1,1\n');
    const { exitCode, printed } = await runCommand([
      ...['fit', ...small, '--data', data, '--out', path('one-trial')],
    ]);
    expect(exitCode).toBe(0);
    expect(printed).toContain('-: no correlation, since');
    expect(printed).not.toContain('NaN');
  });

  const good = 'id,input,response\na,1,1\na,0,1\nb,1,0\nb,1,1\n';
  test.each([
    ['no-input.csv', good.replace('input', 'outcme'), 'expected a column "input"'],
    [
      'choice.csv',
      good.replace('a,0,1', 'a,0,3'),
      ':3: expected 0 or 1 in "response", or n/a; got "3"',
    ],
    ['short.csv', good.replace('b,1,0', 'b,1'), 'Invalid Record Length'],
    ['empty.csv', '', 'expected a line with the names of columns; got nothing'],
    ['header.csv', 'id,input,response\n', 'expected trials below the names of columns; got none'],
    ['nobody.csv', good.replace('b,1,0', ',1,0'), ':4: expected a participant in "id"; got ""'],
    ['twice.csv', good.replace('id,', 'input,'), 'expected every column once; got "input" twice'],
  ])(
    'says in one line what is wrong with %s, and leaves nothing behind',
    async (name, text, words) => {
      const data = write(name, text);
      const { exitCode, complained, printed } = await runCommand([
        ...['fit', ...small, '--data', data, '--out', path('nothing')],
      ]);
      expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
      expect(complained).toContain(data);
      expect(complained).toContain(words);
      expect(complained.trim().split('\n')).toHaveLength(1);
      expect(readdirSync(folder)).not.toContain('nothing');
    },
  );

  test('one trial, missing values and constant responses are fitted, and said to say little', async () => {
    const data = write(
      'odd.csv',
      'id,input,response\none,1,1\ntwo,1,n/a\ntwo,,1\nsame,1,1\nsame,0,1\n',
    );
    const { exitCode, printed } = await runCommand([
      ...['fit', '--model', 'hgf-binary', '--participants', 'id', '--recover', '0'],
      ...['--data', data, '--out', path('odd')],
    ]);
    expect(exitCode).toBe(0);
    expect(printed).toContain('3 of 3 participants fitted');
    expect(printed).toContain('note on one: 1 response: estimates are mostly the prior');
    expect(printed).toContain('1 of 2 responses missing; 1 of 2 observations missing');
    expect(printed).toContain('all responses are 1');
  });
});

test('recover-models and compare-models print their tables', async () => {
  const recovered = await runCommand([
    ...['recover-models', 'rescorla-wagner', 'pearce-hall', '--participants', '3'],
    ...['--trials', '80', '--starts', '1'],
  ]);
  expect(recovered).toMatchObject({ exitCode: 0, complained: '' });
  expect(recovered.printed).toMatch(/made by +rescorla-wagner +pearce-hall\n/);
  const data = path('compared.csv');
  await runCommand([
    ...['simulate-behaviour', '--model', 'rescorla-wagner', '--participants', '4'],
    ...['--trials', '80', '--out', data],
  ]);
  const compared = await runCommand([
    ...['compare-models', 'rescorla-wagner', 'pearce-hall', '--data', data],
    ...['--participants', 'id', '--starts', '1'],
  ]);
  expect(compared).toMatchObject({ exitCode: 0, complained: '' });
  expect(compared.printed).toContain('4 participants fitted by all models');
  const refused = await runCommand([
    'compare-models',
    'hgf-binary',
    '--data',
    data,
    '--participants',
    'id',
  ]);
  expect(refused).toMatchObject({ exitCode: 1, printed: '' });
  expect(refused.complained).toContain('expected at least two different models');
});

describe('hgf', () => {
  const network = [
    'scheme: standard',
    'inputs:',
    '  outcome: { kind: binary-input, parent: tendency }',
    'states:',
    '  tendency: { tonicVolatility: -2.5, volatilityParents: { volatility: 1 } }',
    '  volatility: { tonicVolatility: -6 }',
    '',
  ].join('\n');
  const outcomes = `outcome\n${'1\n'.repeat(8)}${'0\n'.repeat(8)}`;

  test('runs a network from a file, with the published cost of eight ones and eight zeros', async () => {
    const argv = ['--network', write('net.yaml', network), '--data', write('u.csv', outcomes)];
    const { exitCode, printed } = await runCommand(['hgf', ...argv, '--out', path('beliefs.csv')]);
    expect(exitCode).toBe(0);
    expect(printed).toContain('14.166275 bits');
    expect(readFileSync(path('beliefs.csv'), 'utf8').trim().split('\n')).toHaveLength(33);
  });

  test.each([
    [network.replace('-2.5', 'high'), 'states.tendency.tonicVolatility: expected number'],
    [network.replace('volatility: 1', 'volatlity: 1'), 'did you mean "volatility"?'],
    [network.replace('scheme: standard', 'scheme: [standard'), 'expected YAML or JSON'],
  ])('says what is wrong with a network, case %#', async (text, words) => {
    const argv = ['--network', write('bad.yaml', text), '--data', write('u.csv', outcomes)];
    const { exitCode, complained } = await runCommand(['hgf', ...argv]);
    expect(exitCode).toBe(1);
    expect(complained).toContain(words);
    expect(complained.trim().split('\n')).toHaveLength(1);
  });
});
