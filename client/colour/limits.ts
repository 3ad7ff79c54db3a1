import { addressOf, type Frame, type Quantity } from '../../protocol/index.ts';

/** Planes that share one pair of limits, because comparing them is the point of drawing them. */
export type LimitFamily = 'signal' | 'weighted' | 'variance' | 'precision';

/** Which limits a quantity is drawn with. */
export function familyOf(quantity: Quantity): LimitFamily {
  switch (quantity) {
    case 'values':
    case 'prediction':
    case 'predictionErrors':
      return 'signal';
    case 'weightedErrors':
      return 'weighted';
    case 'variance':
      return 'variance';
    case 'precision':
      return 'precision';
  }
}

const members: Readonly<Record<LimitFamily, readonly Quantity[]>> = {
  signal: ['values', 'prediction', 'predictionErrors'],
  weighted: ['weightedErrors'],
  variance: ['variance'],
  precision: ['precision'],
};

/** Largest size that each family of each level has reached, by `level/family`; and which levels have gone below zero. */
export interface Limits {
  readonly largest: ReadonlyMap<string, number>;
  readonly signedLevels: ReadonlySet<number>;
}

/** Before anything was seen. */
export const NO_LIMITS: Limits = { largest: new Map(), signedLevels: new Set() };

/**
 * Limits that also hold a frame. They only ever widen, and in round steps, so that a shrinking error is seen to shrink;
 * the same object comes back when nothing had to change.
 */
export function widenLimits(limits: Limits, frame: Frame, levels: number): Limits {
  const largest = new Map(limits.largest);
  const signedLevels = new Set(limits.signedLevels);
  for (let level = 0; level < levels; level += 1) {
    for (const family of ['signal', 'weighted', 'variance', 'precision'] as const) {
      const size = largestOf(frame, level, members[family]);
      const key = `${level}/${family}`;
      if (size > (largest.get(key) ?? 0)) largest.set(key, roundUp(size));
    }
    const values = frame.planes.get(addressOf({ level, quantity: 'values' }));
    if (values?.some((value) => value < 0) === true) signedLevels.add(level);
  }
  const same =
    signedLevels.size === limits.signedLevels.size &&
    [...largest].every(([key, size]) => limits.largest.get(key) === size);
  return same ? limits : { largest, signedLevels };
}

/** Largest finite absolute number in the planes of a level. */
export function largestOf(frame: Frame, level: number, quantities: readonly Quantity[]): number {
  let largest = 0;
  for (const quantity of quantities) {
    for (const value of frame.planes.get(addressOf({ level, quantity })) ?? []) {
      const size = Math.abs(value);
      if (size > largest && Number.isFinite(size)) largest = size;
    }
  }
  return largest;
}

/** The next of 1, 1.5, 2, 3, 5, 7, 10 times a power of ten: readable in a legend, never far above. */
export function roundUp(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 0;
  const power = 10 ** Math.floor(Math.log10(size));
  const step = [1, 1.5, 2, 3, 5, 7].find((candidate) => size <= candidate * power * (1 + 1e-6));
  return Number(((step ?? 10) * power).toPrecision(3));
}
