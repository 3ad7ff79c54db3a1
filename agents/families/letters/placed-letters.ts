import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { LETTER_COLUMNS, LETTER_ROWS, LETTER_SHAPES } from './letter-shapes.ts';

/** Rows and columns of a picture. */
const SIDE = 12;

/** Explanations that a posterior tells. */
const TOLD = 10;

/** A letter, and where its box begins, in pixels from the top and from the left. */
export interface PlacedLetter {
  readonly letter: string;
  readonly row: number;
  readonly column: number;
}

/** A letter with the luminance of every pixel that it makes without noise, row by row. */
interface Hypothesis {
  readonly causes: PlacedLetter;
  readonly picture: Float64Array;
}

/** Everything that may be there: each letter at each place where it fits. */
function allHypotheses(): readonly Hypothesis[] {
  return Array.from(LETTER_SHAPES, ([letter, shape]) =>
    Array.from({ length: SIDE - LETTER_ROWS + 1 }, (_, row) =>
      Array.from({ length: SIDE - LETTER_COLUMNS + 1 }, (__, column) => {
        const picture = new Float64Array(SIDE * SIDE);
        shape.forEach((line, y) => {
          Array.from(line).forEach((mark, x) => {
            picture[(row + y) * SIDE + column + x] = mark === '#' ? 1 : 0;
          });
        });
        return { causes: { letter, row, column }, picture };
      }),
    ),
  ).flat(2);
}

/**
 * A letter somewhere in a picture of 12 x 12 pixels, light on dark, seen in noise: x = template(letter, row, column) +
 * noise N(0, deviation^2). Letter and place are uniform, so that every posterior is a sum over all of them: the exact
 * answer to what approximate models of pictures are asked, filling in included.
 *
 * @param deviation Standard deviation of the noise of a pixel, luminance.
 */
export function placedLetters(deviation: number): TellableModel<readonly number[], PlacedLetter> {
  const hypotheses = allHypotheses();
  const letters = [...LETTER_SHAPES.keys()];
  const even = hypotheses.map(() => 1);
  const noisy = (picture: Float64Array, random: Random): number[] =>
    Array.from(picture, (value) => value + deviation * random.normal());
  return {
    model: {
      family: 'placed letters',
      synthesise(_, random) {
        const { causes, picture } = hypotheses[drawIndex(even, random)]!;
        return { causes, observation: noisy(picture, random) };
      },
      /** The pictures of the best explanations, weighed by how much each is believed in. */
      predict: ({ best }) => {
        const total = best.reduce((sum, { probability }) => sum + (probability ?? 0), 0);
        const expected = new Float64Array(SIDE * SIDE);
        for (const { causes, probability } of best) {
          const { picture } = hypotheses.find((one) => isSame(one.causes, causes))!;
          picture.forEach((value, pixel) => {
            expected[pixel]! += (value * (probability ?? 0)) / total;
          });
        }
        return [...expected];
      },
      score: (datum) => ({
        nats: logEvidence(hypotheses, { pixels: datum, visible: null, deviation }),
        kind: 'exact',
      }),
      infer(datum) {
        const weights = posterior(hypotheses, { pixels: datum, visible: null, deviation });
        return {
          best: hypotheses
            .map(({ causes }, index) => ({ causes, probability: weights[index]! }))
            .sort((a, b) => b.probability - a.probability)
            .slice(0, TOLD),
          sample: (random) => hypotheses[drawIndex(weights, random)]!.causes,
        };
      },
    },
    fit: { unable: 'letters and places are given, and nothing of them is learned' },
    choices: ({ letter, row, column }) => [
      choice('letter', letter, letters.indexOf(letter), letters.length),
      choice('row', String(row), row, SIDE - LETTER_ROWS + 1),
      choice('column', String(column), column, SIDE - LETTER_COLUMNS + 1),
    ],
    outcome: (causes) => ({
      mean: [...hypotheses.find((one) => isSame(one.causes, causes))!.picture],
      standardDeviation: new Array<number>(SIDE * SIDE).fill(deviation),
    }),
    show: showNumbers,
    read: (text) => readNumbers(text, SIDE * SIDE),
    picture: {
      rows: SIDE,
      columns: SIDE,
      pixels: (text) => Float32Array.from(readNumbers(text, SIDE * SIDE)),
      text: (pixels) => showNumbers(Array.from(pixels)),
      fill({ pixels, visible, count, random }) {
        const weights = posterior(hypotheses, { pixels, visible, deviation });
        return {
          exactness: 'exact',
          samples: Array.from({ length: count }, () => {
            const made = noisy(hypotheses[drawIndex(weights, random)]!.picture, random);
            return Float32Array.from(made, (value, pixel) =>
              visible[pixel] === 0 ? value : pixels[pixel]!,
            );
          }),
        };
      },
    },
  };
}

interface Seen {
  readonly pixels: ArrayLike<number>;
  /** Other than 0 where a pixel is seen; `null` where all are. */
  readonly visible: ArrayLike<number> | null;
  readonly deviation: number;
}

/** ln p(seen pixels | hypothesis) of each, without the constant of the normal density. */
function logLikelihoods(
  hypotheses: readonly Hypothesis[],
  { pixels, visible, deviation }: Seen,
): number[] {
  return hypotheses.map(({ picture }) => {
    let squares = 0;
    for (let pixel = 0; pixel < picture.length; pixel++) {
      if (visible?.[pixel] === 0) continue;
      squares += (pixels[pixel]! - picture[pixel]!) ** 2;
    }
    return -squares / (2 * deviation * deviation);
  });
}

/** Posterior probability of each hypothesis, given the pixels that are seen. */
function posterior(hypotheses: readonly Hypothesis[], seen: Seen): number[] {
  const logs = logLikelihoods(hypotheses, seen);
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function logEvidence(hypotheses: readonly Hypothesis[], seen: Seen): number {
  const logs = logLikelihoods(hypotheses, seen);
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const mean = logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length;
  const constant = -0.5 * SIDE * SIDE * Math.log(2 * Math.PI * seen.deviation ** 2);
  return largest + Math.log(mean) + constant;
}

function choice(
  name: string,
  value: string,
  number: number,
  options: number,
): { name: string; value: string; number: number; chance: { probability: number } } {
  return { name, value, number, chance: { probability: 1 / options } };
}

function isSame(one: PlacedLetter, other: PlacedLetter): boolean {
  return one.letter === other.letter && one.row === other.row && one.column === other.column;
}
