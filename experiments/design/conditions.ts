import { suggestion } from '../../agents/index.ts';
import { tableOf } from '../fitting/read-table.ts';
import type { Refusal } from '../read-described.ts';
import type { FilesBeside } from './files-beside.ts';
import { placed } from './restate.ts';
import { EXPERIMENT_LIMITS, type TimelinePart } from './experiment-schema.ts';
import type { Condition } from './scope.ts';
import { RESULT_NAMES } from './timeline.ts';

/** Where conditions are read, and what is learned of them on the way. */
export interface ConditionContext {
  readonly refusal: Refusal;
  /** Where tables of conditions are read. */
  readonly beside: FilesBeside;
  /** Texts of tables that were read, for the identity of the experiment. */
  readonly tables: string[];
  /** Variables in the order in which they first occur. */
  readonly variables: Map<string, 'number' | 'text'>;
}

/**
 * Conditions of a part: rows that are written down, rows of a table, or all combinations of factors.
 *
 * @throws {HelmholtzError} `bad-experiment`; `not-readable` and `bad-shape` for tables.
 */
export async function conditionsOf(
  { variables, factors, table }: TimelinePart,
  path: readonly PropertyKey[],
  { refusal, beside, tables, variables: all }: ConditionContext,
): Promise<readonly Condition[]> {
  const given = Object.entries({ variables, factors, table }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length > 1) {
    throw refusal(
      [...path, given[1]![0]],
      `expected one of variables, factors and table; got ${given.map(([key]) => key).join(' and ')}`,
    );
  }
  let rows: readonly Condition[] = [{}];
  if (variables !== undefined) rows = variables;
  if (factors !== undefined) {
    rows = Object.entries(factors).reduce<Condition[]>(
      (before, [name, values]) =>
        before.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
      [{}],
    );
  }
  if (table !== undefined) {
    const { place, bytes } = await placed(() => beside(table), [...path, 'table'], refusal);
    const { names, columns, lines } = tableOf(place, bytes);
    rows = lines.map((_, row) =>
      Object.fromEntries(
        names.map((name, column) => {
          const text = columns[column]![row]!;
          return [name, text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text];
        }),
      ),
    );
    tables.push(JSON.stringify(rows));
  }
  if (rows.length > EXPERIMENT_LIMITS.conditions) {
    throw refusal(
      path,
      `expected at most ${EXPERIMENT_LIMITS.conditions} conditions; got ${rows.length}`,
    );
  }
  const [first = {}] = rows;
  rows.forEach((row, index) => {
    const at = variables === undefined ? path : [...path, 'variables', index];
    for (const name of new Set([...Object.keys(first), ...Object.keys(row)])) {
      if (name in row && typeof row[name] === typeof first[name]) continue;
      throw refusal(
        name in row ? [...at, name] : at,
        name in first
          ? `expected a ${typeof first[name] === 'number' ? 'number' : 'word'} for ${name}, as in the first condition; got ${name in row ? JSON.stringify(row[name]) : 'nothing'}`
          : `${name}: no such variable in the first condition${suggestion(name, Object.keys(first))}`,
      );
    }
  });
  for (const [name, value] of Object.entries(first)) {
    if (RESERVED.has(name))
      throw refusal(path, `${name}: expected another name; it is a column of its own`);
    all.set(name, typeof value === 'number' ? 'number' : 'text');
  }
  return rows;
}

const RESERVED = new Set([
  ...['participant', 'group', 'trial', 'part', 'role', 'level', 'answer', 'choice', 'correct'],
  ...[
    'confidence',
    'decision',
    'rating',
    'estimate',
    'error',
    'named',
    'reactionTime',
    ...RESULT_NAMES,
  ],
]);

/**
 * Checks how conditions are sampled.
 *
 * @throws {HelmholtzError} `bad-experiment`.
 */
export function checkSample(
  { sample, variables, factors, table }: TimelinePart,
  path: readonly PropertyKey[],
  { conditions, refusal }: { readonly conditions: number; readonly refusal: Refusal },
): void {
  if (sample === undefined) return;
  const at = [...path, 'sample'];
  if (variables === undefined && factors === undefined && table === undefined) {
    throw refusal(at, 'expected conditions to sample from: variables, factors or a table');
  }
  if (sample.type === 'without-replacement' && sample.size > conditions) {
    throw refusal(
      [...at, 'size'],
      `expected at most ${conditions}, the number of conditions; got ${sample.size}`,
    );
  }
  if (
    sample.type === 'with-replacement' &&
    sample.weights !== undefined &&
    sample.weights.length !== conditions
  ) {
    throw refusal(
      [...at, 'weights'],
      `expected ${conditions} weights, one per condition; got ${sample.weights.length}`,
    );
  }
  if (sample.type !== 'alternate-groups') return;
  sample.groups.forEach((group, index) => {
    group.forEach((row, place) => {
      if (row >= conditions) {
        throw refusal(
          [...at, 'groups', index, place],
          `expected the number of a condition, 0 to ${conditions - 1}; got ${row}`,
        );
      }
    });
  });
}
