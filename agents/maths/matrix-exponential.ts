import { addScaled, type DenseMatrix, identity, multiply, solve } from './dense.ts';

/** Coefficients of the Pade approximant of degree 13. */
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000,
  10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;

/** Largest 1-norm at which degree 13 is exact to double precision. */
const LARGEST_NORM = 5.371920351148152;

/**
 * e^A by scaling and squaring around a Pade approximant of degree 13.
 *
 * @returns `null` if an entry of A is not finite.
 * @see Higham (2005), `REFERENCES.higham2005`
 */
export function matrixExponential(a: DenseMatrix): DenseMatrix | null {
  if (!a.data.every(Number.isFinite)) return null;
  const squarings = Math.max(0, Math.ceil(Math.log2(largestColumnSum(a) / LARGEST_NORM)));
  const scaled = { ...a, data: a.data.map((value) => value * 2 ** -squarings) };
  const second = multiply(scaled, scaled);
  const fourth = multiply(second, second);
  const sixth = multiply(fourth, second);
  const one = identity(a.rows);
  const powers = [one, second, fourth, sixth] as const;
  const sum = (first: number): DenseMatrix =>
    powers.reduce(
      (total, power, index) => addScaled(total, power, { scale: PADE[first + 2 * index]! }),
      { ...one, data: new Float64Array(one.data.length) },
    );
  const high = (first: number): DenseMatrix =>
    [second, fourth, sixth].reduce(
      (total, power, index) => addScaled(total, power, { scale: PADE[first + 2 * index]! }),
      { ...one, data: new Float64Array(one.data.length) },
    );
  const odd = multiply(scaled, addScaled(multiply(sixth, high(9)), sum(1)));
  const even = addScaled(multiply(sixth, high(8)), sum(0));
  let result = solve(addScaled(even, odd, { scale: -1 }), addScaled(even, odd));
  for (let count = 0; count < squarings && result !== null; count++) {
    result = multiply(result, result);
  }
  return result;
}

function largestColumnSum({ rows, columns, data }: DenseMatrix): number {
  let largest = 0;
  for (let entry = 0; entry < columns; entry++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += Math.abs(data[row * columns + entry]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}
