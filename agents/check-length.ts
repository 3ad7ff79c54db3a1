import { HelmholtzError } from './errors.ts';

/**
 * Checks numbers that are meant for the units of a level.
 *
 * @param agent Names the agent in errors.
 * @throws {HelmholtzError} `bad-shape` if they are too few, too many, or one is not finite.
 */
export function checkLength(
  values: ArrayLike<number>,
  units: number,
  agent: string,
  level: number,
): void {
  if (values.length !== units) {
    throw new HelmholtzError(
      'bad-shape',
      `${agent}: expected ${units} numbers for level ${level}; got ${values.length}`,
    );
  }
  for (let unit = 0; unit < units; unit++) {
    if (!Number.isFinite(values[unit])) {
      throw new HelmholtzError(
        'bad-shape',
        `${agent}: expected finite numbers for level ${level}; got ${values[unit]} at unit ${unit}`,
      );
    }
  }
}
