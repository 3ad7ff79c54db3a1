import type { Picture } from '../../agents/index.ts';

/** Pictures to learn or to be tested on, found by number. */
export interface Dataset {
  /** What it was asked for by: a name or a path. */
  readonly name: string;
  readonly summary: string;
  /** How many examples there are; `null` when they are generated without end. */
  readonly count: number | null;
  /** Names of the classes, by label; `null` when examples have none. */
  readonly classNames: readonly string[] | null;
  /**
   * Example number `index`. It depends on nothing else: the same number gives the same example in any order and in any
   * worker.
   *
   * @throws {RangeError} unless `index` is a whole number in [0, count).
   * @throws {HelmholtzError} `not-readable` or `not-an-image` where the example is a file of its own.
   */
  example(index: number): Example;
}

/** One picture and, where it is known, what it shows. */
export interface Example {
  readonly picture: Picture;
  /** Index into the names of the classes. */
  readonly label: number | null;
}

/** Which part of the examples: those to learn from, those kept back for testing, or both. */
export type Split = 'train' | 'test' | 'all';

/** Checks the number of an example. */
export function checkExampleIndex(index: number, { name, count }: Dataset): void {
  const isValid = Number.isSafeInteger(index) && index >= 0 && (count === null || index < count);
  if (!isValid) {
    throw new RangeError(
      `data set ${name}: expected example in [0, ${count ?? 'no end'}); got ${index}`,
    );
  }
}
