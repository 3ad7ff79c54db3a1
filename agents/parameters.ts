import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';

/** A number that can be set, with everything that help texts, sliders, checks and data dictionaries need. */
export interface NumberParameter {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Unit, for example `1/steps` or `cycles/degree`; `1` for a pure number. */
  readonly unit: string;
  readonly meaning: string;
  /** Whether only whole numbers are allowed. */
  readonly whole?: boolean;
}

/** One of a few words. */
export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
  readonly meaning: string;
}

/** One entry of a parameter table. */
export type Parameter = NumberParameter | ChoiceParameter;

/** Parameters by name: types, checks, menus and help all come from this one table. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

/** The values that a table admits, by name. */
export type ParameterValues<Table extends ParameterTable = ParameterTable> = {
  readonly [Name in keyof Table]: Table[Name] extends NumberParameter ? number : string;
};

/** Values as somebody gives them: some names, numbers possibly as text. */
export type GivenValues = Readonly<Record<string, number | string>>;

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
  const values: Record<string, number | string> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    values[name] =
      value === undefined ? parameter.default : checked(`${place}.${name}`, parameter, value);
  }
  return values as ParameterValues<Table>;
}

function checked(place: string, parameter: Parameter, value: number | string): number | string {
  if (parameter.kind === 'choice') {
    const text = String(value);
    if (parameter.choices.includes(text)) return text;
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${place}: expected one of ${parameter.choices.join(', ')}; got "${text}"${suggestion(text, parameter.choices)}`,
    );
  }
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  const { min, max, unit, whole = false } = parameter;
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
  const nearest = Number.isNaN(number)
    ? parameter.default
    : Math.min(max, Math.max(min, whole ? Math.round(number) : number));
  throw new HelmholtzError(
    'parameter-out-of-range',
    `${place}: expected ${whole ? 'whole ' : ''}number in [${min}, ${max}] ${unit}; got ${value}; nearest valid is ${nearest}`,
  );
}
