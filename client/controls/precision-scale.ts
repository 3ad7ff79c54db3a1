/** Largest and smallest factor on a level's precision that the slider offers. */
export const GAIN_RANGE = { smallest: 1 / 64, largest: 64 } as const;

/** Slider position (octaves, -6..6) of a factor on the precision; a factor of zero is the low end. */
export function octavesFromGain(gain: number): number {
  const bounded = Math.min(GAIN_RANGE.largest, Math.max(GAIN_RANGE.smallest, gain));
  return Math.log2(bounded);
}

/** Factor on the precision at a slider position. */
export function gainFromOctaves(octaves: number): number {
  return 2 ** octaves;
}

/** A factor as people write it: ×4, ×1.41, ×1/8. */
export function formatGain(gain: number): string {
  if (gain === 0) return '×0';
  if (gain >= 1) return `×${Number(gain.toPrecision(3))}`;
  const inverse = 1 / gain;
  return `×1/${Number(inverse.toPrecision(3))}`;
}
