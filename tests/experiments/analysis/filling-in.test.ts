import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createModel,
  findAgent,
  loadShippedWeights,
  resolveParameters,
  weightsFromTensors,
} from '../../../agents/index.ts';
import {
  type Autocovariance,
  autocovarianceOf,
} from '../../../experiments/analysis/autocovariance.ts';
import { blindFieldOf, blindSpotTrials } from '../../../experiments/analysis/blind-spot-trials.ts';
import {
  linearGuess,
  measureLinearFillingIn,
} from '../../../experiments/analysis/linear-filling-in.ts';

const kind = await findAgent('rao-ballard');
const apart = resolveParameters(kind.name, kind.parameters, { offset: '8' });

/** Correlations that fall by the same factor with every pixel, along rows and columns alike. */
const markov = (rho: number): Autocovariance => ({
  reach: 100,
  at: (rows, columns) => rho ** (Math.abs(rows) + Math.abs(columns)),
});

describe('autocovariance', () => {
  test('is the mean product over the places where both pixels exist', () => {
    const picture = { rows: 2, columns: 3, pixels: Float32Array.of(1, 2, -3, 5, -4, 6) };
    const covariance = autocovarianceOf([picture], 1);
    expect(covariance.at(0, 0)).toBe((1 + 4 + 9 + 25 + 16 + 36) / 6);
    expect(covariance.at(0, 1)).toBe((2 - 6 - 20 - 24) / 4);
    expect(covariance.at(1, 0)).toBe((5 - 8 - 18) / 3);
    expect(covariance.at(1, 1)).toBe((-4 + 12) / 2);
    expect(covariance.at(1, -1)).toBe((10 + 12) / 2);
  });

  test('is the same for a displacement and its opposite', () => {
    const pixels = Float32Array.from({ length: 63 }, (_, pixel) => Math.sin(pixel ** 2));
    const covariance = autocovarianceOf([{ rows: 7, columns: 9, pixels }], 4);
    for (let rows = -4; rows <= 4; rows++) {
      for (let columns = -4; columns <= 4; columns++) {
        expect(covariance.at(rows, columns)).toBe(covariance.at(-rows, -columns));
      }
    }
  });

  test('a picture that is not larger than the reach is refused, and so is none', () => {
    const pixels = new Float32Array(12);
    expect(() => autocovarianceOf([{ rows: 3, columns: 4, pixels }], 3)).toThrow(
      'autocovariance: expected pictures larger than 3 x 3 px; got 3 x 4 px',
    );
    expect(() => autocovarianceOf([], 3)).toThrow('expected pictures; got none');
  });
});

describe('the best linear guess', () => {
  test('of one pixel of a Markov field weighs its eight neighbours as the inverse covariance says', () => {
    // The inverse is a product of tridiagonal matrices with 1 + rho^2 and -rho in every row that is not at an edge.
    const rho = 0.6;
    const side = 5;
    const hidden = 12;
    const guess = linearGuess({
      side,
      covariance: markov(rho),
      noise: Float64Array.from({ length: side ** 2 }, (_, pixel) =>
        pixel === hidden ? Infinity : 0,
      ),
      hidden: [hidden],
    });
    const near = rho / (1 + rho ** 2);
    for (let pixel = 0; pixel < side ** 2; pixel++) {
      const field = new Float64Array(side ** 2);
      field[pixel] = 1;
      const rows = Math.abs(Math.floor(pixel / side) - 2);
      const columns = Math.abs((pixel % side) - 2);
      const expected =
        pixel === hidden || rows > 1 || columns > 1
          ? 0
          : rows + columns === 1
            ? near
            : -(near ** 2);
      expect(guess(field)[0]).toBeCloseTo(expected, 12);
    }
  });

  test('of a pixel that is seen through noise shrinks it by its share of the variance', () => {
    const guess = linearGuess({
      side: 1,
      covariance: markov(0.5),
      noise: [0.25],
      hidden: [0],
    });
    expect(guess([2])[0]).toBeCloseTo(2 / 1.25, 14);
  });

  test('needs noise where pixels are copies of each other', () => {
    const noise = [0, 0, Infinity, Infinity];
    expect(() => linearGuess({ side: 2, covariance: markov(1), noise, hidden: [2] })).toThrow(
      'expected a covariance that is positive definite; add noise',
    );
  });

  test('of half a bar is worth half of that of the whole', () => {
    const found = measureLinearFillingIn(kind, apart, markov(0.7));
    expect(found['two-sided'].projection).toBeGreaterThan(0);
    // Guesses add up, and the two halves are each other turned round.
    expect(found['one-sided'].projection / found['two-sided'].projection).toBeCloseTo(0.5, 2);
  }, 60_000);
});

describe('the blind window', () => {
  test('is not seen where windows are apart, and its rim is where they overlap', () => {
    const together = resolveParameters(kind.name, kind.parameters, { offset: '6' });
    const seenOf = (parameters: typeof apart): number[] => {
      const { blindPixels, sightings } = blindFieldOf(kind, parameters);
      return blindPixels.map((pixel) => sightings[pixel]!);
    };
    expect(seenOf(apart)).toStrictEqual(Array.from({ length: 64 }, () => 0));
    const along = (place: number): number => (place < 2 || place > 5 ? 2 : 1);
    expect(seenOf(together)).toStrictEqual(
      // The windows to the sides, above and below, and at the corners, without the blind one.
      Array.from({ length: 64 }, (_, pixel) => along(Math.floor(pixel / 8)) * along(pixel % 8) - 1),
    );
  });

  test('at rest its edges are what level 2 predicts, shrunk by rate / precision = 0.025', async () => {
    const hierarchy = kind.hierarchy(apart);
    const { tensors } = await loadShippedWeights('rao-ballard-offset-8');
    const weights = weightsFromTensors(hierarchy, tensors);
    const { blindWindow } = blindFieldOf(kind, apart);
    const { observations } = blindSpotTrials(kind, apart, 'two-sided');
    const model = createModel({
      hierarchy,
      weights,
      engine: (await createEngine('wasm')).engine,
      batch: observations.length,
      held: new Set([0]),
      learning: false,
      inferenceRate: kind.settling(apart).inferenceRate,
      momentum: true,
    });
    model.setMomentum(0.9);
    model.setPrecision(
      0,
      weights[0]!.logPrecision.map((value, error) =>
        Math.floor(error / 64) === blindWindow ? 0 : Math.exp(value),
      ),
    );
    model.setValues(
      0,
      observations.flatMap((observation) => [...observation]),
    );
    model.settle({
      steps: 1500,
      tolerance: 0,
      traceEvery: 0,
      risesToDiverge: Number.MAX_SAFE_INTEGER,
    });
    const values = model.values(1);
    const predictions = model.read(model.built.connections[1]!.prediction);
    model.dispose();
    const shrunk = (value: number): number =>
      Math.sign(value) * Math.max(0, Math.abs(value) - 0.25 / 10);
    let largest = 0;
    observations.forEach((_, trial) => {
      const from = (trial * 9 + blindWindow) * 64;
      for (let unit = from; unit < from + 64; unit++) {
        expect(values[unit]).toBeCloseTo(shrunk(predictions[unit]!), 3);
        largest = Math.max(largest, Math.abs(values[unit]!));
      }
    });
    expect(largest).toBeGreaterThan(0.5);
  }, 60_000);
});
