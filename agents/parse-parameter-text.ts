import { HelmholtzError } from './errors.ts';
import type { Parameter, ParameterValue } from './parameter-table.ts';

/**
 * A value from text, as the command line gives it:
 *
 *   number   2.5           pair    4,3          list   0,0.5,1
 *   pairs    1,2;3,4       sides   left|right   set    {"frequency": 2}
 *
 * Lists, pairs, sides and sets may be JSON too, and `none` leaves out what can be left out. Text that is no such value is
 * returned as it is, for the check that follows to name.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for broken JSON.
 */
export function parseParameterText(
  place: string,
  parameter: Parameter,
  text: string,
): ParameterValue {
  const trimmed = text.trim();
  switch (parameter.kind) {
    case 'choice':
    case 'text':
      return text;
    case 'boolean':
      return trimmed === 'true' ? true : trimmed === 'false' ? false : text;
    case 'number':
    case 'pair':
    case 'list':
    case 'pairs':
      if (trimmed === 'none' && parameter.default === null) return null;
      break;
    case 'sides':
    case 'set':
      break;
  }
  if (/^[[{]/.test(trimmed)) return json(place, trimmed);
  switch (parameter.kind) {
    case 'number':
      return text;
    case 'pair':
      return trimmed.includes(',') ? split(trimmed, ',') : text;
    case 'list':
      return split(trimmed, ',');
    case 'pairs':
      return split(trimmed, ';').map((pair) => (pair.includes(',') ? split(pair, ',') : pair));
    case 'sides':
      return trimmed.includes('|')
        ? split(trimmed, '|').map((side) => parseParameterText(place, parameter.each, side))
        : parseParameterText(place, parameter.each, text);
    case 'set':
      return text;
  }
}

function split(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator).map((part) => part.trim());
}

function json(place: string, text: string): ParameterValue {
  try {
    // JSON holds nothing else than parameter values; the check that follows looks at each of them.
    return JSON.parse(text) as ParameterValue;
  } catch (cause) {
    throw new HelmholtzError('parameter-out-of-range', `${place}: expected JSON; got ${text}`, {
      cause,
    });
  }
}

/** A value as text that {@link parseParameterText} reads back. */
export function formatParameterValue(parameter: Parameter, value: ParameterValue): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  const isFlat =
    Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'number');
  const isList = parameter.kind === 'pair' || parameter.kind === 'list';
  return isFlat && isList ? value.join(',') : JSON.stringify(value);
}
