/** How far the kernel reaches, in standard deviations. */
const REACH = 4;

/** Luminances blurred by a Gaussian of a standard deviation in pixels; beyond the picture the outermost ones go on. */
export function blurred(
  {
    rows,
    columns,
    pixels,
  }: { readonly rows: number; readonly columns: number; readonly pixels: Float64Array },
  sigma: number,
): Float64Array {
  // A thousandth of a pixel blurs nothing.
  if (sigma < 1e-3) return pixels.slice();
  const reach = Math.min(Math.ceil(REACH * sigma), Math.max(rows, columns));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const along = (
    from: Float64Array,
    [lines, length]: readonly [number, number],
    at: (line: number, place: number) => number,
  ): Float64Array => {
    const into = new Float64Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let place = 0; place < length; place++) {
        let total = 0;
        for (let step = -reach; step <= reach; step++) {
          const source = Math.min(length - 1, Math.max(0, place + step));
          total += kernel[step + reach]! * from[at(line, source)]!;
        }
        // Rounding must not lead out of the range of luminances.
        into[at(line, place)] = Math.min(1, Math.max(0, total / sum));
      }
    }
    return into;
  };
  const across = along(pixels, [rows, columns], (row, column) => row * columns + column);
  return along(across, [columns, rows], (column, row) => row * columns + column);
}
