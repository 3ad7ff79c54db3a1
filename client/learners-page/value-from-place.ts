import type { LearnerDescription } from '../../protocol/index.ts';

/** The value of a parameter at a place on its scale, on which the slider moves evenly. */
export function valueFromPlace(
  { scale }: Pick<LearnerDescription['parameters'][number], 'scale'>,
  place: number,
): number {
  switch (scale) {
    case 'linear':
      return place;
    case 'log':
      return Math.exp(place);
    case 'logit':
      return 1 / (1 + Math.exp(-place));
  }
}
