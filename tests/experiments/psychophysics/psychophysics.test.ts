import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../../agents/index.ts';
import {
  diffusionMoments,
  drawPassage,
} from '../../../experiments/psychophysics/drift-diffusion.ts';
import { fitEzDiffusion } from '../../../experiments/psychophysics/ez-diffusion.ts';
import {
  bootstrapPsychometric,
  fitPsychometric,
} from '../../../experiments/psychophysics/fit-psychometric.ts';
import {
  justNoticeable,
  levelAt,
  pointOfEquality,
  probabilityAt,
  PSYCHOMETRIC_SHAPES,
  type PsychometricFunction,
  spreadOfWeibullDecibels,
} from '../../../experiments/psychophysics/psychometric-function.ts';
import type { LevelCount } from '../../../experiments/psychophysics/psychometric-likelihood.ts';
import {
  correctOfTwo,
  dPrimeOfTwo,
  sensitivityOfCounts,
  sensitivityOfRates,
} from '../../../experiments/psychophysics/signal-detection.ts';

describe('psychometric functions', () => {
  test.each(PSYCHOMETRIC_SHAPES)(
    '%s goes from guess to 1 - lapse, and its inverse leads back',
    (shape) => {
      const of = { shape, location: 3, spread: 2, guess: 0.25, lapse: 0.04 };
      expect(probabilityAt(of, -1e4)).toBeCloseTo(0.25, 12);
      expect(probabilityAt(of, 1e4)).toBeCloseTo(0.96, 12);
      for (const share of [0.01, 0.25, 0.5, 0.9]) {
        expect(probabilityAt(of, levelAt(of, share))).toBeCloseTo(0.25 + 0.71 * share, 12);
      }
    },
  );

  test('the just noticeable difference of the normal shape is .6745 standard deviations', () => {
    expect(justNoticeable({ shape: 'normal', location: 1, spread: 2 })).toBeCloseTo(
      2 * 0.6744897502,
      9,
    );
    expect(pointOfEquality({ shape: 'gumbel', location: 0, spread: 1 })).toBeCloseTo(
      Math.log(Math.LN2),
      12,
    );
  });

  test('a Weibull function of decibels is the gumbel shape', () => {
    const [threshold, slope] = [-18, 3.5];
    const of: PsychometricFunction = {
      ...{ shape: 'gumbel', location: threshold, spread: spreadOfWeibullDecibels(slope) },
      ...{ guess: 0.5, lapse: 0.02 },
    };
    for (const level of [-30, -20, -18, -10]) {
      const exponent = 10 ** ((slope * (level - threshold)) / 20);
      expect(probabilityAt(of, level)).toBeCloseTo(1 - 0.02 - 0.48 * Math.exp(-exponent), 12);
    }
  });
});

/** Counts as a function predicts them, without noise. */
function expectedCounts(
  of: PsychometricFunction,
  levels: readonly number[],
  trials = 1e6,
): LevelCount[] {
  return levels.map((level) => ({
    level,
    trials,
    successes: Math.round(trials * probabilityAt(of, level)),
  }));
}

describe('fits of psychometric functions', () => {
  const levels = [-6, -4, -2, 0, 2, 4, 6, 9];

  test.each(PSYCHOMETRIC_SHAPES)(
    '%s is found again from the counts that it predicts, rising or falling',
    (shape) => {
      for (const spread of [1.7, -1.7]) {
        const truth = { shape, location: 0.8, spread, guess: 0.02, lapse: 0.03 };
        const fit = fitPsychometric(expectedCounts(truth, levels), { shape, guess: 0.02 });
        expect(fit.location).toBeCloseTo(0.8, 2);
        expect(fit.spread).toBeCloseTo(spread, 2);
        expect(fit.lapse).toBeCloseTo(0.03, 2);
        expect(fit.deviance).toBeLessThan(1);
      }
    },
  );

  test.each(
    PSYCHOMETRIC_SHAPES.flatMap((shape) =>
      [
        { guess: 0.5, lapse: 0 },
        { guess: 0.02, lapse: { atMost: 0.2 } },
        { guess: 'as-lapse' as const, lapse: { atMost: 0.2 } },
      ].flatMap((held) => [2, -2].map((spread) => ({ shape, spread, ...held }))),
    ),
  )(
    'the likelihood is stationary at the fit: $shape, spread $spread, guess $guess, lapse $lapse',
    ({ shape, spread, guess, lapse }) => {
      const random = createRandom(2);
      const truth: PsychometricFunction = {
        ...{ shape, spread, location: 1 },
        ...(guess === 'as-lapse' ? { guess: 0.08, lapse: 0.08 } : { guess, lapse: 0.08 }),
      };
      const counts = levels.map((level) => {
        let successes = 0;
        for (let trial = 0; trial < 200; trial++)
          if (random.uniform() < probabilityAt(truth, level)) successes++;
        return { level, trials: 200, successes };
      });
      const fit = fitPsychometric(counts, { shape, guess, lapse });
      const likelihood = (moved: Partial<PsychometricFunction>): number =>
        counts.reduce((sum, { level, trials, successes }) => {
          const p = probabilityAt({ ...fit, ...moved }, level);
          return sum + successes * Math.log(p) + (trials - successes) * Math.log(1 - p);
        }, 0);
      const step = 1e-4;
      const slope = (at: (by: number) => Partial<PsychometricFunction>): number =>
        (likelihood(at(step)) - likelihood(at(-step))) / (2 * step);
      expect(fit.logLikelihood).toBeCloseTo(likelihood({}), 9);
      expect(slope((by) => ({ location: fit.location + by }))).toBeCloseTo(0, 3);
      expect(slope((by) => ({ spread: fit.spread + by }))).toBeCloseTo(0, 3);
      if (typeof lapse === 'number') return;
      // Inside of what is allowed, where a slope would have to vanish.
      expect(fit.lapse).toBeGreaterThan(0.01);
      expect(fit.lapse).toBeLessThan(0.19);
      const both = (by: number): Partial<PsychometricFunction> => ({
        lapse: fit.lapse + by,
        ...(guess === 'as-lapse' ? { guess: fit.lapse + by } : {}),
      });
      expect(slope(both)).toBeCloseTo(0, 2);
    },
  );

  test('near a fit the likelihood is as high as from all starts, but for one draw in twenty', () => {
    const random = createRandom(11);
    const few = [0, 0.1, 0.14, 0.18, 0.22, 0.3, 0.4, 0.6];
    const drawn = (): LevelCount[] =>
      few.map((level) => {
        const chance = 0.02 + 0.48 * (1 + Math.tanh((level - 0.2) / 0.08));
        const successes = Array.from({ length: 8 }).filter(() => random.uniform() < chance).length;
        return { level, trials: 8, successes };
      });
    const near = fitPsychometric(drawn(), { guess: 'as-lapse' });
    const lower = Array.from({ length: 200 }, drawn).filter((counts) => {
      const fit = fitPsychometric(counts, { guess: 'as-lapse', near });
      const best = fitPsychometric(counts, { guess: 'as-lapse' });
      return fit.logLikelihood < best.logLikelihood - 0.01;
    });
    expect(lower.length).toBeLessThanOrEqual(10);
  });

  test('intervals of the bootstrap contain the truth about as often as they say', () => {
    const truth: PsychometricFunction = {
      shape: 'normal',
      location: 0.5,
      spread: 3,
      guess: 0,
      lapse: 0,
    };
    let inside = 0;
    const repetitions = 20;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const random = createRandom(9, repetition);
      const counts = levels.map((level) => {
        let successes = 0;
        for (let trial = 0; trial < 40; trial++)
          if (random.uniform() < probabilityAt(truth, level)) successes++;
        return { level, trials: 40, successes };
      });
      const fit = fitPsychometric(counts, { lapse: 0 });
      const { pointOfEquality: interval } = bootstrapPsychometric(fit, counts, {
        random,
        draws: 40,
        lapse: 0,
      });
      if (interval.lower <= 0.5 && 0.5 <= interval.upper) inside++;
    }
    // 95 % of 20, less four standard deviations.
    expect(inside).toBeGreaterThanOrEqual(15);
  });

  test('says what counts cannot determine a function', () => {
    expect(() => fitPsychometric([{ level: 1, trials: 5, successes: 2 }])).toThrow(
      'psychometric function: expected trials at two levels or more; got 1',
    );
    expect(() =>
      fitPsychometric([
        { level: 1, trials: 5, successes: 5 },
        { level: 2, trials: 5, successes: 5 },
      ]),
    ).toThrow('expected both responses; got the same one on all 10 trials');
  });
});

describe('signal detection', () => {
  test("hits .8 and false alarms .2 are d' 1.68324 without bias", () => {
    const { dPrime, criterion } = sensitivityOfRates(0.8, 0.2);
    expect(dPrime).toBeCloseTo(1.68324, 5);
    expect(criterion).toBeCloseTo(0, 12);
  });

  test("d' 1 is 76.025 % between two alternatives, and back", () => {
    expect(correctOfTwo(1)).toBeCloseTo(0.76025, 6);
    expect(dPrimeOfTwo(correctOfTwo(1.7))).toBeCloseTo(1.7, 10);
  });

  test('counts are corrected by half a trial, so that perfection stays finite', () => {
    const { dPrime } = sensitivityOfCounts({ hits: 20, signals: 20, falseAlarms: 0, noises: 20 });
    expect(dPrime).toBeCloseTo(sensitivityOfRates(20.5 / 21, 0.5 / 21).dPrime, 12);
  });
});

describe('drift diffusion', () => {
  test('a = .14, v = .1, s = .1: 80.218 % correct, .42306 s', () => {
    const { correct, meanDecisionTime } = diffusionMoments({
      drift: 0.1,
      separation: 0.14,
      noise: 0.1,
    });
    expect(correct).toBeCloseTo(0.80218, 5);
    expect(meanDecisionTime).toBeCloseTo(0.42306, 5);
  });

  test('EZ finds .09994, .13997, .30003 from .802, .112, .723 (Wagenmakers 2007)', () => {
    const { drift, separation, nonDecision } = fitEzDiffusion({
      correct: 0.802,
      variance: 0.112,
      mean: 0.723,
    });
    expect(drift).toBeCloseTo(0.09994, 5);
    expect(separation).toBeCloseTo(0.13997, 5);
    expect(nonDecision).toBeCloseTo(0.30003, 5);
  });

  test('EZ finds the parameters of the moments that any parameters have', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        fc.double({ min: 0.05, max: 0.3, noNaN: true }),
        fc.double({ min: 0.1, max: 0.8, noNaN: true }),
        fc.boolean(),
        (size, separation, nonDecision, isWrong) => {
          const drift = isWrong ? -size : size;
          const { correct, meanDecisionTime, variance } = diffusionMoments({
            drift,
            separation,
            noise: 0.1,
          });
          fc.pre(correct > 1e-9 && correct < 1 - 1e-9);
          const found = fitEzDiffusion({ correct, variance, mean: nonDecision + meanDecisionTime });
          expect(found.drift / drift).toBeCloseTo(1, 4);
          expect(found.separation / separation).toBeCloseTo(1, 4);
          expect(found.nonDecision).toBeCloseTo(nonDecision, 4);
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  test('the moments have no seam where the series takes over', () => {
    for (const y of [0.05, -0.05]) {
      const at = (drift: number) => diffusionMoments({ drift, separation: 1, noise: 1 });
      const [below, above] = [at(y * (1 - 1e-9)), at(y * (1 + 1e-9))];
      expect(below.meanDecisionTime).toBeCloseTo(above.meanDecisionTime, 9);
      expect(below.variance).toBeCloseTo(above.variance, 9);
    }
    const still = diffusionMoments({ drift: 0, separation: 2, noise: 1 });
    // First passage of Brownian motion out of (-1, 1): mean 1, variance 2/3.
    expect(still).toEqual({ correct: 0.5, meanDecisionTime: 1, variance: 2 / 3 });
  });

  test('drawn first passages have the closed moments', () => {
    const model = { drift: 0.1, separation: 0.14, noise: 0.1, nonDecision: 0.3 };
    const random = createRandom(6, 'passages');
    const passages = Array.from({ length: 1500 }, () => drawPassage(model, random));
    const expected = diffusionMoments(model);
    const share = passages.filter(({ isUpper }) => isUpper).length / 1500;
    const mean = passages.reduce((sum, { time }) => sum + time, 0) / 1500 - 0.3;
    expect(Math.abs(share - expected.correct)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / 1500));
    expect(Math.abs(mean - expected.meanDecisionTime)).toBeLessThan(
      4 * Math.sqrt(expected.variance / 1500),
    );
  });

  test('EZ refuses scores at which it is not defined, unless it knows the number of trials', () => {
    expect(() => fitEzDiffusion({ correct: 1, variance: 0.1, mean: 0.5 })).toThrow(
      'ez-diffusion: expected a share of correct responses other than 0, 1/2 and 1; got 1',
    );
    expect(
      fitEzDiffusion({ correct: 1, variance: 0.1, mean: 0.5, trials: 100 }).drift,
    ).toBeGreaterThan(0);
  });
});
