import { describe, expect, test } from '@jest/globals';
import { expm, inv, matrix } from 'mathjs';
import {
  birdsongModel,
  LISTENING_BEGINS,
  SONG_BEGINS,
  songWithoutPhrasing,
} from '../../../../agents/families/generalised/birdsong.ts';
import { embed } from '../../../../agents/families/generalised/embedding.ts';
import { energyAt } from '../../../../agents/families/generalised/generalised-energy.ts';
import { generalisedFilter } from '../../../../agents/families/generalised/generalised-filter.ts';
import { layOut } from '../../../../agents/families/generalised/generalised-layout.ts';
import type { GeneralisedModel } from '../../../../agents/families/generalised/generalised-model.ts';
import {
  perceivePosnerTrial,
  posnerModel,
} from '../../../../agents/families/generalised/posner.ts';
import { simulateGeneralised } from '../../../../agents/families/generalised/simulate-generalised.ts';
import { smoothNoise } from '../../../../agents/families/generalised/smooth-noise.ts';
import { temporalCovariance } from '../../../../agents/families/generalised/temporal-covariance.ts';
import { createRandom } from '../../../../agents/index.ts';
import { dense, rowsOf } from '../../../../agents/maths/dense.ts';
import { matrixExponential } from '../../../../agents/maths/matrix-exponential.ts';
import { sequenceOf } from '../../../../agents/sequence.ts';

describe('smooth fluctuations', () => {
  test('of smoothness 1 have the covariances of value and derivatives of science: 1, .5, .75, 1.875', () => {
    expect(rowsOf(temporalCovariance(3, 1))).toEqual([
      [1, 0, -0.5, 0],
      [0, 0.5, 0, -0.75],
      [-0.5, 0, 0.75, 0],
      [0, -0.75, 0, 1.875],
    ]);
  });

  test('of smoothness .5 have 1, 2, -2, 12, -12, 120', () => {
    expect(rowsOf(temporalCovariance(3, 0.5))).toEqual([
      [1, 0, -2, 0],
      [0, 2, 0, -12],
      [-2, 0, 12, 0],
      [0, -12, 0, 120],
    ]);
  });

  test('that are drawn have unit variance and autocorrelation exp(-h^2 / 4 s^2)', () => {
    const drawn = smoothNoise(createRandom(1), { points: 200_000, spacing: 0.5, smoothness: 1.5 });
    for (const lag of [0, 1, 2, 4, 8]) {
      let sum = 0;
      for (let t = lag; t < drawn.length; t++) sum += drawn[t]! * drawn[t - lag]!;
      const expected = Math.exp(-((lag * 0.5) ** 2) / (4 * 1.5 ** 2));
      expect(Math.abs(sum / drawn.length - expected)).toBeLessThan(0.03);
    }
  });
});

test('embedding gives the derivatives of a polynomial exactly, at the ends too', () => {
  const steps = 9;
  const sequence = sequenceOf(
    Array.from({ length: steps }, (_, t) => [2 - t + 0.5 * t ** 2 - 0.1 * t ** 3]),
  );
  embed(sequence, 4).forEach((derivatives, t) => {
    [2 - t + 0.5 * t ** 2 - 0.1 * t ** 3, -1 + t - 0.3 * t ** 2, 1 - 0.6 * t, -0.6, 0].forEach(
      (value, k) => {
        expect(derivatives[k]).toBeCloseTo(value, 8);
      },
    );
  });
  expect(() => embed(sequence, 9)).toThrow(/expected at least 10 bins for 9 derivatives; got 9/);
  expect(() => embed(sequenceOf([[1], [null], [2]]), 1)).toThrow(/got one at step 2/);
});

test('the exponential of a matrix agrees with mathjs, and that of a large rotation with cosine and sine', () => {
  const rows = [
    [0.3, -1.2, 0.5],
    [2, 0.1, 0],
    [-0.4, 0.7, -1.5],
  ];
  const expected = expm(matrix(rows)).toArray() as number[][];
  rowsOf(matrixExponential(dense(rows))!).forEach((row, i) =>
    row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]![j]!, 9)),
  );
  const turned = rowsOf(
    matrixExponential(
      dense([
        [0, -50],
        [50, 0],
      ]),
    )!,
  );
  expect(turned[0]![0]).toBeCloseTo(Math.cos(50), 10);
  expect(turned[1]![0]).toBeCloseTo(Math.sin(50), 10);
});

describe.each([
  ['birdsong', birdsongModel({ sound: 1, song: 2, phrasing: 1 })],
  ['Posner, whose precision depends on states', posnerModel()],
])('the free energy of %s', (_, model) => {
  test('has the gradient that central differences of it have', () => {
    const layout = layOut(model, { stateOrder: 3, causeOrder: 2, smoothness: 0.8 });
    const random = createRandom(3, 'gradient');
    const draw = (size: number): Float64Array =>
      Float64Array.from({ length: size }, () => 0.5 * random.normal());
    // Derivatives are predicted to first order, so motion is small where the curvature of f would matter.
    const unknowns = draw(layout.unknowns);
    for (const { level, states, causes } of layout.levels) {
      unknowns.fill(0, states + level.states, causes);
      unknowns.fill(0, causes + level.causes, causes + level.causes * layout.causeOrders);
    }
    const rest = {
      observation: draw(layout.channels * layout.stateOrders),
      causePrior: draw(model.causeLogPrecision.length * layout.causeOrders),
    };
    const at = (point: Float64Array) =>
      energyAt(layout, model.causeLogPrecision, { unknowns: point, ...rest });
    const { gradient } = at(unknowns);
    unknowns.forEach((value, k) => {
      const shifted = (by: number): number =>
        at(unknowns.map((own, j) => (j === k ? value + by : own))).freeEnergy;
      const numeric = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
      expect(Math.abs(gradient[k]! - numeric)).toBeLessThan(1e-5 * Math.max(1, Math.abs(numeric)));
    });
  });
});

test('a linear static model ends at the exact posterior, mean and variance', () => {
  const weights = [
    [1, 2],
    [1, -1],
    [0, 3],
  ];
  const [noise, prior] = [
    [1, 0.5, -1],
    [0.3, -0.2],
  ];
  const model: GeneralisedModel = {
    levels: [
      {
        states: 0,
        causes: 2,
        outputs: 3,
        flow: () => [],
        output: (__, v) => weights.map((row) => row[0]! * v[0]! + row[1]! * v[1]!),
        flowLogPrecision: [],
        outputLogPrecision: noise,
      },
    ],
    causeLogPrecision: prior,
  };
  const y = [1, 2, 3];
  const { steps } = generalisedFilter(model, sequenceOf([y]), { stateOrder: 0, descentRate: 1000 });
  const precision = [0, 1].map((i) =>
    [0, 1].map(
      (j) =>
        weights.reduce((sum, row, k) => sum + row[i]! * Math.exp(noise[k]!) * row[j]!, 0) +
        (i === j ? Math.exp(prior[i]!) : 0),
    ),
  );
  const covariance = inv(precision);
  const evidence = [0, 1].map((i) =>
    weights.reduce((sum, row, k) => sum + row[i]! * Math.exp(noise[k]!) * y[k]!, 0),
  );
  for (const i of [0, 1]) {
    const mean = covariance[i]![0]! * evidence[0]! + covariance[i]![1]! * evidence[1]!;
    expect(Math.abs(steps[0]!.causes[0]![i]! - mean)).toBeLessThan(1e-10);
    expect(Math.abs(steps[0]!.causeVariances[0]![i]! - covariance[i]![i]!)).toBeLessThan(1e-10);
  }
});

describe('birdsong', () => {
  const precisions = { sound: 1, song: 8, phrasing: 8 };
  const { observations, states } = simulateGeneralised(birdsongModel(precisions), {
    steps: 128,
    smoothness: 1,
    random: createRandom(1, 'song'),
    initialStates: SONG_BEGINS,
  });
  /** Squared error of the three states of the song over their variance, all together. */
  const error = (model: GeneralisedModel, stateOrder: number): number => {
    const { steps } = generalisedFilter(model, observations, {
      stateOrder,
      initialStates: LISTENING_BEGINS,
    });
    const { values } = states[0]!;
    let squared = 0;
    let spread = 0;
    for (const i of [0, 1, 2]) {
      const own = Array.from({ length: 128 }, (_, t) => values[t * 3 + i]!);
      const mean = own.reduce((sum, value) => sum + value, 0) / 128;
      own.forEach((value, t) => {
        squared += (steps[t]!.states[0]![i]! - value) ** 2;
        spread += (value - mean) ** 2;
      });
    }
    return squared / spread;
  };

  test('is recognised with a normalised error below .1; less well without dynamical priors or without phrasing', () => {
    const full = error(birdsongModel(precisions), 4);
    const withoutDynamics = error(birdsongModel(precisions), 1);
    const withoutPhrasing = error(songWithoutPhrasing(precisions), 4);
    const withoutBoth = error(songWithoutPhrasing(precisions), 1);
    expect(full).toBeLessThan(0.1);
    expect(withoutDynamics).toBeGreaterThan(2 * full);
    expect(withoutPhrasing).toBeGreaterThan(2 * full);
    expect(withoutBoth).toBeGreaterThan(withoutDynamics);
  });

  test('that stops gives an error peak of more than 3 times the mean before', () => {
    const silenced = {
      ...observations,
      values: observations.values.map((value, k) => (Math.floor(k / 2) >= 85 ? 0 : value)),
    };
    const { steps } = generalisedFilter(birdsongModel({ ...precisions, sound: 2 }), silenced, {
      initialStates: LISTENING_BEGINS,
    });
    const errors = steps.map(({ outputErrors }) => Math.hypot(...outputErrors[0]!));
    const before = errors.slice(32, 80).reduce((sum, value) => sum + value, 0) / 48;
    expect(Math.max(...errors.slice(82)) / before).toBeGreaterThan(3);
  });
});

describe("Posner's task", () => {
  const crossing = (p: readonly number[], criterion: number): number => {
    const at = p.findIndex((value) => value >= criterion);
    return at < 0 ? Infinity : at;
  };
  const course = (trial: 'valid' | 'invalid' | 'both', cause: number) => {
    const { steps } = perceivePosnerTrial(trial, createRandom(1));
    // P(v > 1/4) of a Gaussian belief, through the error function of its z-value.
    const p = steps.map(({ causes, causeVariances }) =>
      normalProbability((causes[0]![cause]! - 0.25) / Math.sqrt(causeVariances[0]![cause]!)),
    );
    return {
      p: p.slice(20),
      peak: Math.max(...steps.map(({ causes }) => causes[0]![cause]!)),
      steps,
    };
  };
  const valid = course('valid', 1);
  const invalid = course('invalid', 0);
  const both = course('both', 0);

  test('a validly cued target is believed earlier, at every criterion between .5 and .95', () => {
    for (let criterion = 0.5; criterion <= 0.95; criterion += 0.05) {
      expect(crossing(valid.p, criterion)).toBeLessThan(crossing(invalid.p, criterion));
    }
  });

  test('an uncued target is believed less when the cued one appears as well (biased competition)', () => {
    expect(both.peak).toBeLessThan(invalid.peak);
  });

  test('early, what is seen makes a smaller weighted error when invalid; late, the context makes a larger one', () => {
    const early = (steps: typeof valid.steps, channel: number): number =>
      Math.max(
        ...steps.slice(20, 36).map(({ outputErrors, states }) => {
          const sign = channel === 0 ? 1 : -1;
          const logPrecision = 2 + sign * (states[0]![0]! - states[0]![1]!);
          return Math.abs(outputErrors[0]![channel]!) * Math.exp(logPrecision);
        }),
      );
    const late = (steps: typeof valid.steps): number =>
      Math.max(...steps.slice(36).map(({ weightedFlowErrorNorms }) => weightedFlowErrorNorms[0]!));
    expect(early(invalid.steps, 0)).toBeLessThan(early(valid.steps, 1));
    // By 5 % only: the sign is there, hardly the size.
    expect(late(invalid.steps)).toBeGreaterThan(late(valid.steps));
  });
});

/** Standard normal distribution function, by numerical integration. */
function normalProbability(z: number): number {
  const to = Math.max(-8, Math.min(8, z));
  const parts = 400;
  const width = to / parts;
  let sum = 0;
  for (let k = 0; k < parts; k++) sum += Math.exp(-(((k + 0.5) * width) ** 2) / 2);
  return 0.5 + (sum * width) / Math.sqrt(2 * Math.PI);
}
