/**
 * Split R-hat: the square root of the variance of all draws over that within half chains. Near 1 when all halves of all
 * chains have seen the same distribution.
 *
 * @param chains Draws of one quantity, chain by chain, all equally many, at least 4.
 * @see Vehtari et al. (2021), `REFERENCES.vehtari2021`
 */
export function splitRhat(chains: readonly Float64Array[]): number {
  const halves = halvesOf(chains);
  const length = halves[0]!.length;
  const means = halves.map(mean);
  const within = mean(halves.map(variance));
  const between = length * variance(means);
  if (within === 0) return between === 0 ? 1 : Infinity;
  return Math.sqrt((length - 1) / length + between / within / length);
}

/**
 * Effective sample size: how many independent draws say as much about the mean, from autocorrelations summed over pairs
 * of lags until a pair is negative (Geyer's initial monotone sequence), over half chains.
 *
 * @see Vehtari et al. (2021), `REFERENCES.vehtari2021`
 */
export function effectiveSampleSize(chains: readonly Float64Array[]): number {
  const halves = halvesOf(chains);
  const length = halves[0]!.length;
  const total = length * halves.length;
  const within = mean(halves.map(variance));
  const means = halves.map(mean);
  const pooled = ((length - 1) / length) * within + variance(means);
  if (pooled === 0) return total;
  const correlationAt = (lag: number): number => {
    const covariance = mean(
      halves.map((chain, index) => {
        let sum = 0;
        for (let at = lag; at < length; at++) {
          sum += (chain[at]! - means[index]!) * (chain[at - lag]! - means[index]!);
        }
        return sum / length;
      }),
    );
    return 1 - (within - (covariance * length) / (length - 1)) / pooled;
  };
  let sum = 0;
  let least = Infinity;
  for (let lag = 0; lag + 1 < length; lag += 2) {
    const pair = (lag === 0 ? 1 : correlationAt(lag)) + correlationAt(lag + 1);
    if (!(pair > 0)) break;
    least = Math.min(least, pair);
    sum += least;
  }
  // An antithetic chain can do better than independent draws, but hardly more than this.
  return Math.min(total * Math.log10(total), total / Math.max(2 * sum - 1, 1 / Math.log10(total)));
}

function halvesOf(chains: readonly Float64Array[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
}

function mean(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function variance(values: Float64Array | readonly number[]): number {
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum / (values.length - 1);
}
