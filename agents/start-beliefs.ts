import { HelmholtzError } from './errors.ts';
import type { Hypotheses } from './hypotheses.ts';
import { createRandom } from './maths/random.ts';
import type { Model } from './model.ts';
import { suggestion } from './nearest-name.ts';
import type { Treatments } from './treatments.ts';

/** Where beliefs start when something new is seen. */
export type Start = (typeof STARTS)[number];

/**
 * All of {@link Start}: `forward`, the top level at the mean of its prior and every other level at its prediction; `zero`,
 * every value at zero; `random`, every value drawn from a normal distribution around zero of standard deviation 0.05.
 */
export const STARTS = ['forward', 'zero', 'random'] as const;

/** Standard deviation of a random start: small against beliefs, large against rounding. */
const DEVIATION = 0.05;

/**
 * The start of a name.
 *
 * @throws {HelmholtzError} `not-applicable`, naming the nearest start.
 */
export function checkStart(start: string): Start {
  const known = STARTS.find((name) => name === start);
  if (known === undefined) {
    throw new HelmholtzError(
      'not-applicable',
      `start: unknown "${start}"${suggestion(start, STARTS)}`,
    );
  }
  return known;
}

/** Puts the values of all units that may move to their start. Clamped values stay, lesioned levels are silent. */
export function startBeliefs(
  model: Model,
  {
    start,
    seed,
    treatments,
    hypotheses,
    held,
  }: {
    readonly start: Start;
    readonly seed: number;
    readonly treatments: Treatments;
    readonly hypotheses: Hypotheses;
    /** Levels of which no unit can move. */
    readonly held: ReadonlySet<number>;
  },
): void {
  const { levels } = model.hierarchy;
  const before = levels.map((_, level) => model.values(level));
  const isClamped = (level: number, entry: number): boolean => {
    const { units } = model.built.levels[level]!;
    return treatments.levels[level]!.clamped?.[entry % units] === 1;
  };
  levels.forEach(({ prior }, level) => {
    const random = start === 'random' ? createRandom(seed, 'start', level) : null;
    const mean = start === 'forward' && prior?.kind === 'gaussian' ? prior.mean : 0;
    model.setValues(
      level,
      before[level]!.map((value, entry) => {
        // Drawn also where it is not used, so that clamping one unit leaves the start of the others as it is.
        const drawn = random === null ? mean : DEVIATION * random.normal();
        return isClamped(level, entry) ? value : drawn;
      }),
    );
  });
  hypotheses.set(model);
  const clamped = levels.map((_, level) => model.values(level));
  if (start === 'forward') model.predictDownwards(levels.length - 1);
  levels.forEach((_, level) => {
    const treatment = treatments.levels[level]!;
    if (treatment.lesioned) model.setValues(level, new Float64Array(clamped[level]!.length));
    else if (treatment.clamped !== null && !held.has(level)) {
      const restored = model
        .values(level)
        .map((value, entry) => (isClamped(level, entry) ? clamped[level]![entry]! : value));
      model.setValues(level, restored);
    }
  });
}
