import type { Hierarchy, HierarchyWeights } from '../../../agents/index.ts';
import { elementwiseActivation } from '../../../agents/maths/activations.ts';

/**
 * Backpropagation written out on its own: minus the slope of 1/2 sum precision_0 (target - output)^2 over all rows, for a
 * dense chain whose input is the top level. `weights[l]` predicts level l from level l + 1.
 */
export function backpropagated(
  { connections }: Hierarchy,
  weights: HierarchyWeights,
  { inputs, targets }: { inputs: readonly number[][]; targets: readonly number[][] },
): { weights: Float64Array; bias: Float64Array }[] {
  const sums = weights.map(({ lowerFromUpper, logPrecision }) => ({
    weights: new Float64Array(lowerFromUpper.length),
    bias: new Float64Array(logPrecision.length),
  }));
  inputs.forEach((input, row) => {
    const values: number[][] = [];
    const sent: number[][] = [];
    const totals: number[][] = [];
    values[connections.length] = input;
    for (let index = connections.length - 1; index >= 0; index--) {
      const { activation, outputActivation } = connections[index]!;
      const { lowerFromUpper, bias, logPrecision } = weights[index]!;
      const above = values[index + 1]!.map(elementwiseActivation(activation, 'test').value);
      sent[index] = above;
      totals[index] = Array.from(logPrecision, (_, lower) =>
        above.reduce(
          (sum, value, upper) => sum + lowerFromUpper[lower * above.length + upper]! * value,
          bias?.[lower] ?? 0,
        ),
      );
      values[index] = totals[index]!.map(elementwiseActivation(outputActivation, 'test').value);
    }
    let delta = values[0]!.map(
      (output, unit) => Math.exp(weights[0]!.logPrecision[unit]!) * (targets[row]![unit]! - output),
    );
    for (let index = 0; index < connections.length; index++) {
      const { activation, outputActivation } = connections[index]!;
      const { lowerFromUpper } = weights[index]!;
      const local = delta.map(
        (value, unit) =>
          value * elementwiseActivation(outputActivation, 'test').slope(totals[index]![unit]!),
      );
      const width = sent[index]!.length;
      local.forEach((value, lower) => {
        sums[index]!.bias[lower]! += value;
        sent[index]!.forEach((above, upper) => {
          sums[index]!.weights[lower * width + upper]! += value * above;
        });
      });
      delta = values[index + 1]!.map(
        (above, upper) =>
          local.reduce(
            (sum, value, lower) => sum + value * lowerFromUpper[lower * width + upper]!,
            0,
          ) * elementwiseActivation(activation, 'test').slope(above),
      );
    }
  });
  return sums;
}
