import { HelmholtzError } from '../../agents/index.ts';
import type { FitParameter } from './behaviour-model.ts';

/** The value that a point on the scale of a parameter stands for. */
export function valueFromScale({ scale, upper = 1 }: FitParameter, point: number): number {
  switch (scale) {
    case 'linear':
      return point;
    case 'log':
      return Math.exp(point);
    case 'logit':
      return upper / (1 + Math.exp(-point));
  }
}

/**
 * The point on the scale of a parameter that stands for a value.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for a value that the parameter cannot have.
 */
export function scaleFromValue(parameter: FitParameter, value: number): number {
  const { scale, upper = 1 } = parameter;
  const point = {
    linear: (): number => value,
    log: (): number => Math.log(value),
    logit: (): number => Math.log(value / (upper - value)),
  }[scale]();
  if (Number.isFinite(point)) return point;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `${parameter.name}: expected ${rangeInWords(parameter)}; got ${value}`,
  );
}

/** Which values a parameter can have. */
export function rangeInWords({ scale, upper = 1, unit }: FitParameter): string {
  const range = {
    linear: 'a finite number',
    log: 'a finite number > 0',
    logit: `a number between 0 and ${upper}, both excluded`,
  }[scale];
  return unit === '1' ? range : `${range} (${unit})`;
}
