/**
 * Area under the receiver operating characteristic: the probability that a score of the first list is above one of the
 * second, ties counting half. 1/2 where scores tell nothing.
 */
export function areaUnderCurve(positive: readonly number[], negative: readonly number[]): number {
  const all = [
    ...positive.map((score) => ({ score, isPositive: true })),
    ...negative.map((score) => ({ score, isPositive: false })),
  ].sort((a, b) => a.score - b.score);
  let wins = 0;
  let below = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    let own = 0;
    let others = 0;
    for (; to < all.length && all[to]!.score === all[from]!.score; to++) {
      if (all[to]!.isPositive) own++;
      else others++;
    }
    wins += own * (below + others / 2);
    below += others;
    from = to;
  }
  return wins / (positive.length * negative.length);
}
