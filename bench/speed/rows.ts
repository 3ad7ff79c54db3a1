/** What is run: a training step, settling, or one settle step with every level read back. */
export type Work = 'train' | 'settle' | 'step and read';

/** One line of the table. */
export interface Row {
  readonly number: number;
  readonly what: string;
  readonly work: Work;
  /** Units of each level, from the input to the output. Both ends are held. */
  readonly sizes: readonly number[];
  readonly batch: number;
  /** Runs of each contestant in one round. */
  readonly repeats: number;
  /** Our time divided by that of the fastest peer should be at most this. */
  readonly goal: number;
}

const SMALL = [784, 256, 256, 10];

/** Settle steps of a training step, and of settling. */
export const STEPS = 20;

/** Everything that is measured. */
export const ROWS: readonly Row[] = [
  {
    ...{ number: 1, what: 'train step, 784-256-256-10, batch 64', work: 'train' },
    ...{ sizes: SMALL, batch: 64, repeats: 20, goal: 0.6 },
  },
  {
    ...{ number: 2, what: 'train step, 784-256-256-10, batch 256', work: 'train' },
    ...{ sizes: SMALL, batch: 256, repeats: 10, goal: 0.8 },
  },
  {
    ...{ number: 3, what: 'train step, 784-1024-1024-10, batch 256', work: 'train' },
    ...{ sizes: [784, 1024, 1024, 10], batch: 256, repeats: 2, goal: 1 },
  },
  {
    ...{ number: 4, what: 'train step, 784-256-256-10, batch 1', work: 'train' },
    ...{ sizes: SMALL, batch: 1, repeats: 100, goal: 0.4 },
  },
  {
    ...{ number: 5, what: '20 settle steps, 784-256-256-10, batch 1', work: 'settle' },
    ...{ sizes: SMALL, batch: 1, repeats: 200, goal: 0.9 },
  },
  {
    ...{ number: 6, what: '20 settle steps, 64-32-32-32-10, batch 1', work: 'settle' },
    ...{ sizes: [64, 32, 32, 32, 10], batch: 1, repeats: 200, goal: 0.2 },
  },
  {
    ...{ number: 7, what: 'one settle step, all read, 784-256-256-10', work: 'step and read' },
    ...{ sizes: SMALL, batch: 1, repeats: 200, goal: 0.1 },
  },
] as const;
