/** Runs of so many numbers are summed one after the other. */
const RUN = 8192;
/** Blocks of at most so many numbers are summed without being halved. */
const BLOCK = 128;
const LANES = 8;

/**
 * Mean of numbers in double precision, summed in the order of NumPy: runs are halved and halved again, so that rounding
 * errors grow with the logarithm of the count, and blocks are summed in eight lanes, which are then added in pairs.
 *
 * @returns NaN for no numbers.
 * @see Higham (1993), SIAM J. Sci. Comput. 14, 783-799, doi:10.1137/0914050
 */
export function pairwiseMean(values: Float64Array): number {
  let total = 0;
  for (let start = 0; start < values.length; start += RUN) {
    total += sum(values, start, Math.min(RUN, values.length - start));
  }
  return total / values.length;
}

function sum(values: Float64Array, start: number, count: number): number {
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const first = half - (half % LANES);
    return sum(values, start, first) + sum(values, start + first, count - first);
  }
  const whole = count < LANES ? 0 : count - (count % LANES);
  const lanes = new Float64Array(LANES);
  for (let index = 0; index < whole; index++) lanes[index % LANES]! += values[start + index]!;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = lanes;
  let total = a + b + (c + d) + (e + f + (g + h));
  for (let index = whole; index < count; index++) total += values[start + index]!;
  return total;
}
