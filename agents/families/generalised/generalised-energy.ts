import { cholesky } from '../../maths/cholesky.ts';
import {
  type DenseMatrix,
  logDeterminant,
  multiply,
  symmetrise,
  transposedTimes,
  zeros,
} from '../../maths/dense.ts';
import type { GeneralisedLayout, LevelLayout } from './generalised-layout.ts';

/** Free energy at a point, and everything that descending it takes. */
export interface EnergyPoint {
  /** Errors e~ of outputs, flows and prior, of all orders. */
  readonly errors: Float64Array;
  /** d e~ / d unknowns. */
  readonly jacobian: DenseMatrix;
  readonly precision: DenseMatrix;
  /** 1/2 e~' Pi e~ - 1/2 ln |Pi| + constants, nats. */
  readonly freeEnergy: number;
  /** dF / d unknowns. */
  readonly gradient: Float64Array;
  /** Gauss-Newton curvature of F; where precision depends on states, with its Fisher information. */
  readonly curvature: DenseMatrix;
}

/** Where F is asked for. */
export interface GeneralisedPoint {
  readonly unknowns: Float64Array;
  /** y~: all channels, then their first derivatives, ... */
  readonly observation: Float64Array;
  /** Prior mean of the highest causes and its derivatives. */
  readonly causePrior: Float64Array;
}

const STEP = 1e-4;

/**
 * Free energy of a hierarchical dynamic model at a point in generalised coordinates. Derivatives of order k are
 * predicted to first order, g~^(k) = g_x x^(k) + g_v v^(k), and
 *
 *   F = 1/2 sum e~' (S^-1 x diag Pi) e~ - 1/2 sum ln |S^-1 x diag Pi| + n/2 ln 2 pi
 *
 * @param causeLogPrecision ln precision of the highest causes.
 * @see Friston, Trujillo-Barreto & Daunizeau (2008), `REFERENCES.friston2008`
 */
export function energyAt(
  layout: GeneralisedLayout,
  causeLogPrecision: readonly number[],
  point: GeneralisedPoint,
): EnergyPoint {
  const { unknowns, observation, causePrior } = point;
  const { stateOrders, causeOrders, stateRoughness, causeRoughness } = layout;
  const errors = new Float64Array(layout.errors);
  const jacobian = zeros(layout.errors, layout.unknowns);
  const precision = zeros(layout.errors, layout.errors);
  const set = (row: number, column: number, value: number): void => {
    jacobian.data[row * layout.unknowns + column] = value;
  };
  const precisionGradients: {
    readonly at: number;
    readonly slopes: DenseMatrix;
    readonly place: LevelLayout;
    readonly logs: readonly number[];
  }[] = [];
  let logDeterminants = 0;

  const weigh = (start: number, logPrecisions: readonly number[], roughness: DenseMatrix): void => {
    const size = logPrecisions.length;
    const orders = roughness.rows;
    logPrecisions.forEach((logPrecision, channel) => {
      const scale = Math.exp(logPrecision);
      for (let k = 0; k < orders; k++) {
        for (let l = 0; l < orders; l++) {
          precision.data[
            (start + k * size + channel) * layout.errors + start + l * size + channel
          ] = scale * roughness.data[k * orders + l]!;
        }
      }
      logDeterminants += orders * logPrecision;
    });
    const factor = cholesky(roughness.data, orders);
    if (factor !== null) logDeterminants += size * logDeterminant(factor);
  };

  layout.levels.forEach((place, index) => {
    const { level, outputOrders } = place;
    const x = unknowns.subarray(place.states, place.states + level.states);
    const v = unknowns.subarray(place.causes, place.causes + level.causes);
    const below = layout.levels[index - 1];
    const g = linearise(level.output, x, v, level.outputs);
    for (let k = 0; k < outputOrders; k++) {
      for (let i = 0; i < level.outputs; i++) {
        const row = place.outputErrors + k * level.outputs + i;
        const target =
          below === undefined
            ? observation[k * level.outputs + i]!
            : unknowns[below.causes + k * level.outputs + i]!;
        if (below !== undefined) set(row, below.causes + k * level.outputs + i, 1);
        errors[row] = target - predicted({ at: i, order: k, by: g }, unknowns, place, causeOrders);
        for (let j = 0; j < level.states; j++) {
          set(row, place.states + k * level.states + j, -g.byStates.data[i * level.states + j]!);
        }
        if (k >= causeOrders) continue;
        for (let j = 0; j < level.causes; j++) {
          set(row, place.causes + k * level.causes + j, -g.byCauses.data[i * level.causes + j]!);
        }
      }
    }
    const { outputLogPrecision } = level;
    const roughness = outputOrders === stateOrders ? stateRoughness : causeRoughness;
    if (typeof outputLogPrecision === 'function') {
      const logs = outputLogPrecision(x);
      const { byStates } = linearise((states) => outputLogPrecision(states), x, v, level.outputs);
      precisionGradients.push({ at: place.outputErrors, slopes: byStates, place, logs });
      weigh(place.outputErrors, logs, roughness);
    } else weigh(place.outputErrors, outputLogPrecision, roughness);

    if (level.states === 0) return;
    const f = linearise(level.flow, x, v, level.states);
    for (let k = 0; k < stateOrders; k++) {
      for (let i = 0; i < level.states; i++) {
        const row = place.flowErrors + k * level.states + i;
        const motion =
          k + 1 < stateOrders ? unknowns[place.states + (k + 1) * level.states + i]! : 0;
        errors[row] = motion - predicted({ at: i, order: k, by: f }, unknowns, place, causeOrders);
        if (k + 1 < stateOrders) set(row, place.states + (k + 1) * level.states + i, 1);
        for (let j = 0; j < level.states; j++) {
          set(row, place.states + k * level.states + j, -f.byStates.data[i * level.states + j]!);
        }
        if (k >= causeOrders) continue;
        for (let j = 0; j < level.causes; j++) {
          set(row, place.causes + k * level.causes + j, -f.byCauses.data[i * level.causes + j]!);
        }
      }
    }
    weigh(place.flowErrors, level.flowLogPrecision, stateRoughness);
  });

  const top = layout.levels.at(-1)!;
  for (let k = 0; k < top.level.causes * causeOrders; k++) {
    errors[layout.priorErrors + k] = unknowns[top.causes + k]! - causePrior[k]!;
    set(layout.priorErrors + k, top.causes + k, 1);
  }
  weigh(layout.priorErrors, causeLogPrecision, causeRoughness);

  const column = { rows: layout.errors, columns: 1, data: errors };
  const weighted = multiply(precision, column);
  const gradient = transposedTimes(jacobian, weighted).data;
  const curvature = symmetrise(transposedTimes(jacobian, multiply(precision, jacobian)));
  const squared = errors.reduce((sum, error, k) => sum + error * weighted.data[k]!, 0);
  for (const { at, slopes, place, logs } of precisionGradients) {
    addPrecisionTerms({ at, slopes, place, logs }, { errors, layout, gradient, curvature });
  }
  let prior = 0;
  for (const { level, states } of layout.levels) {
    const { statePrecision = 0 } = level;
    if (statePrecision === 0) continue;
    for (let i = states; i < states + level.states; i++) {
      gradient[i]! += statePrecision * unknowns[i]!;
      curvature.data[i * (layout.unknowns + 1)]! += statePrecision;
      prior += statePrecision * unknowns[i]! ** 2 - Math.log(statePrecision / (2 * Math.PI));
    }
  }
  return {
    errors,
    jacobian,
    precision,
    freeEnergy: (squared + prior - logDeterminants + layout.errors * Math.log(2 * Math.PI)) / 2,
    gradient,
    curvature,
  };
}

interface Linearised {
  readonly value: readonly number[];
  readonly byStates: DenseMatrix;
  readonly byCauses: DenseMatrix;
}

/** Value and derivatives of f(x, v), by central differences, which are exact up to the second power. */
function linearise(
  of: (states: Float64Array, causes: Float64Array) => readonly number[],
  x: Float64Array,
  v: Float64Array,
  size: number,
): Linearised {
  const states = Float64Array.from(x);
  const causes = Float64Array.from(v);
  const derivative = (variables: Float64Array): DenseMatrix => {
    const matrix = zeros(size, variables.length);
    variables.forEach((value, k) => {
      const step = STEP * Math.max(1, Math.abs(value));
      variables[k] = value + step;
      const after = of(states, causes);
      variables[k] = value - step;
      const before = of(states, causes);
      variables[k] = value;
      for (let i = 0; i < size; i++) {
        matrix.data[i * variables.length + k] = (after[i]! - before[i]!) / (2 * step);
      }
    });
    return matrix;
  };
  return { value: of(states, causes), byStates: derivative(states), byCauses: derivative(causes) };
}

/** Derivative `order` of entry `at` of a prediction: its value, or J x^(k) for the derivatives. */
function predicted(
  { at, order, by }: { readonly at: number; readonly order: number; readonly by: Linearised },
  unknowns: Float64Array,
  { level, states, causes }: LevelLayout,
  causeOrders: number,
): number {
  if (order === 0) return by.value[at]!;
  let sum = 0;
  for (let j = 0; j < level.states; j++) {
    sum += by.byStates.data[at * level.states + j]! * unknowns[states + order * level.states + j]!;
  }
  if (order < causeOrders) {
    for (let j = 0; j < level.causes; j++) {
      sum +=
        by.byCauses.data[at * level.causes + j]! * unknowns[causes + order * level.causes + j]!;
    }
  }
  return sum;
}

/**
 * What a precision that depends on states adds: with h the log precision of a channel and q = e~' S^-1 e~,
 *
 *   dF/dh = (q e^h - orders) / 2,   Fisher information orders / 2
 */
function addPrecisionTerms(
  {
    at,
    slopes,
    place,
    logs,
  }: {
    readonly at: number;
    readonly slopes: DenseMatrix;
    readonly place: LevelLayout;
    readonly logs: readonly number[];
  },
  {
    errors,
    layout,
    gradient,
    curvature,
  }: {
    readonly errors: Float64Array;
    readonly layout: GeneralisedLayout;
    readonly gradient: Float64Array;
    readonly curvature: DenseMatrix;
  },
): void {
  const { level, outputOrders } = place;
  const roughness =
    outputOrders === layout.stateOrders ? layout.stateRoughness : layout.causeRoughness;
  for (let i = 0; i < level.outputs; i++) {
    let q = 0;
    for (let k = 0; k < outputOrders; k++) {
      for (let l = 0; l < outputOrders; l++) {
        q +=
          errors[at + k * level.outputs + i]! *
          roughness.data[k * outputOrders + l]! *
          errors[at + l * level.outputs + i]!;
      }
    }
    const slope = (q * Math.exp(logs[i]!) - outputOrders) / 2;
    for (let j = 0; j < level.states; j++) {
      const byState = slopes.data[i * level.states + j]!;
      gradient[place.states + j]! += slope * byState;
      for (let other = 0; other < level.states; other++) {
        curvature.data[(place.states + j) * layout.unknowns + place.states + other]! +=
          (outputOrders / 2) * byState * slopes.data[i * level.states + other]!;
      }
    }
  }
}
