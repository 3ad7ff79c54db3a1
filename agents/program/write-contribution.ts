import { connectionScale } from '../connection-scale.ts';
import { connectionEnds, connectionShape, type Hierarchy } from '../hierarchy.ts';
import { convolutionPlaces } from '../maths/convolution-places.ts';
import type { BuildOptions, LevelBuffers } from './built-program.ts';
import type { Contribution, TransformTask, TransformWriter } from './contribution.ts';
import { convolutionTransform, transposedConvolutionTransform } from './convolution-transform.ts';
import { denseTransform, identityTransform } from './dense-transform.ts';
import type { BufferId, Operation } from './program.ts';
import type { Writer } from './writer.ts';

/** Activated values by level and activation, since several connections may read the same. */
export type ActivatedBuffers = Map<string, BufferId>;

/** Declares the buffers of one connection, writes its transposed weights, and says how it contributes. */
export function writeContribution(
  writer: Writer,
  hierarchy: Hierarchy,
  levels: readonly LevelBuffers[],
  activatedBuffers: ActivatedBuffers,
  { index, batch }: { index: number } & Pick<BuildOptions, 'batch'>,
): Contribution {
  const { buffer } = writer;
  const connection = hierarchy.connections[index]!;
  const { activation } = connection;
  const shape = connectionShape(hierarchy, index);
  const { upper } = connectionEnds(hierarchy, index);
  const level = levels[upper]!;
  const name = (what: string): string => `connection ${index} ${what}`;
  const lowerFromUpper = buffer(name('weights'), shape.lower, shape.upper);
  const bias = connection.biased ? buffer(name('bias'), 1, shape.biases) : null;

  let activated = level.values;
  let activate: readonly Operation[] = [];
  if (activation !== 'linear') {
    const key = `${upper} ${activation}`;
    activated =
      activatedBuffers.get(key) ?? buffer(`level ${upper} ${activation}`, batch, level.units);
    activatedBuffers.set(key, activated);
    activate = [
      activation === 'softmax'
        ? {
            op: 'softmaxRows',
            out: activated,
            from: level.values,
            rows: batch,
            columns: level.units,
          }
        : {
            op: 'activate',
            out: activated,
            from: level.values,
            length: batch * level.units,
            activation,
          },
    ];
  }
  return {
    ...{ shape, upper, activation, lowerFromUpper, bias, activated, activate },
    ...writeTransform(writer, hierarchy, index, {
      ...{ name, batch, shape, activated, bias },
      upperUnits: level.units,
      weights: lowerFromUpper,
    }),
  };
}

function writeTransform(
  writer: Writer,
  hierarchy: Hierarchy,
  index: number,
  unscaled: Omit<TransformTask, 'transposed'>,
): TransformWriter {
  const { transform } = hierarchy.connections[index]!;
  if (transform.kind === 'identity') return identityTransform(unscaled);
  const { name, shape } = unscaled;
  const weights = scaledWeights(writer, hierarchy, index, unscaled);
  const transposed = writer.buffer(name('weights transposed'), shape.upper, shape.lower);
  writer.prepare({
    op: 'transpose',
    out: transposed,
    from: weights,
    rows: shape.lower,
    columns: shape.upper,
  });
  const task: TransformTask = { ...unscaled, weights, transposed };
  if (transform.kind === 'dense' || transform.kind === 'windows') {
    return denseTransform(writer, task);
  }
  const { lower, upper } = connectionEnds(hierarchy, index);
  const below = hierarchy.levels[lower]!.arrangement;
  const above = hierarchy.levels[upper]!.arrangement;
  return transform.kind === 'convolution'
    ? convolutionTransform(writer, { ...task, places: convolutionPlaces(transform, above, below) })
    : transposedConvolutionTransform(writer, {
        ...task,
        places: convolutionPlaces(transform, below, above),
      });
}

/** The weights times their scale, computed once; the weights themselves where that is 1. */
function scaledWeights(
  writer: Writer,
  hierarchy: Hierarchy,
  index: number,
  { name, shape, weights }: Omit<TransformTask, 'transposed'>,
): BufferId {
  const factor = connectionScale(hierarchy, index);
  if (factor === 1) return weights;
  const scaled = writer.buffer(name('scaled weights'), shape.lower, shape.upper);
  const length = shape.lower * shape.upper;
  writer.prepare({ op: 'scale', out: scaled, from: weights, factor, length });
  return scaled;
}
