import { HelmholtzError } from '../../errors.ts';
import { dense, type DenseMatrix, identity, solve } from '../../maths/dense.ts';
import type { Sequence } from '../../sequence.ts';

/**
 * Value and derivatives at every bin, from the samples around it: the Taylor polynomial through `order + 1` samples,
 * bins being 1 apart. Samples on both sides are used, so that an embedding looks ahead by half its order; at the ends
 * of the sequence the window stays inside.
 *
 * @returns For each bin, `(order + 1) x channels` numbers: all values, then all first derivatives, ...
 * @throws {HelmholtzError} `not-applicable` for sequences that are too short or have gaps.
 */
export function embed({ steps, channels, values }: Sequence, order: number): Float64Array[] {
  const samples = order + 1;
  if (steps < samples) {
    throw new HelmholtzError(
      'not-applicable',
      `embedding: expected at least ${samples} bins for ${order} derivatives; got ${steps}; choose a lower order`,
    );
  }
  const gap = values.findIndex((value) => !Number.isFinite(value));
  if (gap >= 0) {
    throw new HelmholtzError(
      'not-applicable',
      `embedding: expected a sequence without gaps, since derivatives need neighbours; got one at step ${Math.floor(gap / channels) + 1}; fill it, or use a Kalman filter`,
    );
  }
  const inverses = new Map<number, DenseMatrix>();
  return Array.from({ length: steps }, (_, step) => {
    const first = Math.min(Math.max(0, step - Math.floor(samples / 2)), steps - samples);
    const offset = first - step;
    const inverse = inverses.get(offset) ?? derivativesFromSamples(samples, offset);
    inverses.set(offset, inverse);
    const embedded = new Float64Array(samples * channels);
    for (let k = 0; k < samples; k++) {
      for (let sample = 0; sample < samples; sample++) {
        const weight = inverse.data[k * samples + sample]!;
        for (let channel = 0; channel < channels; channel++) {
          embedded[k * channels + channel]! +=
            weight * values[(first + sample) * channels + channel]!;
        }
      }
    }
    return embedded;
  });
}

function derivativesFromSamples(samples: number, offset: number): DenseMatrix {
  const taylor = Array.from({ length: samples }, (_, sample) => {
    let term = 1;
    return Array.from({ length: samples }, (__, k) => {
      if (k > 0) term *= (offset + sample) / k;
      return term;
    });
  });
  // Different samples make the matrix of Vandermonde, which is regular.
  return solve(dense(taylor), identity(samples))!;
}
