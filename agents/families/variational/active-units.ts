import type { TrainingData } from '../networks/training-data.ts';
import { type Autoencoder, encode } from './autoencoder.ts';

/** A cause whose expectation varies by more than this is active. */
const ACTIVE = 0.01;

/** Which causes an autoencoder makes use of. */
export interface ActiveUnits {
  readonly active: number;
  readonly causes: number;
  /** Variance over the data of what the encoder expects of each cause: 0 for one that says nothing, about 1 for one that is sure. */
  readonly variances: readonly number[];
}

/**
 * Active units: causes whose posterior expectation depends on the datum,
 *
 *   A_u = Var_x E_q[u | x] > .01
 *
 * with the encoder's q. A cause that is not active has its prior as its posterior whatever the datum; the decoder does not use it.
 *
 * @param data With their classes, where the autoencoder has some.
 * @see Burda, Grosse & Salakhutdinov (2016), `REFERENCES.burda2016`
 */
export function activeUnits(model: Autoencoder, data: TrainingData): ActiveUnits {
  const { size, count, rows, classes } = data;
  const sums = new Float64Array(model.causes);
  const means = Array.from({ length: count }, (_, row) => {
    const datum = rows.subarray(row * size, (row + 1) * size);
    const { mean } = encode(model, datum, classes?.labels[row] ?? 0);
    mean.forEach((value, cause) => (sums[cause]! += value));
    return mean;
  });
  const variances = Array.from(
    sums,
    (sum, cause) =>
      means.reduce((squares, mean) => squares + (mean[cause]! - sum / count) ** 2, 0) / count,
  );
  return {
    active: variances.filter((variance) => variance > ACTIVE).length,
    causes: model.causes,
    variances,
  };
}
