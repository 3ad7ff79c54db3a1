import { HelmholtzError } from '../../errors.ts';
import type { NamedTensors, Tensor } from '../../agent.ts';
import type { DenseNetwork } from './dense-network.ts';

/** Learned numbers by name, in double precision while they are learned. */
export type NetworkParameters = ReadonlyMap<string, ParameterTensor>;

/** One of them. */
export interface ParameterTensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** The numbers of networks by name, as `decoder.0.weights` and `decoder.0.bias`. */
export function parametersOf(
  networks: Readonly<Record<string, DenseNetwork>>,
): Map<string, ParameterTensor> {
  const parameters = new Map<string, ParameterTensor>();
  for (const [name, network] of Object.entries(networks)) {
    network.forEach(({ inputs, outputs, weights, bias }, layer) => {
      parameters.set(`${name}.${layer}.weights`, { shape: [inputs, outputs], data: weights });
      parameters.set(`${name}.${layer}.bias`, { shape: [outputs], data: bias });
    });
  }
  return parameters;
}

/**
 * A network from its numbers: hidden units are tanh, outputs linear.
 *
 * @throws {HelmholtzError} `bad-weights` naming what is missing or does not fit.
 */
export function networkOf(parameters: ReadonlyMap<string, Tensor>, name: string): DenseNetwork {
  const layers: DenseNetwork[number][] = [];
  for (let layer = 0; parameters.has(`${name}.${layer}.weights`); layer++) {
    const { shape, data } = takeTensor(parameters, `${name}.${layer}.weights`);
    const bias = takeTensor(parameters, `${name}.${layer}.bias`);
    const [inputs = 0, outputs = 0] = shape;
    const before = layers.at(-1)?.outputs ?? inputs;
    if (shape.length !== 2 || bias.data.length !== outputs || before !== inputs) {
      throw new HelmholtzError(
        'bad-weights',
        `weights: expected layer ${layer} of "${name}" to have ${before} inputs and as many biases as outputs; got ${shape.join(' x ')} and ${bias.data.length}`,
      );
    }
    layers.push({
      inputs,
      outputs,
      weights: Float64Array.from(data),
      bias: Float64Array.from(bias.data),
      activation: parameters.has(`${name}.${layer + 1}.weights`) ? 'tanh' : 'linear',
    });
  }
  if (layers.length === 0) takeTensor(parameters, `${name}.0.weights`);
  return layers;
}

/**
 * A tensor by its name.
 *
 * @throws {HelmholtzError} `bad-weights` where there is none, or a number in it is not finite.
 */
export function takeTensor(parameters: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = parameters.get(name);
  if (tensor?.data.every(Number.isFinite) !== true) {
    throw new HelmholtzError(
      'bad-weights',
      `weights: expected a tensor "${name}" of finite numbers; got ${tensor === undefined ? 'none' : 'others'}`,
    );
  }
  return tensor;
}

/** Learned numbers in single precision: what a file holds, and what everything that is learned is evaluated with. */
export function shippedTensors(parameters: NetworkParameters): NamedTensors {
  return new Map(
    [...parameters].map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );
}
