import { HelmholtzError } from '../../errors.ts';
import type { Random } from '../../maths/random.ts';
import type { Sequence } from '../../sequence.ts';
import type { GeneralisedModel } from './generalised-model.ts';
import { smoothNoise } from './smooth-noise.ts';

/** What happened, and what was seen of it. */
export interface GeneralisedSimulation {
  readonly observations: Sequence;
  /** Per level. */
  readonly states: readonly Sequence[];
  readonly causes: readonly Sequence[];
}

/** Steps of the integrator in a bin. */
const SUBSTEPS = 8;

/**
 * Runs a hierarchical dynamic model forward with smooth fluctuations, by the classical Runge-Kutta method in eight steps
 * a bin.
 *
 * @throws {HelmholtzError} `diverged` if the states leave the finite numbers.
 */
export function simulateGeneralised(
  { levels, causeLogPrecision }: GeneralisedModel,
  {
    steps,
    smoothness,
    random,
    initialStates,
    causes: causesAt = () => causeLogPrecision.map(() => 0),
    causeNoise: isCauseNoisy = true,
  }: {
    readonly steps: number;
    readonly smoothness: number;
    readonly random: Random;
    readonly initialStates: readonly (readonly number[])[];
    /** Mean of the highest causes at a time in bins. */
    readonly causes?: (time: number) => readonly number[];
    /** Whether the highest causes fluctuate about their mean. */
    readonly causeNoise?: boolean;
  },
): GeneralisedSimulation {
  const points = 2 * SUBSTEPS * (steps - 1) + 1;
  const noise = (logPrecision: readonly number[], label: string, level: number): Float64Array[] =>
    logPrecision.map((value, channel) =>
      smoothNoise(random.fork(label, level, channel), {
        points,
        spacing: 1 / (2 * SUBSTEPS),
        smoothness,
      }).map((unit) => unit * Math.exp(-value / 2)),
    );
  const flowNoise = levels.map(({ flowLogPrecision }, level) =>
    noise(flowLogPrecision, 'flow', level),
  );
  const unitNoise = levels.map(({ outputs }, level) =>
    noise(new Array<number>(outputs).fill(0), 'output', level),
  );
  const causeNoise = noise(causeLogPrecision, 'cause', levels.length);
  const present = levels.map(({ states }, level) => {
    const given = initialStates[level] ?? [];
    return Float64Array.from({ length: states }, (_, state) => given[state] ?? 0);
  });

  /** Causes of every level and the observation, at a point of the grid. */
  const causesOf = (states: readonly Float64Array[], point: number): readonly Float64Array[] => {
    const all: Float64Array[] = [];
    let above = Float64Array.from(
      causesAt(point / (2 * SUBSTEPS)),
      (mean, k) => mean + (isCauseNoisy ? causeNoise[k]![point]! : 0),
    );
    for (let level = levels.length - 1; level >= 0; level--) {
      all[level] = above;
      const { output, outputLogPrecision } = levels[level]!;
      const x = states[level]!;
      const logs =
        typeof outputLogPrecision === 'function' ? outputLogPrecision(x) : outputLogPrecision;
      above = Float64Array.from(
        output(x, above),
        (value, k) => value + unitNoise[level]![k]![point]! * Math.exp(-logs[k]! / 2),
      );
    }
    // The last one is the observation.
    return [above, ...all];
  };
  const flowAt = (states: readonly Float64Array[], point: number): Float64Array[] => {
    const [, ...causes] = causesOf(states, point);
    return levels.map(({ flow, states: size }, level) =>
      size === 0
        ? new Float64Array(0)
        : Float64Array.from(
            flow(states[level]!, causes[level]!),
            (value, state) => value + flowNoise[level]![state]![point]!,
          ),
    );
  };
  const plus = (
    states: readonly Float64Array[],
    flow: readonly Float64Array[],
    step: number,
  ): Float64Array[] =>
    states.map((values, level) => values.map((value, k) => value + step * flow[level]![k]!));

  const record = (
    sizes: readonly number[],
  ): { steps: number; channels: number; values: Float64Array }[] =>
    sizes.map((channels) => ({ steps, channels, values: new Float64Array(steps * channels) }));
  const states = record(levels.map((level) => level.states));
  const causes = record(levels.map((level) => level.causes));
  const [observations] = record([levels[0]!.outputs]);
  let values: Float64Array[] = present;
  const step = 1 / SUBSTEPS;
  for (let bin = 0; bin < steps; bin++) {
    const [observation, ...seen] = causesOf(values, 2 * SUBSTEPS * bin);
    observations!.values.set(observation!, bin * observations!.channels);
    values.forEach((x, level) => states[level]!.values.set(x, bin * x.length));
    seen.forEach((v, level) => causes[level]!.values.set(v, bin * v.length));
    if (bin === steps - 1) break;
    for (let part = 0; part < SUBSTEPS; part++) {
      const point = 2 * (SUBSTEPS * bin + part);
      const first = flowAt(values, point);
      const second = flowAt(plus(values, first, step / 2), point + 1);
      const third = flowAt(plus(values, second, step / 2), point + 1);
      const fourth = flowAt(plus(values, third, step), point + 2);
      values = values.map((x, level) =>
        x.map(
          (value, k) =>
            value +
            (step / 6) *
              (first[level]![k]! +
                2 * second[level]![k]! +
                2 * third[level]![k]! +
                fourth[level]![k]!),
        ),
      );
    }
    if (values.some((x) => !x.every(Number.isFinite))) {
      throw new HelmholtzError(
        'diverged',
        `simulate: states diverged at step ${bin + 2}; expected a flow that stays bounded`,
      );
    }
  }
  return { observations: observations!, states, causes };
}
