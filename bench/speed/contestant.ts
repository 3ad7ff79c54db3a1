import type { Row } from './rows.ts';
import type { Task } from './task.ts';

/** Something that does the work of a row. */
export interface Contestant {
  readonly name: string;
  readonly isOurs: boolean;
  /** Makes a fresh model; `null` if it cannot do this work. */
  open(task: Task): Promise<Opened | null>;
  close(): Promise<void>;
}

/** A model of one contestant, ready to run. */
export interface Opened {
  /** Milliseconds from nothing to the first result, what must be compiled included. */
  readonly firstMilliseconds: number;
  /** What the first run leaves: values from the input upwards, then weights. */
  readonly first: readonly Float32Array[];
  /** Milliseconds of so many runs, one by one. */
  time(repeats: number): Promise<readonly number[]>;
  close(): void;
}

/** Lengths of the arrays that a run of a row is judged by. */
export function resultLengths({ work, sizes, batch }: Row): readonly number[] {
  return work === 'train'
    ? sizes.slice(1).map((upper, index) => upper * sizes[index]!)
    : sizes.slice(1, -1).map((units) => units * batch);
}
