import fc from 'fast-check';
import {
  type GivenValues,
  type Parameter,
  type ParameterTable,
  type ParameterValue,
} from '../../agents/index.ts';

/** Most entries of a random list. */
const LONGEST = 5;

/** Some of the parameters of a table, the others left out. */
export function givenValues(table: ParameterTable): fc.Arbitrary<GivenValues> {
  const entries = Object.entries(table).map(([name, parameter]) =>
    fc.option(valueOf(parameter)).map((value) => (value === null ? [] : [[name, value] as const])),
  );
  return fc.tuple(...entries).map((given) => Object.fromEntries(given.flat()));
}

/** A value that an entry of a table admits. Lengths stay small, so that drawing stays quick. */
export function valueOf(parameter: Parameter): fc.Arbitrary<ParameterValue> {
  switch (parameter.kind) {
    case 'choice':
      return fc.constantFrom(...parameter.choices);
    case 'boolean':
      return fc.boolean();
    case 'text':
      return fc.string({ maxLength: Math.min(20, parameter.maxLength) });
    case 'number':
      return numberOf(parameter);
    case 'pair':
      return fc.oneof(numberOf(parameter), fc.tuple(numberOf(parameter), numberOf(parameter)));
    case 'list':
      return fc.array(numberOf(parameter), lengthOf(parameter));
    case 'pairs':
      return fc.array(fc.tuple(numberOf(parameter), numberOf(parameter)), lengthOf(parameter));
    case 'sides':
      return fc.tuple(valueOf(parameter.each), valueOf(parameter.each));
    case 'set':
      return givenValues(parameter.table);
  }
}

function numberOf({
  min,
  max,
  whole = false,
}: {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}): fc.Arbitrary<number> {
  return fc
    .double({ min, max: Math.min(max, min + 50), noNaN: true })
    .map((value) => (whole ? Math.round(value) : value));
}

function lengthOf({
  minLength = 0,
  maxLength = LONGEST,
}: {
  readonly minLength?: number;
  readonly maxLength?: number;
}): { minLength: number; maxLength: number } {
  return { minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST)) };
}
