import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { gridDensity } from './densities/grid.ts';
import { ringDensity } from './densities/ring.ts';
import type { ToyDensity } from './densities/toy-density.ts';
import { twoMoonsDensity } from './densities/two-moons.ts';

/** Distributions of points in the plane, by name. */
const DENSITIES = {
  ring: () => ringDensity(),
  grid: () => gridDensity(),
  'two-moons': () => twoMoonsDensity(),
} as const satisfies Readonly<Record<string, () => ToyDensity>>;

/** Names of the toy densities. */
export const TOY_DENSITIES = Object.keys(DENSITIES) as readonly (keyof typeof DENSITIES)[];

/** Whether a name is that of a toy density. */
export function isToyDensity(name: string): name is keyof typeof DENSITIES {
  return Object.hasOwn(DENSITIES, name);
}

/**
 * The toy density of a name.
 *
 * @throws {HelmholtzError} `unknown-dataset`, naming the nearest one.
 */
export function toyDensity(name: string): ToyDensity {
  if (isToyDensity(name)) return DENSITIES[name]();
  throw new HelmholtzError(
    'unknown-dataset',
    `data "${name}": expected one of ${TOY_DENSITIES.join(', ')}${suggestion(name, TOY_DENSITIES)}`,
  );
}
