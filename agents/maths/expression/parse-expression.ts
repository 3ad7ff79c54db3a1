import type { MathNode } from 'mathjs';
import { HelmholtzError } from '../../errors.ts';
import { suggestion } from '../../nearest-name.ts';
import { mathjs } from '../mathjs.ts';
import { CHOICE, CONSTANTS, FUNCTIONS, OPERATORS, type Operation, SQUARE } from './operations.ts';
import type { Term } from './term.ts';

/** What an expression may be at most, so that reading it takes no time worth mentioning. */
export const EXPRESSION_LIMITS = {
  characters: 2000,
  /** Brackets within brackets. */
  nesting: 40,
  /** Numbers, names and operations together. */
  terms: 400,
} as const;

/**
 * Reads an expression in the language of mathjs. Only its parser sees the text, nothing of it that computes. Of the language arithmetic, comparisons, `and`, `or`, `not`, `c ? a : b`,
 * implicit multiplication and the functions of {@link FUNCTIONS} are left: no assignment, function of one's own,
 * property, index, range, matrix, text, object or unit.
 *
 * @param names The names that the expression may use, besides the constants.
 * @throws {HelmholtzError} `bad-expression`, which says what is not allowed and, where known, at which character.
 */
export function parseExpression(text: string, names: readonly string[]): Term {
  checkText(text);
  const root = parsed(text);
  const known = new Set(names);
  let terms = 0;

  const translate = (node: MathNode): Term => {
    if (++terms > EXPRESSION_LIMITS.terms) {
      throw bad(
        text,
        `expected at most ${EXPRESSION_LIMITS.terms} numbers, names and operations; got more`,
      );
    }
    switch (node.type) {
      case 'ParenthesisNode':
        return translate(contentOf(node));
      case 'ConstantNode':
        return { kind: 'number', value: constantOf(node, text) };
      case 'SymbolNode':
        return nameOf(node, known, text);
      case 'OperatorNode':
        return operatorOf(node, translate, text);
      case 'FunctionNode':
        return callOf(node, { translate, known, text });
      case 'ConditionalNode':
        return conditionalOf(node, translate);
      case 'RelationalNode':
        return chainOf(node, translate, text);
      default:
        throw bad(text, `${REFUSED.get(node.type) ?? 'this'} is not allowed in an expression`);
    }
  };
  return translate(root);
}

/** What nodes of mathjs's trees are called in a refusal. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['AccessorNode', 'access to a property or an index'],
  ['ArrayNode', 'a matrix'],
  ['AssignmentNode', 'an assignment'],
  ['BlockNode', 'more than one statement'],
  ['FunctionAssignmentNode', 'the definition of a function'],
  ['IndexNode', 'an index'],
  ['ObjectNode', 'an object'],
  ['RangeNode', 'a range'],
]);

function checkText(text: string): void {
  const { characters, nesting } = EXPRESSION_LIMITS;
  if (text.length > characters) {
    throw bad(text, `expected at most ${characters} characters; got ${text.length}`);
  }
  if (text.trim() === '') throw bad(text, 'expected an expression; got nothing');
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (depth > nesting) {
      throw bad(text, `expected brackets nested at most ${nesting} deep`, index);
    }
  }
}

function parsed(text: string): MathNode {
  try {
    return mathjs().parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw bad(text, 'expected fewer operations within each other');
    if (!(error instanceof Error)) throw error;
    const { char } = error as { readonly char?: unknown };
    const [reason = ''] = error.message.split(/\s*\(char/);
    throw bad(
      text,
      `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
      typeof char === 'number' ? char - 1 : undefined,
    );
  }
}

/**
 * A refusal of an expression.
 *
 * @param at Where the fault begins, counted from 0.
 */
function bad(text: string, reason: string, at?: number): ExpressionError {
  return new ExpressionError(text, reason, at);
}

/** Why an expression was refused, and where the fault lies in it. */
export class ExpressionError extends HelmholtzError {
  readonly reason: string;
  /** Index of the character where the fault begins; `null` when it is the whole. */
  readonly at: number | null;

  constructor(text: string, reason: string, at?: number) {
    const place = at === undefined ? '' : `, character ${at + 1}`;
    super('bad-expression', `expression "${shortened(text)}"${place}: ${reason}`);
    this.reason = reason;
    this.at = at ?? null;
  }
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`;
}

function contentOf(node: MathNode): MathNode {
  return (node as unknown as { readonly content: MathNode }).content;
}

function constantOf(node: MathNode, text: string): number {
  const { value } = node as unknown as { readonly value: unknown };
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw bad(
    text,
    typeof value === 'string'
      ? 'text is not allowed in an expression'
      : `expected finite numbers; got ${String(value)}`,
  );
}

function nameOf(node: MathNode, known: ReadonlySet<string>, text: string): Term {
  const { name } = node as unknown as { readonly name: string };
  if (known.has(name)) return { kind: 'name', name };
  const value = CONSTANTS.get(name);
  if (value !== undefined) return { kind: 'number', value };
  if (FUNCTIONS.has(name)) {
    throw bad(text, `${name} is a function: write ${name}(...)`, placeOf(name, text));
  }
  throw bad(
    text,
    `no such name "${shortened(name)}"${suggestion(name, [...known, ...CONSTANTS.keys()])}`,
    placeOf(name, text),
  );
}

/** Where a name stands in a text, as a word of its own. */
function placeOf(name: string, text: string): number | undefined {
  let from = 0;
  for (;;) {
    const at = text.indexOf(name, from);
    if (at === -1) return undefined;
    const around = `${text.charAt(at - 1)}${text.charAt(at + name.length)}`;
    if (!/[A-Za-z_]/.test(around)) return at;
    from = at + 1;
  }
}

function operatorOf(node: MathNode, translate: (node: MathNode) => Term, text: string): Term {
  const { fn, op, args } = node as unknown as {
    readonly fn: string;
    readonly op: string;
    readonly args: readonly MathNode[];
  };
  const operation = OPERATORS.get(fn);
  if (operation === undefined) {
    throw bad(text, `the operator "${op}" is not allowed in an expression`);
  }
  const terms = args.map(translate);
  if (fn === 'pow' && terms[1]?.kind === 'number' && terms[1].value === 2) {
    return { kind: 'operation', operation: SQUARE, terms: terms.slice(0, 1) };
  }
  return { kind: 'operation', operation, terms };
}

function callOf(
  node: MathNode,
  {
    translate,
    known,
    text,
  }: {
    readonly translate: (node: MathNode) => Term;
    readonly known: ReadonlySet<string>;
    readonly text: string;
  },
): Term {
  const { fn, args } = node as unknown as {
    readonly fn: MathNode & { readonly name?: string };
    readonly args: readonly MathNode[];
  };
  if (fn.type !== 'SymbolNode') {
    throw bad(text, 'access to a property or an index is not allowed in an expression');
  }
  const { name = '' } = fn;
  const called = FUNCTIONS.get(name);
  if (called === undefined) {
    const hint =
      known.has(name) || CONSTANTS.has(name)
        ? `${name} is a number and not a function: write ${name}*(...)`
        : `no such function "${shortened(name)}"${suggestion(name, [...FUNCTIONS.keys()])}`;
    throw bad(text, hint, placeOf(name, text));
  }
  const { least, most } = called;
  if (args.length < least || args.length > most) {
    const expected =
      least === most
        ? `${least}`
        : most === least + 1
          ? `${least} or ${most}`
          : `${least} to ${most}`;
    throw bad(
      text,
      `${name}: expected ${expected} argument${most === 1 ? '' : 's'}; got ${args.length}`,
      placeOf(name, text),
    );
  }
  const terms = args.map(translate);
  const operation = called.operation(terms.length);
  return foldedCall(operation, terms);
}

/** A binary operation over any number of terms, from the left; others take their terms as they are. */
function foldedCall(operation: Operation, terms: readonly Term[]): Term {
  if (operation.arity !== 2) return { kind: 'operation', operation, terms };
  return terms.reduce((left, right) => ({ kind: 'operation', operation, terms: [left, right] }));
}

function conditionalOf(node: MathNode, translate: (node: MathNode) => Term): Term {
  const { condition, trueExpr, falseExpr } = node as unknown as {
    readonly condition: MathNode;
    readonly trueExpr: MathNode;
    readonly falseExpr: MathNode;
  };
  return {
    kind: 'operation',
    operation: CHOICE,
    terms: [translate(condition), translate(trueExpr), translate(falseExpr)],
  };
}

function chainOf(node: MathNode, translate: (node: MathNode) => Term, text: string): Term {
  const { conditionals, params } = node as unknown as {
    readonly conditionals: readonly string[];
    readonly params: readonly MathNode[];
  };
  const comparisons = conditionals.map((name) => {
    const operation = OPERATORS.get(name);
    if (operation === undefined) throw bad(text, `the comparison "${name}" is not allowed`);
    return operation;
  });
  return { kind: 'chain', comparisons, terms: params.map(translate) };
}
