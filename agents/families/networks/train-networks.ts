import type * as TensorFlow from '@tensorflow/tfjs-core';
import { teachDerivatives } from '../../engine/tfjs/derivatives.ts';
import { hyperbolicLayer } from '../../engine/tfjs/hyperbolic-layer.ts';
import { loadTensorFlow } from '../../engine/tfjs/load-tensorflow.ts';
import { HelmholtzError } from '../../errors.ts';
import {
  createOptimiserState,
  optimise,
  type OptimiserOptions,
  type OptimiserState,
} from '../../learning/optimiser.ts';
import { scheduleFactor } from '../../learning/schedule.ts';
import type { NetworkParameters, ParameterTensor } from './network-parameters.ts';

/** TensorFlow.js, as losses use it. */
export type TensorLibrary = typeof TensorFlow;

/** Numbers of one batch, `rows x columns`. */
export interface BatchTensor {
  readonly shape: readonly [number, number];
  readonly data: Float32Array;
}

/** Learned tensors by name. */
export type NamedParameters = (name: string) => TensorFlow.Tensor;

/** What a loss is computed from. */
export interface LossInputs {
  readonly library: TensorLibrary;
  /** A learned tensor, or one of the batch. */
  readonly tensor: NamedParameters;
  /** What a network makes of a batch, `rows x outputs`; `parameters` in place of its own, where they are given. */
  readonly apply: (
    network: string,
    inputs: TensorFlow.Tensor,
    parameters?: NamedParameters,
  ) => TensorFlow.Tensor;
  /** Names of the parameters of a network. */
  readonly namesOf: (network: string) => readonly string[];
  /** What the optimiser remembers of a parameter. */
  readonly memoryOf: (name: string) => OptimiserState;
  /** Learning rate of the step. */
  readonly rate: number;
}

/** One who learns: its parameters follow its own loss while those of the others stay. */
export interface Player {
  readonly name: string;
  /** Names of its networks and tensors, each with all that begins with it and a full stop. */
  readonly owns: readonly string[];
  /** A number, in nats per datum. */
  readonly loss: (inputs: LossInputs) => TensorFlow.Tensor;
}

/** How networks learn. */
export interface NetworkTraining {
  readonly parameters: NetworkParameters;
  readonly players: readonly Player[];
  /** The batch of a player in a step; a function of its arguments alone, so that training can go on anywhere. */
  readonly batchOf: (step: number, player: number) => ReadonlyMap<string, BatchTensor>;
  readonly steps: number;
  readonly learningRate: number;
  readonly schedule: 'constant' | 'cosine';
  readonly optimiser: OptimiserOptions;
  /** A state to go on from. */
  readonly resumeFrom?: NetworkTrainingState;
}

/** All that training remembers between two steps; enough to go on bit for bit. */
export interface NetworkTrainingState {
  readonly step: number;
  readonly parameters: NetworkParameters;
  readonly optimisers: ReadonlyMap<string, OptimiserState>;
  /** Mean loss of every player over the last steps, by its name. */
  readonly losses: Readonly<Record<string, number>>;
}

/** What is told while networks learn. */
export interface NetworkProgress {
  readonly done: number;
  readonly total: number;
  readonly losses: Readonly<Record<string, number>>;
  readonly backend: string;
  /** The present state, copied. */
  readonly state: () => NetworkTrainingState;
}

/** Steps between two reports. */
const EVERY = 20;
/** Weight of the past in the mean of the losses. */
const MEMORY = 0.98;

/**
 * Networks learn from batches, players in turn. TensorFlow.js differentiates; what changes the weights is the optimiser of
 * this project, in double precision, so that training that was interrupted comes to the same bits.
 *
 * @throws {HelmholtzError} `diverged` where a loss is no longer finite.
 */
export async function* trainNetworks(
  training: NetworkTraining,
): AsyncGenerator<NetworkProgress, NetworkTrainingState> {
  const { library, backend } = await loadTensorFlow();
  teachDerivatives(library);
  const { players, steps, resumeFrom } = training;
  const parameters = copied(resumeFrom?.parameters ?? training.parameters);
  const optimisers = new Map(
    [...parameters].map(([name, { data }]) => [
      name,
      resumeFrom === undefined
        ? createOptimiserState(training.optimiser, data.length)
        : copyOf(resumeFrom.optimisers.get(name)!),
    ]),
  );
  const losses: Record<string, number> = { ...resumeFrom?.losses };
  let step = resumeFrom?.step ?? 0;
  const state = (): NetworkTrainingState => ({
    step,
    parameters: copied(parameters),
    optimisers: new Map([...optimisers].map(([name, own]) => [name, copyOf(own)])),
    losses: { ...losses },
  });
  while (step < steps) {
    const rate = training.learningRate * scheduleFactor(training.schedule, step, steps);
    players.forEach((player, index) => {
      const batch = training.batchOf(step, index);
      const loss = learn(library, { player, parameters, optimisers, batch, rate }, training);
      if (!Number.isFinite(loss)) {
        throw new HelmholtzError(
          'diverged',
          `training: expected a finite loss of the ${player.name}; got ${loss} in step ${step}`,
        );
      }
      const before = losses[player.name];
      losses[player.name] = before === undefined ? loss : MEMORY * before + (1 - MEMORY) * loss;
    });
    step++;
    if (step % EVERY === 0 || step === steps) {
      yield { done: step, total: steps, losses: { ...losses }, backend, state };
    }
  }
  return state();
}

/** One step of one player. Returns its loss. */
function learn(
  library: TensorLibrary,
  {
    player,
    parameters,
    optimisers,
    batch,
    rate,
  }: {
    readonly player: Player;
    readonly parameters: NetworkParameters;
    readonly optimisers: ReadonlyMap<string, OptimiserState>;
    readonly batch: ReadonlyMap<string, BatchTensor>;
    readonly rate: number;
  },
  { optimiser }: NetworkTraining,
): number {
  const namesOf = (owned: string): string[] =>
    [...parameters.keys()].filter((name) => name === owned || name.startsWith(`${owned}.`));
  const own = player.owns.flatMap(namesOf);
  const memoryOf = (name: string): OptimiserState => optimisers.get(name)!;
  let loss = Number.NaN;
  library.tidy(() => {
    const tensors = new Map<string, TensorFlow.Tensor>();
    for (const [name, { shape, data }] of parameters) {
      tensors.set(name, library.tensor(new Float32Array(data), [...shape]));
    }
    for (const [name, { shape, data }] of batch) {
      tensors.set(name, library.tensor(data, [...shape]));
    }
    const graph = library.valueAndGrads((...varied: TensorFlow.Tensor[]) => {
      const tensor = (name: string): TensorFlow.Tensor => {
        const at = own.indexOf(name);
        const found = at < 0 ? tensors.get(name) : varied[at];
        if (found === undefined) throw new Error(`loss: expected a tensor "${name}"; got none`);
        return found;
      };
      const apply: LossInputs['apply'] = (network, inputs, given = tensor) => {
        let values = inputs;
        for (let layer = 0; parameters.has(`${network}.${layer}.weights`); layer++) {
          const weights = given(`${network}.${layer}.weights`);
          const bias = given(`${network}.${layer}.bias`);
          const isLast = !parameters.has(`${network}.${layer + 1}.weights`);
          values = isLast
            ? library.add(library.matMul(values, weights), bias)
            : hyperbolicLayer(library, values, weights, bias);
        }
        return values;
      };
      return player.loss({
        ...{ library, tensor, apply, namesOf, memoryOf, rate },
      }) as TensorFlow.Scalar;
    });
    const { value, grads } = graph(own.map((name) => tensors.get(name)!));
    loss = value.dataSync()[0]!;
    own.forEach((name, index) => {
      const descent = grads[index]!.dataSync();
      for (let entry = 0; entry < descent.length; entry++) descent[entry] = -descent[entry]!;
      optimise(optimiser, memoryOf(name), parameters.get(name)!.data, descent, rate);
    });
  });
  return loss;
}

function copied(parameters: NetworkParameters): Map<string, ParameterTensor> {
  return new Map(
    [...parameters].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
  );
}

function copyOf({ steps, first, second, singular }: OptimiserState): OptimiserState {
  return { steps, first: first.slice(), second: second.slice(), singular: singular.slice() };
}
