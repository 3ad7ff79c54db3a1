import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';

/** Where beliefs start when something new is seen. */
export type Start = (typeof STARTS)[number];

/**
 * All of {@link Start}: `forward`, the top level at the mean of its prior and every other level at its prediction; `zero`,
 * every value at zero; `random`, every value drawn from a normal distribution around zero of standard deviation 0.05.
 */
export const STARTS = ['forward', 'zero', 'random'] as const;

/**
 * The start of a name.
 *
 * @throws {HelmholtzError} `not-applicable`, naming the nearest start.
 */
export function checkStart(start: string): Start {
  const known = STARTS.find((name) => name === start);
  if (known === undefined) {
    throw new HelmholtzError(
      'not-applicable',
      `start: unknown "${start}"${suggestion(start, STARTS)}`,
    );
  }
  return known;
}
