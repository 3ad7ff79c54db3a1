import { HelmholtzError } from '../../errors.ts';
import {
  type DenseMatrix,
  diagonalOf,
  inverseSymmetric,
  multiply,
  zeros,
} from '../../maths/dense.ts';
import { matrixExponential } from '../../maths/matrix-exponential.ts';
import type { Sequence } from '../../sequence.ts';
import { embed } from './embedding.ts';
import { type EnergyPoint, energyAt } from './generalised-energy.ts';
import { type GeneralisedLayout, layOut } from './generalised-layout.ts';
import type { GeneralisedModel, GeneralisedOptions } from './generalised-model.ts';

/** What a generalised filter believed at one bin. */
export interface GeneralisedStep {
  /** All unknowns with their derivatives, as the layout places them. */
  readonly unknowns: Float64Array;
  /** Per level: states x, and their posterior variance. */
  readonly states: readonly Float64Array[];
  readonly stateVariances: readonly Float64Array[];
  /** Per level: causes v, and their posterior variance. */
  readonly causes: readonly Float64Array[];
  readonly causeVariances: readonly Float64Array[];
  /** Per level: errors of the outputs, order 0 (what came, or the causes below, minus what was predicted). */
  readonly outputErrors: readonly Float64Array[];
  /** Per level: errors of the flow, order 0 (motion minus what the dynamics expect of it). */
  readonly flowErrors: readonly Float64Array[];
  /** Per level: norm of precision-weighted errors of the outputs, all orders. */
  readonly weightedErrorNorms: readonly number[];
  /** Per level: norm of precision-weighted errors of the flow, all orders. */
  readonly weightedFlowErrorNorms: readonly number[];
  /** Prediction of the observation. */
  readonly predictedObservation: Float64Array;
  readonly freeEnergy: number;
}

/** A whole sequence, filtered. */
export interface GeneralisedFiltering {
  readonly layout: GeneralisedLayout;
  readonly steps: readonly GeneralisedStep[];
  /** y~ of each bin. */
  readonly embedded: readonly Float64Array[];
  /** Generalised prior mean of the highest causes at each bin. */
  readonly causePriors: readonly Float64Array[];
  /** Sum of free energy over bins ("free action"), nats. */
  readonly freeAction: number;
}

/**
 * Generalised filtering: the D-step of dynamic expectation maximisation. Beliefs about states, causes and all their
 * derivatives move with their own motion and descend free energy,
 *
 *   d mu~/dt = D mu~ - rate dF/d mu~
 *
 * integrated over each bin by local linearisation (Ozaki 1992): exact for the linearised flow, the motion of the observation
 * D y~ included. The Taylor polynomial of the observation ends at that of the bin.
 *
 * The prior mean of the highest causes is `causePrior`, `steps x causes`; zero if absent.
 *
 * @throws {HelmholtzError} `bad-shape`, `parameter-out-of-range`, `not-applicable` for gaps and short sequences,
 * `diverged` with the bin.
 * @see Friston, Trujillo-Barreto & Daunizeau (2008), `REFERENCES.friston2008`
 */
export function generalisedFilter(
  model: GeneralisedModel,
  observations: Sequence,
  options: GeneralisedOptions & { readonly causePrior?: Sequence } = {},
): GeneralisedFiltering {
  const layout = layOut(model, options);
  const { steps, channels } = observations;
  if (channels !== layout.channels) {
    throw new HelmholtzError(
      'bad-shape',
      `generalised-filter: expected observations of ${layout.channels} channels; got ${channels}`,
    );
  }
  const embedded = embed(observations, layout.stateOrders - 1);
  const causePriors = embeddedPrior(layout, steps, options.causePrior);
  let unknowns = initialUnknowns(layout, options.initialStates);
  let freeAction = 0;
  const found = embedded.map((observation, step) => {
    const causePrior = causePriors[step]!;
    const start = moved(observation, channels, -1);
    unknowns = advanced(layout, model, { unknowns, start, causePrior, step });
    const point = energyAt(layout, model.causeLogPrecision, { unknowns, observation, causePrior });
    freeAction += point.freeEnergy;
    return describeStep(layout, unknowns, point, observation);
  });
  return { layout, steps: found, embedded, causePriors, freeAction };
}

/** Unknowns one bin later. */
function advanced(
  layout: GeneralisedLayout,
  model: GeneralisedModel,
  {
    unknowns,
    start,
    causePrior,
    step,
  }: {
    readonly unknowns: Float64Array;
    readonly start: Float64Array;
    readonly causePrior: Float64Array;
    readonly step: number;
  },
): Float64Array {
  const { jacobian, precision, gradient, curvature } = energyAt(layout, model.causeLogPrecision, {
    unknowns,
    observation: start,
    causePrior,
  });
  const { descentRate, channels, stateOrders } = layout;
  const seen = channels * stateOrders;
  const size = seen + layout.unknowns;
  // One more column carries the flow itself: the exponential of [J f; 0 0] holds the step in it.
  const whole = zeros(size + 1, size + 1);
  const put = (row: number, column: number, value: number): void => {
    whole.data[row * (size + 1) + column] = value;
  };
  const shift = shifts(layout);
  for (let k = 0; k + channels < seen; k++) {
    put(k, k + channels, 1);
    put(k, size, start[k + channels]!);
  }
  // F_uy = J' Pi of the errors of the observation, which are the first ones.
  const weighted = multiply(precision, jacobian);
  for (let row = 0; row < layout.unknowns; row++) {
    for (let k = 0; k < seen; k++) {
      put(seen + row, k, -descentRate * weighted.data[k * layout.unknowns + row]!);
    }
    for (let column = 0; column < layout.unknowns; column++) {
      put(
        seen + row,
        seen + column,
        -descentRate * curvature.data[row * layout.unknowns + column]!,
      );
    }
    const next = shift[row]!;
    if (next >= 0) {
      const at = (seen + row) * (size + 1) + seen + next;
      whole.data[at]! += 1;
    }
    put(seen + row, size, (next >= 0 ? unknowns[next]! : 0) - descentRate * gradient[row]!);
  }
  const exponential = matrixExponential(whole);
  const moves = unknowns.map(
    (value, row) => value + (exponential?.data[(seen + row) * (size + 1) + size] ?? Number.NaN),
  );
  if (!moves.every(Number.isFinite)) {
    throw new HelmholtzError(
      'diverged',
      `generalised-filter: beliefs diverged at step ${step + 1}; expected finite ones; choose lower precisions, a lower order or more informative initial states`,
    );
  }
  return moves;
}

/** For every unknown, the place of its derivative; -1 for the highest order. */
function shifts(layout: GeneralisedLayout): Int32Array {
  const next = new Int32Array(layout.unknowns).fill(-1);
  const { stateOrders, causeOrders } = layout;
  for (const { level, states, causes } of layout.levels) {
    for (let k = 0; k < level.states * (stateOrders - 1); k++)
      next[states + k] = states + k + level.states;
    for (let k = 0; k < level.causes * (causeOrders - 1); k++)
      next[causes + k] = causes + k + level.causes;
  }
  return next;
}

/** A generalised observation at another time: its Taylor polynomial. */
function moved(observation: Float64Array, channels: number, time: number): Float64Array {
  const orders = observation.length / channels;
  return observation.map((_, entry) => {
    let sum = 0;
    let factor = 1;
    for (let k = 0; Math.floor(entry / channels) + k < orders; k++) {
      if (k > 0) factor *= time / k;
      sum += factor * observation[entry + k * channels]!;
    }
    return sum;
  });
}

function initialUnknowns(
  layout: GeneralisedLayout,
  initial: readonly (readonly number[])[] | undefined,
): Float64Array {
  const unknowns = new Float64Array(layout.unknowns);
  layout.levels.forEach(({ level, states }, index) => {
    const given = initial?.[index];
    if (given === undefined) return;
    if (given.length !== level.states) {
      throw new HelmholtzError(
        'bad-shape',
        `generalised-filter.initialStates: expected ${level.states} states of level ${index + 1}; got ${given.length}`,
      );
    }
    unknowns.set(given, states);
  });
  return unknowns;
}

function embeddedPrior(
  layout: GeneralisedLayout,
  steps: number,
  prior: Sequence | undefined,
): readonly Float64Array[] {
  const { causes } = layout.levels.at(-1)!.level;
  if (prior === undefined) {
    const none = new Float64Array(causes * layout.causeOrders);
    return Array.from({ length: steps }, () => none);
  }
  if (prior.steps !== steps || prior.channels !== causes) {
    throw new HelmholtzError(
      'bad-shape',
      `generalised-filter.causePrior: expected ${steps} steps of ${causes} causes; got ${prior.steps} of ${prior.channels}`,
    );
  }
  return embed(prior, layout.causeOrders - 1);
}

function describeStep(
  layout: GeneralisedLayout,
  unknowns: Float64Array,
  { errors, precision, curvature, freeEnergy }: EnergyPoint,
  observation: Float64Array,
): GeneralisedStep {
  const variances = posteriorVariances(curvature);
  const weighted = multiply(precision, { rows: errors.length, columns: 1, data: errors }).data;
  const norm = (values: Float64Array): number => Math.hypot(...values);
  const part = (values: Float64Array, start: number, size: number): Float64Array =>
    values.slice(start, start + size);
  return {
    unknowns,
    states: layout.levels.map(({ level, states }) => part(unknowns, states, level.states)),
    stateVariances: layout.levels.map(({ level, states }) => part(variances, states, level.states)),
    causes: layout.levels.map(({ level, causes }) => part(unknowns, causes, level.causes)),
    causeVariances: layout.levels.map(({ level, causes }) => part(variances, causes, level.causes)),
    outputErrors: layout.levels.map(({ level, outputErrors }) =>
      part(errors, outputErrors, level.outputs),
    ),
    flowErrors: layout.levels.map(({ level, flowErrors }) =>
      part(errors, flowErrors, level.states),
    ),
    weightedErrorNorms: layout.levels.map(({ level, outputErrors, outputOrders }) =>
      norm(part(weighted, outputErrors, level.outputs * outputOrders)),
    ),
    weightedFlowErrorNorms: layout.levels.map(({ level, flowErrors }) =>
      norm(part(weighted, flowErrors, level.states * layout.stateOrders)),
    ),
    predictedObservation: part(observation, 0, layout.channels).map(
      (value, channel) => value - errors[layout.levels[0]!.outputErrors + channel]!,
    ),
    freeEnergy,
  };
}

/** Diagonal of the inverse curvature; infinite where nothing informs. */
function posteriorVariances(curvature: DenseMatrix): Float64Array {
  const inverse = inverseSymmetric(curvature);
  return inverse === null ? new Float64Array(curvature.rows).fill(Infinity) : diagonalOf(inverse);
}
