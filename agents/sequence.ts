import { HelmholtzError } from './errors.ts';

/** Numbers in time: `steps x channels`, row-major. NaN stands for what was not observed. */
export interface Sequence {
  readonly steps: number;
  readonly channels: number;
  readonly values: Float64Array;
}

/**
 * A sequence from rows of numbers, one row per step; `null` and NaN are unobserved.
 *
 * @throws {HelmholtzError} `bad-shape` if rows differ in length or an entry is infinite.
 */
export function sequenceOf(rows: readonly (readonly (number | null)[])[]): Sequence {
  const channels = rows[0]?.length ?? 0;
  rows.forEach((row, step) => {
    if (row.length !== channels) {
      throw new HelmholtzError(
        'bad-shape',
        `sequence: expected ${channels} channels at every step; got ${row.length} at step ${step + 1}`,
      );
    }
  });
  const values = Float64Array.from(rows.flat(), (value) => value ?? Number.NaN);
  const infinite = values.findIndex((value) => Math.abs(value) === Infinity);
  if (infinite >= 0) {
    throw new HelmholtzError(
      'bad-shape',
      `sequence: expected finite numbers, or NaN for unobserved; got ${values[infinite]!} at step ${Math.floor(infinite / channels) + 1}`,
    );
  }
  return { steps: rows.length, channels, values };
}
