import {
  formatParameterValue,
  type Parameter,
  type ParameterTable,
  type ParameterValues,
} from '../../agents/index.ts';
import type { ParameterDescription } from '../../protocol/index.ts';

/** A table of parameters in the words of the wire. */
export function describeParameters(table: ParameterTable): ParameterDescription[] {
  return Object.entries(table).map(([name, parameter]) => describeParameter(name, parameter));
}

/** Values as they go over the wire: numbers and texts as they are, everything else as text that can be set again. */
export function wireValues(
  table: ParameterTable,
  values: ParameterValues,
): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => {
      const value = values[name] ?? null;
      return [name, typeof value === 'number' ? value : formatParameterValue(parameter, value)];
    }),
  );
}

function describeParameter(name: string, parameter: Parameter): ParameterDescription {
  const { meaning } = parameter;
  switch (parameter.kind) {
    case 'choice':
    case 'boolean':
      return { ...parameter, name };
    case 'number':
      return { ...parameter, name, whole: parameter.whole ?? false };
    case 'text':
    case 'pair':
    case 'list':
    case 'pairs':
    case 'sides':
    case 'set': {
      const { kind } = parameter;
      const text = textOfDefault(parameter);
      return {
        kind,
        name,
        default: text,
        range: rangeOf(parameter),
        unit: unitOf(parameter),
        meaning,
      };
    }
  }
}

function textOfDefault(parameter: Parameter): string {
  return parameter.kind === 'sides' && parameter.default === null
    ? textOfDefault(parameter.each)
    : formatParameterValue(parameter, parameter.default);
}

function unitOf(parameter: Parameter): string {
  if (parameter.kind === 'sides') return unitOf(parameter.each);
  return 'unit' in parameter ? parameter.unit : '1';
}

function rangeOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'choice':
      return `{${parameter.choices.join(', ')}}`;
    case 'boolean':
      return 'true or false';
    case 'text':
      return `text of at most ${parameter.maxLength} characters`;
    case 'number':
      return `[${parameter.min}, ${parameter.max}]`;
    case 'pair':
      return `two numbers in [${parameter.min}, ${parameter.max}]`;
    case 'list':
      return `numbers in [${parameter.min}, ${parameter.max}]`;
    case 'pairs':
      return `pairs of numbers in [${parameter.min}, ${parameter.max}]`;
    case 'sides':
      return `${rangeOf(parameter.each)}, on each of two sides`;
    case 'set':
      return `parameters ${Object.keys(parameter.table).join(', ')}`;
  }
}
