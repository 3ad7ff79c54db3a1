import { HelmholtzError } from '../../errors.ts';
import { ACTIVATIONS, type Activation, type ElementwiseName } from '../../maths/activations.ts';
import { type DenseMatrix, identity, inverseSymmetric, zeros } from '../../maths/dense.ts';
import { checkedModel, type LinearGaussian, type Rows } from './linear-gaussian.ts';

/** One hidden level of a temporal hierarchy. */
export interface TemporalLevel {
  /** A, size x size: what the level expects of itself one step later. */
  readonly dynamics: Rows;
  /** Q, size x size, positive definite: variance of what it does not foresee. */
  readonly processCovariance: Rows;
  /** Believed before the first observation. */
  readonly initialMean: readonly number[];
  readonly initialCovariance: Rows;
  /** What its values go through before they predict anything: themselves later, or the level below. Linear if absent. */
  readonly activation?: ElementwiseName;
  /** D, size x size of the level above: how that level drives this one. Absent at the top. */
  readonly fromAbove?: Rows;
}

/**
 * A hierarchy in time. Hidden levels count upwards from 1; level 0 is sensory:
 *
 *   x_l,t = A_l f_l(x_l,t-1) + D_l f_l+1(x_l+1,t) + w_l,   y_t = C f_1(x_1,t) + v
 */
export interface TemporalHierarchy {
  /** Lowest hidden level first. */
  readonly levels: readonly TemporalLevel[];
  /** C, channels x size of level 1. */
  readonly observation: Rows;
  /** R, channels x channels, positive definite. */
  readonly observationCovariance: Rows;
}

/** A checked level, with matrices. */
export interface LevelMatrices {
  /** Where its values begin among those of all hidden levels. */
  readonly start: number;
  readonly size: number;
  readonly activation: Activation;
  readonly isLinear: boolean;
  readonly a: DenseMatrix;
  /** `null` at the top. */
  readonly fromAbove: DenseMatrix | null;
  readonly q: DenseMatrix;
  readonly initialMean: Float64Array;
  readonly initialCovariance: DenseMatrix;
}

/** A checked hierarchy, with matrices. */
export interface HierarchyMatrices {
  readonly levels: readonly LevelMatrices[];
  /** Values of all hidden levels together. */
  readonly size: number;
  readonly channels: number;
  readonly c: DenseMatrix;
  readonly r: DenseMatrix;
}

/** The linear state-space model with one hidden level that has the same matrices. */
export function hierarchyOf(
  model: LinearGaussian,
  activation: ElementwiseName = 'linear',
): TemporalHierarchy {
  const { dynamics, processCovariance, initialMean, initialCovariance } = model;
  return {
    levels: [{ dynamics, processCovariance, initialMean, initialCovariance, activation }],
    observation: model.observation,
    observationCovariance: model.observationCovariance,
  };
}

/**
 * Checks a hierarchy and lays its levels out one after the other.
 *
 * @throws {HelmholtzError} `bad-shape` where something does not fit together or a covariance is not positive definite.
 */
export function checkedHierarchy(hierarchy: TemporalHierarchy): HierarchyMatrices {
  const { levels, observation, observationCovariance } = hierarchy;
  let start = 0;
  const checked = levels.map((level, index): LevelMatrices => {
    const place = `level ${index + 1}`;
    const below = index === 0 ? { observation, observationCovariance } : identityOf(level);
    const { a, q, initialMean, initialCovariance, states } = named(place, () =>
      checkedModel({ ...level, ...below }),
    );
    for (const [name, covariance] of [
      ['processCovariance', q],
      ['initialCovariance', initialCovariance],
    ] as const) {
      if (inverseSymmetric(covariance) === null) {
        throw new HelmholtzError(
          'bad-shape',
          `${place}.${name}: expected positive definite, since predictive coding weighs errors by its inverse; got a singular matrix; add a little to its diagonal`,
        );
      }
    }
    const above = levels[index + 1];
    const fromAbove =
      above === undefined ? null : drive(place, level.fromAbove, [states, above.dynamics.length]);
    if (above === undefined && level.fromAbove !== undefined) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}.fromAbove: expected none, since no level is above; got ${level.fromAbove.length} rows`,
      );
    }
    const laid = {
      start,
      size: states,
      activation: ACTIVATIONS[level.activation ?? 'linear'],
      isLinear: (level.activation ?? 'linear') === 'linear',
      a,
      fromAbove,
      q,
      initialMean,
      initialCovariance,
    };
    start += states;
    return laid;
  });
  const [first] = levels;
  if (first === undefined) {
    throw new HelmholtzError('bad-shape', 'levels: expected at least one hidden level; got none');
  }
  const { c, r, channels } = checkedModel({ ...first, observation, observationCovariance });
  if (inverseSymmetric(r) === null) {
    throw new HelmholtzError(
      'bad-shape',
      'observationCovariance: expected positive definite, since predictive coding weighs errors by its inverse; got a singular matrix',
    );
  }
  return { levels: checked, size: start, channels, c, r };
}

function identityOf({ dynamics }: TemporalLevel): {
  readonly observation: Rows;
  readonly observationCovariance: Rows;
} {
  const one = dynamics.map((_, row) => dynamics.map((__, entry) => (row === entry ? 1 : 0)));
  return { observation: one, observationCovariance: one };
}

function drive(
  place: string,
  weights: Rows | undefined,
  [rows, columns]: readonly [number, number],
): DenseMatrix {
  const fits = weights?.length === rows && weights.every((row) => row.length === columns);
  if (!fits) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}.fromAbove: expected ${rows} x ${columns}, from the size of the level above; got ${weights === undefined ? 'none' : `${weights.length} x ${weights[0]?.length ?? 0}`}`,
    );
  }
  return { rows, columns, data: Float64Array.from(weights.flat()) };
}

function named<Result>(place: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof HelmholtzError)) throw error;
    throw new HelmholtzError(error.code, error.message.replace('state-space', place), {
      cause: error,
    });
  }
}

/**
 * d e / d x of the errors of all hidden levels: the identity, minus what each level is driven by from above.
 *
 * @param slopes f'(x) of all hidden values.
 */
export function errorJacobian(
  { levels, size }: HierarchyMatrices,
  slopes: Float64Array,
): DenseMatrix {
  const jacobian = identity(size);
  levels.forEach(({ start, size: rows, fromAbove }, index) => {
    const above = levels[index + 1];
    if (fromAbove === null || above === undefined) return;
    for (let row = 0; row < rows; row++) {
      for (let entry = 0; entry < above.size; entry++) {
        jacobian.data[(start + row) * size + above.start + entry] =
          -fromAbove.data[row * above.size + entry]! * slopes[above.start + entry]!;
      }
    }
  });
  return jacobian;
}

/** d (prediction of the observation) / d x: C f'(x_1), zero for the levels above. */
export function observationJacobian(
  { levels, size, channels, c }: HierarchyMatrices,
  slopes: Float64Array,
): DenseMatrix {
  const jacobian = zeros(channels, size);
  const width = levels[0]!.size;
  for (let channel = 0; channel < channels; channel++) {
    for (let entry = 0; entry < width; entry++) {
      jacobian.data[channel * size + entry] = c.data[channel * width + entry]! * slopes[entry]!;
    }
  }
  return jacobian;
}

/** Places the matrices of the levels along the diagonal of one for all hidden values. */
export function blockDiagonal(
  { levels, size }: HierarchyMatrices,
  blockOf: (level: LevelMatrices, index: number) => DenseMatrix,
): DenseMatrix {
  const whole = zeros(size, size);
  levels.forEach((level, index) => {
    const block = blockOf(level, index);
    for (let row = 0; row < level.size; row++) {
      for (let entry = 0; entry < level.size; entry++) {
        whole.data[(level.start + row) * size + level.start + entry] =
          block.data[row * level.size + entry]!;
      }
    }
  });
  return whole;
}
