import { compileExpression, type Expression, ExpressionError } from '../../agents/index.ts';
import type { Refusal } from '../read-described.ts';
import type { Cell, Column } from '../running/experiment.ts';

/** A condition: the values of the variables of a part. */
export type Condition = Readonly<Record<string, number | string>>;

/** The values of all variables at a place of the timeline. */
export type Scope = ReadonlyMap<string, number | string>;

/** A column of the table of trials, with its value in every trial. */
export interface Field {
  readonly column: Column;
  readonly value: (scope: Scope) => Cell;
}

/** The variables of a condition, over those around it. */
export function withCondition(outer: Scope, condition: Condition): Scope {
  const entries = Object.entries(condition);
  return entries.length === 0 ? outer : new Map([...outer, ...entries]);
}

/** The value of an expression. */
export function valueOf(expression: Expression, scope: Scope): number {
  // Expressions are compiled with the names of numbers only.
  const value = expression.evaluate(scope as ReadonlyMap<string, number>, 1);
  return typeof value === 'number' ? value : value[0]!;
}

/**
 * Compiles what a file says at a path.
 *
 * @throws {HelmholtzError} `bad-experiment`, at the very character.
 */
export function compiledAt(
  value: number | string,
  path: readonly PropertyKey[],
  { known, refusal }: { readonly known: readonly string[]; readonly refusal: Refusal },
): Expression {
  try {
    return compileExpression(String(value), known);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw refusal(path, error.reason, error.at ?? 0);
  }
}
