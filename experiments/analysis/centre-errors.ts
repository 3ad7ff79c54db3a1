import { createModel } from '../../agents/index.ts';
import type { EndStoppingNet } from './end-stopping.ts';

/**
 * How much the units of the centre window have left to report when the whole hierarchy has settled: the sum over them of
 * |value - prediction from level 2|, one number per observation.
 *
 * @param observations Fields after the retina.
 * @param contours Generative weights of level 2: the trained ones, or others in their place (shuffled, zero).
 * @throws {RangeError} if level 0 of the agent is not predicted in windows.
 */
export function centreErrors(
  net: EndStoppingNet,
  observations: readonly ArrayLike<number>[],
  contours = net.weights[1]!.lowerFromUpper,
): Float64Array {
  const { kind, parameters, weights, engine, steps } = net;
  const hierarchy = kind.hierarchy(parameters);
  const { transform } = hierarchy.connections[0]!;
  if (transform.kind !== 'windows') {
    throw new RangeError('centre errors: expected level 0 to be predicted in windows');
  }
  const windows = transform.gridRows * transform.gridColumns;
  const model = createModel({
    ...{ hierarchy, engine, batch: observations.length, held: new Set([0]), learning: false },
    weights: [weights[0]!, { ...weights[1]!, lowerFromUpper: contours }],
    inferenceRate: kind.settling(parameters).inferenceRate,
  });
  try {
    model.setValues(
      0,
      observations.flatMap((observation) => Array.from(observation)),
    );
    model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
    const errors = model.read(model.built.connections[1]!.predictionErrors);
    const each = errors.length / observations.length;
    const units = each / windows;
    return Float64Array.from(observations, (_, row) => {
      const from = row * each + Math.floor(windows / 2) * units;
      return errors.subarray(from, from + units).reduce((sum, error) => sum + Math.abs(error), 0);
    });
  } finally {
    model.dispose();
  }
}
