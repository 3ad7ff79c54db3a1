import { createModel } from '../../agents/index.ts';
import { blindFieldOf } from './blind-spot-trials.ts';
import type { EndStoppingNet } from './end-stopping.ts';

/** Heavy ball: without it, thousands of steps pass before a window that only level 2 speaks to has come to rest. */
const MOMENTUM = 0.9;

/**
 * What the centre window reconstructs of fields whose centre it does not see: its sensory precision is zero, so that its
 * values follow their prediction from level 2 alone.
 *
 * @param observations Fields after the retina.
 * @param contours Generative weights of level 2: the trained ones, or others in their place.
 * @returns U r of the centre window, one array of its pixels per observation.
 * @throws {RangeError} if level 0 of the agent is not predicted in windows.
 */
export function blindReconstruction(
  net: EndStoppingNet,
  observations: readonly ArrayLike<number>[],
  contours = net.weights[1]!.lowerFromUpper,
): readonly Float64Array[] {
  const { kind, parameters, weights, engine, steps } = net;
  const { blindPixels, blindWindow, windows } = blindFieldOf(kind, parameters);
  const pixels = blindPixels.length;
  const model = createModel({
    hierarchy: kind.hierarchy(parameters),
    weights: [weights[0]!, { ...weights[1]!, lowerFromUpper: contours }],
    ...{ engine, batch: observations.length, held: new Set([0]), learning: false },
    inferenceRate: kind.settling(parameters).inferenceRate,
    momentum: true,
  });
  model.setMomentum(MOMENTUM);
  try {
    model.setPrecision(
      0,
      weights[0]!.logPrecision.map((value, error) =>
        Math.floor(error / pixels) === blindWindow ? 0 : Math.exp(value),
      ),
    );
    model.setValues(
      0,
      observations.flatMap((observation) => Array.from(observation)),
    );
    model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
    const values = model.values(1);
    const fields = weights[0]!.lowerFromUpper;
    const units = fields.length / pixels;
    return observations.map((_, row) => {
      const from = (row * windows + blindWindow) * units;
      return Float64Array.from({ length: pixels }, (__, pixel) => {
        let sum = 0;
        for (let unit = 0; unit < units; unit++) {
          sum += fields[pixel * units + unit]! * values[from + unit]!;
        }
        return sum;
      });
    });
  } finally {
    model.dispose();
  }
}
