import { createModel } from '../../agents/index.ts';
import { blindReconstruction } from './blind-reconstruction.ts';
import {
  blindFieldOf,
  type BlindSpotBars,
  blindSpotTrials,
  type FillingIn,
  type FillingInCondition,
  scoreFillingIn,
} from './blind-spot-trials.ts';
import type { EndStoppingNet } from './end-stopping.ts';

/** What may differ between two measurements of filling-in. */
export interface FillingInOptions extends BlindSpotBars {
  /** Generative weights of level 2 to use instead of the trained ones. */
  readonly contours?: Float64Array;
}

/**
 * The blind-spot experiment: the sensory precision of the centre window is zero, luminance bars of eight orientations run
 * through it, and the window's own reconstruction U r is compared with the bar that would be there. In `visible-gap` the
 * window sees that there is nothing, and what feedback says of it is compared in place of U r: U r_td, with the prediction
 * r_td from level 2.
 *
 * @throws {RangeError} if level 0 of the agent is not predicted in windows.
 * @see Raman & Sarkar (2016), arXiv:1507.01390
 */
export function measureFillingIn(
  net: EndStoppingNet,
  options: FillingInOptions = {},
): Readonly<Record<FillingInCondition, FillingIn>> {
  return {
    'two-sided': measure(net, 'two-sided', options),
    'one-sided': measure(net, 'one-sided', options),
    misaligned: measure(net, 'misaligned', options),
    'visible-gap': measure(net, 'visible-gap', options),
  };
}

function measure(
  net: EndStoppingNet,
  condition: FillingInCondition,
  { contours = net.weights[1]!.lowerFromUpper, ...bars }: FillingInOptions,
): FillingIn {
  const { observations, truths } = blindSpotTrials(net.kind, net.parameters, condition, bars);
  const guess = condition === 'visible-gap' ? fedBack : blindReconstruction;
  return scoreFillingIn(guess(net, observations, contours), truths);
}

/** U r_td of the centre window, which sees: what level 2 says of it. */
function fedBack(
  { kind, parameters, weights, engine, steps }: EndStoppingNet,
  observations: readonly Float32Array[],
  contours: Float64Array,
): Float64Array[] {
  const { blindPixels, blindWindow, windows } = blindFieldOf(kind, parameters);
  const model = createModel({
    hierarchy: kind.hierarchy(parameters),
    weights: [weights[0]!, { ...weights[1]!, lowerFromUpper: contours }],
    engine,
    batch: observations.length,
    held: new Set([0]),
    learning: false,
    inferenceRate: kind.settling(parameters).inferenceRate,
  });
  model.setValues(
    0,
    observations.flatMap((observation) => [...observation]),
  );
  model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
  const predicted = model.read(model.built.connections[1]!.prediction);
  model.dispose();
  const fields = weights[0]!.lowerFromUpper;
  const units = fields.length / blindPixels.length;
  return observations.map((_, trial) => {
    const from = (trial * windows + blindWindow) * units;
    return reconstruct(fields, predicted.subarray(from, from + units));
  });
}

/** U r: a window from the values of its units. */
function reconstruct(fields: Float64Array, values: Float64Array): Float64Array {
  const units = values.length;
  return Float64Array.from({ length: fields.length / units }, (_, pixel) =>
    values.reduce((sum, value, unit) => sum + fields[pixel * units + unit]! * value, 0),
  );
}
