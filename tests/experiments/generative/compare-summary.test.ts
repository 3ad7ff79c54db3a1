import { describe, expect, test } from '@jest/globals';
import {
  readComparison,
  readDurations,
  summariseComparison,
  type TimedResult,
} from '../../../experiments/index.ts';

function result(
  model: TimedResult['model'],
  seed: number,
  given: Partial<TimedResult>,
): TimedResult {
  return {
    ...{ model, seed, modes: 8, highQuality: 0.98, imbalance: 0.01, allocation: 0.01, spread: 1 },
    ...{ meanDiscrepancy: 0, frechet: 0, precision: 0.9, recall: 0.9, score: null },
    ...{ learning: 10, sampling: 0.1 },
    ...given,
  };
}

const seeds = [1, 2, 3, 4];

describe('what is read out of a comparison', () => {
  test('who misses modes, who blurs, and who is too good to be true', () => {
    const results = [
      ...seeds.map((seed) => result('vae', seed, { spread: 3, highQuality: 0.4 })),
      ...seeds.map((seed) => result('gan', seed, { modes: seed < 3 ? 8 : seed, sampling: 0.2 })),
      ...seeds.map((seed) => result('diffusion', seed, { spread: 0.5, highQuality: 0.999 })),
    ];
    expect(readComparison(results, 8)).toEqual([
      'vae covers all 8 modes with every seed.',
      'vae blurs: clouds are 3 times too wide.',
      'gan misses modes with 2 of 4 seeds: it covers 3 to 8 of 8.',
      'diffusion covers all 8 modes with every seed.',
      'diffusion is under-dispersed: clouds have 0.5 of their true width.',
      'diffusion has more good points than a perfect sampler (0.999 above 0.989), which is under-dispersion and no success.',
    ]);
    expect(readDurations(results)).toEqual([
      'gan is the slowest to sample: 0.2 s for a thousand points.',
    ]);
    expect(readDurations(results.slice(0, 4))).toEqual([]);
  });

  test.each([
    ['packed-gan', [3, 4, 3, 4], [7, 8, 8, 7], /^Packing helps: 4 modes more .*4 pairs/],
    ['unrolled-gan', [7, 8, 8, 7], [3, 4, 3, 4], /^Unrolling harms: -4 modes more/],
    ['packed-gan', [3, 8, 3, 8], [8, 3, 8, 3], /^Packing makes no sure difference: 0 modes more/],
  ] as const)(
    'whether a remedy helps, seed by seed: %s, %j, %j',
    (remedy, plain, mended, expected) => {
      const reading = readComparison(
        [
          ...plain.map((modes, seed) => result('gan', seed, { modes })),
          ...mended.map((modes, seed) => result(remedy, seed, { modes })),
        ],
        8,
      );
      expect(reading).toContainEqual(expect.stringMatching(expected));
    },
  );

  test('whether a remedy shares points out more evenly', () => {
    const reading = readComparison(
      [
        ...seeds.map((seed) => result('gan', seed, { allocation: 1 + seed / 10 })),
        ...seeds.map((seed) => result('packed-gan', seed, { allocation: 0.1 })),
      ],
      8,
    );
    expect(reading).toContainEqual(
      expect.stringMatching(/^Packing makes no sure difference: 0 modes more/),
    );
    expect(reading).toContainEqual(
      // Mean of 1.0, 1.1, 1.2 and 1.3; Student's t as below.
      'Packing helps where blurred points count, too: KL(share of nearest modes || uniform) is 1.15 nats less (95 % 0.945 to 1.36).',
    );
  });

  test('means over seeds with their intervals', () => {
    const [summary] = summariseComparison(
      seeds.map((seed) =>
        result('vae', seed, { modes: seed, score: { nats: seed, kind: 'lower-bound' } }),
      ),
    );
    expect(summary!.modes).toEqual([1, 2, 3, 4]);
    expect(summary!.means.modes.value).toBe(2.5);
    // Student's t with 3 degrees of freedom: 3.1824 sd / 2, sd = sqrt(5 / 3).
    expect(summary!.means.modes.interval.upper).toBeCloseTo(
      2.5 + 3.18245 * Math.sqrt(5 / 3) * 0.5,
      3,
    );
    expect(summary!.score).toMatchObject({ nats: { value: 2.5 }, kind: 'lower-bound' });
  });
});
