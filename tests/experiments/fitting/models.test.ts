import { describe, expect, test } from '@jest/globals';
import type { Perception, TrialSequence } from '../../../experiments/fitting/behaviour-model.ts';
import {
  findBehaviourModel,
  perceptualModels,
  RESPONSE_MODELS,
} from '../../../experiments/fitting/find-behaviour-model.ts';

const response = (name: string) => RESPONSE_MODELS.find((model) => model.name === name)!;
const perceptual = (name: string) => perceptualModels().find((model) => model.name === name)!;

const seeing = (input: number[], more: Partial<TrialSequence> = {}): TrialSequence => ({
  input: Float64Array.from(input),
  response: new Float64Array(input.length).fill(Number.NaN),
  timeSteps: null,
  hitRate: null,
  ...more,
});

/** What was expected, and beliefs to go with it. */
const believing = (...prediction: number[]): Perception => ({
  prediction: Float64Array.from(prediction),
  logOdds: null,
  uncertainty: {
    stateVariance: Float64Array.from(prediction, () => 2),
    logVolatility: Float64Array.from(prediction, () => -1),
    volatilityVariance: null,
    surprise: Float64Array.from(prediction, () => Math.LN2),
  },
  evaluate: () => true,
  failure: () => null,
});

describe('responses', () => {
  test('the unit-square sigmoid is m^z/(m^z + (1 - m)^z), the softmax a sigmoid of 2 m - 1', () => {
    const view = (value: number) => ({
      perception: believing(0.7),
      sequence: seeing([1]),
      values: Float64Array.of(value),
    });
    expect(response('unit-square-sigmoid').expected(view(3), 0)).toBeCloseTo(
      0.7 ** 3 / (0.7 ** 3 + 0.3 ** 3),
      12,
    );
    expect(response('unit-square-sigmoid').expected(view(1), 0)).toBeCloseTo(0.7, 12);
    expect(response('softmax').expected(view(5), 0)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  });

  test('without a tone, an expectation of .75 is reported half of the time at a prior weight of 2', () => {
    const model = response('conditioned-hallucinations');
    const chance = (nu: number): number =>
      model.expected(
        {
          perception: believing(0.75),
          sequence: seeing([0], { hitRate: Float64Array.of(0) }),
          values: Float64Array.of(nu, 48),
        },
        0,
      );
    expect(chance(2)).toBeCloseTo(0.5, 12);
    expect(chance(1)).toBeCloseTo(1 / (1 + Math.exp(-48 * (2 * 0.375 - 1))), 12);
    expect(chance(3)).toBeCloseTo(1 / (1 + Math.exp(-48 * (2 * 0.5625 - 1))), 12);
  });

  test('the log reaction time is the line that is written down', () => {
    const view = {
      perception: believing(0.8),
      sequence: seeing([1]),
      values: Float64Array.of(6, 0.2, 0.5, 0.3, -0.4, 0.05),
    };
    const spread = 0.16;
    expect(response('log-reaction-time').expected(view, 0)).toBeCloseTo(
      6 + 0.2 * 1 + 0.5 * spread + 0.3 * spread * 2 - 0.4 * spread * Math.exp(-1),
      12,
    );
  });

  test.each(RESPONSE_MODELS.filter((model) => model.response === 'binary'))(
    '$name gives both choices a total probability of 1, missing ones none',
    (model) => {
      const values = Float64Array.from(model.parameters, () => 2.3);
      const given = (choice: number): number =>
        model.logLikelihood({
          perception: believing(0.66, 0.2),
          sequence: seeing([1, 0], {
            response: Float64Array.of(choice, Number.NaN),
            hitRate: Float64Array.of(0.25, 0),
          }),
          values,
        });
      expect(Math.exp(given(0)) + Math.exp(given(1))).toBeCloseTo(1, 12);
      expect(given(Number.NaN)).toBe(0);
    },
  );

  test('the density of a Gaussian response integrates to 1', () => {
    const values = Float64Array.of(0.04);
    let total = 0;
    for (let y = -2; y < 3; y += 0.01) {
      const sequence = seeing([1], { response: Float64Array.of(y) });
      const view = { perception: believing(0.5), sequence, values };
      total += 0.01 * Math.exp(response('gaussian').logLikelihood(view));
    }
    expect(total).toBeCloseTo(1, 6);
  });
});

describe('learning rules', () => {
  const expectations = (name: string, values: number[], input: number[]): number[] => {
    const perception = perceptual(name).prepare(seeing(input));
    expect(perception.evaluate(Float64Array.from(values))).toBe(true);
    return [...perception.prediction];
  };

  test('Rescorla-Wagner approaches geometrically, and does not learn from what was not seen', () => {
    const found = expectations('rescorla-wagner', [0.2, 0.5], [1, 1, 1, Number.NaN, 0]);
    [0.5, 0.6, 0.68, 0.744, 0.744].forEach((value, trial) =>
      expect(found[trial]).toBeCloseTo(value, 12),
    );
  });

  test('Pearce-Hall learns by an associability that follows the errors', () => {
    // salience .4, rate .5, associability 1, value .5; seen 1, 0, 1.
    const found = expectations('pearce-hall', [0.4, 0.5, 1, 0.5], [1, 0, 1]);
    const second = 0.5 + 0.4 * 1 * 0.5;
    const associability = 1 + 0.5 * (0.5 - 1);
    const third = second + 0.4 * associability * (0 - second);
    [0.5, second, third].forEach((value, trial) => expect(found[trial]).toBeCloseTo(value, 12));
  });

  test("Sutton's K1 takes larger steps while errors agree in sign", () => {
    const values = [2, Math.log(0.25), 1, 0.5];
    const found = expectations('sutton-k1', values, [1, 1, 1]);
    const gain = 0.25 / 1.25;
    const second = 0.5 + gain * 0.5;
    const trace = gain * 0.5 * (1 - gain);
    const logGain = Math.log(0.25) + 2 * (1 - second) * trace;
    const nextGain = Math.exp(logGain) / (1 + Math.exp(logGain));
    expect(found[1]).toBeCloseTo(second, 12);
    expect(found[2]).toBeCloseTo(second + nextGain * (1 - second), 12);
    expect(nextGain).toBeGreaterThan(gain);
  });
});

test('predictive coding settles where precision times change is the prediction error', () => {
  const perception = perceptual('predictive-coding').prepare(seeing([1, 1, 0, Number.NaN, 1]));
  const omega = -0.7;
  expect(perception.evaluate(Float64Array.of(omega, 0.2))).toBe(true);
  const values = [...perception.prediction].map((chance) => Math.log(chance / (1 - chance)));
  const energy = (value: number, former: number, seen: number): number =>
    (value - former) ** 2 / (2 * Math.exp(omega)) -
    Math.log(seen === 1 ? 1 / (1 + Math.exp(-value)) : 1 / (1 + Math.exp(value)));
  [1, 1, 0].forEach((seen, trial) => {
    const [former, value] = [values[trial]!, values[trial + 1]!];
    for (const step of [-1e-3, 1e-3]) {
      expect(energy(value + step, former, seen)).toBeGreaterThan(energy(value, former, seen));
    }
  });
  expect(values[4]).toBeCloseTo(values[3]!, 12);
});

describe('what does not go together is refused in words', () => {
  test.each([
    [{ model: 'hgf-binry' }, 'fit: no model "hgf-binry"; did you mean "hgf-binary"?'],
    [
      { model: 'hgf-binary', response: 'softmx' },
      'fit: no response model "softmx"; did you mean "softmax"?',
    ],
    [
      { model: 'rescorla-wagner', response: 'log-reaction-time' },
      'log-reaction-time: expected a model that tracks uncertainty, such as hgf-binary; got rescorla-wagner',
    ],
    [
      { model: 'hgf-continuous', response: 'softmax' },
      'softmax: expected a model of binary inputs; got hgf-continuous',
    ],
    [{ model: 'pearce-hall', scheme: 'ehgf' }, 'scheme: pearce-hall has no update scheme'],
    [
      { model: 'rescorla-wagner', fixed: { learningRate: 1.5 } },
      'learningRate: expected a number between 0 and 1, both excluded; got 1.5',
    ],
    [
      { model: 'hgf-binary', freed: ['kappa'] },
      'fit: no parameter of hgf-binary "kappa"; there is initialMean2, initialVariance2, tonicVolatility2, drift2, coupling2, initialMean3, initialVariance3, tonicVolatility3, drift3, decisiveness',
    ],
  ])('%j', (request, message) => {
    expect(() => findBehaviourModel(request)).toThrow(message);
  });
});
