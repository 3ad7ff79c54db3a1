import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { mathjs } from '../../../agents/maths/mathjs.ts';
import { symmetricEigenvalues } from '../../../agents/maths/symmetric-eigenvalues.ts';
import { symmetricInverse } from '../../../agents/maths/symmetric-inverse.ts';

/** A random positive definite matrix, as rows. */
function randomMatrix(size: number, seed: number): number[][] {
  const random = createRandom(seed, 'symmetric');
  const root = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => random.normal()),
  );
  return root.map((row, i) =>
    root.map((other, j) =>
      row.reduce((sum, value, k) => sum + value * other[k]!, i === j ? 0.1 : 0),
    ),
  );
}

describe.each([1, 2, 5, 9])('a symmetric matrix of %d rows', (size) => {
  const rows = randomMatrix(size, size);
  const flat = Float64Array.from(rows.flat());

  test('has the eigenvalues that mathjs finds', () => {
    const expected = (mathjs().eigs(rows).values as number[]).slice().sort((a, b) => a - b);
    const found = symmetricEigenvalues(flat, size);
    expected.forEach((value, index) => {
      expect(Math.abs(found[index]! - value)).toBeLessThan(1e-10 * expected.at(-1)!);
    });
  });

  test('has the inverse that mathjs finds', () => {
    const expected = mathjs().inv(rows);
    const found = symmetricInverse(flat, size)!;
    expected.flat().forEach((value, index) => {
      expect(Math.abs(found[index]! - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)));
    });
  });
});

test('a matrix that is not positive definite has no inverse here', () => {
  expect(symmetricInverse(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
});

test('a diagonal matrix has its diagonal for eigenvalues, negative ones included, in rising order', () => {
  expect([...symmetricEigenvalues(Float64Array.of(3, 0, 0, 0, -2, 0, 0, 0, 1), 3)]).toEqual([
    -2, 1, 3,
  ]);
});
