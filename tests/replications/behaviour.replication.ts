import { expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import { drawSchedule, recoverModels, recoverParameters } from '../../experiments/index.ts';

const options = { seed: 1, starts: 2, workers: 1 } as const;

test('data of the HGF, Rescorla-Wagner and Pearce-Hall are attributed to their own model', async () => {
  const participants = 40;
  const { confusion, models } = await recoverModels(
    ['hgf-binary', 'rescorla-wagner', 'pearce-hall'].map((model) => ({ model })),
    { ...options, participants, trials: 320 },
  );
  expect(models).toHaveLength(3);
  confusion.forEach((row, maker) => {
    // Chance would be a third; and no other model may be preferred.
    expect(row[maker]! / participants).toBeGreaterThan(0.45);
    row.forEach((count, fitter) => {
      if (fitter !== maker) expect(count).toBeLessThan(row[maker]!);
    });
  });
});

test('a hundred simulated participants are found again; the volatility of volatility hardly is', async () => {
  const participants = 100;
  const { parameters, failures } = await recoverParameters(
    { model: 'hgf-binary' },
    {
      ...{ ...options, participants },
      schedules: Array.from({ length: participants }, (_, at) =>
        drawSchedule(320, 'binary', createRandom(2, at)),
      ),
    },
  );
  const [low, high, decisiveness] = parameters;
  expect(failures.length).toBeLessThan(5);
  for (const found of [low!, decisiveness!]) {
    expect(found.correlation).toBeGreaterThan(0.9);
    expect(Math.abs(found.bias)).toBeLessThan(0.2);
  }
  // The known weakness of choices: the third level's volatility is given by its prior.
  expect(high!.correlation).toBeLessThan(0.6);
  // 95 % +- 3 standard errors of a share of 100.
  for (const { coverage } of parameters) expect(coverage).toBeGreaterThan(0.88);
});
