import { cholesky, type CholeskyFactor, solveCholesky } from '../../maths/cholesky.ts';
import {
  type DenseNetwork,
  evaluateNetwork,
  networkSlopes,
  traceNetwork,
} from './dense-network.ts';

/** What has to be explained by the causes of a network. */
export interface Explained {
  /** From causes (and what is given besides) to what is observed. */
  readonly network: DenseNetwork;
  /** Number of causes, the first inputs of the network; their prior is N(0, I). */
  readonly causes: number;
  /** The other inputs, which are known. */
  readonly given: readonly number[];
  readonly observation: ArrayLike<number>;
  /** Other than 0 where the observation is seen; `null` where all of it is. */
  readonly visible: ArrayLike<number> | null;
  /** Variance of the observation given its causes. */
  readonly variance: number;
}

/** Where descent has ended. */
export interface SettledCauses {
  readonly causes: Float64Array;
  /** Energy there, nats. */
  readonly energy: number;
  /** Cholesky factor of the curvature, I + J' J / variance with J the slopes of what is seen. */
  readonly curvature: CholeskyFactor;
}

/** Steps of a descent, and the change of energy at which it ends, nats. */
const MOST_STEPS = 40;
const SETTLED = 1e-6;

/**
 * Energy of causes, nats: precision-weighted squared prediction errors of what is seen, and the prior,
 *
 *   E(z) = 1/2 sum_seen (x - f(z))^2 / variance + 1/2 |z|^2
 *
 * which is minus the logarithm of p(seen, z) up to a constant.
 */
export function energyOfCauses(explained: Explained, causes: ArrayLike<number>): number {
  return energyAt(
    explained,
    causes,
    evaluateNetwork(explained.network, [...Array.from(causes), ...explained.given]),
  );
}

function energyAt(
  { causes: count, observation, visible, variance }: Explained,
  causes: ArrayLike<number>,
  prediction: ArrayLike<number>,
): number {
  let errors = 0;
  for (let index = 0; index < observation.length; index++) {
    if (visible !== null && visible[index] === 0) continue;
    errors += (observation[index]! - prediction[index]!) ** 2;
  }
  let prior = 0;
  for (let cause = 0; cause < count; cause++) prior += causes[cause]! ** 2;
  return 0.5 * (errors / variance + prior);
}

/**
 * Analysis by synthesis: descends the energy of the causes from a start, by the method of Levenberg and Marquardt, which never
 * takes a step upwards.
 */
export function descendCauses(explained: Explained, start: ArrayLike<number>): SettledCauses {
  const { network, causes: count, given } = explained;
  let causes = Float64Array.from({ length: count }, (_, cause) => start[cause]!);
  let trace = traceNetwork(network, [...causes, ...given]);
  let energy = energyAt(explained, causes, trace.at(-1)!);
  let damping = 1e-2;
  let slope = slopeAt(explained, causes, trace);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { curvature, gradient } = slope;
    const damped = curvature.slice();
    for (let cause = 0; cause < count; cause++) damped[cause * count + cause]! *= 1 + damping;
    const factor = cholesky(damped, count);
    if (factor === null) break;
    const move = solveCholesky(factor, gradient.slice());
    const next = causes.map((value, cause) => value - move[cause]!);
    const nextTrace = traceNetwork(network, [...next, ...given]);
    const nextEnergy = energyAt(explained, next, nextTrace.at(-1)!);
    if (!(nextEnergy < energy)) {
      damping *= 10;
      if (damping > 1e8) break;
      continue;
    }
    const gain = energy - nextEnergy;
    [causes, trace, energy] = [next, nextTrace, nextEnergy];
    slope = slopeAt(explained, causes, trace);
    damping = Math.max(damping / 5, 1e-9);
    if (gain < SETTLED) break;
  }
  // I + J' J / variance is positive definite whatever J is.
  const curvature = cholesky(slope.curvature, count);
  if (curvature === null) throw new Error('a curvature of causes that is not positive definite');
  return { causes, energy, curvature };
}

function slopeAt(
  { network, causes: count, observation, visible, variance }: Explained,
  causes: Float64Array,
  trace: readonly Float64Array[],
): { readonly curvature: Float64Array; readonly gradient: Float64Array } {
  const slopes = networkSlopes(network, trace, count);
  const prediction = trace.at(-1)!;
  const curvature = new Float64Array(count * count);
  const gradient = causes.slice();
  for (let row = 0; row < count; row++) {
    curvature[row * count + row] = 1;
    const own = slopes[row]!;
    for (let index = 0; index < observation.length; index++) {
      if (visible !== null && visible[index] === 0) continue;
      const weighted = own[index]! / variance;
      gradient[row]! += weighted * (prediction[index]! - observation[index]!);
      for (let column = 0; column <= row; column++) {
        curvature[row * count + column]! += weighted * slopes[column]![index]!;
      }
    }
  }
  return { curvature, gradient };
}
