import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, normalDensity } from '../../../agents/index.ts';
import {
  type CausalWorld,
  causalInference,
} from '../../../experiments/ideal-observers/causal-inference.ts';
import { combineCues } from '../../../experiments/ideal-observers/cue-combination.ts';
import {
  centralTendency,
  leastSquaresDuration,
  meanDuration,
} from '../../../experiments/ideal-observers/interval-timing.ts';
import {
  orientationBias,
  perceivedOrientation,
} from '../../../experiments/ideal-observers/orientation-bias.ts';
import { momentumSlope } from '../../../experiments/ideal-observers/representational-momentum.ts';
import { serialBias } from '../../../experiments/ideal-observers/serial-dependence.ts';
import {
  edgesOfFigure,
  slowMotion,
  speedMatchShift,
} from '../../../experiments/ideal-observers/slow-speed.ts';

describe('cue combination', () => {
  test.each([
    [0.04, 0.819, 0.0362],
    [0.06, 0.667, 0.049],
    [0.085, 0.5, 0.0601],
    [0.12, 0.334, 0.0694],
    [0.2, 0.153, 0.0782],
  ])('visual threshold %f beside haptic .085 (Ernst & Banks 2002)', (visual, weight, threshold) => {
    const { weights, deviation } = combineCues([
      { value: 0, deviation: visual },
      { value: 1, deviation: 0.085 },
    ]);
    expect(weights[0]).toBeCloseTo(weight, 3);
    expect(deviation).toBeCloseTo(threshold, 4);
  });

  test.each([
    [1, 0.973, 0.986],
    [2.5, 0.852, 2.31],
    [6, 0.5, 4.243],
    [12, 0.2, 5.37],
    [20, 0.083, 5.75],
  ])('sight of deviation %f beside sound of 6 degrees (Alais & Burr 2004)', (visual, weight, s) => {
    const { weights, deviation } = combineCues([
      { value: 0, deviation: visual },
      { value: 1, deviation: 6 },
    ]);
    expect(weights[0]).toBeCloseTo(weight, 3);
    expect(Math.abs(deviation - s)).toBeLessThan(0.005);
  });

  test('a prior of N(0, 1) and cues 1 (variance 1/4) and 3 (variance 1) have the posterior 7/6, 1/6', () => {
    const { mean, deviation } = combineCues(
      [
        { value: 1, deviation: 0.5 },
        { value: 3, deviation: 1 },
      ],
      { mean: 0, deviation: 1 },
    );
    expect(mean).toBeCloseTo(7 / 6, 14);
    expect(deviation ** 2).toBeCloseTo(1 / 6, 14);
  });
});

/** Integrals over the causes on a grid: nothing but the definition of the model. */
function causalByIntegration(
  { visual, auditory }: { visual: number; auditory: number },
  { visualDeviation, auditoryDeviation, priorDeviation, priorMean = 0, common }: CausalWorld,
) {
  const reach = 9 * priorDeviation;
  const step = Math.min(visualDeviation, auditoryDeviation) / 20;
  const sums = { one: 0, oneMean: 0, v: 0, vMean: 0, a: 0, aMean: 0 };
  for (let at = priorMean - reach; at <= priorMean + reach; at += step) {
    const prior = (step * normalDensity((at - priorMean) / priorDeviation)) / priorDeviation;
    const sight = normalDensity((visual - at) / visualDeviation) / visualDeviation;
    const sound = normalDensity((auditory - at) / auditoryDeviation) / auditoryDeviation;
    sums.one += prior * sight * sound;
    sums.oneMean += at * prior * sight * sound;
    sums.v += prior * sight;
    sums.vMean += at * prior * sight;
    sums.a += prior * sound;
    sums.aMean += at * prior * sound;
  }
  const odds = (common * sums.one) / ((1 - common) * sums.v * sums.a);
  const p = odds / (1 + odds);
  const together = sums.oneMean / sums.one;
  return {
    common: p,
    visual: p * together + ((1 - p) * sums.vMean) / sums.v,
    auditory: p * together + ((1 - p) * sums.aMean) / sums.a,
  };
}

describe('causal inference', () => {
  const fitted: CausalWorld = {
    visualDeviation: 2.14,
    auditoryDeviation: 9.2,
    priorDeviation: 12.3,
    common: 0.28,
  };

  test('sight at 10, sound at 0, parameters of Kording et al. (2007)', () => {
    const found = causalInference({ visual: 10, auditory: 0 }, fitted);
    expect(Math.abs(found.common - 0.271652)).toBeLessThan(1e-6);
    expect(Math.abs(found.auditory - 2.505147)).toBeLessThan(1e-6);
    expect(Math.abs(found.visual - 9.574627)).toBeLessThan(1e-6);
  });

  test('the bias of the sound rises and falls with the disparity: 1.64, 2.51, 1.31 at 5, 10, 20 degrees', () => {
    const bias = [5, 10, 20].map(
      (visual) => causalInference({ visual, auditory: 0 }, fitted).auditory,
    );
    [1.64, 2.51, 1.31].forEach((expected, at) => {
      expect(Math.abs(bias[at]! - expected)).toBeLessThan(0.006);
    });
  });

  test('equals integration over the causes for any parameters', () => {
    fc.assert(
      fc.property(
        fc.record({
          visual: fc.double({ min: -20, max: 20, noNaN: true }),
          auditory: fc.double({ min: -20, max: 20, noNaN: true }),
          visualDeviation: fc.double({ min: 0.5, max: 10, noNaN: true }),
          auditoryDeviation: fc.double({ min: 0.5, max: 10, noNaN: true }),
          priorDeviation: fc.double({ min: 5, max: 20, noNaN: true }),
          priorMean: fc.double({ min: -5, max: 5, noNaN: true }),
          common: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        }),
        ({ visual, auditory, ...world }) => {
          const found = causalInference({ visual, auditory }, world);
          const expected = causalByIntegration({ visual, auditory }, world);
          expect(Math.abs(found.common - expected.common)).toBeLessThan(1e-6);
          expect(Math.abs(found.visual - expected.visual)).toBeLessThan(1e-5);
          expect(Math.abs(found.auditory - expected.auditory)).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 30, seed: 1 },
    );
  });

  test('selection takes the likelier cause whole, matching takes it as often as it is likely', () => {
    const places = { visual: 10, auditory: 0 };
    const alone = 0;
    const { common } = causalInference(places, fitted);
    expect(causalInference(places, fitted, 'selection').auditory).toBeCloseTo(alone, 12);
    const fused = causalInference(places, { ...fitted, common: 1 - 1e-15 }).auditory;
    expect(causalInference(places, fitted, 'matching', common - 1e-9).auditory).toBeCloseTo(
      fused,
      9,
    );
    expect(causalInference(places, fitted, 'matching', common + 1e-9).auditory).toBeCloseTo(
      alone,
      12,
    );
  });
});

describe('the slow-speed prior', () => {
  const rightwards = { direction: 0, speed: 1 };

  test('the thin rhombus (normals 70 and 50) at r = .1 moves at 25.58 degrees with speed .576', () => {
    const { direction, speed } = slowMotion(edgesOfFigure([70, 50], rightwards), 0.1);
    expect(Math.abs(direction - 25.58)).toBeLessThan(0.005);
    expect(Math.abs(speed - 0.576)).toBeLessThan(5e-4);
  });

  test.each([0, 0.05, 0.4, 3])(
    'the fat rhombus moves straight with speed 1/(1 + r) at r = %f',
    (r) => {
      const { direction, speed } = slowMotion(edgesOfFigure([45, -45], rightwards), r);
      expect(direction).toBeCloseTo(0, 12);
      expect(speed).toBeCloseTo(1 / (1 + r), 12);
    },
  );

  test.each([0.01, 0.7])('a single edge moves along its normal with s/(1 + r) at r = %f', (r) => {
    const { direction, speed } = slowMotion([{ normal: 33, speed: 2 }], r);
    expect(direction).toBeCloseTo(33, 10);
    expect(speed).toBeCloseTo(2 / (1 + r), 12);
  });

  test('without noise the motion is the true one, with much it is near the vector average at 56.92 degrees', () => {
    const edges = edgesOfFigure([70, 50], rightwards);
    expect(slowMotion(edges, 1e-12).direction).toBeCloseTo(0, 6);
    expect(slowMotion(edges, 1e6).direction).toBeCloseTo(56.92, 2);
  });

  test('speeds match shifted by a (s1^2 - s2^2): .030 log units for a = -1, deviations .1 and .2', () => {
    expect(speedMatchShift(-1, 0.1, 0.2)).toBeCloseTo(0.03, 12);
  });
});

describe('the timing of intervals', () => {
  const contexts = [
    { shortest: 494, longest: 847, weber: 0.1, at847: 788.98, slope: 0.699, bias: 34.2 },
    { shortest: 671, longest: 1023, weber: 0.1, at847: 853.26, slope: 0.594, bias: 45.4 },
    { shortest: 847, longest: 1200, weber: 0.1, at847: 927.96, slope: 0.502, bias: 55.6 },
  ];

  test.each(contexts)('847 ms among $shortest to $longest is judged as $at847', (context) => {
    expect(Math.abs(leastSquaresDuration(847, context) - context.at847)).toBeLessThan(0.005);
  });

  test.each(contexts)('among $shortest to $longest the slope is $slope', (context) => {
    const durations = Array.from(
      { length: 11 },
      (_, at) => context.shortest + (at / 10) * (context.longest - context.shortest),
    );
    const means = durations.map((time) => meanDuration(time, context));
    const { slope, bias } = centralTendency(durations, means);
    expect(Math.abs(slope - context.slope)).toBeLessThan(5e-4);
    expect(Math.abs(bias - context.bias)).toBeLessThan(0.06);
  });

  test('the estimate is the mean of durations that were drawn and gave this measurement', () => {
    const world = { shortest: 300, longest: 900, weber: 0.2 };
    const random = createRandom(3, 'rejection');
    let [sum, count] = [0, 0];
    while (count < 1000) {
      const time = 300 + 600 * random.uniform();
      if (Math.abs(time * (1 + 0.2 * random.normal()) - 550) > 4) continue;
      sum += time;
      count++;
    }
    // Standard error: the posterior is about 110 ms wide.
    expect(Math.abs(sum / count - leastSquaresDuration(550, world))).toBeLessThan(4 * (110 / 31));
  });
});

describe('orientation', () => {
  test.each([
    [3, -0.169],
    [6, -0.645],
    [10, -1.433],
  ])('noise of %f degrees pulls 22.5 degrees towards the cardinal', (deviation, bias) => {
    expect(Math.abs(orientationBias(22.5, deviation) - bias)).toBeLessThan(1e-3);
  });

  test.each([
    [15, -2.03],
    [20, -2.2],
  ])('noise of %f degrees pulls 22.5 degrees further', (deviation, bias) => {
    expect(Math.abs(orientationBias(22.5, deviation) - bias)).toBeLessThan(6e-3);
  });

  test('nothing pulls at 0 and at 45 degrees', () => {
    for (const angle of [0, 45]) expect(orientationBias(angle, 8)).toBeCloseTo(0, 9);
  });

  test('for small noise the bias of the posterior mean is s^2 d ln p / d theta', () => {
    const radian = Math.PI / 180;
    const theta = 22.5 * radian;
    const slope = (-2 * Math.cos(2 * theta)) / (2 - Math.sin(2 * theta));
    const expected = (1 * radian) ** 2 * slope;
    expect((perceivedOrientation(22.5, 1) - 22.5) * radian).toBeCloseTo(expected, 5);
  });
});

test('serial dependence is largest at sqrt(2) s, where it is s / (2 sqrt 2)', () => {
  const s = 7;
  const differences = Array.from({ length: 4000 }, (_, at) => at / 100);
  const biases = differences.map((difference) => serialBias(difference, s));
  const most = Math.max(...biases);
  expect(differences[biases.indexOf(most)]!).toBeCloseTo(Math.SQRT2 * s, 1);
  expect(most).toBeCloseTo(s / (2 * Math.SQRT2), 5);
});

describe('representational momentum', () => {
  test.each([
    [0.25, 1],
    [0.04, 1],
    [1, 0.5],
    [3, 0],
  ])('is that of ridge regression at k = %f, %f frames later', (k, frames) => {
    // Minimise sum (y_j - a - j b)^2 + k b^2 over a and b by Newton's one step, for y_j = j at j = -2, -1, 0.
    const times = [-2, -1, 0];
    const [n, t, tt] = [3, -3, 5 + k];
    const [y, ty] = [-3, times.reduce((sum, time) => sum + time * time, 0)];
    const determinant = n * tt - t * t;
    const place = (tt * y - t * ty) / determinant;
    const velocity = (n * ty - t * y) / determinant;
    expect(momentumSlope(k, frames)).toBeCloseTo(place + frames * velocity, 12);
  });
});
