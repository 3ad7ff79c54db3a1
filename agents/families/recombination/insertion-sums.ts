import type { Junction } from './recombination-model.ts';

/** Probability that insertion at a junction is read as the bases at places `from` to `to` of a sequence. */
export type InsertionSums = (from: number, to: number) => number;

/** Expected numbers of an insertion, given what was read. */
export interface InsertionCounts {
  /** By first base that is added. */
  readonly first: Float64Array;
  /** By base and the one that is added next, row-major. */
  readonly next: Float64Array;
  /** Bases that were read wrongly. */
  errors: number;
}

/** Probability of reading each base (columns) where another (rows) is. */
function reading(errorRate: number): (made: number, read: number) => number {
  return (made, read) => (made === read ? 1 - errorRate : errorRate / 3);
}

/** Sums over the bases that were inserted, by the forward recursion of a hidden Markov chain. */
export function insertionSums(
  { lengths, first, next, direction }: Junction,
  observed: Uint8Array,
  errorRate: number,
): InsertionSums {
  const size = observed.length + 1;
  const sums = new Float64Array(size * size);
  const read = reading(errorRate);
  // Runs begin where the first base is added: at the left, or at the right where bases are added leftwards.
  const step = direction === 'rightwards' ? 1 : -1;
  for (let start = 0; start < size; start++) {
    sums[start * size + start] = lengths[0]!;
    let chain = new Float64Array(4);
    for (let count = 1; count < lengths.length; count++) {
      const end = start + step * count;
      if (end < 0 || end >= size) break;
      const place = observed[step > 0 ? end - 1 : end]!;
      chain = Float64Array.from(chain, (_, base) => {
        let weight = count === 1 ? first[base]! : 0;
        if (count > 1) {
          for (let before = 0; before < 4; before++)
            weight += chain[before]! * next[before]![base]!;
        }
        return weight * read(base, place);
      });
      const [low, high] = step > 0 ? [start, end] : [end, start];
      sums[low * size + high] = lengths[count]! * (chain[0]! + chain[1]! + chain[2]! + chain[3]!);
    }
  }
  return (from, to) => sums[from * size + to]!;
}

/** Adds expected counts of an insertion that was read as the bases at places `from` to `to`, times a weight. */
export function countInsertion(
  { first, next, direction }: Junction,
  observed: Uint8Array,
  {
    from,
    to,
    weight,
    errorRate,
  }: {
    readonly from: number;
    readonly to: number;
    readonly weight: number;
    readonly errorRate: number;
  },
  into: InsertionCounts,
): void {
  const length = to - from;
  if (length === 0 || weight === 0) return;
  const read = reading(errorRate);
  const at = (index: number): number =>
    observed[direction === 'rightwards' ? from + index : to - 1 - index]!;
  const forward: Float64Array[] = [];
  for (let index = 0; index < length; index++) {
    const before = forward[index - 1];
    forward.push(
      Float64Array.from({ length: 4 }, (_, base) => {
        let sum = before === undefined ? first[base]! : 0;
        if (before !== undefined) {
          for (let other = 0; other < 4; other++) sum += before[other]! * next[other]![base]!;
        }
        return sum * read(base, at(index));
      }),
    );
  }
  const total = forward[length - 1]!.reduce((sum, value) => sum + value, 0);
  if (total === 0) return;
  let backward = new Float64Array(4).fill(1);
  for (let index = length - 1; index >= 0; index--) {
    const here = forward[index]!;
    for (let base = 0; base < 4; base++) {
      const share = (weight * here[base]! * backward[base]!) / total;
      if (base !== at(index)) into.errors += share;
      if (index === 0) into.first[base]! += share;
    }
    if (index === 0) break;
    const behind = forward[index - 1]!;
    const earlier = new Float64Array(4);
    for (let before = 0; before < 4; before++) {
      for (let base = 0; base < 4; base++) {
        const link = next[before]![base]! * read(base, at(index)) * backward[base]!;
        earlier[before]! += link;
        into.next[before * 4 + base]! += (weight * behind[before]! * link) / total;
      }
    }
    backward = earlier;
  }
}
