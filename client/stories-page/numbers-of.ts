/** The numbers that a datum consists of; `null` where it is none of numbers. */
export function numbersOf(datum: string): readonly number[] | null {
  const words = datum.split(/[\s,]+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  return numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}

/** The numbers of data that all have as many; `null` where they do not. */
export function tableOf(data: readonly string[]): readonly (readonly number[])[] | null {
  const rows = data.map(numbersOf).filter((row) => row !== null);
  const width = rows[0]?.length ?? 0;
  return width > 0 && rows.length === data.length && rows.every(({ length }) => length === width)
    ? rows
    : null;
}
