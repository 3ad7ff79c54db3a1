import type { Story } from '../story.ts';
import { readShippedTensors } from '../weights/shipped-weights.ts';
import { familyStory, type LearnedData, type LearnedFamily } from './learned-families.ts';

/** Data on which learned families are shipped. */
const LEARNED_DATA = {
  ring: { size: 2, classNames: [], shape: null },
  'small-digits': {
    size: 144,
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shape: { rows: 12, columns: 12 },
  },
} as const satisfies Readonly<Record<string, LearnedData>>;

/** Which data a story with learned networks is about. */
export const DATA_PARAMETER = {
  kind: 'choice',
  default: 'ring',
  choices: ['ring', 'small-digits'],
  meaning: 'What was learned: points in eight clouds on a ring, or pictures of digits.',
} as const;

/** What a datum of such a story is. */
export const LEARNED_DATUM = 'two numbers x and y, or the luminance of 12 x 12 pixels row by row';

/** The story of a family as it was trained for these data, one of the choices of {@link DATA_PARAMETER}. */
export function shippedStory(family: LearnedFamily, data: string): Story {
  const learned = data === 'ring' ? LEARNED_DATA.ring : LEARNED_DATA['small-digits'];
  return familyStory(family, readShippedTensors(`${family}-${data}`), learned);
}
