import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate as mathjsEvaluate } from 'mathjs';
import { compileExpression } from '../../../agents/maths/expression/compile-expression.ts';
import {
  EXPRESSION_LIMITS,
  ExpressionError,
} from '../../../agents/maths/expression/parse-expression.ts';

const X = Float64Array.of(-2.5, -1, -0.3, 0, 0.4, 1, 3.25);
const Y = Float64Array.of(1, 2.5, -0.7, 0, 0.4, -3, 0.125);

function valuesOf(text: string): number[] {
  const expression = compileExpression(text, ['x', 'y', 'f']);
  const scope = new Map<string, number | Float64Array>([
    ['x', X],
    ['y', Y],
    ['f', 1.5],
  ]);
  const values = expression.evaluate(scope, X.length);
  return typeof values === 'number' ? [...X].map(() => values) : [...values.slice(0, X.length)];
}

/** What mathjs itself makes of an expression, point by point; truth as 1 and 0. */
function expectedOf(text: string): number[] {
  return [...X].map((x, index) =>
    Number(mathjsEvaluate(text, { x, y: Y[index], f: 1.5, deg: Math.PI / 180 })),
  );
}

describe('expressions', () => {
  test.each([
    '0.5 + 0.5*f*sin(2*pi*f*x + y)*exp(-(x^2 + y^2)/(2*f^2))',
    '2pi f x',
    '-x^2',
    '2^-abs(x)^2',
    'mod(x, f) + x % 2',
    'x < y ? x : y',
    '-1 < x <= 1',
    'x < 1 and not (y > 0) or x == y',
    'min(x, y, f) - max(x, 0, y)',
    'hypot(x, y) + atan2(y, x)',
    'sqrt(abs(x)) * cbrt(y) + sign(x)*floor(y) - ceil(x) + round(y) + fix(x)',
    'erf(x) + log(f) + log(f, 3) + log2(f) + log10(f)',
    'sinh(x)/cosh(y) + tanh(x) + asin(0.3) + acos(0.1) + atan(x) + tan(f)',
    'x .* y + x ./ f + x .^ 3',
    '50% + 1e-3',
    'xor(1, 0)'.replace('xor(1, 0)', 'x > 0 xor y > 0'),
    'cube(x) + square(y) + 45 deg',
  ])('computes %s as mathjs does', (text) => {
    const expected = expectedOf(text);
    valuesOf(text).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index]!, 12);
    });
  });

  test('agrees with mathjs on random arithmetic', () => {
    const { tree: random } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'expression' },
        fc.constantFrom('x', 'y', 'f', 'pi', '2', '0.25', '3e-1'),
        fc
          .tuple(fc.constantFrom('+', '-', '*'), tie('tree'), tie('tree'))
          .map(([operator, left, right]) => `(${left}) ${operator} (${right})`),
        fc
          .tuple(fc.constantFrom('sin', 'cos', 'abs', '-', 'tanh'), tie('tree'))
          .map(([name, inner]) => `${name}(${inner})`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} < ${b} ? ${b} : ${a})`),
      ),
    }));
    fc.assert(
      fc.property(random, (text) => {
        const expected = expectedOf(text);
        valuesOf(text).forEach((value, index) => {
          const scale = Math.max(1, Math.abs(expected[index]!));
          expect(Math.abs(value - expected[index]!) / scale).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['x = 3', 'an assignment'],
    ['g(x) = x', 'the definition of a function'],
    ['x.constructor', 'access to a property'],
    ['x["constructor"]', 'access to a property'],
    ['x.constructor("return process")()', 'value expected'],
    ['[1, 2]', 'a matrix'],
    ['1:1000000000', 'a range'],
    ['{a: 1}', 'an object'],
    ['x; y', 'more than one statement'],
    ['x\ny', 'more than one statement'],
    ['"text"', 'text'],
    ['x!', '"!"'],
    ['x | y', '"|"'],
    ["x'", '"\'"'],
    ['x ?? y', '"??"'],
    ['1e999', 'finite'],
    ['import({a: 1}, {})', 'no such function "import"'],
    ['evaluate("1")', 'no such function "evaluate"'],
    ['constructor', 'no such name "constructor"'],
    ['__proto__', 'no such name "__proto__"'],
    ['toString(x)', 'no such function "toString"'],
    ['hasOwnProperty(x)', 'no such function "hasOwnProperty"'],
    ['sin', 'sin is a function'],
    ['f(x)', 'f is a number and not a function'],
    ['sin(x, y)', 'sin: expected 1 argument; got 2'],
    ['clip(x)', 'clip: expected 3 arguments; got 1'],
    ['sni(x)', 'did you mean'],
    ['   ', 'got nothing'],
    ['x +', 'unexpected end'],
    ['# only a comment', 'expected finite numbers'],
  ])('refuses %j', (text, reason) => {
    expect(() => compileExpression(text, ['x', 'y', 'f'])).toThrow(ExpressionError);
    expect(() => compileExpression(text, ['x', 'y', 'f'])).toThrow(reason);
  });

  test('says where a name is unknown', () => {
    const refusal = refusalOf('0.5 + contrst*x', ['x', 'contrast']);
    expect(refusal.at).toBe(6);
    expect(refusal.message).toContain('character 7');
    expect(refusal.message).toContain('contrast');
  });

  test.each([
    ['brackets', '('.repeat(5000) + 'x' + ')'.repeat(5000)],
    ['few enough characters in brackets', '('.repeat(900) + 'x' + ')'.repeat(900)],
    ['signs', '-'.repeat(1900) + 'x'],
    ['powers', '2^'.repeat(950) + 'x'],
    ['choices', 'x?1:'.repeat(480) + '1'],
    ['sums', '+x'.repeat(950)],
    ['comparisons', 'x<'.repeat(950) + '1'],
    ['a long text', `x${' '.repeat(EXPRESSION_LIMITS.characters)}`],
  ])('ends at once on too many %s', (_, text) => {
    const start = performance.now();
    expect(() => compileExpression(text, ['x'])).toThrow(ExpressionError);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

function refusalOf(text: string, names: readonly string[]): ExpressionError {
  try {
    compileExpression(text, names);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`expected a refusal of ${text}`);
}
