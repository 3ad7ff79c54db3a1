import {
  type AgentKind,
  createModel,
  type Engine,
  type HierarchyWeights,
  type ParameterValues,
} from '../../agents/index.ts';
import { type Bar, barField } from './bars.ts';

const ORIENTATIONS = 8;
/** Longer than any field, so that the bar runs through it, in pixels. */
const LENGTH = 60;
const AMPLITUDE = 0.5;
const WIDTH = 2;
/** Distance of each half from the midline when the halves do not meet, in pixels; chosen after seeing its effect. */
const MISALIGNMENT = 3;

/** What is shown around the blind spot. */
export type FillingInCondition = 'two-sided' | 'one-sided' | 'misaligned' | 'visible-gap';

/** How well the top-down prediction in the blind spot agrees with the whole bar; 1 = perfect. */
export interface FillingIn {
  /** <reconstruction, bar> / <bar, bar> over the blind window, mean over orientations. */
  readonly projection: number;
  /** Cosine between reconstruction and bar. */
  readonly cosine: number;
}

/**
 * The blind-spot experiment: the sensory precision of the centre window is zero, luminance bars of eight orientations run
 * through it, and the window's own reconstruction U r is compared with the bar that would be there. In `visible-gap` the
 * window sees that there is nothing.
 *
 * @param contours Generative weights of level 2 to use instead of the trained ones.
 * @see Raman & Sarkar (2016), arXiv:1507.01390
 */
export function measureFillingIn(
  net: {
    readonly kind: AgentKind;
    readonly parameters: ParameterValues;
    readonly weights: HierarchyWeights;
    readonly engine: Engine;
    readonly steps: number;
  },
  contours: Float64Array = net.weights[1]!.lowerFromUpper,
): Readonly<Record<FillingInCondition, FillingIn>> {
  return {
    'two-sided': measure(net, contours, 'two-sided'),
    'one-sided': measure(net, contours, 'one-sided'),
    misaligned: measure(net, contours, 'misaligned'),
    'visible-gap': measure(net, contours, 'visible-gap'),
  };
}

function measure(
  { kind, parameters, weights, engine, steps }: Parameters<typeof measureFillingIn>[0],
  contours: Float64Array,
  condition: FillingInCondition,
): FillingIn {
  const hierarchy = kind.hierarchy(parameters);
  const { transform } = hierarchy.connections[0]!;
  if (transform.kind !== 'windows') {
    throw new RangeError('filling-in: expected level 0 to be predicted in windows');
  }
  const side = hierarchy.levels[0]!.arrangement.rows;
  const { gridRows, gridColumns, rows, columns, offset } = transform;
  const start = Math.floor(gridRows / 2) * offset;
  const inWindow = (pixel: number): boolean => {
    const y = Math.floor(pixel / side) - start;
    const x = (pixel % side) - start;
    return y >= 0 && y < rows && x >= 0 && x < columns;
  };
  const draw = (bars: readonly Bar[]): Float32Array =>
    barField(kind, parameters, { side, domain: 'luminance', bars });
  const observations = new Float32Array(ORIENTATIONS * side * side);
  const truths: Float32Array[] = [];
  for (let index = 0; index < ORIENTATIONS; index++) {
    const whole = {
      length: LENGTH,
      width: WIDTH,
      axis: (index * Math.PI) / ORIENTATIONS,
      shift: 0,
      amplitude: AMPLITUDE,
    };
    const truth = draw([whole]);
    truths.push(truth.filter((_, pixel) => inWindow(pixel)));
    observations.set(shown(condition, whole, truth, { draw, inWindow }), index * side * side);
  }
  const model = createModel({
    hierarchy,
    weights: [weights[0]!, { ...weights[1]!, lowerFromUpper: contours }],
    engine,
    batch: ORIENTATIONS,
    held: new Set([0]),
    learning: false,
    inferenceRate: kind.settling(parameters).inferenceRate,
  });
  const windowSize = rows * columns;
  const centre = Math.floor((gridRows * gridColumns) / 2);
  model.setPrecision(
    0,
    weights[0]!.logPrecision.map((value, error) =>
      condition !== 'visible-gap' && Math.floor(error / windowSize) === centre
        ? 0
        : Math.exp(value),
    ),
  );
  model.setValues(0, observations);
  model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
  const predictions = model.read(model.built.connections[0]!.prediction);
  model.dispose();
  const errors = gridRows * gridColumns * windowSize;
  const scores = truths.map((truth, index): FillingIn => {
    const from = index * errors + centre * windowSize;
    const found = predictions.subarray(from, from + windowSize);
    const product = dot(found, truth);
    return {
      projection: product / dot(truth, truth),
      cosine: product / Math.sqrt(dot(truth, truth) * dot(found, found) + 1e-12),
    };
  });
  return {
    projection: scores.reduce((sum, { projection }) => sum + projection, 0) / ORIENTATIONS,
    cosine: scores.reduce((sum, { cosine }) => sum + cosine, 0) / ORIENTATIONS,
  };
}

function shown(
  condition: FillingInCondition,
  whole: Bar,
  truth: Float32Array,
  {
    draw,
    inWindow,
  }: {
    readonly draw: (bars: readonly Bar[]) => Float32Array;
    readonly inWindow: (pixel: number) => boolean;
  },
): Float32Array {
  switch (condition) {
    case 'two-sided':
      return truth;
    case 'one-sided':
      return draw([{ ...whole, half: 1 }]);
    case 'misaligned':
      return draw([
        { ...whole, shift: MISALIGNMENT, half: 1 },
        { ...whole, shift: -MISALIGNMENT, half: -1 },
      ]);
    case 'visible-gap':
      return truth.map((value, pixel) => (inWindow(pixel) ? 0 : value));
  }
}

function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index]! * right[index]!;
  return sum;
}
