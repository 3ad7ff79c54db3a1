import { HelmholtzError } from '../../errors.ts';
import type { Random } from '../../maths/random.ts';
import type { Choice } from '../../story.ts';
import { numberedCauses } from './story-parts.ts';

/** Causes of a datum: its class, and normal numbers. */
export interface ClassedCauses {
  /** From 0; 0 where there are no classes. */
  readonly kind: number;
  readonly values: Float64Array;
}

/** A class as zeros with a one; nothing where there are none. */
export function oneHot(classes: number, kind: number): number[] {
  return Array.from({ length: classes }, (_, index) => (index === kind ? 1 : 0));
}

/** Draws a class, one of those that may be, and numbers from N(0, 1). */
export function drawClassed({ kinds }: Classes, numbers: number, random: Random): ClassedCauses {
  return {
    // Where there is no choice, no random number is used up.
    kind: kinds.length === 1 ? kinds[0]! : random.choose(kinds),
    values: random.normals(new Float64Array(numbers)),
  };
}

/** Causes as choices: the class, one of those that may be, each as likely, and then the numbers, each drawn from N(0, 1). */
export function classedChoices(
  { kind, values }: ClassedCauses,
  { classNames, kinds }: Classes,
): Choice[] {
  const named: Choice[] =
    classNames.length === 0
      ? []
      : [
          {
            ...{ name: 'class', value: classNames[kind]!, number: kind },
            chance: { probability: 1 / kinds.length },
          },
        ];
  return [...named, ...numberedCauses(values)];
}

/** The classes of a story. */
export interface Classes {
  /** By number; empty where there are no classes. */
  readonly classNames: readonly string[];
  /** Those that a datum may be of, each as likely; `[0]` where there are no classes. */
  readonly kinds: readonly number[];
}

/**
 * All classes, or the one that is asked for.
 *
 * @param asked Number of a class; `null` for any.
 * @throws {HelmholtzError} `parameter-out-of-range` where there is no such class.
 */
export function classesOf(classNames: readonly string[], asked: number | null = null): Classes {
  if (asked === null) {
    const count = Math.max(1, classNames.length);
    return { classNames, kinds: Array.from({ length: count }, (_, kind) => kind) };
  }
  if (asked >= classNames.length) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `class: expected a whole number in [0, ${classNames.length - 1}] for these data; got ${asked}; nearest valid is ${classNames.length - 1}`,
    );
  }
  return { classNames, kinds: [asked] };
}
