import { HelmholtzError } from '../../errors.ts';
import { type DenseMatrix } from '../../maths/dense.ts';
import type { Random } from '../../maths/random.ts';
import type { Sequence } from '../../sequence.ts';
import { squareRoot } from './simulate.ts';
import { checkedHierarchy, type TemporalHierarchy } from './temporal-hierarchy.ts';

/**
 * Draws hidden values of all levels, and observations, from a temporal hierarchy.
 *
 * @throws {HelmholtzError} `bad-shape`, or `parameter-out-of-range` for a bad length.
 */
export function simulateHierarchy(
  hierarchy: TemporalHierarchy,
  { steps, random }: { readonly steps: number; readonly random: Random },
): { readonly causes: Sequence; readonly observation: Sequence } {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `simulate.steps: expected whole number of at least 1; got ${steps}`,
    );
  }
  const { levels, size, channels, c, r } = checkedHierarchy(hierarchy);
  const roots = levels.map(({ q, initialCovariance }) => ({
    process: squareRoot(q),
    initial: squareRoot(initialCovariance),
  }));
  const observationRoot = squareRoot(r);
  const causes = new Float64Array(steps * size);
  const observations = new Float64Array(steps * channels);
  const present = new Float64Array(size);
  for (let step = 0; step < steps; step++) {
    for (let index = levels.length - 1; index >= 0; index--) {
      const { start, size: own, a, fromAbove, activation, initialMean } = levels[index]!;
      const before = present.slice(start, start + own).map(activation.value);
      const above = levels[index + 1];
      const drive =
        step === 0 || fromAbove === null || above === undefined
          ? new Float64Array(own)
          : apply(
              fromAbove,
              present.slice(above.start, above.start + above.size).map(above.activation.value),
            );
      const expected = step === 0 ? initialMean : apply(a, before);
      const { process, initial } = roots[index]!;
      const noise = apply(step === 0 ? initial : process, random.normals(new Float64Array(own)));
      for (let k = 0; k < own; k++) present[start + k] = expected[k]! + drive[k]! + noise[k]!;
    }
    causes.set(present, step * size);
    const { size: lowest, activation } = levels[0]!;
    const seen = apply(c, present.slice(0, lowest).map(activation.value));
    const noise = apply(observationRoot, random.normals(new Float64Array(channels)));
    observations.set(
      seen.map((value, k) => value + noise[k]!),
      step * channels,
    );
  }
  return {
    causes: { steps, channels: size, values: causes },
    observation: { steps, channels, values: observations },
  };
}

function apply({ rows, columns, data }: DenseMatrix, vector: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++) out[row]! += data[row * columns + k]! * vector[k]!;
  }
  return out;
}
