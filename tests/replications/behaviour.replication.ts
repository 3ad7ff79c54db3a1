import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import { drawSchedule, type ModelRecovery, recoverParameters } from '../../experiments/index.ts';
import { runCommand } from '../server/command/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'helmholtz-behaviour-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('by default, data of the HGF, Rescorla-Wagner and Pearce-Hall are attributed to their own model', async () => {
  const { printed, exitCode } = await runCommand([
    ...['recover-models', 'hgf-binary', 'rescorla-wagner', 'pearce-hall', '--json'],
  ]);
  expect(exitCode).toBe(0);
  const { confusion, participants, failures } = JSON.parse(printed) as ModelRecovery;
  console.log(confusion.map((row) => row.join('\t')).join('\n'));
  expect(participants).toBe(30);
  // Each failed fit says why; they are few.
  expect(failures.length).toBeLessThan(0.05 * 9 * participants);
  confusion.forEach((row, maker) => {
    // More than chance, than any other model gets, and than of the data of any other model.
    expect(row[maker]! / participants).toBeGreaterThan(1 / 3);
    row.forEach((count, fitter) => {
      if (fitter !== maker) expect(count).toBeLessThan(row[maker]!);
    });
    confusion.forEach((other, at) => {
      if (at !== maker) expect(other[maker]!).toBeLessThan(row[maker]!);
    });
  });
});

test('a hundred simulated participants are found again; the volatility of volatility is not', async () => {
  const participants = 100;
  const { parameters, failures } = await recoverParameters(
    { model: 'hgf-binary' },
    {
      ...{ seed: 2, starts: 3, workers: 1, participants },
      schedules: Array.from({ length: participants }, (_, at) =>
        drawSchedule(320, 'binary', createRandom(2, 'schedule', at)),
      ),
    },
  );
  for (const { name, correlation, bias, coverage, spread } of parameters) {
    console.log(name, { correlation, bias, coverage, spread });
    // 95 % +- 3 standard errors of a share of 100.
    expect(coverage).toBeGreaterThan(0.88);
  }
  expect(failures.length).toBeLessThan(0.03 * participants);
  const [low, high, decisiveness] = parameters;
  for (const found of [low!, decisiveness!]) {
    expect(found.correlation).toBeGreaterThan(0.95);
    expect(Math.abs(found.bias)).toBeLessThan(0.1);
  }
  // Negative: the estimate is the prior.
  expect(high!.correlation).toBeLessThan(0.4);
  expect(high!.spread).toBeLessThan(0.2);
});

test('a million trials are fitted in bounded memory, and the learner is found', async () => {
  const trials = 1_000_000;
  const random = createRandom(4);
  const rows = ['input,response'];
  let value = 0.5;
  for (let trial = 0; trial < trials; trial++) {
    const outcome = random.uniform() < (trial % 80 < 40 ? 0.8 : 0.2) ? 1 : 0;
    // Rescorla and Wagner's rule with rate .15, chosen by matching: decisiveness 1.
    rows.push(`${outcome},${random.uniform() < value ? 1 : 0}`);
    value += 0.15 * (outcome - value);
  }
  const data = join(folder, 'million.csv');
  writeFileSync(data, `${rows.join('\n')}\n`);
  const out = join(folder, 'million');
  await promisify(execFile)(process.execPath, [
    ...['--max-old-space-size=400', join(import.meta.dirname, '../../bin/helmholtz'), 'fit'],
    ...['--model', 'rescorla-wagner', '--data', data, '--recover', '0', '--starts', '1'],
    ...['--out', out],
  ]);
  const { participants } = JSON.parse(readFileSync(join(out, 'fit.json'), 'utf8')) as {
    participants: {
      failure: string | null;
      estimates: { value: number; interval: [number, number] }[];
    }[];
  };
  const [own] = participants;
  expect(own?.failure).toBeNull();
  for (const [at, truth] of [0.15, 1].entries()) {
    const { value: found, interval } = own!.estimates[at]!;
    const error = (interval[1] - interval[0]) / 3.92;
    expect(error).toBeLessThan(0.005);
    expect(Math.abs(found - truth)).toBeLessThan(4 * error);
  }
  // The picture is thinned, the table is not.
  expect(statSync(join(out, 'report.html')).size).toBeLessThan(1e6);
});
