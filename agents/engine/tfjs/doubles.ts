/** A matrix in double precision, in the memory of the host: energies are summed in it. */
export interface Doubles {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** Combines matrices entry by entry; those with one row or column count for every row or column. */
export function combineDoubles(
  operands: readonly Doubles[],
  combine: (...numbers: readonly number[]) => number,
): Doubles {
  const rows = Math.max(...operands.map((operand) => operand.rows));
  const columns = Math.max(...operands.map((operand) => operand.columns));
  const data = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const numbers = operands.map((operand) => {
        const row = operand.rows === 1 ? 0 : r;
        return operand.data[row * operand.columns + (operand.columns === 1 ? 0 : c)]!;
      });
      data[r * columns + c] = combine(...numbers);
    }
  }
  return { rows, columns, data };
}

/** The sum of each row. */
export function sumDoubles({ rows, columns, data }: Doubles): Doubles {
  const sums = Float64Array.from({ length: rows }, (_, r) =>
    data.subarray(r * columns, (r + 1) * columns).reduce((sum, number) => sum + number, 0),
  );
  return { rows, columns: 1, data: sums };
}
