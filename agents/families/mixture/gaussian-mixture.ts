import { drawIndex } from '../../maths/draw-index.ts';
import { createRandom, type Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';

/** Round clouds of one size, each as likely as it says: p(x) = sum_k w_k N(x; mu_k, sd^2 I). */
export interface GaussianMixture {
  readonly weights: readonly number[];
  readonly means: readonly (readonly number[])[];
  readonly deviation: number;
}

/** Modes at even distances on a circle around zero, starting to the right. */
export function ring(modes: number, radius: number, deviation: number): GaussianMixture {
  return {
    weights: Array.from({ length: modes }, () => 1 / modes),
    means: Array.from({ length: modes }, (_, mode) => {
      const angle = (2 * Math.PI * mode) / modes;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
    deviation,
  };
}

/** Modes on a square lattice around zero, row by row. */
export function grid(side: number, spacing: number, deviation: number): GaussianMixture {
  const places = Array.from({ length: side }, (_, index) => spacing * (index - (side - 1) / 2));
  return {
    weights: Array.from({ length: side * side }, () => 1 / (side * side)),
    means: places.flatMap((y) => places.map((x) => [x, y])),
    deviation,
  };
}

/** A point of a mixture, and the mode that it belongs to. */
export function synthesiseMixture(
  { weights, means, deviation }: GaussianMixture,
  random: Random,
): { readonly mode: number; readonly point: readonly number[] } {
  const mode = drawIndex(weights, random);
  return { mode, point: means[mode]!.map((mean) => mean + deviation * random.normal()) };
}

/** ln p(point), nats. */
export function mixtureLogDensity(mixture: GaussianMixture, point: readonly number[]): number {
  return logSum(logJoint(mixture, point));
}

/** Posterior probability of each mode. */
export function mixtureResponsibilities(
  mixture: GaussianMixture,
  point: readonly number[],
): number[] {
  const terms = logJoint(mixture, point);
  const total = logSum(terms);
  return terms.map((term) => Math.exp(term - total));
}

function logJoint(
  { weights, means, deviation }: GaussianMixture,
  point: readonly number[],
): number[] {
  const variance = deviation * deviation;
  const constant = -0.5 * point.length * Math.log(2 * Math.PI * variance);
  return means.map((mean, mode) => {
    const squares = squaredDistance(mean, point);
    return Math.log(weights[mode]!) + constant - squares / (2 * variance);
  });
}

function logSum(terms: readonly number[]): number {
  const largest = Math.max(...terms);
  return largest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - largest), 0));
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + (value - b[index]!) ** 2, 0);
}

/** Rounds of expectation-maximisation, and how many starts are tried. */
const ROUNDS = 60;
const STARTS = 8;

/**
 * Learns a mixture of as many modes by expectation-maximisation from several starts, each at points that lie far from each
 * other; the best is kept. Deterministic: the starts are those of one seed.
 */
export function learnMixture(data: readonly (readonly number[])[], modes: number): GaussianMixture {
  const results = Array.from({ length: STARTS }, (_, start) => {
    let mixture = startingMixture(data, modes, createRandom(1, 'mixture', start));
    for (let round = 0; round < ROUNDS; round++) mixture = improve(mixture, data);
    const score = data.reduce((sum, point) => sum + mixtureLogDensity(mixture, point), 0);
    return { mixture, score };
  });
  return results.reduce((best, other) => (other.score > best.score ? other : best)).mixture;
}

/** Points as means, each drawn with a probability that grows with the squared distance to those before it. */
function startingMixture(
  data: readonly (readonly number[])[],
  modes: number,
  random: Random,
): GaussianMixture {
  const means = [random.choose(data)];
  const nearest = data.map((point) => squaredDistance(point, means[0]!));
  while (means.length < modes) {
    const next = data[drawIndex(nearest, random)]!;
    means.push(next);
    data.forEach((point, index) => {
      nearest[index] = Math.min(nearest[index]!, squaredDistance(point, next));
    });
  }
  const mean = nearest.reduce((sum, square) => sum + square, 0) / data.length;
  return {
    weights: means.map(() => 1 / modes),
    means,
    deviation: Math.sqrt(mean / data[0]!.length) || 1e-6,
  };
}

function improve(mixture: GaussianMixture, data: readonly (readonly number[])[]): GaussianMixture {
  const { means } = mixture;
  const size = data[0]!.length;
  const counts = means.map(() => 0);
  const sums = means.map(() => new Array<number>(size).fill(0));
  const shares = data.map((point) => mixtureResponsibilities(mixture, point));
  data.forEach((point, index) => {
    shares[index]!.forEach((share, mode) => {
      counts[mode]! += share;
      point.forEach((value, axis) => {
        sums[mode]![axis]! += share * value;
      });
    });
  });
  const moved = sums.map((sum, mode) =>
    counts[mode] === 0 ? means[mode]! : sum.map((value) => value / counts[mode]!),
  );
  const squares = data.reduce(
    (total, point, index) =>
      total +
      shares[index]!.reduce(
        (sum, share, mode) => sum + share * squaredDistance(point, moved[mode]!),
        0,
      ),
    0,
  );
  return {
    weights: counts.map((count) => Math.max(count / data.length, 1e-12)),
    means: moved,
    deviation: Math.sqrt(squares / (data.length * size)) || 1e-6,
  };
}

/** A coordinate that a cosine has left a hair beside zero, as zero. */
function withoutRemainder(value: number): number {
  return Math.abs(value) < 1e-12 ? 0 : value;
}

/** A mixture as a story: a datum is a point, its cause the mode that it belongs to. */
export function mixtureStory(mixture: GaussianMixture): TellableModel<readonly number[], number> {
  return {
    model: {
      family: 'mixture',
      synthesise(_, random) {
        const { mode, point } = synthesiseMixture(mixture, random);
        return { observation: point, causes: mode };
      },
      /** The means, weighed by how much each mode is believed in. */
      predict: ({ best }) =>
        mixture.means[0]!.map((_, axis) =>
          best.reduce(
            (sum, { causes, probability }) =>
              sum + (probability ?? 0) * mixture.means[causes]![axis]!,
            0,
          ),
        ),
      score: (point) => ({ nats: mixtureLogDensity(mixture, point), kind: 'exact' }),
      infer(point) {
        const probability = mixtureResponsibilities(mixture, point);
        return {
          best: probability
            .map((value, mode) => ({ causes: mode, probability: value }))
            .sort((a, b) => b.probability - a.probability),
          sample: (random) => drawIndex(probability, random),
        };
      },
    },
    fit: (data) => mixtureStory(learnMixture(data, mixture.means.length)),
    choices: (mode) => [
      {
        name: 'mode',
        value: `around ${showNumbers(mixture.means[mode]!.map(withoutRemainder))}`,
        number: mode,
        chance: { probability: mixture.weights[mode]! },
      },
    ],
    outcome: (mode) => ({
      mean: mixture.means[mode]!,
      standardDeviation: mixture.means[mode]!.map(() => mixture.deviation),
    }),
    show: showNumbers,
    read: (text) => readNumbers(text, mixture.means[0]!.length),
  };
}
