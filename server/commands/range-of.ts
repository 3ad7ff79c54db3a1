import type { ParameterDescription } from '../../protocol/index.ts';

/** Default and range of a parameter in words. */
export function rangeOf(parameter: ParameterDescription): string {
  switch (parameter.kind) {
    case 'choice':
      return `${parameter.default} in {${parameter.choices.join(', ')}}`;
    case 'boolean':
      return `${parameter.default} in {true, false}`;
    case 'number':
      return `${parameter.default ?? 'none'} in [${parameter.min}, ${parameter.max}]`;
    case 'text':
    case 'pair':
    case 'list':
    case 'pairs':
    case 'sides':
    case 'set':
      return `${parameter.default} in ${parameter.range}`;
  }
}
