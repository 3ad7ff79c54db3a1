import type { Operation } from './operations.ts';
import { parseExpression } from './parse-expression.ts';
import type { Term } from './term.ts';

/** One number for all points, or one for each. */
export type Samples = number | Float64Array;

/** A harmless expression, ready to be computed at many points. */
export interface Expression {
  readonly text: string;
  /** The names that it depends on. */
  readonly names: ReadonlySet<string>;
  /** About how many nanoseconds it takes per point. */
  readonly cost: number;
  /**
   * Its value at `count` points. A result that differs from point to point lies in a buffer that belongs to the
   * expression and is overwritten by the next call; it may be longer than `count`.
   *
   * @param scope The value of every name, for all points or for each.
   */
  readonly evaluate: (scope: ReadonlyMap<string, Samples>, count: number) => Samples;
}

type Evaluate = Expression['evaluate'];

/**
 * Compiles an expression into closures over arrays: no text is ever made into a program, so that nothing can be reached
 * but the numbers it is given. The work is one pass over the points per operation.
 *
 * @param names The names that the expression may use, besides pi, tau, e and deg.
 * @throws {HelmholtzError} `bad-expression`.
 */
export function compileExpression(text: string, names: readonly string[]): Expression {
  const root = parseExpression(text, names);
  const used = new Set<string>();
  let cost = 0;

  const compile = (term: Term): Evaluate => {
    switch (term.kind) {
      case 'number':
        return () => term.value;
      case 'name':
        used.add(term.name);
        return (scope) => valueOf(scope, term.name);
      case 'operation': {
        cost += term.operation.cost;
        return applied(term.operation, term.terms.map(compile));
      }
      case 'chain': {
        cost += term.comparisons.reduce((sum, comparison) => sum + comparison.cost, 0);
        return chained(term.comparisons, term.terms.map(compile));
      }
    }
  };
  const evaluate = compile(root);
  return { text, names: used, cost, evaluate };
}

function valueOf(scope: ReadonlyMap<string, Samples>, name: string): Samples {
  const value = scope.get(name);
  if (value === undefined) throw new RangeError(`expression: no value for "${name}"`);
  return value;
}

function applied(operation: Operation, terms: readonly Evaluate[]): Evaluate {
  const [first, second, third] = terms;
  switch (operation.arity) {
    case 1:
      return unary(operation.apply, first!);
    case 2:
      return binary(operation.apply, first!, second!);
    case 3:
      return ternary(operation.apply, first!, second!, third!);
  }
}

/** A buffer that grows to what is asked of it. */
function growing(): (count: number) => Float64Array {
  let buffer = new Float64Array(0);
  return (count) => {
    if (buffer.length < count) buffer = new Float64Array(count);
    return buffer;
  };
}

function unary(apply: (a: number) => number, first: Evaluate): Evaluate {
  const result = growing();
  return (scope, count) => {
    const a = first(scope, count);
    if (typeof a === 'number') return apply(a);
    const out = result(count);
    for (let index = 0; index < count; index++) out[index] = apply(a[index]!);
    return out;
  };
}

function binary(
  apply: (a: number, b: number) => number,
  first: Evaluate,
  second: Evaluate,
): Evaluate {
  const result = growing();
  return (scope, count) => {
    const a = first(scope, count);
    const b = second(scope, count);
    if (typeof a === 'number') {
      if (typeof b === 'number') return apply(a, b);
      const out = result(count);
      for (let index = 0; index < count; index++) out[index] = apply(a, b[index]!);
      return out;
    }
    const out = result(count);
    if (typeof b === 'number') {
      for (let index = 0; index < count; index++) out[index] = apply(a[index]!, b);
    } else {
      for (let index = 0; index < count; index++) out[index] = apply(a[index]!, b[index]!);
    }
    return out;
  };
}

function ternary(
  apply: (a: number, b: number, c: number) => number,
  first: Evaluate,
  second: Evaluate,
  third: Evaluate,
): Evaluate {
  const result = growing();
  return (scope, count) => {
    const a = first(scope, count);
    const b = second(scope, count);
    const c = third(scope, count);
    if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number') {
      return apply(a, b, c);
    }
    const out = result(count);
    const at = (samples: Samples, index: number): number =>
      typeof samples === 'number' ? samples : samples[index]!;
    for (let index = 0; index < count; index++) {
      out[index] = apply(at(a, index), at(b, index), at(c, index));
    }
    return out;
  };
}

function chained(comparisons: readonly Operation[], terms: readonly Evaluate[]): Evaluate {
  const result = growing();
  return (scope, count) => {
    const values = terms.map((term) => term(scope, count));
    const out = result(count);
    for (let index = 0; index < count; index++) {
      const holds = comparisons.every(({ arity, apply }, place) => {
        const left = values[place]!;
        const right = values[place + 1]!;
        const a = typeof left === 'number' ? left : left[index]!;
        const b = typeof right === 'number' ? right : right[index]!;
        return arity === 2 && apply(a, b) !== 0;
      });
      out[index] = holds ? 1 : 0;
    }
    return out;
  };
}
