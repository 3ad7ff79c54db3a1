import { inv, matrix, multiply, transpose, add, subtract, type Matrix, det } from 'mathjs';
import type { LinearGaussian } from '../../../../agents/families/state-space/linear-gaussian.ts';
import type { Sequence } from '../../../../agents/sequence.ts';

/**
 * All states at once, by conditioning one large Gaussian on everything observed: the states of T steps are stacked,
 * their joint covariance is written out block by block, and nothing is done recursively. Slow and obvious.
 */
export function batchPosterior(model: LinearGaussian, observations: Sequence, upTo: number) {
  const a = matrix(model.dynamics.map((row) => [...row]));
  const q = matrix(model.processCovariance.map((row) => [...row]));
  const n = model.dynamics.length;
  const { channels } = observations;
  const steps = observations.steps;
  const one = matrix(model.dynamics.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))));
  const power = (times: number): Matrix => (times === 0 ? one : multiply(a, power(times - 1)));
  const own: Matrix[] = [matrix(model.initialCovariance.map((row) => [...row]))];
  const means: Matrix[] = [matrix(model.initialMean.map((value) => [value]))];
  for (let t = 1; t < steps; t++) {
    own.push(add(multiply(multiply(a, own[t - 1]!), transpose(a)), q));
    means.push(multiply(a, means[t - 1]!));
  }
  const block = (s: number, t: number): Matrix =>
    s >= t ? multiply(power(s - t), own[t]!) : multiply(own[s]!, transpose(power(t - s)));
  const size = steps * n;
  const joint = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let s = 0; s < steps; s++) {
    for (let t = 0; t < steps; t++) {
      const values = block(s, t).toArray() as number[][];
      values.forEach((row, i) => row.forEach((value, j) => (joint[s * n + i]![t * n + j] = value)));
    }
  }
  const seen: (readonly [number, number])[] = [];
  for (let t = 0; t < upTo; t++) {
    for (let channel = 0; channel < channels; channel++) {
      if (!Number.isNaN(observations.values[t * channels + channel]!)) seen.push([t, channel]);
    }
  }
  const select = seen.map(([t, channel]) => {
    const row = new Array<number>(size).fill(0);
    model.observation[channel]!.forEach((value, state) => (row[t * n + state] = value));
    return row;
  });
  const noise = seen.map(([t, channel]) =>
    seen.map(([s, other]) => (s === t ? model.observationCovariance[channel]![other]! : 0)),
  );
  const mean = means.flatMap((one) => (one.toArray() as number[][]).map(([value]) => [value!]));
  const residual = seen.map(([t, channel], row) => [
    observations.values[t * channels + channel]! -
      select[row]!.reduce((sum, value, entry) => sum + value * mean[entry]![0]!, 0),
  ]);
  const cross = multiply(matrix(joint), transpose(matrix(select)));
  const spread = add(multiply(matrix(select), cross), matrix(noise));
  const inverse = inv(spread);
  const gain = multiply(cross, inverse);
  const posteriorMean = add(matrix(mean), multiply(gain, matrix(residual)));
  const posterior = subtract(matrix(joint), multiply(gain, transpose(cross)));
  const squared = (
    multiply(
      multiply(transpose(matrix(residual)), inverse),
      matrix(residual),
    ).toArray() as number[][]
  )[0]![0]!;
  return {
    /** States at a step. */
    mean: (t: number): number[] =>
      (posteriorMean.toArray() as number[][]).slice(t * n, (t + 1) * n).map(([value]) => value!),
    /** Covariance of the states at one step with those at another. */
    covariance: (s: number, t: number): number[][] =>
      (posterior.toArray() as number[][])
        .slice(s * n, (s + 1) * n)
        .map((row) => row.slice(t * n, (t + 1) * n)),
    logLikelihood: -(seen.length * Math.log(2 * Math.PI) + Math.log(det(spread)) + squared) / 2,
  };
}
