import type { Random } from './random.ts';

/**
 * An index drawn with the probability at it.
 *
 * @param probability Numbers >= 0; they need not add up to exactly 1, since they are compared with their own sum.
 */
export function drawIndex(probability: Iterable<number>, random: Random): number {
  let total = 0;
  for (const chance of probability) total += chance;
  let left = random.uniform() * total;
  let last = 0;
  let index = 0;
  for (const chance of probability) {
    if (chance > 0) {
      if (left < chance) return index;
      left -= chance;
      last = index;
    }
    index++;
  }
  return last;
}
