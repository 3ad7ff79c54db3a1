import type { Hypotheses } from './hypotheses.ts';
import { createRandom } from './maths/random.ts';
import type { Model } from './model.ts';
import type { Start } from './starts.ts';
import type { Treatments } from './treatments.ts';

/** Standard deviation of a random start: small against beliefs, large against rounding. */
const DEVIATION = 0.05;

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
