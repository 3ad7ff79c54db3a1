import type { Model } from '../model.ts';

/**
 * The free energy of a batch of observations as a function of the value nodes of the levels that are not held: what a
 * scheme of inference walks on. All vectors are `batch x size`, row-major, one row per observation, levels one after
 * the other within a row. Rows do not depend on each other.
 */
export interface Surface {
  readonly batch: number;
  /** Value nodes of one row, clamped ones included. */
  readonly size: number;
  /** The levels whose nodes these are, in the order of the nodes in a row. */
  readonly levels: readonly number[];
  /** 1 for the nodes that may move, 0 for clamped ones, `[size]`. */
  free(): Float64Array;
  /**
   * Rate of the Laplace prior rate |x| in force at each node, `[size]`; `null` where no level has one. It is not part of
   * the gradient, since it has none at 0: a scheme that is to cope with it takes proximal steps.
   */
  kinks(): Float64Array | null;
  /** A copy of the present values. */
  values(): Float64Array;
  /** Goes to other values and measures there; returns the trace row. */
  moveTo(values: Float64Array): Float64Array;
  /** A copy of dF/dvalues of the smooth part of F where it was last measured. */
  gradient(): Float64Array;
  /** Free energy of each row where it was last measured, in nats. */
  energies(): Float64Array;
}

/** The surface of a model at the observations, clamps, gains and weights that it holds. */
export function surfaceOf(model: Model): Surface {
  const moving = model.built.levels.flatMap(({ gradient, ...level }, index) =>
    gradient === null ? [] : [{ ...level, gradient, index }],
  );
  const size = moving.reduce((sum, { units }) => sum + units, 0);
  const { batch, executable } = model;

  const gather = (bufferOf: (level: (typeof moving)[number]) => number): Float64Array => {
    const all = new Float64Array(batch * size);
    let offset = 0;
    for (const level of moving) {
      const { units } = level;
      const view = executable.view(bufferOf(level));
      for (let row = 0; row < batch; row++) {
        all.set(view.subarray(row * units, (row + 1) * units), row * size + offset);
      }
      offset += units;
    }
    return all;
  };
  const perNode = (numbersOf: (level: (typeof moving)[number]) => ArrayLike<number>) => {
    const all = new Float64Array(size);
    let offset = 0;
    for (const level of moving) {
      all.set(numbersOf(level), offset);
      offset += level.units;
    }
    return all;
  };

  return {
    batch,
    size,
    levels: moving.map(({ index }) => index),
    free: () => perNode(({ free }) => executable.view(free)),
    kinks: () =>
      moving.some(({ prior }) => prior?.kind === 'laplace')
        ? perNode(({ prior, units }) =>
            prior?.kind === 'laplace' ? executable.view(prior.weight) : new Float64Array(units),
          )
        : null,
    values: () => gather(({ values }) => values),
    moveTo: (values) => {
      let offset = 0;
      for (const { units, values: buffer } of moving) {
        const level = new Float64Array(batch * units);
        for (let row = 0; row < batch; row++) {
          const start = row * size + offset;
          level.set(values.subarray(start, start + units), row * units);
        }
        executable.write(buffer, level);
        offset += units;
      }
      return model.measure();
    },
    gradient: () => gather(({ gradient }) => gradient),
    energies: () => model.rowEnergies(),
  };
}
