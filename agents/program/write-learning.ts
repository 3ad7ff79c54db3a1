import { connectionScale } from '../connection-scale.ts';
import type { Hierarchy } from '../hierarchy.ts';
import type { ConnectionBuffers, PredictionBuffers } from './built-program.ts';
import type { Contribution } from './contribution.ts';
import type { Writer } from './writer.ts';

/** -dF/dweights = scale (g' .* Pi e) f(x)', -dF/dbias and squared errors of one connection, summed over the batch. */
export function writeLearning(
  writer: Writer,
  hierarchy: Hierarchy,
  {
    index,
    batch,
    prediction,
    contribution,
  }: {
    readonly index: number;
    readonly batch: number;
    readonly prediction: PredictionBuffers;
    readonly contribution: Contribution;
  },
): NonNullable<ConnectionBuffers['learning']> {
  const { buffer } = writer;
  const { shape, bias } = contribution;
  const name = (what: string): string => `connection ${index} ${what}`;
  const isLeader = prediction.leader === index;
  const learned = {
    weights: buffer(name('weight descent'), shape.lower, shape.upper),
    bias: bias === null ? null : buffer(name('bias descent'), 1, shape.biases),
    squaredErrors: buffer(name('squared errors'), 1, isLeader ? shape.errors : 0),
  };
  contribution.writeDescent(writer.learn, prediction.delta, learned);
  const factor = connectionScale(hierarchy, index);
  if (factor !== 1) {
    const length = shape.lower * shape.upper;
    writer.learn({ op: 'scale', out: learned.weights, from: learned.weights, factor, length });
  }
  if (isLeader) writeSquaredErrors(writer, batch, prediction, learned.squaredErrors);
  return learned;
}

/** Sums of squared errors, in units of the precision that the connection holds. */
function writeSquaredErrors(
  writer: Writer,
  batch: number,
  { predictionErrors, errors, modulation }: PredictionBuffers,
  out: number,
): void {
  if (modulation === null) {
    writer.learn({
      op: 'sumSquaresRows',
      out,
      from: predictionErrors,
      rows: batch,
      columns: errors,
    });
    return;
  }
  const squares = writer.buffer('squared errors, modulated', batch, errors);
  const length = batch * errors;
  writer.learn(
    { op: 'multiply', out: squares, left: predictionErrors, right: predictionErrors, length },
    { op: 'multiply', out: squares, left: squares, right: modulation.factor, length },
    { op: 'sumRows', out, from: squares, rows: batch, columns: errors },
  );
}
