import { HelmholtzError } from '../../errors.ts';
import type { Model } from '../../model.ts';

/** Direction in which the weights of one connection lower a cost, summed over the batch. */
export interface WeightDescent {
  /** Minus the slope with respect to the generative weights, `lower x upper`. */
  readonly weights: Float64Array;
  /** The same for the bias; `null` for a connection without one. */
  readonly bias: Float64Array | null;
}

/**
 * What a connection's local rule says at the values where the model was last measured.
 *
 * @throws {HelmholtzError} `not-applicable` for a model that was not built for learning.
 */
export function readDescent(model: Model, connection: number): WeightDescent {
  const { learning } = model.built.connections[connection]!;
  if (learning === null) {
    throw new HelmholtzError(
      'not-applicable',
      'schedule of learning: expected a model that was built for learning; got one for perception only',
    );
  }
  return {
    weights: model.read(learning.weights),
    bias: learning.bias === null ? null : model.read(learning.bias),
  };
}

/**
 * Checks that a model is what backpropagation is defined for: a chain of which both ends are held, the cause at the top
 * and the target at the senses, and in which every level between is predicted once.
 *
 * @throws {HelmholtzError} `not-applicable` with the reason.
 */
export function checkSupervisedChain(model: Model, schedule: string): void {
  const { levels, connections } = model.built;
  const refuse = (reason: string): never => {
    throw new HelmholtzError('not-applicable', `${schedule}: ${reason}`);
  };
  levels.forEach(({ gradient }, level) => {
    const isEnd = level === 0 || level === levels.length - 1;
    if (isEnd && gradient !== null) {
      refuse(`expected levels 0 and ${levels.length - 1} to be held; level ${level} may move`);
    }
    if (!isEnd && gradient === null) {
      refuse(`expected the levels between the ends to be free; level ${level} is held`);
    }
  });
  connections.forEach(({ shape }, index) => {
    if (index > 0 && shape.unitOfError !== null) {
      refuse(`expected every unit to be predicted once; level ${index} is predicted by windows`);
    }
  });
}
