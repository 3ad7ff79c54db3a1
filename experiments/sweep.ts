import { type GivenValues, HelmholtzError, type ParameterValue } from '../agents/index.ts';

/** Values that a parameter takes one after the other. */
export interface SweptParameter {
  readonly name: string;
  readonly values: readonly ParameterValue[];
}

const MOST = 10_000;

/**
 * Every combination of the values of several parameters; the last one changes fastest.
 *
 * @throws {HelmholtzError} `too-large` for more than 10 000 combinations, `parameter-out-of-range` for none.
 */
export function sweep(parameters: readonly SweptParameter[]): GivenValues[] {
  const count = parameters.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST) {
    throw new HelmholtzError(
      'too-large',
      `sweep: expected at most ${MOST} combinations; got ${count}`,
    );
  }
  const empty = parameters.find(({ values }) => values.length === 0);
  if (empty !== undefined) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `sweep.${empty.name}: expected values; got none`,
    );
  }
  return parameters.reduce<GivenValues[]>(
    (combinations, { name, values }) =>
      combinations.flatMap((before) => values.map((value) => ({ ...before, [name]: value }))),
    [{}],
  );
}

/**
 * Values from text: `0:1:5` are five numbers from 0 to 1, both included, and `a,b,c` is a list of values.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for something else.
 */
export function parseSweptValues(name: string, text: string): ParameterValue[] {
  const range = /^([^:,]+):([^:,]+):([^:,]+)$/.exec(text.trim());
  if (range === null) {
    // Lists within a list are given as JSON: [[1,2],[3,4]].
    if (text.trim().startsWith('[')) {
      const parsed = parsedList(name, text);
      return [...parsed];
    }
    return text.split(',').map((value) => value.trim());
  }
  const [from, to, count] = range.slice(1).map(Number);
  if (!(Number.isFinite(from) && Number.isFinite(to) && Number.isInteger(count) && count! >= 1)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `sweep.${name}: expected from:to:count, for example 0:1:5; got "${text}"`,
    );
  }
  return Array.from({ length: count! }, (_, index) =>
    count === 1 ? from! : from! + ((to! - from!) * index) / (count! - 1),
  );
}

function parsedList(name: string, text: string): readonly ParameterValue[] {
  try {
    const value: unknown = JSON.parse(text);
    // JSON holds nothing else than parameter values.
    if (Array.isArray(value)) return value as readonly ParameterValue[];
  } catch {
    // Said below.
  }
  throw new HelmholtzError(
    'parameter-out-of-range',
    `sweep.${name}: expected values, a,b,c or from:to:count or a JSON list; got "${text}"`,
  );
}
