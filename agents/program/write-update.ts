import type { LevelBuffers } from './built-program.ts';
import type { BufferId } from './program.ts';
import type { Writer } from './writer.ts';

/**
 * The settle step of one level: explicit Euler, or heavy-ball momentum (Polyak 1964),
 *
 *   velocity = momentum velocity - rate dF/dvalues,   values += velocity
 *
 * followed by the proximal step of a Laplace prior. With that, velocity is the whole displacement, so that the fixed
 * points are those of explicit Euler.
 */
export function writeUpdate(
  writer: Writer,
  {
    index,
    level: { units, values, velocity, free, prior },
    batch,
    gradient,
    inferenceRate,
    momentum,
  }: {
    readonly index: number;
    readonly level: LevelBuffers;
    readonly batch: number;
    readonly gradient: BufferId;
    readonly inferenceRate: BufferId;
    readonly momentum: BufferId | null;
  },
): void {
  const shape = { rows: batch, columns: units } as const;
  const length = batch * units;
  const descent = { values, gradient, rate: inferenceRate, free, ...shape } as const;
  const isProximal = prior?.kind === 'laplace';
  const before =
    isProximal && velocity !== null
      ? writer.buffer(`level ${index} values before`, batch, units)
      : null;
  if (before !== null) writer.update({ op: 'copy', out: before, from: values, length });
  writer.update(
    velocity === null || momentum === null
      ? { op: 'descend', ...descent }
      : { op: 'descendMomentum', ...descent, velocity, momentum },
  );
  if (isProximal) {
    const { weight } = prior;
    writer.update({ op: 'shrink', values, weight, rate: inferenceRate, free, ...shape });
  }
  if (before !== null && velocity !== null) {
    writer.update({ op: 'subtract', out: velocity, left: values, right: before, length });
  }
}
