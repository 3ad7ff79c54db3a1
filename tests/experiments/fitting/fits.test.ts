import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { cholesky, createRandom } from '../../../agents/index.ts';
import type { FitParameter } from '../../../experiments/fitting/behaviour-model.ts';
import { fitBehaviour, recoverParameters } from '../../../experiments/fitting/fit-behaviour.ts';
import { fitGroup } from '../../../experiments/fitting/fit-group.ts';
import {
  fitParticipant,
  type ParticipantFit,
} from '../../../experiments/fitting/fit-participant.ts';
import { findBehaviourModel } from '../../../experiments/fitting/find-behaviour-model.ts';
import { selectModel } from '../../../experiments/fitting/model-selection.ts';
import { samplePosterior } from '../../../experiments/fitting/sample-posterior.ts';
import {
  drawSchedule,
  simulateParticipant,
} from '../../../experiments/fitting/simulate-behaviour.ts';
import { fitReport } from '../../../experiments/fitting/fit-report.ts';

/** A linear-Gaussian model: the reaction time with the filter and the noise held still. */
const linear = findBehaviourModel({
  model: 'hgf-binary',
  response: 'log-reaction-time',
  fixed: { tonicVolatility2: -3, tonicVolatility3: -6, noiseVariance: 0.05 },
});

describe('a linear model of reaction times', () => {
  const trials = 30;
  const schedule = drawSchedule(trials, 'binary', createRandom(5));
  const { sequence } = simulateParticipant(linear, schedule, createRandom(6))!;
  const fit = fitParticipant(linear, sequence, { starts: 2 }, createRandom(7));
  const weights = linear.responding.parameters.slice(0, 5);
  // The design, from the model's own response with one weight at a time.
  const perception = linear.perceptual.prepare(sequence);
  perception.evaluate(Float64Array.of(0, 1, -3, 0, 1, 0, 0.5, -6, 0));
  const column = (weight: number): number[] =>
    Array.from({ length: trials }, (_, trial) =>
      linear.responding.expected(
        {
          ...{ perception, sequence },
          values: Float64Array.from({ length: 6 }, (__, at) => (at === weight ? 1 : 0)),
        },
        trial,
      ),
    );
  const design = weights.map((_, weight) => column(weight));

  test('has the evidence of Bayesian linear regression', () => {
    // y ~ N(X m, X S X' + noise).
    const covariance = new Float64Array(trials * trials);
    const centred = Float64Array.from(sequence.response);
    weights.forEach(({ prior }, weight) => {
      const x = design[weight]!;
      for (let i = 0; i < trials; i++) {
        centred[i]! -= prior.mean * x[i]!;
        for (let j = 0; j < trials; j++) {
          covariance[i * trials + j]! += prior.deviation ** 2 * x[i]! * x[j]!;
        }
      }
    });
    for (let i = 0; i < trials; i++) covariance[i * trials + i]! += 0.05;
    const { lower } = cholesky(covariance, trials)!;
    let evidence = (-trials / 2) * Math.log(2 * Math.PI);
    const solved = new Float64Array(trials);
    for (let row = 0; row < trials; row++) {
      let sum = centred[row]!;
      for (let k = 0; k < row; k++) sum -= lower[row * trials + k]! * solved[k]!;
      solved[row] = sum / lower[row * trials + row]!;
      evidence -= Math.log(lower[row * trials + row]!) + solved[row]! ** 2 / 2;
    }
    expect(fit.failure).toBeNull();
    expect(fit.agreeingStarts).toBe(2);
    expect(fit.logEvidence).toBeCloseTo(evidence, 4);
  });

  test('has the posterior of Bayesian linear regression, sampled too', () => {
    // (X'X/noise + S^-1) is the precision; check H (mode) = X'y/noise + S^-1 m.
    fit.estimates.forEach((_, row) => {
      const { prior } = weights[row]!;
      let left = fit.estimates[row]!.value / prior.deviation ** 2;
      let right = prior.mean / prior.deviation ** 2;
      for (let trial = 0; trial < trials; trial++) {
        right += (design[row]![trial]! * sequence.response[trial]!) / 0.05;
        fit.estimates.forEach(({ value }, other) => {
          left += (design[row]![trial]! * design[other]![trial]! * value) / 0.05;
        });
      }
      expect(Math.abs(left / right - 1)).toBeLessThan(1e-5);
    });
    const sample = samplePosterior(
      linear,
      { sequence, priors: {}, fit, samples: 4000 },
      createRandom(8),
    );
    expect(sample.warning).toBeNull();
    sample.parameters.forEach(({ mean, effectiveSize }, at) => {
      const { value, deviation } = fit.estimates[at]!;
      expect(Math.abs(mean - value)).toBeLessThan((4 * deviation) / Math.sqrt(effectiveSize));
    });
  });
});

describe('a group', () => {
  test('has the mean and the variance between participants that maximise the likelihood', async () => {
    // y ~ N(theta, .5), theta ~ N(mean, variance): exact posteriors, so that the answer is known.
    const data = [1.2, -0.4, 2.9, 0.3, 1.1, 3.7, -1.5, 0.6];
    const noise = 0.5;
    const exactFit = (prior: { mean: number; deviation: number }, y: number): ParticipantFit => {
      const precision = 1 / noise + 1 / prior.deviation ** 2;
      const value = (y / noise + prior.mean / prior.deviation ** 2) / precision;
      const deviation = 1 / Math.sqrt(precision);
      return {
        estimates: [
          { name: 'x', value, place: value, deviation, interval: [Number.NaN, Number.NaN] },
        ],
        ...{ correlation: [1], logLikelihood: 0, logEvidence: 0, responses: 1 },
        ...{ agreeingStarts: 1, evaluations: 1, failure: null, notes: [] },
      };
    };
    const parameter: FitParameter = {
      ...{ name: 'x', meaning: 'x', unit: '1', isFree: true },
      scale: 'linear',
      prior: { mean: 0, deviation: 1 },
    };
    const group = await fitGroup({ parameters: [parameter] }, (priors) =>
      Promise.resolve(data.map((y) => exactFit(priors['x']!, y))),
    );
    const mean = data.reduce((sum, y) => sum + y, 0) / data.length;
    const variance = data.reduce((sum, y) => sum + (y - mean) ** 2, 0) / data.length - noise;
    expect(group.hasConverged).toBe(true);
    expect(group.parameters[0]!.mean).toBeCloseTo(mean, 2);
    expect(group.parameters[0]!.deviation).toBeCloseTo(Math.sqrt(variance), 2);
  });
});

describe('model selection', () => {
  test('nine of eleven clear cases give counts 10 and 3 and the exceedance of that beta', () => {
    const clear = [...Array<number[]>(9).fill([0, -50]), ...Array<number[]>(2).fill([-50, 0])];
    const { counts, exceedance, omnibusRisk } = selectModel(clear, createRandom(1));
    expect(counts[0]).toBeCloseTo(10, 4);
    expect(counts[1]).toBeCloseTo(3, 4);
    // P(Beta(10, 3) > 1/2) = P(Binomial(12, 1/2) <= 9).
    expect(Math.abs(exceedance[0]! - (1 - (66 + 12 + 1) / 4096))).toBeLessThan(0.003);
    // Equal frequencies: 2^-11; a uniform frequency: Beta(10, 3)/Beta(1, 1) = 9! 2!/12!.
    const same = 2 ** -11;
    const different = 2 / (10 * 11 * 12);
    expect(omnibusRisk).toBeCloseTo(same / (same + different), 3);
  });

  test('no difference in evidence leaves the protected exceedance near even', () => {
    const { protectedExceedance, frequencies } = selectModel(
      Array<number[]>(12).fill([-3, -3, -3]),
      createRandom(1),
    );
    for (const share of frequencies) expect(share).toBeCloseTo(1 / 3, 6);
    for (const chance of protectedExceedance) expect(Math.abs(chance - 1 / 3)).toBeLessThan(0.02);
  });
});

describe('behaviour', () => {
  const model = findBehaviourModel({ model: 'hgf-binary' });
  const options = { seed: 3, starts: 2, workers: 1 } as const;
  const people = Array.from({ length: 3 }, (_, at) => ({
    participant: `p${at}`,
    sequence: simulateParticipant(
      model,
      drawSchedule(60, 'binary', createRandom(3, at)),
      createRandom(4, at),
    )!.sequence,
  }));

  test('is fitted to the same bytes by one thread and by two', async () => {
    const script = new URL('../../../dist/experiments/fitting/fit-worker.js', import.meta.url);
    expect(existsSync(script)).toBe(true);
    const more = { ...options, isGroup: false, samples: 20, recover: 2 };
    const alone = await fitBehaviour({ model: 'hgf-binary' }, people, more);
    const together = await fitBehaviour({ model: 'hgf-binary' }, people, {
      ...more,
      ...{ workers: 2, script },
    });
    expect(fitReport(together, ['x'])).toBe(fitReport(alone, ['x']));
    expect(JSON.stringify(together.participants)).toBe(JSON.stringify(alone.participants));
  });

  test('the parameters of a learner are found again, and the intervals hold the truth', async () => {
    const recovery = await recoverParameters(
      { model: 'hgf-binary' },
      {
        ...{ ...options, participants: 24 },
        schedules: Array.from({ length: 24 }, (_, at) =>
          drawSchedule(320, 'binary', createRandom(9, at)),
        ),
      },
    );
    expect(recovery.failures).toEqual([]);
    const [low, high, decisiveness] = recovery.parameters;
    expect(low!.correlation).toBeGreaterThan(0.85);
    expect(decisiveness!.correlation).toBeGreaterThan(0.85);
    // A choice says little of the volatility of volatility: the estimate is the prior, and its interval says so.
    expect(high!.spread).toBeLessThan(0.5);
    // 95 % +- 3 standard errors of a share of 24.
    for (const { coverage } of recovery.parameters) expect(coverage).toBeGreaterThan(0.81);
  });

  test('a filter that fails says where, by which parameter, and what avoids it', () => {
    const wild = findBehaviourModel({
      model: 'hgf-binary',
      scheme: 'standard',
      fixed: {
        initialMean2: -5,
        initialVariance2: 2,
        tonicVolatility2: Math.log(0.5),
        initialVariance3: 10,
      },
    });
    const sequence = {
      ...{ input: Float64Array.of(0, 1, 1), response: Float64Array.of(0, 0, 1) },
      ...{ timeSteps: null, hitRate: null },
    };
    const { failure } = fitParticipant(wild, sequence, { starts: 2 }, createRandom(1));
    expect(failure).toMatch(
      /negative posterior precision -[\d.]+ of level 3 at trial 2 \(tonicVolatility3 = -?[\d.]+\); use --scheme unbounded, or lower it/,
    );
    const safe = findBehaviourModel({
      model: 'hgf-binary',
      scheme: 'unbounded',
      fixed: {
        initialMean2: -5,
        initialVariance2: 2,
        tonicVolatility2: Math.log(0.5),
        initialVariance3: 10,
      },
    });
    expect(fitParticipant(safe, sequence, { starts: 2 }, createRandom(1)).failure).toBeNull();
  });

  test('constant, missing and single responses are fitted and spoken of', () => {
    const notes = (response: number[]): readonly string[] => {
      const sequence = {
        ...{ input: Float64Array.from(response, () => 1), response: Float64Array.from(response) },
        ...{ timeSteps: null, hitRate: null },
      };
      const fit = fitParticipant(model, sequence, { starts: 1 }, createRandom(1));
      expect(fit.failure).toBeNull();
      return fit.notes;
    };
    expect(notes([1])).toEqual(['1 response: estimates are mostly the prior']);
    expect(notes(Array<number>(20).fill(1))).toEqual([
      'all responses are 1: they say little about decision noise and learning',
    ]);
    expect(notes([Number.NaN, Number.NaN])).toEqual([
      'no response: every estimate is the prior',
      '2 of 2 responses missing',
    ]);
  });
});
