import type { Model } from '../model.ts';
import type { LearningRule } from './training-plan.ts';

/** What one connection learns from a shard, summed over its observations. */
export interface ConnectionDescent {
  /** -dF/dweights, `lower x upper`. */
  readonly weights: Float64Array;
  /** -dF/dbias; `null` without a bias. */
  readonly bias: Float64Array | null;
  /** Squared prediction errors. */
  readonly squaredErrors: Float64Array;
}

/** What a batch of examples says: free energy summed over them, and what each connection learns. */
export interface Lesson {
  readonly connections: readonly ConnectionDescent[];
  readonly freeEnergy: number;
}

/** Takes a model whose ends are clamped and whose values are at their start to what its connections learn. */
type Rule = (model: Model, settleSteps: number) => Lesson;

/** The rules of {@link LearningRule}. */
export const LEARNING_RULES: Readonly<Record<LearningRule, Rule>> = {
  settled: (model, steps) => {
    const { trace } = model.settle({
      steps,
      tolerance: 0,
      traceEvery: 0,
      risesToDiverge: Number.MAX_SAFE_INTEGER,
    });
    model.learn();
    return {
      connections: model.built.connections.map((_, index) => descentOf(model, index)),
      freeEnergy: model.freeEnergy(trace).total,
    };
  },

  // One step: weights and values move along the gradients of the same free energy.
  incremental: (model) => {
    const freeEnergy = model.freeEnergy(model.measure()).total;
    model.learn();
    const connections = model.built.connections.map((_, index) => descentOf(model, index));
    model.executable.run('update');
    return { connections, freeEnergy };
  },

  // After t steps at rate 1 the error of connection t is the delta of backpropagation, and f' and the prediction above it
  // are still those of the forward pass: level t + 1 has not moved yet.
  backpropagation: (model) => {
    model.setInferenceRate(1);
    let freeEnergy = 0;
    const connections = model.built.connections.map((_, index) => {
      const energy = model.freeEnergy(model.measure()).total;
      // The error of a forward pass is what is minimised; what follows only carries it upwards.
      if (index === 0) freeEnergy = energy;
      model.learn();
      const descent = descentOf(model, index);
      model.executable.run('update');
      return descent;
    });
    return { connections, freeEnergy };
  },
};

function descentOf(model: Model, index: number): ConnectionDescent {
  const { learning } = model.built.connections[index]!;
  if (learning === null) throw new Error('learning rules: expected a model built for learning');
  return {
    weights: model.read(learning.weights),
    bias: learning.bias === null ? null : model.read(learning.bias),
    squaredErrors: model.read(learning.squaredErrors),
  };
}
