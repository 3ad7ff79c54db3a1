import { mathjs } from '../mathjs.ts';

/** One thing that an expression can do to numbers: how many it takes, what it costs per point in ns, and what it does. */
export type Operation =
  | { readonly arity: 1; readonly cost: number; readonly apply: Unary }
  | { readonly arity: 2; readonly cost: number; readonly apply: Binary }
  | { readonly arity: 3; readonly cost: number; readonly apply: Ternary };

type Unary = (a: number) => number;
type Binary = (a: number, b: number) => number;
type Ternary = (a: number, b: number, c: number) => number;

/** A function that can be called by name, with as many arguments as it admits. */
export interface NamedFunction {
  readonly least: number;
  readonly most: number;
  /** The operation for a number of arguments; those of any number are folded from the left. */
  readonly operation: (count: number) => Operation;
}

/** Nanoseconds per point, about: what bounds the time of a rendering. */
const CHEAP = 4;
const DEAR = 25;

const unary = (apply: (a: number) => number, cost = DEAR): Operation => ({ arity: 1, cost, apply });
const binary = (apply: (a: number, b: number) => number, cost = CHEAP): Operation => ({
  arity: 2,
  cost,
  apply,
});
const truth = (value: boolean): number => (value ? 1 : 0);

const divide = (a: number, b: number): number => a / b;
/** Remainder with the sign of the divisor, so that stripes go on through zero. */
const remainder = (a: number, b: number): number => (b === 0 ? a : a - b * Math.floor(a / b));

/** Operators by the name that the parser of mathjs gives them. Truth is 1, falsehood 0; any number but 0 is true. */
export const OPERATORS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['add', binary((a, b) => a + b)],
  ['subtract', binary((a, b) => a - b)],
  ['multiply', binary((a, b) => a * b)],
  ['dotMultiply', binary((a, b) => a * b)],
  ['divide', binary(divide)],
  ['dotDivide', binary(divide)],
  ['pow', binary(Math.pow, DEAR)],
  ['dotPow', binary(Math.pow, DEAR)],
  ['mod', binary(remainder, DEAR)],
  ['unaryMinus', unary((a) => -a, CHEAP)],
  ['unaryPlus', unary((a) => a, CHEAP)],
  ['smaller', binary((a, b) => truth(a < b))],
  ['smallerEq', binary((a, b) => truth(a <= b))],
  ['larger', binary((a, b) => truth(a > b))],
  ['largerEq', binary((a, b) => truth(a >= b))],
  ['equal', binary((a, b) => truth(a === b))],
  ['unequal', binary((a, b) => truth(a !== b))],
  ['and', binary((a, b) => truth(a !== 0 && b !== 0))],
  ['or', binary((a, b) => truth(a !== 0 || b !== 0))],
  ['xor', binary((a, b) => truth((a !== 0) !== (b !== 0)))],
  ['not', unary((a) => truth(a === 0), CHEAP)],
]);

/** `condition ? whenTrue : whenFalse`; both are computed. */
export const CHOICE: Operation = { arity: 3, cost: CHEAP, apply: (a, b, c) => (a === 0 ? c : b) };

/** The square, which is much faster than a power. */
export const SQUARE: Operation = unary((a) => a * a, CHEAP);

const of = (...operations: readonly Operation[]): NamedFunction => {
  const arities = operations.map(({ arity }) => arity);
  return {
    least: Math.min(...arities),
    most: Math.max(...arities),
    operation: (count) => operations.find(({ arity }) => arity === count) ?? operations[0]!,
  };
};
const MOST_ARGUMENTS = 20;
const folded = (operation: Operation, least = 1): NamedFunction => ({
  least,
  most: MOST_ARGUMENTS,
  operation: () => operation,
});

/** Functions by name. Angles are in radians; `gauss(x, sigma)` is exp(-x^2 / (2 sigma^2)). */
export const FUNCTIONS: ReadonlyMap<string, NamedFunction> = new Map<string, NamedFunction>([
  ['abs', of(unary(Math.abs, CHEAP))],
  ['sign', of(unary(Math.sign, CHEAP))],
  ['floor', of(unary(Math.floor, CHEAP))],
  ['ceil', of(unary(Math.ceil, CHEAP))],
  ['round', of(unary((a) => Math.sign(a) * Math.round(Math.abs(a)), CHEAP))],
  ['fix', of(unary(Math.trunc, CHEAP))],
  ['square', of(SQUARE)],
  ['cube', of(unary((a) => a * a * a, CHEAP))],
  ['sqrt', of(unary(Math.sqrt, CHEAP))],
  ['cbrt', of(unary(Math.cbrt))],
  ['exp', of(unary(Math.exp))],
  [
    'log',
    of(
      unary(Math.log),
      binary((a, base) => Math.log(a) / Math.log(base), 2 * DEAR),
    ),
  ],
  ['log2', of(unary(Math.log2))],
  ['log10', of(unary(Math.log10))],
  ['sin', of(unary(Math.sin))],
  ['cos', of(unary(Math.cos))],
  ['tan', of(unary(Math.tan))],
  ['asin', of(unary(Math.asin))],
  ['acos', of(unary(Math.acos))],
  ['atan', of(unary(Math.atan))],
  ['atan2', of(binary(Math.atan2, 2 * DEAR))],
  ['sinh', of(unary(Math.sinh))],
  ['cosh', of(unary(Math.cosh))],
  ['tanh', of(unary(Math.tanh))],
  ['erf', of(unary((a) => mathjs().erf(a), 2 * DEAR))],
  ['gauss', of(binary((a, sigma) => Math.exp((-a * a) / (2 * sigma * sigma)), DEAR))],
  ['pow', of(binary(Math.pow, DEAR))],
  ['mod', of(binary(remainder, DEAR))],
  ['min', folded(binary(Math.min))],
  ['max', folded(binary(Math.max))],
  [
    'hypot',
    folded(
      binary((a, b) => Math.sqrt(a * a + b * b), 2 * CHEAP),
      2,
    ),
  ],
  [
    'clip',
    of({ arity: 3, cost: CHEAP, apply: (a, low, high) => Math.min(high, Math.max(low, a)) }),
  ],
  ['mix', of({ arity: 3, cost: CHEAP, apply: (a, b, share) => a + (b - a) * share })],
  [
    'smoothstep',
    of({
      arity: 3,
      cost: 2 * CHEAP,
      apply: (a, from, to) => {
        const share = Math.min(1, Math.max(0, (a - from) / (to - from)));
        return share * share * (3 - 2 * share);
      },
    }),
  ],
  ['if', of(CHOICE)],
]);

/** Numbers that have a name; `45 deg` is an angle in radians. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E],
  ['deg', Math.PI / 180],
]);
