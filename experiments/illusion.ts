/** What an illusion is about: the quantity whose appearance in target 1 is compared with that in target 2. */
export type IllusoryQuantity =
  'luminance' | 'colour' | 'length' | 'size' | 'orientation' | 'position' | 'curvature';

/**
 * The two knobs that every illusion has.
 *
 * One sign for all: `strength > 0` lets the context raise target 1 in appearance above target 2 (lighter, further towards a
 * hue, longer, larger, turned further counter-clockwise, higher, bent further upwards in its middle);
 * `difference > 0` makes target 1 really more than target 2. So both point the same way when they have the same sign.
 */
export interface IllusionKnobs {
  readonly strength: number;
  readonly difference: number;
}

/** Whether the context adds to the real difference, works against it, or one of both is missing. */
export type Congruency = 'congruent' | 'incongruent' | 'neutral';

/** Congruency of the two knobs: the sign of their product. */
export function congruencyOf({ strength, difference }: IllusionKnobs): Congruency {
  const product = Math.sign(strength) * Math.sign(difference);
  return product > 0 ? 'congruent' : product < 0 ? 'incongruent' : 'neutral';
}
