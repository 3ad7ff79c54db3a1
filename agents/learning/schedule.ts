import { HelmholtzError } from '../errors.ts';

/** How a learning rate changes over training. */
export type Schedule = 'constant' | 'linear' | 'cosine' | WarmUpCosine;

/** Up along a line, then down along half a cosine. */
export interface WarmUpCosine {
  readonly kind: 'warm-up-cosine';
  /** Share of training that the rise takes, in [0, 1). */
  readonly warmUp: number;
  /** Factor at the beginning. */
  readonly start: number;
  /** Factor at the top. */
  readonly peak: number;
  /** Factor at the end. */
  readonly end: number;
  /**
   * What the schedule counts. By `batches`, the default, it lasts for the whole training. By `updates` of the weights it
   * has come to its end after as many of them as there are batches, and stays there: in incremental learning, which
   * changes the weights in every settle step, that is early in the training.
   */
  readonly counts?: 'batches' | 'updates';
}

/** Share of the learning rate that is left at the end of a cosine. */
const END = 0.02;

/**
 * Factor on the learning rate at batch `index` of `count`:
 *
 * - `constant`: 1;
 * - `linear`: 1 - index / count, down to zero;
 * - `cosine`: along half a cosine from 1 down to 0.02;
 * - `warm-up-cosine`: along a line from `start` to `peak`, then along half a cosine down to `end`.
 */
export function scheduleFactor(schedule: Schedule, index: number, count: number): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'linear':
      return 1 - index / count;
    case 'cosine':
      return END + (1 - END) * 0.5 * (1 + Math.cos((Math.PI * index) / count));
    default: {
      const { warmUp, start, peak, end } = schedule;
      const rise = warmUp * count;
      if (index < rise) return start + ((peak - start) * index) / rise;
      return end + (peak - end) * 0.5 * (1 + Math.cos((Math.PI * (index - rise)) / (count - rise)));
    }
  }
}

/**
 * Checks the numbers of a schedule.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` naming the place.
 */
export function checkSchedule(schedule: Schedule, place: string): void {
  if (typeof schedule === 'string') return;
  const { warmUp, start, peak, end } = schedule;
  if (!(warmUp >= 0 && warmUp < 1)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${place}.warmUp: expected a number in [0, 1); got ${warmUp}`,
    );
  }
  for (const [name, value] of Object.entries({ start, peak, end })) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `${place}.${name}: expected a finite number >= 0; got ${value}`,
      );
    }
  }
}

/**
 * Factor on the learning rate at change `update` of the `updates` of the weights that every batch makes, in batch
 * `batch` of `batches`; both from 0.
 */
export function factorAt(
  schedule: Schedule,
  moment: {
    readonly batch: number;
    readonly batches: number;
    readonly update: number;
    readonly updates: number;
  },
): number {
  const { batch, batches, update, updates } = moment;
  const byUpdates = typeof schedule === 'object' && schedule.counts === 'updates';
  const index = byUpdates ? Math.min(batches, batch * updates + update) : batch;
  return scheduleFactor(schedule, index, batches);
}
