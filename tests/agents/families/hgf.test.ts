import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createHgf,
  createLadder,
  createRandom,
  HelmholtzError,
  hgfModel,
  type HgfNetwork,
  ladderOf,
  runHgf,
  runHgfOrThrow,
  synthesiseHgf,
  type UpdateScheme,
} from '../../../agents/index.ts';
import {
  meanReport,
  precisionReport,
  unboundedUpdate,
  volatilityError,
} from '../../../agents/families/hgf/volatility-update.ts';
import { hasSeries, series } from './hgf-data.ts';

interface Level {
  readonly mean: number;
  readonly precision: number;
  readonly tonicVolatility: number;
  readonly drift?: number;
  readonly coupling?: number;
}

function withLevels(
  start: ReturnType<typeof createHgf>,
  levels: readonly Level[],
  scheme: UpdateScheme,
): HgfNetwork {
  return levels
    .reduce((network, { coupling = 1, ...level }, at) => {
      const volatilityParents = at + 1 < levels.length ? { [`x${at + 2}`]: coupling } : {};
      return network.state(`x${at + 1}`, { ...level, volatilityParents });
    }, start)
    .build(scheme);
}

const binary = (levels: readonly Level[], scheme: UpdateScheme): HgfNetwork =>
  withLevels(createHgf().binaryInput('u', 'x1'), levels, scheme);

const continuous = (
  levels: readonly Level[],
  scheme: UpdateScheme,
  precision: number,
): HgfNetwork => withLevels(createHgf().continuousInput('u', 'x1', { precision }), levels, scheme);

function last(network: HgfNetwork, u: ArrayLike<number>): Record<string, number[]> {
  const { states } = runHgfOrThrow(network, { inputs: { u } });
  return Object.fromEntries(
    Object.entries(states).map(([name, belief]) => [
      name,
      [belief.mean, belief.precision, belief.expectedMean, belief.expectedPrecision].map((values) =>
        values.at(-1)!,
      ),
    ]),
  );
}

function expectClose(value: number, expected: number, relative = 1e-9): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

const ONES: readonly Level[] = [
  { mean: 1, precision: 1, tonicVolatility: 1 },
  { mean: 1, precision: 1, tonicVolatility: 1 },
];
const SCHEMES = ['standard', 'ehgf', 'unbounded'] as const;

describe('the values that every implementation is checked on', () => {
  test('one step with everything 1 has the published values', () => {
    const { states, inputs } = runHgf(binary(ONES, 'standard'), { inputs: { u: [1] } });
    const expected: readonly (readonly [number, number])[] = [
      [inputs['u']!.prediction[0]!, 0.7310586],
      [states['x1']!.expectedPrecision[0]!, 0.11920292],
      [states['x1']!.precision[0]!, 0.31581486],
      [states['x1']!.mean[0]!, 1.8515794],
      [states['x2']!.expectedPrecision[0]!, 0.26894142],
      [states['x2']!.precision[0]!, 0.47702923],
      [states['x2']!.mean[0]!, 0.5050575],
    ];
    for (const [value, published] of expected) expect(value).toBeCloseTo(published, 7);
  });

  test('eight ones and eight zeros cost 14.166275 bits', () => {
    const network = binary(
      [
        { mean: 0, precision: 1, tonicVolatility: -2.5 },
        { mean: 0, precision: 1, tonicVolatility: -6 },
      ],
      'standard',
    );
    const u = [...Array<number>(8).fill(1), ...Array<number>(8).fill(0)];
    expect(runHgf(network, { inputs: { u } }).surprise / Math.LN2).toBeCloseTo(14.166275, 6);
    const { x1, x2 } = last(network, u);
    expect(x1![0]).toBeCloseTo(-1.025253, 6);
    expect(1 / x1![1]!).toBeCloseTo(0.579342, 6);
    expect(x2![0]).toBeCloseTo(-0.012582, 6);
    expect(1 / x2![1]!).toBeCloseTo(0.942977, 6);
  });

  const onSeries = hasSeries ? test : test.skip;

  onSeries('the check values on the binary and the continuous series hold to 1e-9', () => {
    const low: Level = { mean: 0.5, precision: 1e4, tonicVolatility: -6 };
    const high: Level = { mean: 0, precision: 10, tonicVolatility: -2 };
    const u = series('binary_input');
    const rates = series('usdchf');
    for (const scheme of SCHEMES) {
      expectClose(runHgf(binary([low], scheme), { inputs: { u } }).surprise, 215.588198442);
    }
    expectClose(
      runHgf(binary([low, high], 'standard'), { inputs: { u } }).surprise,
      215.5906767858,
    );
    const exchange = continuous(
      [
        { mean: rates[0]!, precision: 1e4, tonicVolatility: -3 },
        { mean: 0, precision: 10, tonicVolatility: -3 },
      ],
      'ehgf',
      1e4,
    );
    expectClose(runHgf(exchange, { inputs: { u: rates } }).surprise, -1141.0890584654);
  });

  // Numbers printed by pyhgf 0.2.8 in double precision.
  onSeries('other schemes and parameters agree with an independent implementation to 1e-9', () => {
    const u = series('binary_input');
    const first = [
      { mean: 0.5, precision: 1e4, tonicVolatility: -6 },
      { mean: 0, precision: 10, tonicVolatility: -2 },
    ];
    const second = [
      { mean: 0.1, precision: 2, tonicVolatility: -2.3, drift: 0.02, coupling: 0.8 },
      { mean: 0.7, precision: 1.5, tonicVolatility: -1.1, drift: 0.01 },
    ];
    const surprise = (network: HgfNetwork): number => runHgf(network, { inputs: { u } }).surprise;
    expectClose(surprise(binary(first, 'ehgf')), 215.59103485305576);
    expectClose(surprise(binary(first, 'unbounded')), 215.60312465819393);
    expectClose(surprise(binary(second, 'ehgf')), 217.7173295888258);
    const ends = last(binary(second, 'ehgf'), u);
    const published: Record<string, readonly number[]> = {
      x1: [-2.6890181939488547, 0.3843268868871126, -2.4897635527581197, 0.3136123013080319],
      x2: [2.4857466675539204, 0.32545337471166663, 2.540094029616162, 0.3004827124136424],
    };
    for (const [name, values] of Object.entries(published)) {
      values.forEach((value, at) => expectClose(ends[name]![at]!, value));
    }
    const blended = last(binary(first, 'unbounded'), u);
    expectClose(blended['x1']![0]!, -0.8386357358673586);
    expectClose(blended['x2']![0]!, -0.00888828967497214);
    expectClose(blended['x2']![1]!, 0.3008814452055339);
  });

  onSeries('three levels above a continuous input agree with it in every scheme', () => {
    const rates = series('usdchf');
    const levels = [
      { mean: rates[0]!, precision: 1e4, tonicVolatility: -8, drift: 0.001 },
      { mean: 0, precision: 10, tonicVolatility: -2, coupling: 0.7 },
      { mean: 0.3, precision: 5, tonicVolatility: -4, drift: 0.01 },
    ];
    const expected: Record<UpdateScheme, readonly number[]> = {
      standard: [-120.62224727203429, 0.805535069288409, -3.4900169540555606, 2.9902577648800825],
      ehgf: [-69.3283477693172, 0.8056795932078894, -3.648970192476577, 2.942144844213074],
      unbounded: [607.2377057714574, 0.8061957671593807, -4.028752313000048, 2.7427868038044516],
    };
    for (const scheme of SCHEMES) {
      const network = continuous(levels, scheme, 2e3);
      const ends = last(network, rates);
      const values = [
        runHgf(network, { inputs: { u: rates } }).surprise,
        ...['x1', 'x2', 'x3'].map((name) => ends[name]![0]!),
      ];
      expected[scheme].forEach((value, at) => expectClose(values[at]!, value, 1e-8));
    }
  });

  onSeries('networks that branch agree with it', () => {
    const rates = series('usdchf');
    const a = rates.slice(0, 100);
    const b = rates.slice(100, 200);
    const shared = createHgf()
      .continuousInput('a', 'left', { precision: 100 })
      .continuousInput('b', 'right', { precision: 100 })
      .state('left', { mean: 1, precision: 10, volatilityParents: { above: 1 } })
      .state('right', {
        ...{ mean: 1.2, precision: 10, tonicVolatility: -3, volatilityParents: { above: 0.5 } },
      })
      .state('above', { mean: 0.1, precision: 5, tonicVolatility: -2 });
    const end = (scheme: UpdateScheme): number[] => {
      const { above } = runHgf(shared.build(scheme), { inputs: { a, b } }).states;
      return [above!.mean.at(-1)!, above!.precision.at(-1)!];
    };
    expectClose(end('ehgf')[0]!, -9.153826404570463);
    expectClose(end('ehgf')[1]!, 0.280412489951631);
    expectClose(end('standard')[0]!, -8.961375242362909);
    const mixed = createHgf()
      .continuousInput('a', 's1', { precision: 100 })
      .state('s1', {
        ...{ mean: 1, precision: 10, valueParents: { s2: 0.7 }, volatilityParents: { v: 1 } },
      })
      .state('s2', {
        ...{ mean: 0.1, precision: 5, tonicVolatility: -5, volatilityParents: { v: 0.6 } },
      })
      .state('v', { mean: 0.1, precision: 5, tonicVolatility: -3 })
      .build('ehgf');
    const { states } = runHgf(mixed, { inputs: { a } });
    expectClose(states['v']!.mean.at(-1)!, -5.398192716952191);
    expectClose(states['s2']!.precision.at(-1)!, 1527.1428387379353);
    const twoSenses = createHgf()
      .continuousInput('a', 's', { precision: 100 })
      .continuousInput('b', { s: 0.5 }, { precision: 50 })
      .state('s', { mean: 1, precision: 10 })
      .build();
    const common = runHgf(twoSenses, { inputs: { a, b } }).states['s']!;
    expectClose(common.mean.at(-1)!, 1.1825336870169905);
    expectClose(common.precision.at(-1)!, 152.71944790309897);
  });
});

describe('the update of a volatility parent', () => {
  const v = 0.3;
  const tonicVolatility = -1.2;
  const coupling = 0.9;
  const expectedMean = 0.4;
  const spread = 0.8;
  /** Variational energy of the parent without its prior. */
  const energy = (x: number): number => {
    const variance = v + Math.exp(coupling * x + tonicVolatility);
    return -Math.log(variance) / 2 - spread / variance / 2;
  };
  const step = 1e-4;
  const slope = (x: number): number => (energy(x + step) - energy(x - step)) / (2 * step);
  const curvature = (x: number): number =>
    (energy(x + step) - 2 * energy(x) + energy(x - step)) / step ** 2;

  test('reports the first and second derivative of the variational energy at the prediction', () => {
    const walk = Math.exp(coupling * expectedMean + tonicVolatility);
    const expectedPrecision = 1 / (v + walk);
    const share = walk * expectedPrecision;
    // Any division of the spread between variance and change must do.
    const change = 0.5;
    const error = volatilityError(expectedPrecision, 1 / (spread - change ** 2), change);
    expect(meanReport(coupling, share, error)).toBeCloseTo(slope(expectedMean), 7);
    expect(precisionReport(coupling, share, error)).toBeCloseTo(-curvature(expectedMean), 5);
  });

  test('unbounded, far below the switch, is a Newton step with the curvature that is never negative', () => {
    const result = new Float64Array(2);
    const low = -3;
    const expectedPrecision = 2;
    unboundedUpdate(
      {
        ...{ formerVariance: v, observedSpread: spread, tonicVolatility, coupling },
        ...{ expectedMean: low, expectedPrecision },
      },
      result,
    );
    const weight = 1 / (1 + v / Math.exp(coupling * low + tonicVolatility));
    const precision = expectedPrecision + (coupling ** 2 * weight * (1 - weight)) / 2;
    expect(result[1]).toBeCloseTo(precision, 9);
    expect(result[0]).toBeCloseTo(low + slope(low) / precision, 7);
  });
});

const level = fc.record({
  mean: fc.double({ min: -1, max: 1, noNaN: true }),
  precision: fc.double({ min: 0.5, max: 10, noNaN: true }),
  tonicVolatility: fc.double({ min: -6, max: -2, noNaN: true }),
  drift: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
  coupling: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
});
const levels = fc.array(level, { minLength: 1, maxLength: 4 });
const trials = fc.array(
  fc.record({
    value: fc.constantFrom(0, 1, Number.NaN),
    time: fc.double({ min: 0.2, max: 3, noNaN: true }),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('whatever the parameters', () => {
  test.each(SCHEMES)('the fast filter equals the network filter, scheme %s', (scheme) => {
    fc.assert(
      fc.property(levels, trials, fc.boolean(), (heights, given, isBinary) => {
        const network = isBinary ? binary(heights, scheme) : continuous(heights, scheme, 3);
        const u = Float64Array.from(given, ({ value }) => value);
        const timeSteps = Float64Array.from(given, ({ time }) => time);
        const slow = runHgf(network, { inputs: { u }, timeSteps });
        const { shape, parameters, names } = ladderOf(network)!;
        const ladder = createLadder(shape, u, timeSteps);
        const surprise = ladder.evaluate(parameters);
        const failedAt = ladder.failedAt();
        expect(failedAt?.trial ?? null).toBe(slow.failure?.trial ?? null);
        if (failedAt !== null) {
          expect(names[failedAt.level]).toBe(slow.failure?.node);
          return;
        }
        expect(surprise).toBeCloseTo(slow.surprise, 8);
        names.forEach((name, at) => {
          const { mean, precision } = slow.states[name]!;
          mean.forEach((value, trial) => {
            const cell = at * u.length + trial;
            expectClose(ladder.record.mean[cell]! + 10, value + 10, 1e-9);
            expectClose(ladder.record.precision[cell]!, precision[trial]!, 1e-8);
          });
        });
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test.each(['standard', 'ehgf'] as const)(
    'the straight line through two levels stays with the network filter, scheme %s',
    (scheme) => {
      // Long, with gaps, uneven times, beliefs at the limits of a probability, and a volatility that moves fast.
      const random = createRandom(2, scheme);
      const trials = 3000;
      const u = Float64Array.from({ length: trials }, (_, trial) =>
        random.uniform() < 0.1
          ? Number.NaN
          : random.uniform() < (trial % 1000 < 500 ? 0.999 : 0.3)
            ? 1
            : 0,
      );
      const timeSteps = Float64Array.from({ length: trials }, () => 0.3 + random.uniform());
      const network = binary(
        [
          { mean: 15, precision: 2, tonicVolatility: -2.5, drift: 0.02, coupling: 0.9 },
          { mean: -0.2, precision: 4, tonicVolatility: -5, drift: -0.003 },
        ],
        scheme,
      );
      const slow = runHgf(network, { inputs: { u }, timeSteps });
      const { shape, parameters } = ladderOf(network)!;
      const ladder = createLadder(shape, u, timeSteps);
      expectClose(ladder.evaluate(parameters), slow.surprise, 1e-10);
      const { record } = ladder;
      expectClose(record.prediction[0]!, 1 - 1e-6);
      for (let trial = 0; trial < trials; trial++) {
        const { prediction, surprise } = slow.inputs['u']!;
        expectClose(record.prediction[trial]!, prediction[trial]!);
        expectClose(record.surprise[trial]!, surprise[trial]!);
        expectClose(1 / (1 + Math.exp(-record.logOdds[trial]!)), prediction[trial]!);
        for (const [at, name] of ['x1', 'x2'].entries()) {
          const belief = slow.states[name]!;
          const cell = at * trials + trial;
          expectClose(record.precision[cell]!, belief.precision[trial]!);
          expectClose(record.expectedPrecision[cell]!, belief.expectedPrecision[trial]!);
          expectClose(record.mean[cell]! + 10, belief.mean[trial]! + 10);
          expectClose(record.expectedMean[cell]! + 10, belief.expectedMean[trial]! + 10);
        }
      }
    },
  );

  test.each(SCHEMES)('beliefs do not depend on the unit of time, scheme %s', (scheme) => {
    const heights: readonly Level[] = [
      { mean: 0.2, precision: 1, tonicVolatility: -2, drift: 0.1 },
      { mean: 0, precision: 2, tonicVolatility: -4, drift: 0.02 },
    ];
    const inMinutes = heights.map((one) => ({
      ...one,
      tonicVolatility: one.tonicVolatility + Math.log(60),
      drift: one.drift! * 60,
    }));
    const u = [1, 1, 0, 1, Number.NaN, 0, 0, 1, 1, 1];
    const seconds = [30, 60, 45, 90, 10, 60, 60, 20, 60, 60].map((time) => time / 60);
    const a = runHgf(binary(heights, scheme), { inputs: { u }, timeSteps: seconds });
    const b = runHgf(binary(inMinutes, scheme), {
      inputs: { u },
      timeSteps: seconds.map((time) => time / 60),
    });
    expectClose(a.surprise, b.surprise, 1e-12);
    expectClose(a.states['x2']!.mean.at(-1)!, b.states['x2']!.mean.at(-1)!, 1e-9);
  });
});

test('one state above a continuous input is a Kalman filter', () => {
  const walk = Math.exp(-1);
  const noise = 1 / 4;
  const network = continuous([{ mean: 0.5, precision: 2, tonicVolatility: -1 }], 'ehgf', 4);
  const u = [0.3, 1.2, Number.NaN, 0.7, -0.4];
  const { states } = runHgf(network, { inputs: { u } });
  let mean = 0.5;
  let variance = 0.5;
  u.forEach((value, trial) => {
    variance += walk;
    if (!Number.isNaN(value)) {
      const gain = variance / (variance + noise);
      mean += gain * (value - mean);
      variance *= 1 - gain;
    }
    expect(states['x1']!.mean[trial]).toBeCloseTo(mean, 12);
    expect(1 / states['x1']!.precision[trial]!).toBeCloseTo(variance, 12);
  });
});

test('each category learns as a binary input does, and their probabilities are normalised', () => {
  const names = ['a', 'b', 'c'];
  const parent = { mean: -Math.LN2, precision: 1, tonicVolatility: -2 };
  const network = names
    .reduce((chain, name) => chain.state(name, parent), createHgf().categoricalInput('u', names))
    .build('ehgf');
  const u = [0, 0, 2, 1, Number.NaN, 0, 2, 2];
  const together = runHgf(network, { inputs: { u } });
  names.forEach((name, category) => {
    const alone = runHgf(binary([parent], 'ehgf'), {
      inputs: { u: u.map((value) => (Number.isNaN(value) ? value : value === category ? 1 : 0)) },
    });
    expect(together.states[name]!.mean).toEqual(alone.states['x1']!.mean);
  });
  expect(together.inputs['u']!.surprise[0]).toBeCloseTo(Math.log(3), 12);
  u.forEach((_, trial) => {
    const [p, q, r] = together.inputs['u']!.prediction.slice(3 * trial);
    expect(p! + q! + r!).toBeCloseTo(1, 12);
  });
});

describe('a filter that cannot go on', () => {
  // The state is believed to lie at -5, and its walk is a small share of its variance: a 1 moves it far.
  const wild: readonly Level[] = [
    { mean: -5, precision: 0.5, tonicVolatility: Math.log(0.5) },
    { mean: 0, precision: 0.1, tonicVolatility: -4 },
  ];
  const u = [0, 1, 1];
  const expectedAt1 = (): number => {
    // The standard update of trial 2, written out: everything before is the same in all schemes.
    const m0 = 1 / (1 + Math.exp(5));
    const pihat0 = 1 / (2 + 0.5);
    const pi0 = pihat0 + m0 * (1 - m0);
    const mu0 = -5 - m0 / pi0;
    const delta0 = pihat0 / pi0 + pihat0 * (m0 / pi0) ** 2 - 1;
    const up0 = 1 / (10 + Math.exp(-4));
    const upi0 = up0 + 0.2 ** 2 / 2 + 0.2 ** 2 * delta0 - (0.2 * delta0) / 2;
    const umu0 = (0.2 * delta0) / (2 * upi0);
    const walk = Math.exp(Math.log(0.5) + umu0);
    const pihat1 = 1 / (1 / pi0 + walk);
    const m1 = 1 / (1 + Math.exp(-mu0));
    const pi1 = pihat1 + m1 * (1 - m1);
    const gamma = walk * pihat1;
    const delta1 = pihat1 / pi1 + pihat1 * ((1 - m1) / pi1) ** 2 - 1;
    return (
      1 / (1 / upi0 + Math.exp(-4)) + gamma ** 2 / 2 + gamma ** 2 * delta1 - (gamma * delta1) / 2
    );
  };

  test('says at which trial and node the precision became negative, why, and what avoids it', () => {
    const network = binary(wild, 'standard');
    const { failure, surprise, states } = runHgf(network, { inputs: { u } });
    expect(failure).toMatchObject({ trial: 1, node: 'x2', quantity: 'posterior precision' });
    expect(expectedAt1()).toBeLessThan(0);
    expectClose(failure!.value, expectedAt1());
    expect(surprise).toBe(Infinity);
    expect(states['x1']!.mean[1]).toBeNaN();
    expect(states['x1']!.mean[0]).not.toBeNaN();
    const value = Number(expectedAt1().toPrecision(4));
    expect(() => runHgfOrThrow(network, { inputs: { u } })).toThrow(
      `hgf.x2: negative posterior precision ${value} at trial 2 (x2.tonicVolatility = -4, x1.volatilityParents.x2 = 1); use the scheme unbounded, or lower them`,
    );
  });

  test('goes on in the scheme that was recommended', () => {
    expect(runHgf(binary(wild, 'unbounded'), { inputs: { u } }).failure).toBeNull();
  });
});

describe('what is not a network or does not fit it is refused in words', () => {
  const refusal = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      if (error instanceof HelmholtzError) return error.message;
      throw error;
    }
    return 'nothing';
  };
  const plain = (): ReturnType<typeof createHgf> => createHgf().binaryInput('u', 'x');

  test.each([
    [
      () =>
        plain()
          .state('x', { volatilityParents: { tendncy: 1 } })
          .state('tendency')
          .build(),
      'hgf.x.volatilityParents: expected the name of a state; got "tendncy"; did you mean "tendency"?',
    ],
    [
      () => plain().state('x', { precision: -1 }).build(),
      'hgf.x.precision: expected a finite number > 0; got -1',
    ],
    [
      () =>
        plain()
          .state('x', { valueParents: { y: 1 } })
          .state('y', { valueParents: { x: 1 } })
          .build(),
      'hgf.x: expected no state to drive itself; got x -> y -> x',
    ],
    [
      () => plain().state('x').state('y').build(),
      'hgf.y: expected an input or a state to have it as parent; got none',
    ],
    [
      () => runHgf(plain().state('x').build(), { inputs: { u: [1, 2] } }),
      'hgf.u: expected 0 or 1, or NaN where nothing was observed; got 2 at trial 2',
    ],
    [
      () => runHgf(plain().state('x').build(), { inputs: { u: [] } }),
      'hgf.u: expected at least one trial; got 0',
    ],
    [
      () => runHgf(plain().state('x').build(), { inputs: { u: [1, 0] }, timeSteps: [1, 0] }),
      'hgf.timeSteps: expected finite numbers > 0; got 0 at trial 2',
    ],
  ])('case %#', (make, message) => {
    expect(refusal(make)).toBe(message);
  });
});

test('what is synthesised has the statistics of the model', () => {
  const network = continuous([{ mean: 2, precision: 1e6, tonicVolatility: -2 }], 'ehgf', 100);
  const { causes, observation } = synthesiseHgf(network, { trials: 20_000 }, createRandom(3));
  const path = causes['x1']!;
  let squares = 0;
  for (let trial = 1; trial < path.length; trial++)
    squares += (path[trial]! - path[trial - 1]!) ** 2;
  // Standard error of a variance from n draws: sqrt(2/n).
  expectClose(squares / (path.length - 1), Math.exp(-2), 4 * Math.sqrt(2 / 20_000));
  const noise = path.map((value, trial) => (observation.inputs['u']![trial]! - value) ** 2);
  expectClose(noise.reduce((sum, one) => sum + one, 0) / noise.length, 0.01, 4 * 0.01);
});

test('as a generative model it predicts what the filter then expects, and scores by its surprise', () => {
  const network = createHgf()
    .continuousInput('c', 'x', { precision: 4 })
    .binaryInput('b', 'y')
    .categoricalInput('k', ['y', 'z'])
    .state('x', { drift: 0.1, volatilityParents: { v: 0.5 }, valueParents: { z: 0.3 } })
    .state('y', { tonicVolatility: -1 })
    .state('z', { mean: 0.4 })
    .state('v', { tonicVolatility: -2 })
    .build();
  const model = hgfModel(network);
  const { observation } = model.synthesise({ trials: 30 }, createRandom(5));
  const first = Object.fromEntries(
    Object.entries(observation.inputs).map(([name, values]) => [
      name,
      Array.from(values).slice(0, 29),
    ]),
  );
  const predicted = model.predict(model.infer({ inputs: first }));
  const { inputs, states, surprise } = model.infer(observation);
  expect(predicted['c']!.mean[0]).toBeCloseTo(inputs['c']!.prediction[29]!, 12);
  expect(predicted['b']!.mean[0]).toBeCloseTo(inputs['b']!.prediction[29]!, 12);
  expect(predicted['k']!.mean[1]).toBeCloseTo(inputs['k']!.prediction[59]!, 12);
  expect(predicted['c']!.variance[0]).toBeCloseTo(
    1 / states['x']!.expectedPrecision[29]! + 1 / 4,
    12,
  );
  expect(model.score(observation)).toEqual({ nats: -surprise, kind: 'predictive' });
});
