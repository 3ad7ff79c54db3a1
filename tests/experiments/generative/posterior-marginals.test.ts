import { expect, test } from '@jest/globals';
import {
  createRandom,
  findStory,
  inferCauses,
  isAble,
  resolveParameters,
  type TalePosterior,
} from '../../../agents/index.ts';
import { type Marginal, posteriorMarginals } from '../../../experiments/index.ts';

async function posteriorOf(name: string, datum: string): Promise<TalePosterior> {
  const kind = await findStory(name);
  const { infer } = kind.story(resolveParameters(kind.name, kind.parameters)).read(datum);
  if (!isAble(infer)) throw new Error(infer.unable);
  return infer();
}

const drawing = (samples: number) => ({ random: createRandom(1, 'marginals'), samples });

test('marginals are exact where all explanations are listed, whatever the samples', async () => {
  const posterior = await posteriorOf('sprinkler', 'wet');
  const { marginals, samples } = posteriorMarginals(posterior, drawing(1));
  expect(samples).toBe(0);
  const sprinkler = marginals.find(({ name }) => name === 'sprinkler');
  expect(sprinkler).toEqual({
    kind: 'categories',
    name: 'sprinkler',
    states: [
      { value: 'off', probability: expect.closeTo(0.369 / 0.6471, 10) },
      { value: 'on', probability: expect.closeTo(0.2781 / 0.6471, 10) },
    ],
  });
});

test('numbers have the mean of the belief, and interval and deviation of its samples', async () => {
  const datum = [1, 2, 1, 0, 0];
  const posterior = await posteriorOf('principal-components', datum.join(','));
  const { marginals, samples } = posteriorMarginals(posterior, drawing(20_000));
  expect(samples).toBe(20_000);
  const weights = [
    [1, 0.8],
    [0.9, 0.5],
    [1.1, 0],
    [0.8, -0.6],
    [1, -0.9],
  ];
  const model = { weights, mean: [0, 1, 0, -1, 0], variance: [0.3, 0.3, 0.3, 0.3, 0.3] };
  const { mean, covariance } = inferCauses(model, datum);
  marginals.forEach((marginal, index) => {
    if (marginal.kind !== 'number') throw new Error('expected a number');
    const deviation = Math.sqrt(covariance[index]![index]!);
    expect(marginal.mean).toBeCloseTo(mean[index]!, 10);
    // 20000 samples: a quantile at 2.5 % is off by about 0.02 deviations.
    expect(Math.abs(marginal.standardDeviation / deviation - 1)).toBeLessThan(0.03);
    expect(Math.abs(marginal.lower - (mean[index]! - 1.96 * deviation))).toBeLessThan(
      0.1 * deviation,
    );
    expect(Math.abs(marginal.upper - (mean[index]! + 1.96 * deviation))).toBeLessThan(
      0.1 * deviation,
    );
  });
});

test('where the list is not complete, shares are those of the samples and add up to 1', () => {
  const choice = (value: string) => [{ name: 'coin', value, number: 0 }];
  const posterior: Pick<TalePosterior, 'best' | 'sample'> = {
    best: [{ choices: choice('heads'), probability: 0.7 }],
    sample: (random) => choice(random.uniform() < 0.7 ? 'heads' : 'tails'),
  };
  const { marginals } = posteriorMarginals(posterior, drawing(10_000));
  const [coin] = marginals as [Extract<Marginal, { kind: 'categories' }>];
  expect(coin.states.map(({ value }) => value)).toEqual(['heads', 'tails']);
  // Five standard errors of a share of 10000.
  expect(Math.abs(coin.states[0]!.probability - 0.7)).toBeLessThan(5 * Math.sqrt(0.21 / 10_000));
  expect(coin.states.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
});

test('numbers of listed explanations count by the probabilities of these', () => {
  const choice = (number: number) => [{ name: 'cause', value: String(number), number }];
  const posterior: Pick<TalePosterior, 'best' | 'sample'> = {
    best: [
      { choices: choice(1.5), probability: 0.75 },
      { choices: choice(-2.5), probability: 0.24 },
      { choices: choice(9.5), probability: 0.01 },
    ],
    sample: () => choice(0),
  };
  const { marginals, samples } = posteriorMarginals(posterior, drawing(10));
  expect(samples).toBe(0);
  const mean = 0.75 * 1.5 - 0.24 * 2.5 + 0.01 * 9.5;
  const square = 0.75 * 1.5 ** 2 + 0.24 * 2.5 ** 2 + 0.01 * 9.5 ** 2;
  expect(marginals).toEqual([
    {
      ...{ kind: 'number', name: 'cause', mean: expect.closeTo(mean, 12) },
      standardDeviation: expect.closeTo(Math.sqrt(square - mean ** 2), 12),
      ...{ lower: -2.5, upper: 1.5 },
    },
  ]);
});
