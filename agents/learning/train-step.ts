import type { Engine } from '../engine/engine.ts';
import { HelmholtzError } from '../errors.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { priorStrength } from '../energy/priors.ts';
import { buildProgram } from '../program/build-program.ts';
import { TRAIN_STEP, writeTrainStep } from '../program/train-step-program.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';

/** What a train step is made for. */
export interface TrainStepOptions {
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
  /** Observations of one step. */
  readonly batch: number;
  /** Levels that are held at what they are given; the others start at their predictions. */
  readonly held: ReadonlySet<number>;
  readonly settleSteps: number;
  readonly inferenceRate: number;
  readonly learningRate: number;
}

/** A training step that an engine runs in one go: start, settle, descend in weights and biases. */
export interface TrainStep {
  /**
   * Takes one step.
   *
   * @param given Values of the held levels, `batch x units` numbers each.
   * @throws {HelmholtzError} `bad-shape` if a held level is left out or one that is not held is given.
   */
  step(given: ReadonlyMap<number, ArrayLike<number>>): void;
  /** The present weights of a connection, `lower x upper`, copied. */
  weights(connection: number): Float64Array;
  /** The present biases of a connection, copied; `null` without any. */
  bias(connection: number): Float64Array | null;
  /** The values that a level ended at, copied. */
  values(level: number): Float64Array;
  /** Step size of learning from now on. */
  setLearningRate(rate: number): void;
  /** Frees the engine's memory. */
  dispose(): void;
}

/**
 * Makes a training step of plain descent, whole in the engine: nothing is read back between start and weights.
 * Precisions stay as given; what nothing predicts starts at the mean of its prior, or at 0.
 *
 *   W += learningRate / batch  sum over the batch of -dF/dW at the settled values
 *
 * @throws {HelmholtzError} `bad-shape` if the hierarchy does not fit together; `not-applicable` for levels that are seen
 *   through windows.
 */
export function createTrainStep({
  hierarchy,
  weights,
  engine,
  batch,
  held,
  settleSteps,
  inferenceRate,
  learningRate,
}: TrainStepOptions): TrainStep {
  const topPrior = hierarchy.levels.at(-1)?.prior;
  const built = buildProgram(hierarchy, { batch, held, learning: true });
  const { program, stepSizes, minusStepSize, biasFree } = writeTrainStep(built, {
    settleSteps,
    // Where an agent starts, too.
    top: topPrior?.kind === 'gaussian' ? topPrior.mean : 0,
  });
  const executable = engine.load(program);
  const ones = (buffer: number): void => {
    const { rows, columns } = program.buffers[buffer]!;
    executable.write(buffer, new Float32Array(rows * columns).fill(1));
  };
  executable.write(built.inferenceRate, [inferenceRate]);
  built.levels.forEach(({ free, prior, units }, level) => {
    ones(free);
    const described = hierarchy.levels[level]!.prior;
    if (prior === null || described === undefined) return;
    executable.write(
      prior.kind === 'gaussian' ? prior.precision : prior.weight,
      priorStrength(described, units),
    );
    if (prior.kind === 'gaussian' && described.kind === 'gaussian') {
      executable.write(prior.minusMean, new Float64Array(units).fill(-described.mean));
    }
  });
  built.connections.forEach(({ lowerFromUpper, bias, precision }, index) => {
    const given = weights[index]!;
    executable.write(lowerFromUpper, given.lowerFromUpper);
    if (bias !== null && given.bias !== null) executable.write(bias, given.bias);
    const free = biasFree[index] ?? null;
    if (free !== null) ones(free);
    executable.write(precision, given.logPrecision.map(Math.exp));
  });
  const trainStep: TrainStep = {
    step: (given) => {
      for (const level of built.levels.keys()) {
        const values = given.get(level);
        if ((values !== undefined) !== held.has(level)) {
          throw new HelmholtzError(
            'bad-shape',
            `train step: expected values of the held levels ${[...held].join(', ')}; got those of ${[...given.keys()].join(', ')}`,
          );
        }
        if (values !== undefined) executable.write(built.levels[level]!.values, values);
      }
      executable.runRoutine(TRAIN_STEP);
    },
    weights: (connection) =>
      Float64Array.from(executable.view(built.connections[connection]!.lowerFromUpper)),
    bias: (connection) => {
      const { bias } = built.connections[connection]!;
      return bias === null ? null : Float64Array.from(executable.view(bias));
    },
    values: (level) => Float64Array.from(executable.view(built.levels[level]!.values)),
    setLearningRate: (rate) => {
      for (const buffer of stepSizes) {
        const { columns } = program.buffers[buffer]!;
        executable.write(buffer, new Float64Array(columns).fill(rate / batch));
      }
      executable.write(minusStepSize, [-rate / batch]);
    },
    dispose: () => {
      executable.dispose();
    },
  };
  trainStep.setLearningRate(learningRate);
  return trainStep;
}
