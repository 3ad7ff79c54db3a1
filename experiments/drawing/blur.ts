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
    [nextLine, nextPlace]: readonly [number, number],
  ): Float64Array => {
    const into = new Float64Array(from.length);
    const line = new Float64Array(length + 2 * reach);
    for (let index = 0; index < lines; index++) {
      const start = index * nextLine;
      line.fill(from[start]!, 0, reach);
      for (let place = 0; place < length; place++) {
        line[reach + place] = from[start + place * nextPlace]!;
      }
      line.fill(from[start + (length - 1) * nextPlace]!, reach + length);
      for (let place = 0; place < length; place++) {
        let total = 0;
        for (let tap = 0; tap < kernel.length; tap++) total += kernel[tap]! * line[place + tap]!;
        // Rounding must not lead out of the range of luminances.
        const value = total / sum;
        into[start + place * nextPlace] = value < 0 ? 0 : value > 1 ? 1 : value;
      }
    }
    return into;
  };
  const across = along(pixels, [rows, columns], [columns, 1]);
  return along(across, [columns, rows], [1, columns]);
}
