import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatParameterValue,
  type Parameter,
  parameterSchema,
  resolveParameters,
} from '../../agents/index.ts';
import { valueOf } from '../support/arbitrary-parameters.ts';

const meaning = 'Something.';
const bounds = { min: -10, max: 10, unit: '1', meaning } as const;
const table = {
  number: { kind: 'number', default: 1, ...bounds },
  maybe: { kind: 'number', default: null, ...bounds },
  choice: { kind: 'choice', default: 'one', choices: ['one', 'two'], meaning },
  boolean: { kind: 'boolean', default: true, meaning },
  text: { kind: 'text', default: 'abc', maxLength: 20, meaning },
  pair: { kind: 'pair', default: [1, 2], ...bounds },
  list: { kind: 'list', default: [1, 2, 3], ...bounds },
  pairs: { kind: 'pairs', default: [[1, 2]], ...bounds },
  sides: { kind: 'sides', each: { kind: 'list', default: [0], ...bounds }, default: null, meaning },
  set: {
    kind: 'set',
    table: { inner: { kind: 'number', default: 2, ...bounds } },
    default: { inner: 3 },
    meaning,
  },
} as const satisfies Record<string, Parameter>;
const entries = Object.entries(table) as [keyof typeof table, Parameter][];

describe('parameters', () => {
  test('left out have their defaults, also within sides and sets', () => {
    expect(resolveParameters('it', table)).toEqual({
      number: 1,
      maybe: null,
      choice: 'one',
      boolean: true,
      text: 'abc',
      pair: [1, 2],
      list: [1, 2, 3],
      pairs: [[1, 2]],
      sides: [[0], [0]],
      set: { inner: 3 },
    });
  });

  test('come from text as the command line writes it', () => {
    const given = {
      number: '2.5',
      maybe: 'none',
      boolean: 'false',
      pair: '4,3',
      list: '0,0.5,1',
      pairs: '1,2;3,4',
      sides: '1,2|3',
      set: '{"inner": 4}',
    };
    expect(resolveParameters('it', table, given)).toMatchObject({
      number: 2.5,
      maybe: null,
      boolean: false,
      pair: [4, 3],
      list: [0, 0.5, 1],
      pairs: [
        [1, 2],
        [3, 4],
      ],
      sides: [[1, 2], [3]],
      set: { inner: 4 },
    });
  });

  test('stand for several where one number is given', () => {
    const given = { pair: 3, list: 3, pairs: [3], sides: 3 };
    expect(resolveParameters('it', table, given)).toMatchObject({
      pair: [3, 3],
      list: [3],
      pairs: [[3, 3]],
      sides: [[3], [3]],
    });
  });

  test.each(entries)('of kind %s survive the way through text', (name, parameter) => {
    fc.assert(
      fc.property(valueOf(parameter), (value) => {
        const resolved = resolveParameters('it', table, { [name]: value })[name];
        const text = formatParameterValue(parameter, resolved);
        expect(resolveParameters('it', table, { [name]: text })[name]).toEqual(resolved);
      }),
    );
  });

  test.each([
    [{ number: 'x' }, 'it.number: expected number in [-10, 10] 1; got x; nearest valid is 1'],
    [{ number: 11 }, 'it.number: expected number in [-10, 10] 1; got 11; nearest valid is 10'],
    [{ number: null }, 'it.number: expected number in [-10, 10] 1; got null'],
    [{ boolean: 1 }, 'it.boolean: expected true or false; got 1'],
    [{ pair: [1, 2, 3] }, 'it.pair: expected two numbers; got [1,2,3]'],
    [{ list: [0, 99] }, 'it.list[1]: expected number in [-10, 10] 1; got 99'],
    [{ pairs: [[1, 99]] }, 'it.pairs[0][1]: expected number in [-10, 10] 1; got 99'],
    [{ sides: [1, 99] }, 'it.sides[1][0]: expected number in [-10, 10] 1; got 99'],
    [{ sides: [1, 2, 3] }, 'it.sides: expected one value, or one for each of two sides'],
    [{ set: { iner: 1 } }, 'it.set.iner: no such parameter; did you mean "inner"?'],
    [{ set: 3 }, 'it.set: expected parameters by name; got 3'],
    [{ list: '[1, 2' }, 'it.list: expected JSON; got [1, 2'],
    [{ text: 'x'.repeat(21) }, 'it.text: expected text of at most 20 characters'],
  ])('refuse %j', (given, message) => {
    expect(() => resolveParameters('it', table, given)).toThrow(message);
  });

  test('have a JSON Schema with bounds, units and what may be left out', () => {
    expect(parameterSchema(table)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        number: { type: 'number', minimum: -10, maximum: 10, 'x-unit': '1', default: 1 },
        maybe: { anyOf: [{ type: 'number' }, { type: 'null' }] },
        choice: { enum: ['one', 'two'] },
        set: { type: 'object', properties: { inner: { type: 'number' } } },
      },
    });
  });
});
