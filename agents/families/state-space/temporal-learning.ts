import { type DenseMatrix, multiply, sandwich } from '../../maths/dense.ts';
import type { SettledCodingOptions } from './temporal-coding-options.ts';
import { type CoderState, jacobians } from './temporal-expectations.ts';

/** Moves the covariances by which levels weigh their own errors towards those errors, if they are learned. */
export function learnCovariances(
  state: CoderState,
  covariances: DenseMatrix[],
  {
    errors,
    posterior,
    options: { priorCovariance, covarianceRate },
  }: {
    readonly errors: Float64Array;
    readonly posterior: DenseMatrix;
    readonly options: SettledCodingOptions;
  },
): void {
  if (priorCovariance === 'fixed' || priorCovariance === 'tracked' || state.isFirst) return;
  const { hidden } = jacobians(state);
  const uncertainty = sandwich(hidden, posterior);
  state.matrices.levels.forEach(({ start, size }, index) => {
    const present = covariances[index]!;
    covariances[index] = {
      ...present,
      data: present.data.map((value, entry) => {
        const row = start + Math.floor(entry / size);
        const other = start + (entry % size);
        const own =
          priorCovariance === 'learned' ? uncertainty.data[row * uncertainty.rows + other]! : 0;
        return value + covarianceRate * (errors[row]! * errors[other]! + own - value);
      }),
    };
  });
}

/** What was wrong at a step, and how it is weighed. */
export interface WeighedErrors {
  readonly errors: Float64Array;
  readonly sensoryErrors: Float64Array;
  readonly precision: DenseMatrix;
  readonly sensory: DenseMatrix;
  /** Values of the step before. */
  readonly earlier: Float64Array;
}

/** Changes the weights that learn by rate x (weighted error) f(x)'. */
export function learnWeights(
  { matrices: { levels, c }, values, isFirst }: CoderState,
  { errors, sensoryErrors, precision, sensory, earlier }: WeighedErrors,
  { learn, learningRate }: SettledCodingOptions,
): void {
  if (learn.includes('dynamics') && !isFirst) {
    const weighted = multiply(precision, asColumn(errors)).data;
    for (const { start, size, a, activation } of levels) {
      for (let row = 0; row < size; row++) {
        for (let k = 0; k < size; k++) {
          a.data[row * size + k]! +=
            learningRate * weighted[start + row]! * activation.value(earlier[start + k]!);
        }
      }
    }
  }
  if (learn.includes('observation')) {
    const weighted = multiply(sensory, asColumn(sensoryErrors)).data;
    const { size, activation } = levels[0]!;
    weighted.forEach((error, channel) => {
      for (let k = 0; k < size; k++) {
        c.data[channel * size + k]! += learningRate * error * activation.value(values[k]!);
      }
    });
  }
}

/** Numbers as a matrix of one column. */
export function asColumn(data: Float64Array): DenseMatrix {
  return { rows: data.length, columns: 1, data };
}
