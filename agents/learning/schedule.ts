/** How a learning rate changes over training. */
export type Schedule = 'constant' | 'linear' | 'cosine';

/** Share of the learning rate that is left at the end of a cosine. */
const END = 0.02;

/**
 * Factor on the learning rate at batch `index` of `count`:
 *
 * - `constant`: 1;
 * - `linear`: 1 - index / count, down to zero;
 * - `cosine`: along half a cosine from 1 down to 0.02.
 */
export function scheduleFactor(schedule: Schedule, index: number, count: number): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'linear':
      return 1 - index / count;
    case 'cosine':
      return END + (1 - END) * 0.5 * (1 + Math.cos((Math.PI * index) / count));
  }
}
