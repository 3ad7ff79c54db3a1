import { describe, expect, test } from '@jest/globals';
import { inv, multiply as multiplyByMathjs } from 'mathjs';
import { cholesky } from '../../../agents/maths/cholesky.ts';
import * as matrices from '../../../agents/maths/dense.ts';
import { eigenvalueSizes } from '../../../agents/maths/eigenvalue-sizes.ts';
import { createRandom } from '../../../agents/index.ts';

const random = createRandom(4, 'dense');
const draw = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));

function expectSame(found: matrices.DenseMatrix, expected: readonly (readonly number[])[]): void {
  expect([found.rows, found.columns]).toEqual([expected.length, expected[0]!.length]);
  expected.flat().forEach((value, entry) => expect(found.data[entry]).toBeCloseTo(value, 9));
}

const a = draw(3, 4);
const b = draw(4, 2);
const square = draw(5, 5);
const transpose = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0]!.map((_, column) => rows.map((row) => row[column]!));

describe('products of small matrices agree with mathjs', () => {
  test("A B, A B', A' B and B A B'", () => {
    const [x, y] = [matrices.dense(a), matrices.dense(b)];
    expectSame(matrices.multiply(x, y), multiplyByMathjs(a, b));
    expectSame(
      matrices.multiplyByTransposed(x, matrices.dense(transpose(b))),
      multiplyByMathjs(a, b),
    );
    expectSame(matrices.transposedTimes(matrices.dense(transpose(a)), y), multiplyByMathjs(a, b));
    const symmetric = multiplyByMathjs(transpose(a), a);
    expectSame(
      matrices.sandwich(x, matrices.dense(symmetric)),
      multiplyByMathjs(multiplyByMathjs(a, symmetric), transpose(a)),
    );
  });
});

describe('solving', () => {
  test('by elimination gives the inverse that mathjs gives, and refuses a singular matrix', () => {
    expectSame(matrices.solve(matrices.dense(square), matrices.identity(5))!, inv(square));
    expect(
      matrices.solve(
        matrices.dense([
          [1, 2],
          [2, 4],
        ]),
        matrices.column([1, 1]),
      ),
    ).toBeNull();
  });

  test('by factors gives the inverse of a covariance, and refuses what is none', () => {
    const covariance = multiplyByMathjs(square, transpose(square));
    expectSame(matrices.inverseSymmetric(matrices.dense(covariance))!, inv(covariance));
    expect(
      matrices.inverseSymmetric(
        matrices.dense([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toBeNull();
  });

  test('ln of a determinant is the sum of the logs of a diagonal', () => {
    const diagonal = matrices.dense([
      [2, 0],
      [0, 5],
    ]);
    expect(matrices.logDeterminant(cholesky(diagonal.data, 2)!)).toBeCloseTo(Math.log(10), 12);
    expect([...matrices.diagonalOf(diagonal)]).toEqual([2, 5]);
  });
});

test('a rotation that shrinks by .9 has two eigenvalues of size .9', () => {
  const [cosine, sine] = [0.9 * Math.cos(0.3), 0.9 * Math.sin(0.3)];
  const sizes = eigenvalueSizes(
    matrices.dense([
      [cosine, -sine],
      [sine, cosine],
    ]),
  );
  expect(sizes).toHaveLength(2);
  sizes.forEach((size) => expect(size).toBeCloseTo(0.9, 9));
});
