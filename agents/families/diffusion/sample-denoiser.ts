import type { Tensor } from '../../agent.ts';
import type { Random } from '../../maths/random.ts';
import { networkOf, takeTensor } from '../networks/network-parameters.ts';
import { sampleStepwise } from './ancestral-sampling.ts';
import {
  denoiserWidth,
  flowDenoiser,
  type LearnedDenoiser,
  NOISE_RANGE,
} from './learned-denoiser.ts';
import { flow, flowDensity, noiseLevels } from './probability-flow.ts';

/** Steps of the flow, which is steep between modes. */
export const FLOW_STEPS = 120;

/** A denoiser from its numbers. */
export function denoiserOf(tensors: ReadonlyMap<string, Tensor>): LearnedDenoiser {
  const network = networkOf(tensors, 'denoiser');
  const centre = Float64Array.from(takeTensor(tensors, 'centre').data);
  return {
    ...{ network, centre, scale: takeTensor(tensors, 'scale').data[0]! },
    classes: network[0]!.inputs - denoiserWidth(centre.length),
  };
}

/** Scaled numbers in units of the data, a datum after the other. */
export function unscaled({ centre, scale }: LearnedDenoiser, points: Float64Array): number[][] {
  const size = centre.length;
  return Array.from({ length: points.length / size }, (_, row) =>
    Array.from(centre, (middle, axis) => middle + scale * points[row * size + axis]!),
  );
}

/** Data in scaled units, one after the other. */
export function scaled(
  { centre, scale }: LearnedDenoiser,
  data: readonly ArrayLike<number>[],
): Float64Array {
  const size = centre.length;
  return Float64Array.from(
    { length: data.length * size },
    (_, at) => (data[Math.floor(at / size)]![at % size]! - centre[at % size]!) / scale,
  );
}

/** How data are made of noise. */
export interface DenoiserSampling {
  readonly count: number;
  /**
   * `flow`: the probability flow by Heun's method, which asks the network twice a step. `implicit` and `ancestral`: step by step
   * with one question each, without chance (DDIM) or with it (DDPM).
   */
  readonly method: 'flow' | 'implicit' | 'ancestral';
  readonly steps: number;
  /** Class of each datum; of no class where they are left out. */
  readonly kinds?: readonly number[];
}

/** Data made of noise, many at once. */
export function synthesiseDenoised(
  model: LearnedDenoiser,
  { count, method, steps, kinds = [] }: DenoiserSampling,
  random: Random,
): number[][] {
  const denoiser = flowDenoiser(model, kinds);
  const levels = noiseLevels(steps, NOISE_RANGE);
  if (method !== 'flow') {
    const chance = method === 'ancestral' ? 1 : 0;
    return unscaled(model, sampleStepwise(denoiser, { count, levels, chance, random }));
  }
  const most = Math.sqrt(1 + levels[0]! ** 2);
  const noise = Float64Array.from({ length: count * denoiser.size }, () => most * random.normal());
  return unscaled(model, flow(denoiser, noise, levels));
}

/** ln p of data by the probability flow, nats. */
export function denoiserLogDensities(
  model: LearnedDenoiser,
  data: readonly ArrayLike<number>[],
  steps = FLOW_STEPS,
): number[] {
  const rising = noiseLevels(steps, NOISE_RANGE).reverse();
  const { nats } = flowDensity(flowDenoiser(model), scaled(model, data), rising);
  return Array.from(nats, (value) => value - volumeOf(model));
}

/** ln of how much more room a datum has in its own units than in scaled ones. */
export function volumeOf({ centre, scale }: LearnedDenoiser): number {
  return centre.length * Math.log(scale);
}
