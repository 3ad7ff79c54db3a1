import { createRandom } from '../../agents/index.ts';
import type { Dataset, Example } from '../datasets/dataset.ts';

/** An endless sequence of examples, the same for the same seed. */
export interface ExampleSequence {
  at(position: number): Promise<Example>;
}

/**
 * Goes through a fixed number of examples again and again, each time in a new random order. What has been made or read
 * once is kept.
 *
 * @param limit How many different examples to use; all that a finite data set has when it has fewer.
 */
export function createExampleSequence(
  dataset: Dataset,
  limit: number,
  seed: number,
): ExampleSequence {
  const count = Math.min(limit, dataset.count ?? limit);
  const kept = new Map<number, Promise<Example>>();
  let epoch = -1;
  let order: number[] = [];
  return {
    at: (position) => {
      const round = Math.floor(position / count);
      if (round !== epoch) {
        epoch = round;
        order = createRandom(seed, 'order of examples', round).shuffle(
          Array.from({ length: count }, (_, index) => index),
        );
      }
      const index = order[position % count]!;
      const known = kept.get(index) ?? Promise.resolve(dataset.example(index));
      kept.set(index, known);
      return known;
    },
  };
}
