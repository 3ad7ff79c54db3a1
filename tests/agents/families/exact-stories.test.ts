import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  grid,
  inferCauses,
  inferNetwork,
  jointProbability,
  learnLinearCauses,
  linearLogDensity,
  type CategoricalNetwork,
  type GaussianMixture,
  mixtureLogDensity,
  ring,
  synthesiseMixture,
} from '../../../agents/index.ts';

const GARDEN: CategoricalNetwork = [
  { name: 'c', states: ['no', 'yes'], parents: [], table: [[0.5, 0.5]] },
  {
    name: 's',
    states: ['no', 'yes'],
    parents: ['c'],
    table: [
      [0.5, 0.5],
      [0.9, 0.1],
    ],
  },
  {
    name: 'r',
    states: ['no', 'yes'],
    parents: ['c'],
    table: [
      [0.8, 0.2],
      [0.2, 0.8],
    ],
  },
  {
    name: 'w',
    states: ['no', 'yes'],
    parents: ['s', 'r'],
    table: [
      [1, 0],
      [0.1, 0.9],
      [0.1, 0.9],
      [0.01, 0.99],
    ],
  },
];

describe('a Bayesian network by enumeration', () => {
  const believed = (evidence: Record<string, string>, variable: number): number =>
    inferNetwork(GARDEN, evidence).table.reduce(
      (sum, { assignment, probability }) => sum + (assignment[variable] === 1 ? probability : 0),
      0,
    );

  test('has the numbers that are published of sprinkler, rain and wet grass', () => {
    expect(Math.exp(inferNetwork(GARDEN, { w: 'yes' }).logEvidence)).toBeCloseTo(0.6471, 6);
    expect(believed({ w: 'yes' }, 1)).toBeCloseTo(0.2781 / 0.6471, 6);
    expect(believed({ w: 'yes' }, 2)).toBeCloseTo(0.4581 / 0.6471, 6);
  });

  test('explains away: rain makes the sprinkler less believed', () => {
    expect(believed({ w: 'yes', r: 'yes' }, 1)).toBeCloseTo(0.1945, 4);
  });

  test('has a joint probability of 1 over all assignments', () => {
    let sum = 0;
    for (let bits = 0; bits < 16; bits++) {
      sum += jointProbability(
        GARDEN,
        [3, 2, 1, 0].map((shift) => (bits >> shift) & 1),
      );
    }
    expect(sum).toBeCloseTo(1, 12);
  });

  test('refuses what it does not know, and what cannot be', () => {
    expect(() => inferNetwork(GARDEN, { w: 'yse' })).toThrow(
      'w: no such one, "yse"; did you mean "yes"?',
    );
    expect(() => inferNetwork(GARDEN, { w: 'yes', s: 'no', r: 'no' })).toThrow(
      'evidence: has probability 0',
    );
  });
});

describe('clouds', () => {
  /** -∫ p ln p of one round cloud in polar coordinates is exact; what clouds share is small. */
  const entropy = (mixture: GaussianMixture, reach: number, step: number): number => {
    let sum = 0;
    for (let x = -reach; x <= reach; x += step) {
      for (let y = -reach; y <= reach; y += step) {
        const log = mixtureLogDensity(mixture, [x, y]);
        sum -= Math.exp(log) * log * step * step;
      }
    }
    return sum;
  };

  test.each([
    ['ring of radius 1 and deviation .01', 8, 0.01, -4.293],
    ['ring of radius 2 and deviation .02', 8, 0.02, -2.9067],
    ['grid of deviation .05', 25, 0.05, 0.0653],
  ])(
    '%s: apart, the entropy is ln modes + 1 + ln 2 pi variance',
    (_, modes, deviation, expected) => {
      const exact = Math.log(modes) + 1 + Math.log(2 * Math.PI * deviation ** 2);
      expect(exact).toBeCloseTo(expected, 3);
      const mixture = modes === 8 ? ring(8, deviation * 100, deviation) : grid(5, 2, deviation);
      const random = createRandom(1, 'entropy');
      const draws = 20_000;
      let sum = 0;
      for (let index = 0; index < draws; index++) {
        sum -= mixtureLogDensity(mixture, synthesiseMixture(mixture, random).point) / draws;
      }
      // ln p of a point varies by 1 nat: five standard errors.
      expect(Math.abs(sum - exact)).toBeLessThan(5 / Math.sqrt(draws));
    },
  );

  test('that overlap have less entropy, by the integral', () => {
    const mixture = ring(8, 1, 0.5);
    const apart = Math.log(8) + 1 + Math.log(2 * Math.PI * 0.25);
    const integral = entropy(mixture, 5, 0.05);
    expect(integral).toBeLessThan(apart - 0.5);
    const random = createRandom(2, 'entropy');
    let sum = 0;
    for (let index = 0; index < 20_000; index++) {
      sum -= mixtureLogDensity(mixture, synthesiseMixture(mixture, random).point) / 20_000;
    }
    expect(Math.abs(sum - integral)).toBeLessThan(0.04);
  });

  test('98.889 % of the points lie within three deviations of their mode', () => {
    const mixture = ring(8, 2, 0.02);
    const random = createRandom(3, 'quality');
    const draws = 40_000;
    let near = 0;
    for (let index = 0; index < draws; index++) {
      const { mode, point } = synthesiseMixture(mixture, random);
      const [x, y] = mixture.means[mode]!;
      if (Math.hypot(point[0]! - x!, point[1]! - y!) < 0.06) near++;
    }
    const rate = 1 - Math.exp(-4.5);
    expect(rate).toBeCloseTo(0.98889, 5);
    expect(Math.abs(near / draws - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / draws));
  });
});

describe('linear causes', () => {
  const model = { weights: [[1], [2]], mean: [0.5, -0.5], variance: [0.5, 2] };

  test('have the posterior and the density that are worked out by hand', () => {
    // M = 1 + 1/.5 + 4/2 = 5; W'P(x - mu) = 1 / .5 + 2 * 1 / 2 = 3 at x - mu = (1, 1).
    const { mean, covariance } = inferCauses(model, [1.5, 0.5]);
    expect(mean[0]).toBeCloseTo(3 / 5, 12);
    expect(covariance[0]![0]).toBeCloseTo(1 / 5, 12);
    // C = [[1.5, 2], [2, 6]], |C| = 5, (1, 1) C^-1 (1, 1)' = (6 - 4 + 1.5) / 5.
    const expected = -Math.log(2 * Math.PI) - 0.5 * Math.log(5) - 0.5 * (3.5 / 5);
    expect(linearLogDensity(model, [1.5, 0.5])).toBeCloseTo(expected, 12);
  });

  test('are learned with the noise of the closed form: the mean of the eigenvalues that are left out', () => {
    // Data with covariance exactly diag(4, 1, .25): two causes leave out .25, one leaves out (1 + .25) / 2.
    const axes = [2, 1, 0.5].map((length) => length * Math.sqrt(3));
    const data = axes.flatMap((length, axis) =>
      [1, -1].map((sign) => axes.map((_, other) => (other === axis ? sign * length : 0))),
    );
    const noise = (causes: number): number => learnLinearCauses(data, causes, true).variance[0]!;
    expect(noise(1)).toBeCloseTo(0.625, 3);
    expect(noise(2)).toBeCloseTo(0.25, 3);
  });
});
