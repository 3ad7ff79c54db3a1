import type { Parameter, ParameterTable } from './parameter-table.ts';

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema of the values that a table admits; `x-unit` holds units. */
export function parameterSchema(table: ParameterTable): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(table).map(([name, parameter]) => [name, schemaOf(parameter)]),
    ),
    additionalProperties: false,
  };
}

function schemaOf(parameter: Parameter): JsonSchema {
  return {
    description: parameter.meaning,
    ...(parameter.default === null ? {} : { default: parameter.default }),
    ...formOf(parameter),
  };
}

function formOf(parameter: Parameter): JsonSchema {
  switch (parameter.kind) {
    case 'choice':
      return { enum: parameter.choices };
    case 'boolean':
      return { type: 'boolean' };
    case 'text':
      return { type: 'string', maxLength: parameter.maxLength };
    case 'number':
      return orNull(parameter, numberOf(parameter));
    case 'pair':
      return orNull(parameter, { anyOf: pairOf(parameter) });
    case 'list': {
      const { minLength = 0, maxLength = 1000 } = parameter;
      const list = {
        type: 'array',
        items: numberOf(parameter),
        minItems: minLength,
        maxItems: maxLength,
      };
      return orNull(parameter, { anyOf: [numberOf(parameter), list] });
    }
    case 'pairs': {
      const { minLength = 0, maxLength = 1000 } = parameter;
      const items = { anyOf: pairOf(parameter) };
      return orNull(parameter, { type: 'array', items, minItems: minLength, maxItems: maxLength });
    }
    case 'sides': {
      const each = formOf(parameter.each);
      return { anyOf: [{ type: 'array', items: each, minItems: 2, maxItems: 2 }, each] };
    }
    case 'set':
      return parameterSchema(parameter.table);
  }
}

interface Numbers {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly whole?: boolean;
  readonly default: unknown;
}

function numberOf({ min, max, unit, whole = false }: Numbers): JsonSchema {
  const type = whole ? 'integer' : 'number';
  return { type, minimum: min, maximum: max, 'x-unit': unit };
}

function pairOf(parameter: Numbers): readonly JsonSchema[] {
  const number = numberOf(parameter);
  return [number, { type: 'array', items: number, minItems: 2, maxItems: 2 }];
}

function orNull(parameter: Numbers, schema: JsonSchema): JsonSchema {
  return parameter.default === null ? { anyOf: [schema, { type: 'null' }] } : schema;
}
