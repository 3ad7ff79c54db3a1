import { createRandom } from '../../agents/index.ts';
import type { Dataset, Example } from './dataset.ts';

/** Examples without end, by position. */
export interface ExampleSequence {
  /** The example at a position, 0, 1, 2, ... */
  at(position: number): Example;
}

/**
 * The examples of a data set without end, each round through a finite one in another random order; a generated one is
 * taken as it comes. Example number `position` depends on the data set, the seed and the position only.
 */
export function shuffledExamples(dataset: Dataset, seed: number): ExampleSequence {
  const { count } = dataset;
  if (count === null) return { at: (position) => dataset.example(position) };
  // The order of the latest round that was asked for; positions mostly come one after the other.
  let latest: { readonly round: number; readonly order: readonly number[] } | null = null;
  return {
    at: (position) => {
      const round = Math.floor(position / count);
      if (latest?.round !== round) {
        const random = createRandom(seed, 'order of examples', round);
        const order = random.shuffle(Array.from({ length: count }, (_, index) => index));
        latest = { round, order };
      }
      return dataset.example(latest.order[position % count]!);
    },
  };
}
