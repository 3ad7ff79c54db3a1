import {
  type AgentKind,
  connectionShape,
  createModel,
  type Engine,
  type Hierarchy,
  type HierarchyWeights,
  type ParameterValues,
  type Random,
  unitsOf,
} from '../../agents/index.ts';
import { type BarDomain, barField } from './bars.ts';
import { fieldsOfColumns, orientationOf } from './receptive-fields.ts';
import { median } from './median.ts';

/** Bar lengths, in pixels. */
export const BAR_LENGTHS: readonly number[] = Array.from(
  { length: 14 },
  (_, index) => 2 + 2 * index,
);

const BAR_WIDTH = 2;
const AMPLITUDE: Readonly<Record<BarDomain, number>> = { luminance: 0.5, whitened: 3 };
/** Distances from the centre of the window that are tried for each unit, in pixels. */
const SHIFTS = [-3, -2, -1, 0, 1, 2, 3];
/** A unit is kept if its largest response exceeds this share of the median of the largest responses. */
const KEPT_SHARE = 0.5;
/** A unit counts as end-stopped above this index. */
const STRONG = 0.3;

/** A trained net with windows at level 1 and a dense level 2. */
export interface EndStoppingNet {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
  /** Settle steps per stimulus. */
  readonly steps: number;
}

/** Suppression indices over the units that were kept. */
export interface SuppressionIndices {
  readonly mean: number;
  readonly median: number;
  /** Share of units with an index above 0.3. */
  readonly strongShare: number;
  /** Median of the bar length with the largest response, in pixels. */
  readonly medianPeakLength: number;
  /** Mean response by bar length, each unit relative to its largest. */
  readonly curve: readonly number[];
  /** The index of every unit. */
  readonly indices: readonly number[];
}

/** The best bar of every unit of the centre window, found without feedback. */
export interface PreferredBars {
  readonly axis: readonly number[];
  readonly shift: readonly number[];
  /** Which units respond enough to be measured. */
  readonly kept: readonly boolean[];
  /** Indices of |value| without feedback, of the kept units. */
  readonly noFeedback: SuppressionIndices;
}

/**
 * Finds the bar that each unit of the centre window likes best, without feedback: along the orientation of its field, at
 * the lateral position where its response, over all lengths, is largest. A bar of opposite polarity gives the opposite
 * response, so that one polarity is enough.
 */
export function findPreferredBars(net: EndStoppingNet, domain: BarDomain): PreferredBars {
  const { kind, parameters, weights, engine, steps } = net;
  const geometry = geometryOf(kind.hierarchy(parameters));
  const { side, window, units } = geometry;
  const fields = fieldsOfColumns(weights[0]!.lowerFromUpper, {
    rows: window,
    columns: window,
    units,
  });
  const axis = fields.map((field) => orientationOf(field).axis);
  const perUnit = SHIFTS.length * BAR_LENGTHS.length;
  const patches = new Float32Array(units * perUnit * window * window);
  axis.forEach((direction, unit) => {
    SHIFTS.forEach((shift, shiftIndex) => {
      BAR_LENGTHS.forEach((length, lengthIndex) => {
        const field = barField(kind, parameters, {
          side,
          domain,
          bars: [
            { length, width: BAR_WIDTH, axis: direction, shift, amplitude: AMPLITUDE[domain] },
          ],
        });
        const index = unit * perUnit + shiftIndex * BAR_LENGTHS.length + lengthIndex;
        patches.set(centreWindow(field, geometry), index * window * window);
      });
    });
  });
  const alone = singleWindow(kind.hierarchy(parameters), window);
  const model = createModel({
    hierarchy: alone,
    weights: [{ ...weights[0]!, logPrecision: weights[0]!.logPrecision.slice(0, window * window) }],
    engine,
    batch: units * perUnit,
    held: new Set([0]),
    learning: false,
    inferenceRate: kind.settling(parameters).inferenceRate,
  });
  model.setValues(0, patches);
  model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
  const values = model.values(1);
  model.dispose();
  const responseAt = (unit: number, stimulus: number): number =>
    Math.abs(values[(unit * perUnit + stimulus) * units + unit]!);
  const curves: number[][] = [];
  const shift = axis.map((_, unit) => {
    let best = 0;
    let largest = -1;
    for (let stimulus = 0; stimulus < perUnit; stimulus++) {
      if (responseAt(unit, stimulus) > largest) {
        largest = responseAt(unit, stimulus);
        best = Math.floor(stimulus / BAR_LENGTHS.length);
      }
    }
    curves.push(
      BAR_LENGTHS.map((_length, index) => responseAt(unit, best * BAR_LENGTHS.length + index)),
    );
    return SHIFTS[best]!;
  });
  const peaks = curves.map((curve) => Math.max(...curve));
  const kept = peaks.map((peak) => peak > KEPT_SHARE * median(peaks));
  return { axis, shift, kept, noFeedback: indicesOf(curves.filter((_, unit) => kept[unit])) };
}

/** Responses to bars of all lengths, with feedback. */
export interface EndStopping {
  /** Of the error units |value - prediction from above|. */
  readonly errors: SuppressionIndices;
  /** Of the value nodes themselves. */
  readonly values: SuppressionIndices;
}

/**
 * Suppression index SI = 1 - R(longest) / max R of every kept unit of the centre window, shown its preferred bar at
 * lengths from 2 to 28 pixels, with the whole hierarchy settling.
 *
 * @param contours Generative weights of level 2: the trained ones, or others in their place (shuffled, random).
 * @returns One result for each of them.
 */
export function measureEndStopping(
  net: EndStoppingNet,
  preferred: PreferredBars,
  domain: BarDomain,
  contours: readonly Float64Array[],
): EndStopping[] {
  const { kind, parameters, engine, steps } = net;
  const hierarchy = kind.hierarchy(parameters);
  const geometry = geometryOf(hierarchy);
  const { side, units, windows } = geometry;
  const keptUnits = [...preferred.kept.keys()].filter((unit) => preferred.kept[unit]);
  const batch = keptUnits.length * BAR_LENGTHS.length;
  const observations = new Float32Array(batch * side * side);
  keptUnits.forEach((unit, row) => {
    BAR_LENGTHS.forEach((length, index) => {
      const field = barField(kind, parameters, {
        side,
        domain,
        bars: [
          {
            length,
            width: BAR_WIDTH,
            axis: preferred.axis[unit]!,
            shift: preferred.shift[unit]!,
            amplitude: AMPLITUDE[domain],
          },
        ],
      });
      observations.set(field, (row * BAR_LENGTHS.length + index) * side * side);
    });
  });
  const model = createModel({
    hierarchy,
    weights: net.weights,
    engine,
    batch,
    held: new Set([0]),
    learning: false,
    inferenceRate: kind.settling(parameters).inferenceRate,
  });
  const centre = Math.floor(windows / 2) * units;
  const curvesOf = (of: Float64Array): number[][] =>
    keptUnits.map((unit, row) =>
      BAR_LENGTHS.map((_, index) =>
        Math.abs(of[(row * BAR_LENGTHS.length + index) * units * windows + centre + unit]!),
      ),
    );
  model.setValues(0, observations);
  try {
    return contours.map((lowerFromUpper) => {
      model.setWeights([net.weights[0]!, { ...net.weights[1]!, lowerFromUpper }]);
      model.setValues(1, new Float32Array(batch * units * windows));
      model.setValues(2, new Float32Array(batch * model.built.levels[2]!.units));
      model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
      return {
        errors: indicesOf(curvesOf(model.read(model.built.connections[1]!.predictionErrors))),
        values: indicesOf(curvesOf(model.values(1))),
      };
    });
  } finally {
    model.dispose();
  }
}

/** Level-2 weights whose nine window blocks are put in random order, separately for every level-2 unit. */
export function shuffledAcrossWindows(
  weights: HierarchyWeights,
  hierarchy: Hierarchy,
  random: Random,
): Float64Array {
  const { windows, upper } = connectionShape(hierarchy, 0);
  const { lowerFromUpper } = weights[1]!;
  const columns = connectionShape(hierarchy, 1).upper;
  const shuffled = new Float64Array(lowerFromUpper.length);
  for (let column = 0; column < columns; column++) {
    const order = random.shuffle(Array.from({ length: windows }, (_, window) => window));
    order.forEach((source, window) => {
      for (let unit = 0; unit < upper; unit++) {
        shuffled[(window * upper + unit) * columns + column] =
          lowerFromUpper[(source * upper + unit) * columns + column]!;
      }
    });
  }
  return shuffled;
}

interface Geometry {
  /** Side of the field, side of a window, and pixels between windows. */
  readonly side: number;
  readonly window: number;
  readonly start: number;
  readonly windows: number;
  /** Units per window. */
  readonly units: number;
}

function geometryOf(hierarchy: Hierarchy): Geometry {
  const { transform } = hierarchy.connections[0]!;
  if (transform.kind !== 'windows') {
    throw new RangeError('end-stopping: expected level 0 to be predicted in windows');
  }
  const { gridRows, gridColumns, rows, offset } = transform;
  return {
    side: hierarchy.levels[0]!.arrangement.rows,
    window: rows,
    start: Math.floor(gridRows / 2) * offset,
    windows: gridRows * gridColumns,
    units: unitsOf(hierarchy.levels[1]!) / (gridRows * gridColumns),
  };
}

function centreWindow(field: Float32Array, { side, window, start }: Geometry): Float32Array {
  const patch = new Float32Array(window * window);
  for (let row = 0; row < window; row++) {
    const from = (start + row) * side + start;
    patch.set(field.subarray(from, from + window), row * window);
  }
  return patch;
}

function singleWindow(hierarchy: Hierarchy, window: number): Hierarchy {
  const [retina, edges] = hierarchy.levels;
  const { rows, columns } = edges!.arrangement;
  return {
    levels: [
      { ...retina!, arrangement: { gridRows: 1, gridColumns: 1, rows: window, columns: window } },
      { ...edges!, arrangement: { gridRows: 1, gridColumns: 1, rows, columns } },
    ],
    connections: [{ ...hierarchy.connections[0]!, transform: { kind: 'dense' } }],
  };
}

function indicesOf(curves: readonly (readonly number[])[]): SuppressionIndices {
  const peaks = curves.map((curve) => Math.max(...curve));
  const indices = curves.map((curve, unit) => 1 - curve.at(-1)! / (peaks[unit]! + 1e-12));
  return {
    indices,
    mean: mean(indices),
    median: median(indices),
    strongShare: indices.filter((index) => index > STRONG).length / indices.length,
    medianPeakLength: median(
      curves.map((curve, unit) => BAR_LENGTHS[curve.indexOf(peaks[unit]!)]!),
    ),
    curve: BAR_LENGTHS.map((_, length) =>
      mean(curves.map((curve, unit) => curve[length]! / (peaks[unit]! + 1e-12))),
    ),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
