import type { NamedTensors, Tensor } from '../agent.ts';
import { HelmholtzError } from '../errors.ts';
import { decodeSafetensors, encodeSafetensors } from '../weights/safetensors.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import type { TrainingState } from './train.ts';

/** What a checkpoint must agree on with the training that resumes it. */
export interface CheckpointIdentity {
  readonly agent: string;
  readonly seed: number;
  readonly engine: string;
  /** Hash of the plan, so that a changed plan is not resumed by mistake. */
  readonly plan: string;
}

/** Writes the whole state of training in the safetensors layout, float64, so that resuming gives the same bits. */
export function encodeCheckpoint(identity: CheckpointIdentity, state: TrainingState): Uint8Array {
  const tensors = new Map<string, Tensor>();
  const put = (name: string, data: Float64Array): void => {
    tensors.set(name, { shape: [data.length], data });
  };
  state.weights.forEach(({ lowerFromUpper, bias, logPrecision }, index) => {
    put(`weights.${index}.lowerFromUpper`, lowerFromUpper);
    if (bias !== null) put(`weights.${index}.bias`, bias);
    put(`weights.${index}.logPrecision`, logPrecision);
  });
  state.optimisers.forEach(({ weights, bias }, slot) => {
    put(`optimiser.${slot}.weights.first`, weights.first);
    put(`optimiser.${slot}.weights.second`, weights.second);
    put(`optimiser.${slot}.weights.singular`, weights.singular);
    if (bias !== null) {
      put(`optimiser.${slot}.bias.first`, bias.first);
      put(`optimiser.${slot}.bias.second`, bias.second);
    }
  });
  put('recentFreeEnergy', Float64Array.from(state.recentFreeEnergy));
  return encodeSafetensors(tensors, {
    ...identity,
    seed: String(identity.seed),
    stage: String(state.stage),
    batch: String(state.batch),
    optimiserSteps: JSON.stringify(
      state.optimisers.map(({ weights, bias }) => [weights.steps, bias?.steps ?? null]),
    ),
  });
}

/**
 * Reads a checkpoint back.
 *
 * @throws {HelmholtzError} `bad-checkpoint` if it belongs to another agent, seed, engine or plan, or is damaged.
 */
export function decodeCheckpoint(bytes: Uint8Array, identity: CheckpointIdentity): TrainingState {
  const { tensors, metadata } = decodeSafetensors(bytes);
  for (const [key, expected] of Object.entries(identity)) {
    if (metadata[key] !== String(expected)) {
      throw new HelmholtzError(
        'bad-checkpoint',
        `checkpoint: expected ${key} ${String(expected)}; got ${metadata[key] ?? 'none'}; start anew without --resume`,
      );
    }
  }
  const take = (name: string): Float64Array => {
    const tensor = tensors.get(name);
    if (tensor === undefined) {
      throw new HelmholtzError(
        'bad-checkpoint',
        `checkpoint: expected a tensor "${name}"; got none`,
      );
    }
    return Float64Array.from(tensor.data);
  };
  const steps = JSON.parse(metadata['optimiserSteps'] ?? '[]') as [number, number | null][];
  return {
    stage: Number(metadata['stage']),
    batch: Number(metadata['batch']),
    weights: readWeights(tensors, take),
    optimisers: steps.map(([weightSteps, biasSteps], slot) => ({
      weights: {
        steps: weightSteps,
        first: take(`optimiser.${slot}.weights.first`),
        second: take(`optimiser.${slot}.weights.second`),
        singular: take(`optimiser.${slot}.weights.singular`),
      },
      bias:
        biasSteps === null
          ? null
          : {
              steps: biasSteps,
              first: take(`optimiser.${slot}.bias.first`),
              second: take(`optimiser.${slot}.bias.second`),
              // Biases have no spectral penalty.
              singular: new Float64Array(0),
            },
    })),
    recentFreeEnergy: Array.from(take('recentFreeEnergy')),
  };
}

function readWeights(
  tensors: NamedTensors,
  take: (name: string) => Float64Array,
): HierarchyWeights {
  const weights: HierarchyWeights[number][] = [];
  for (let index = 0; tensors.has(`weights.${index}.lowerFromUpper`); index++) {
    weights.push({
      lowerFromUpper: take(`weights.${index}.lowerFromUpper`),
      bias: tensors.has(`weights.${index}.bias`) ? take(`weights.${index}.bias`) : null,
      logPrecision: take(`weights.${index}.logPrecision`),
    });
  }
  return weights;
}
