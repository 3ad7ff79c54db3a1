import { checkedParameter } from './check-parameter.ts';
import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';
import type {
  GivenValues,
  Parameter,
  ParameterTable,
  ParameterValue,
  ParameterValues,
} from './parameter-table.ts';

/**
 * Fills in defaults and checks what was given.
 *
 * @param place What the parameters belong to, for the error message, for example `rao-ballard`.
 * @throws {HelmholtzError} `unknown-parameter` (naming the nearest one) or `parameter-out-of-range`.
 */
export function resolveParameters<Table extends ParameterTable>(
  place: string,
  table: Table,
  given: GivenValues = {},
): ParameterValues<Table> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name)) {
      throw new HelmholtzError(
        'unknown-parameter',
        `${place}.${name}: no such parameter${suggestion(name, Object.keys(table))}`,
      );
    }
  }
  const values: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    values[name] =
      value === undefined
        ? defaultOf(`${place}.${name}`, parameter)
        : checkedParameter(`${place}.${name}`, parameter, value, resolveParameters);
  }
  return values as ParameterValues<Table>;
}

function defaultOf(place: string, parameter: Parameter): ParameterValue {
  if (parameter.kind === 'sides') {
    const each = defaultOf(place, parameter.each);
    return parameter.default === null
      ? [each, each]
      : checkedParameter(place, parameter, parameter.default, resolveParameters);
  }
  return parameter.kind === 'set'
    ? resolveParameters(place, parameter.table, parameter.default)
    : parameter.default;
}
