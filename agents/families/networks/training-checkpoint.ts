import type { Tensor } from '../../agent.ts';
import { HelmholtzError } from '../../errors.ts';
import { decodeSafetensors, encodeSafetensors } from '../../weights/safetensors.ts';
import { takeTensor } from './network-parameters.ts';
import type { NetworkTrainingState } from './train-networks.ts';

/** Writes down all that training of networks remembers, in double precision, for those who go on with it. */
export function encodeNetworkState(
  identity: Readonly<Record<string, string>>,
  { step, parameters, optimisers, losses }: NetworkTrainingState,
): Uint8Array {
  const tensors = new Map<string, Tensor>();
  const steps: Record<string, number> = {};
  for (const [name, { shape, data }] of parameters) {
    const memory = optimisers.get(name)!;
    tensors.set(`value ${name}`, { shape, data });
    tensors.set(`first ${name}`, { shape: [memory.first.length], data: memory.first });
    tensors.set(`second ${name}`, { shape: [memory.second.length], data: memory.second });
    steps[name] = memory.steps;
  }
  return encodeSafetensors(tensors, {
    ...identity,
    step: String(step),
    losses: JSON.stringify(losses),
    optimiserSteps: JSON.stringify(steps),
  });
}

/**
 * Reads the state back.
 *
 * @throws {HelmholtzError} `bad-checkpoint` if it belongs to another training, `bad-weights` if it is damaged.
 */
export function decodeNetworkState(
  identity: Readonly<Record<string, string>>,
  bytes: Uint8Array,
): NetworkTrainingState {
  const { tensors, metadata } = decodeSafetensors(bytes, 'checkpoint');
  for (const [key, expected] of Object.entries(identity)) {
    if (metadata[key] !== expected) {
      throw new HelmholtzError(
        'bad-checkpoint',
        `checkpoint: expected ${key} ${expected}; got ${metadata[key] ?? 'none'}; start anew without --resume`,
      );
    }
  }
  const steps = JSON.parse(metadata['optimiserSteps'] ?? '{}') as Record<string, number>;
  const doubles = (name: string): Float64Array => Float64Array.from(takeTensor(tensors, name).data);
  return {
    step: Number(metadata['step']),
    parameters: new Map(
      Object.keys(steps).map((name) => [
        name,
        { shape: takeTensor(tensors, `value ${name}`).shape, data: doubles(`value ${name}`) },
      ]),
    ),
    optimisers: new Map(
      Object.entries(steps).map(([name, count]) => [
        name,
        {
          steps: count,
          first: doubles(`first ${name}`),
          second: doubles(`second ${name}`),
          singular: new Float64Array(0),
        },
      ]),
    ),
    losses: JSON.parse(metadata['losses'] ?? '{}') as Record<string, number>,
  };
}
