import { expect, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

test('turbine tells when and where something is wrong, or that nothing is', async () => {
  const run = (...more: string[]) => runCommand(['turbine', '--seconds', '6', ...more]);
  const { printed } = await run(
    '--fault',
    'bias',
    '--sensor',
    'rotor-2',
    '--size',
    '0.2',
    '--at',
    '4',
  );
  expect(printed).toMatch(/^something is wrong at 4\.0\d? s: rotor-2, certain at/);
  expect((await run()).printed).toMatch(/^nothing wrong in 6 s\n/);
  const { fault, alarm } = JSON.parse(
    (await run('--fault', 'gain', '--sensor', 'generator-1', '--at', '4', '--json')).printed,
  ) as { fault: { from: number }; alarm: { step: number; place: string } };
  expect(fault.from).toBe(400);
  expect(alarm).toMatchObject({ step: 400, place: 'generator-1' });
});

test('turbine refuses winds and times that it cannot do, in one line', async () => {
  expect((await runCommand(['turbine', '--wind', '5'])).complained).toContain(
    'turbine.wind: expected enough wind for 4800000 W',
  );
  expect((await runCommand(['turbine', '--seconds', '1e6'])).complained).toContain(
    'turbine.seconds: expected at most 3600; got 1000000',
  );
  const late = await runCommand(['turbine', '--fault', 'bias', '--at', '6', '--seconds', '6']);
  expect(late.complained).toContain(
    'turbine.at: expected less than the 6 s that the turbine runs; got 6',
  );
});
