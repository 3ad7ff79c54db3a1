import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';
import { parseParameterText } from './parse-parameter-text.ts';
import type {
  GivenValues,
  Parameter,
  ParameterTable,
  ParameterValue,
  ParameterValues,
} from './parameter-table.ts';

/** Most entries of a list whose table does not say. */
const LONGEST_LIST = 1000;

type Numbers = Extract<Parameter, { min: number }>;

/**
 * One value, checked against its entry of a table and brought into its form: numbers from text, a pair from one number.
 *
 * @param resolve How a table within is resolved.
 * @throws {HelmholtzError} `parameter-out-of-range`, or what `resolve` throws.
 */
export function checkedParameter(
  place: string,
  parameter: Parameter,
  given: ParameterValue,
  resolve: (place: string, table: ParameterTable, given: GivenValues) => ParameterValues,
): ParameterValue {
  const value = typeof given === 'string' ? parseParameterText(place, parameter, given) : given;
  switch (parameter.kind) {
    case 'choice':
      return checkedChoice(place, parameter.choices, value);
    case 'text':
      if (typeof value === 'string' && value.length <= parameter.maxLength) return value;
      throw unlike(place, `text of at most ${parameter.maxLength} characters`, value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw unlike(place, 'true or false', value);
    case 'number':
      return value === null && parameter.default === null
        ? null
        : checkedNumber(place, parameter, value);
    case 'pair':
      return value === null && parameter.default === null
        ? null
        : checkedPair(place, parameter, value);
    case 'list':
    case 'pairs': {
      if (value === null && parameter.default === null) return null;
      const entries = Array.isArray(value) ? value : [value];
      const { minLength = 0, maxLength = LONGEST_LIST } = parameter;
      if (entries.length < minLength || entries.length > maxLength) {
        const entry = parameter.kind === 'pairs' ? 'pairs' : 'numbers';
        throw unlike(place, `${minLength} to ${maxLength} ${entry}`, value);
      }
      const check = parameter.kind === 'pairs' ? checkedPair : checkedNumber;
      return entries.map((entry: ParameterValue, index) =>
        check(`${place}[${index}]`, parameter, entry),
      );
    }
    case 'sides': {
      const sides = Array.isArray(value) ? value : [value, value];
      if (sides.length !== 2) throw unlike(place, 'one value, or one for each of two sides', value);
      return sides.map((side: ParameterValue, index) =>
        checkedParameter(`${place}[${index}]`, parameter.each, side, resolve),
      );
    }
    case 'set':
      if (typeof value === 'object' && value !== null && !isList(value)) {
        return resolve(place, parameter.table, { ...parameter.default, ...value });
      }
      throw unlike(place, 'parameters by name', value);
  }
}

function isList(
  value: readonly ParameterValue[] | GivenValues,
): value is readonly ParameterValue[] {
  return Array.isArray(value);
}

function checkedChoice(place: string, choices: readonly string[], value: ParameterValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (choices.includes(text)) return text;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `${place}: expected one of ${choices.join(', ')}; got "${text}"${suggestion(text, choices)}`,
  );
}

function checkedPair(
  place: string,
  bounds: Numbers,
  value: ParameterValue,
): readonly [number, number] {
  if (!Array.isArray(value)) {
    const both = checkedNumber(place, bounds, value);
    return [both, both];
  }
  const [first, second, ...rest] = value as readonly ParameterValue[];
  if (first === undefined || second === undefined || rest.length > 0) {
    throw unlike(place, 'two numbers', value);
  }
  return [
    checkedNumber(`${place}[0]`, bounds, first),
    checkedNumber(`${place}[1]`, bounds, second),
  ];
}

function checkedNumber(place: string, bounds: Numbers, value: ParameterValue): number {
  const { min, max, unit, whole = false } = bounds;
  const number =
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
      ? Number(value)
      : Number.NaN;
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) {
    // Text knows no negative zero.
    return number === 0 ? 0 : number;
  }
  const fallback = typeof bounds.default === 'number' ? bounds.default : min;
  const nearest = Number.isNaN(number)
    ? fallback
    : Math.min(max, Math.max(min, whole ? Math.round(number) : number));
  const got = typeof value === 'string' ? value : JSON.stringify(value);
  throw new HelmholtzError(
    'parameter-out-of-range',
    `${place}: expected ${whole ? 'whole ' : ''}number in [${min}, ${max}] ${unit}; got ${got}; nearest valid is ${nearest}`,
  );
}

function unlike(place: string, expected: string, value: ParameterValue): HelmholtzError {
  const text = JSON.stringify(value);
  return new HelmholtzError(
    'parameter-out-of-range',
    `${place}: expected ${expected}; got ${text.length > 80 ? `${text.slice(0, 77)}...` : text}`,
  );
}
