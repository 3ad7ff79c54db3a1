import type { RunState } from '../../protocol/index.ts';
import type { Estimate } from './estimate-difference.ts';

/** What can be compared: a finished run as a whole, or one of its groups. */
export interface Side {
  readonly key: string;
  readonly run: RunState;
  /** Place of the run among all, the oldest being 1. */
  readonly number: number;
  readonly group: string | null;
  readonly estimates: Readonly<Record<string, Estimate>>;
}

/**
 * Everything that can be compared: finished runs and, where one has several groups, each group. The estimates of a group are
 * those that end with its name, under the name without it.
 */
export function sidesOf(runs: readonly RunState[]): readonly Side[] {
  return runs.flatMap((run, at): Side[] => {
    const { estimates, groups } = run;
    if (run.status !== 'finished' || estimates === null) return [];
    const number = runs.length - at;
    const whole = { key: run.run, run, number, group: null, estimates };
    if (groups.length < 2) return [whole];
    return [
      whole,
      ...groups.flatMap((group): Side[] => {
        const own = Object.entries(estimates).flatMap(([name, estimate]) => {
          const short = withoutGroup(name, group);
          return short === null ? [] : [[short, estimate] as const];
        });
        return own.length === 0
          ? []
          : [{ ...whole, key: `${run.run} ${group}`, group, estimates: Object.fromEntries(own) }];
      }),
    ];
  });
}

/** The newest two that have an estimate of the same name; `null` where there are none. */
export function firstPair(sides: readonly Side[]): readonly [Side, Side] | null {
  for (const [at, newer] of sides.entries()) {
    const names = Object.keys(newer.estimates);
    const older = sides
      .slice(at + 1)
      .find(({ estimates }) => names.some((name) => Object.hasOwn(estimates, name)));
    if (older !== undefined) return [older, newer];
  }
  return null;
}

/** `PSE, contrast 1, weak` without `weak`; `null` where it is not of that group, or a difference of two. */
function withoutGroup(name: string, group: string): string | null {
  if (name.includes(` minus `)) return null;
  return [`, ${group}`, ` ${group}`].reduce<string | null>(
    (found, ending) => found ?? (name.endsWith(ending) ? name.slice(0, -ending.length) : null),
    null,
  );
}
