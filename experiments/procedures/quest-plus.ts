import type { Procedure } from './procedure.ts';

/** A grid of everything that the responses may depend on, besides the stimulus. */
export type ParameterGrid = Readonly<Record<string, readonly number[]>>;

/** One combination of parameters. */
export type ParameterPoint = Readonly<Record<string, number>>;

/** What QUEST+ needs to know. */
export interface QuestPlusOptions<Stimulus> {
  /** Stimuli among which it chooses. */
  readonly stimuli: readonly Stimulus[];
  readonly parameters: ParameterGrid;
  /** Probability of each outcome, in their order, at a stimulus under a combination of parameters; they sum to 1. */
  readonly outcomes: (stimulus: Stimulus, parameters: ParameterPoint) => readonly number[];
  /** Prior weights of the values of a parameter, as many as there are; equal where absent. */
  readonly prior?: Readonly<Record<string, readonly number[]>>;
}

/** A Bayesian procedure that asks where it will learn most. */
export interface QuestPlus<Stimulus> {
  /** Index of the stimulus with the least expected entropy of the posterior; the first one among equals. */
  next(): number;
  /** Learns from the outcome (its index) at a stimulus (its index). */
  record(stimulus: number, outcome: number): void;
  /** The likeliest combination of parameters. */
  mode(): ParameterPoint;
  /** The mean of each parameter. */
  mean(): ParameterPoint;
  /** Standard deviation of each parameter. */
  deviation(): ParameterPoint;
  /** Entropy of the posterior over the grid, nats. */
  entropy(): number;
  readonly stimuli: readonly Stimulus[];
}

/**
 * QUEST+: the posterior over a grid of parameters after every trial, and the stimulus whose outcome is expected to leave
 * the least entropy in it.
 *
 * @see Watson (2017), `REFERENCES.watson2017`
 */
export function questPlus<Stimulus>({
  stimuli,
  parameters,
  outcomes,
  prior = {},
}: QuestPlusOptions<Stimulus>): QuestPlus<Stimulus> {
  const names = Object.keys(parameters);
  const points = combinations(parameters);
  const count = points.length;
  const posterior = Float64Array.from(points, (point) =>
    names.reduce((weight, name) => {
      const place = parameters[name]!.indexOf(point[name]!);
      return weight * (prior[name]?.[place] ?? 1);
    }, 1),
  );
  normalise(posterior);
  // Likelihoods: one row of the grid per stimulus and outcome.
  const tables = stimuli.map((stimulus) => {
    const rows = points.map((point) => outcomes(stimulus, point));
    return rows[0]!.map((_, outcome) => Float64Array.from(rows, (row) => row[outcome]!));
  });
  const momentOf = (name: string, of: (value: number) => number): number =>
    points.reduce((sum, point, at) => sum + posterior[at]! * of(point[name]!), 0);
  return {
    stimuli,
    next: () => {
      let best = 0;
      let least = Infinity;
      tables.forEach((table, stimulus) => {
        const expected = expectedEntropy(table, posterior);
        // Sums in another order would decide between equals by their rounding.
        if (expected < least - 1e-12) {
          least = expected;
          best = stimulus;
        }
      });
      return best;
    },
    record: (stimulus, outcome) => {
      const likelihood = tables[stimulus]![outcome]!;
      for (let at = 0; at < count; at++) posterior[at]! *= likelihood[at]!;
      normalise(posterior);
    },
    mode: () =>
      points[posterior.reduce((best, weight, at) => (weight > posterior[best]! ? at : best), 0)]!,
    mean: () => Object.fromEntries(names.map((name) => [name, momentOf(name, (value) => value)])),
    deviation: () =>
      Object.fromEntries(
        names.map((name) => {
          const mean = momentOf(name, (value) => value);
          return [name, Math.sqrt(momentOf(name, (value) => (value - mean) ** 2))];
        }),
      ),
    entropy: () =>
      posterior.reduce((sum, weight) => (weight > 0 ? sum - weight * Math.log(weight) : sum), 0),
  };
}

/** Entropy of the posterior after a stimulus, averaged over its outcomes. */
function expectedEntropy(table: readonly Float64Array[], posterior: Float64Array): number {
  let expected = 0;
  for (const likelihood of table) {
    let total = 0;
    let sum = 0;
    for (let at = 0; at < posterior.length; at++) {
      const joint = posterior[at]! * likelihood[at]!;
      if (joint > 0) {
        total += joint;
        sum += joint * Math.log(joint);
      }
    }
    // total * H(joint / total)
    if (total > 0) expected += total * Math.log(total) - sum;
  }
  return expected;
}

function combinations(grid: ParameterGrid): ParameterPoint[] {
  return Object.entries(grid).reduce<ParameterPoint[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}

function normalise(weights: Float64Array): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let at = 0; at < weights.length; at++) weights[at]! /= total;
}

/** QUEST+ as a procedure over levels: a success is the second of two outcomes. */
export function questPlusProcedure(
  options: Omit<QuestPlusOptions<number>, 'outcomes'> & {
    /** Probability of a success. */
    readonly success: (level: number, parameters: ParameterPoint) => number;
    /** Parameter whose mode is the estimate. */
    readonly estimated: string;
    readonly trials: number;
  },
): Procedure {
  const { success, estimated, trials, ...rest } = options;
  const quest = questPlus<number>({
    ...rest,
    outcomes: (level, parameters) => {
      const chance = success(level, parameters);
      return [1 - chance, chance];
    },
  });
  let done = 0;
  // The search over all stimuli is made once per trial.
  let chosen: number | null = null;
  return {
    next: () => {
      if (done >= trials) return null;
      chosen ??= quest.next();
      return quest.stimuli[chosen]!;
    },
    record: ({ level, success: isSuccess }) => {
      quest.record(quest.stimuli.indexOf(level), isSuccess ? 1 : 0);
      chosen = null;
      done++;
    },
    estimate: () => (done === 0 ? null : quest.mode()[estimated]!),
  };
}
