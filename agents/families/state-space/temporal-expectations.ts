import { type DenseMatrix, identity } from '../../maths/dense.ts';
import {
  errorJacobian,
  type HierarchyMatrices,
  observationJacobian,
} from './temporal-hierarchy.ts';

/** Where a coder is: its weights, its values, and whether it has seen nothing yet, when nothing drives and the initial mean is expected. */
export interface CoderState {
  readonly matrices: HierarchyMatrices;
  readonly values: Float64Array;
  readonly isFirst: boolean;
}

/** Of each level, what it expects of itself: A f(x before), or the initial mean. */
export function ownExpectations({ matrices, values, isFirst }: CoderState): Float64Array {
  const { levels, size } = matrices;
  const expected = new Float64Array(size);
  for (const { start, size: own, a, activation, initialMean } of levels) {
    if (isFirst) {
      expected.set(initialMean, start);
      continue;
    }
    for (let row = 0; row < own; row++) {
      let sum = 0;
      for (let k = 0; k < own; k++) {
        sum += a.data[row * own + k]! * activation.value(values[start + k]!);
      }
      expected[start + row] = sum;
    }
  }
  return expected;
}

/** Sets every level to its prediction, from the top down. */
export function setToPrediction(state: CoderState, expected: Float64Array): void {
  const { levels } = state.matrices;
  for (let index = levels.length - 1; index >= 0; index--) {
    const { start, size } = levels[index]!;
    for (let row = 0; row < size; row++) {
      state.values[start + row] = expected[start + row]! + drive(state, index, row);
    }
  }
}

/** Values - what each level expects of itself and is driven to. */
export function levelErrors(state: CoderState, expected: Float64Array): Float64Array {
  const { levels, size } = state.matrices;
  const errors = new Float64Array(size);
  levels.forEach(({ start, size: own }, index) => {
    for (let row = 0; row < own; row++) {
      errors[start + row] =
        state.values[start + row]! - expected[start + row]! - drive(state, index, row);
    }
  });
  return errors;
}

/** D f(x of the level above), one entry. */
function drive(
  { matrices: { levels }, values, isFirst }: CoderState,
  index: number,
  row: number,
): number {
  const { fromAbove } = levels[index]!;
  const above = levels[index + 1];
  if (fromAbove === null || above === undefined || isFirst) return 0;
  let sum = 0;
  for (let k = 0; k < above.size; k++) {
    sum += fromAbove.data[row * above.size + k]! * above.activation.value(values[above.start + k]!);
  }
  return sum;
}

/** C f(x_1) */
export function expectedObservation({ matrices, values }: CoderState): Float64Array {
  const { channels, c, levels } = matrices;
  const { size, activation } = levels[0]!;
  return Float64Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      sum += c.data[channel * size + k]! * activation.value(values[k]!);
    }
    return sum;
  });
}

/** Observation - its prediction; 0 where unobserved. */
export function sensoryErrors(state: CoderState, observed: Float64Array): Float64Array {
  const expected = expectedObservation(state);
  return observed.map((value, k) => (Number.isNaN(value) ? 0 : value - expected[k]!));
}

/** Derivatives of the errors of levels and of the expected observation with respect to the values. */
export function jacobians({ matrices, values, isFirst }: CoderState): {
  readonly hidden: DenseMatrix;
  readonly sensory: DenseMatrix;
} {
  const slopes = new Float64Array(matrices.size);
  for (const { start, size, activation } of matrices.levels) {
    for (let k = 0; k < size; k++) slopes[start + k] = activation.slope(values[start + k]!);
  }
  return {
    hidden: isFirst ? identity(matrices.size) : errorJacobian(matrices, slopes),
    sensory: observationJacobian(matrices, slopes),
  };
}
