import { cholesky } from '../../maths/cholesky.ts';
import {
  addScaled,
  dense,
  type DenseMatrix,
  identity,
  inverseSymmetric,
  logDeterminant,
  multiply,
  rowsOf,
  transposed,
  transposedTimes,
} from '../../maths/dense.ts';
import { createRandom } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';

/**
 * Causes z ~ N(0, I) that are mixed linearly: x = W z + mu + noise, noise ~ N(0, diag(variance)). With one variance for all
 * it is probabilistic principal components, else factor analysis.
 *
 * @see Tipping & Bishop (1999), `REFERENCES.tippingBishop1999`
 */
export interface LinearCauses {
  /** W, a row per observed number. */
  readonly weights: readonly (readonly number[])[];
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/** Posterior of z: mean M^-1 W' P (x - mu) and covariance M^-1, with M = I + W' P W and P the precisions. */
export function inferCauses(
  model: LinearCauses,
  datum: readonly number[],
): { readonly mean: readonly number[]; readonly covariance: readonly (readonly number[])[] } {
  const { mean, covariance } = posterior(model, datum);
  return { mean: [...mean.data], covariance: rowsOf(covariance) };
}

function posterior(
  { weights, mean, variance }: LinearCauses,
  datum: readonly number[],
): {
  readonly mean: DenseMatrix;
  readonly covariance: DenseMatrix;
  readonly residual: DenseMatrix;
} {
  const w = dense(weights);
  const scaled = dense(weights.map((row, index) => row.map((value) => value / variance[index]!)));
  const curvature = addScaled(identity(w.columns), transposedTimes(w, scaled));
  const covariance = inverseSymmetric(curvature);
  // I + W' P W is positive definite whatever W is.
  if (covariance === null) throw new Error('a precision of causes that is not positive definite');
  const residual = dense(datum.map((value, index) => [value - mean[index]!]));
  return { covariance, residual, mean: multiply(covariance, transposedTimes(scaled, residual)) };
}

/** ln p(datum) = ln N(datum; mu, W W' + diag(variance)), nats. */
export function linearLogDensity(
  { weights, mean, variance }: LinearCauses,
  datum: readonly number[],
): number {
  const w = dense(weights);
  const covariance = multiply(w, transposed(w));
  const size = variance.length;
  variance.forEach((value, index) => {
    covariance.data[index * size + index]! += value;
  });
  const factor = cholesky(covariance.data, size);
  const inverse = inverseSymmetric(covariance);
  if (factor === null || inverse === null) throw new Error('a covariance that is not positive');
  const residual = dense(datum.map((value, index) => [value - mean[index]!]));
  const distance = transposedTimes(residual, multiply(inverse, residual)).data[0]!;
  return -0.5 * (size * Math.log(2 * Math.PI) + logDeterminant(factor) + distance);
}

/** Rounds of expectation-maximisation. */
const ROUNDS = 300;

/**
 * Learns W, mu and the variances by expectation-maximisation, from a start with small random weights of one seed.
 *
 * @param shared Whether all variances are one, as in probabilistic principal components.
 */
export function learnLinearCauses(
  data: readonly (readonly number[])[],
  causes: number,
  shared: boolean,
): LinearCauses {
  const size = data[0]!.length;
  const count = data.length;
  const mean = Array.from(
    { length: size },
    (_, axis) => data.reduce((sum, row) => sum + row[axis]!, 0) / count,
  );
  const spread = Array.from({ length: size }, (_, row) =>
    Array.from(
      { length: size },
      (__, column) =>
        data.reduce(
          (sum, datum) => sum + (datum[row]! - mean[row]!) * (datum[column]! - mean[column]!),
          0,
        ) / count,
    ),
  );
  const covariance = dense(spread);
  const random = createRandom(1, 'linear causes');
  let model: LinearCauses = {
    weights: spread.map((row, axis) =>
      Array.from({ length: causes }, () => 0.5 * Math.sqrt(row[axis]!) * random.normal()),
    ),
    mean,
    variance: spread.map((row, axis) => row[axis]! / 2),
  };
  for (let round = 0; round < ROUNDS; round++) model = improve(model, covariance, shared);
  return model;
}

/** One round: the data enter only by their covariance S. */
function improve(model: LinearCauses, spread: DenseMatrix, shared: boolean): LinearCauses {
  const { weights, mean, variance } = model;
  const w = dense(weights);
  const scaled = dense(weights.map((row, index) => row.map((value) => value / variance[index]!)));
  const covariance = inverseSymmetric(addScaled(identity(w.columns), transposedTimes(w, scaled)));
  if (covariance === null) throw new Error('a precision of causes that is not positive definite');
  // E[z] = B (x - mu); E[x z'] = S B'; E[z z'] = M^-1 + B S B'.
  const gain = multiply(covariance, transposed(scaled));
  const cross = multiply(spread, transposed(gain));
  const second = addScaled(covariance, multiply(gain, cross));
  const inverse = inverseSymmetric(second);
  if (inverse === null) throw new Error('a second moment that is not positive definite');
  const next = multiply(cross, inverse);
  const explained = rowsOf(multiply(next, transposed(cross)));
  const left = explained.map(
    (row, axis) => spread.data[axis * spread.columns + axis]! - row[axis]!,
  );
  const average = left.reduce((sum, value) => sum + value, 0) / left.length;
  return {
    weights: rowsOf(next),
    mean,
    variance: left.map((value) => Math.max(shared ? average : value, 1e-9)),
  };
}

/** A linear mixture of causes as a story: a datum is a list of numbers, its causes are the numbers behind it. */
export function linearCausesStory(
  model: LinearCauses,
  shared: boolean,
): TellableModel<readonly number[], readonly number[]> {
  const { weights, mean, variance } = model;
  const causes = weights[0]!.length;
  const expected = (z: readonly number[]): number[] =>
    weights.map((row, index) =>
      row.reduce((sum, weight, cause) => sum + weight * z[cause]!, mean[index]!),
    );
  return {
    model: {
      family: shared ? 'principal components' : 'factor analysis',
      synthesise(_, random) {
        const z = Array.from({ length: causes }, () => random.normal());
        return {
          observation: expected(z).map(
            (value, index) => value + Math.sqrt(variance[index]!) * random.normal(),
          ),
          causes: z,
        };
      },
      predict: ({ best }) => expected(best[0]!.causes),
      score: (datum) => ({ nats: linearLogDensity(model, datum), kind: 'exact' }),
      infer(datum) {
        const believed = posterior(model, datum);
        const factor = cholesky(believed.covariance.data, causes);
        if (factor === null) {
          throw new Error('a posterior covariance that is not positive definite');
        }
        return {
          best: [{ causes: [...believed.mean.data], probability: null }],
          sample(random) {
            const drawn = Array.from({ length: causes }, () => random.normal());
            return Array.from(believed.mean.data, (value, row) =>
              drawn.reduce(
                (sum, number, column) =>
                  column > row ? sum : sum + factor.lower[row * causes + column]! * number,
                value,
              ),
            );
          },
        };
      },
    },
    fit: (data) => linearCausesStory(learnLinearCauses(data, causes, shared), shared),
    choices: (z) =>
      z.map((number, index) => ({
        name: `cause ${index + 1}`,
        value: String(Number(number.toPrecision(4))),
        number,
        chance: { mean: [0], standardDeviation: [1] },
      })),
    outcome: (z) => ({ mean: expected(z), standardDeviation: variance.map(Math.sqrt) }),
    show: showNumbers,
    read: (text) => readNumbers(text, mean.length),
  };
}
