import type { NamedTensors } from '../../agent.ts';
import type { OptimiserState } from '../../learning/optimiser.ts';
import type { RandomState } from '../../maths/random.ts';
import {
  type ConnectionWeights,
  tensorNames,
  weightsFromTensors,
} from '../../weights/parameters-of-hierarchy.ts';
import { type ParameterTensor, takeTensor } from '../networks/network-parameters.ts';
import type { NetworkTrainingState } from '../networks/train-networks.ts';
import { codingHierarchy } from './coding-hierarchy.ts';
import type { Coding } from './suppose-categories.ts';

/** What the optimisers of a connection remember. */
export interface CodingMemory {
  weights: OptimiserState;
  bias: OptimiserState;
}

/** Names of what a coding learns beside its connections, and of where its random source is. */
const PRIOR = 'prior';
const RANDOM = 'random';

/** Nothing is remembered of a parameter without an optimiser. */
const FORGETFUL: OptimiserState = {
  steps: 0,
  first: new Float64Array(0),
  second: new Float64Array(0),
  singular: new Float64Array(0),
};

/** All that learning remembers between two steps, copied, in the form in which that of networks is written down. */
export function saveCoding(
  { sizes: { size, features, categories }, weights, prior }: Coding,
  memories: readonly CodingMemory[],
  {
    step,
    losses,
    random,
  }: {
    readonly step: number;
    readonly losses: Readonly<Record<string, number>>;
    readonly random: RandomState;
  },
): NetworkTrainingState {
  const parameters = new Map<string, ParameterTensor>();
  const optimisers = new Map<string, OptimiserState>();
  const save = (
    name: string,
    shape: readonly number[],
    data: ArrayLike<number>,
    memory = FORGETFUL,
  ): void => {
    parameters.set(name, { shape, data: Float64Array.from(data) });
    optimisers.set(name, {
      steps: memory.steps,
      first: memory.first.slice(),
      second: memory.second.slice(),
      singular: memory.singular.slice(),
    });
  };
  const [datum, feature] = [weights[0]!, weights[1]!];
  const names = tensorNames(0);
  save(names.lowerFromUpper, [size, features], datum.lowerFromUpper, memories[0]!.weights);
  save(names.bias, [size], datum.bias!, memories[0]!.bias);
  save(names.logPrecision, [datum.logPrecision.length], datum.logPrecision);
  save(
    tensorNames(1).lowerFromUpper,
    [features, categories],
    feature.lowerFromUpper,
    memories[1]!.weights,
  );
  save(PRIOR, [categories], prior);
  const { stream, position, spareNormal } = random;
  save(RANDOM, [7], [...stream, position, spareNormal === null ? 0 : 1, spareNormal ?? 0]);
  return { step, parameters, optimisers, losses };
}

/**
 * Writes a saved state into a coding and its memories, which were made with the same sizes.
 *
 * @returns Where the random source was.
 */
export function loadCoding(
  { parameters, optimisers }: NetworkTrainingState,
  { weights, prior }: Coding,
  memories: readonly CodingMemory[],
): RandomState {
  const load = (name: string, into: Float64Array, memory?: OptimiserState): void => {
    into.set(takeTensor(parameters, name).data);
    const kept = optimisers.get(name);
    if (memory === undefined || kept === undefined) return;
    memory.steps = kept.steps;
    memory.first.set(kept.first);
    memory.second.set(kept.second);
  };
  weights.forEach((own: ConnectionWeights, index) => {
    const names = tensorNames(index);
    load(names.lowerFromUpper, own.lowerFromUpper, memories[index]!.weights);
    if (own.bias !== null) load(names.bias, own.bias, memories[index]!.bias);
    if (index === 0) load(names.logPrecision, own.logPrecision);
  });
  load(PRIOR, prior);
  const [a, b, c, d, position, isSpare, spare] = takeTensor(parameters, RANDOM).data;
  return {
    stream: [a!, b!, c!, d!],
    position: position!,
    spareNormal: isSpare === 0 ? null : spare!,
  };
}

/** What a coding has learned, without what only learning needs. */
export function learnedOfCoding({
  parameters,
}: NetworkTrainingState): NetworkTrainingState['parameters'] {
  return new Map([...parameters].filter(([name]) => name !== RANDOM));
}

/**
 * A coding from its numbers.
 *
 * @throws {HelmholtzError} `bad-weights` naming what is missing or does not fit.
 */
export function codingOf(tensors: NamedTensors): Coding {
  const [size = 0, features = 0] = takeTensor(tensors, tensorNames(0).lowerFromUpper).shape;
  const prior = takeTensor(tensors, PRIOR);
  const sizes = { size, features, categories: prior.data.length };
  const connections = new Map([...tensors].filter(([name]) => name !== PRIOR));
  return {
    sizes,
    // The precision of the datum is among the numbers that were learned.
    weights: weightsFromTensors(codingHierarchy(sizes, 1), connections),
    prior: Float64Array.from(prior.data),
  };
}
