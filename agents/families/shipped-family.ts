import { type Story, tellStory } from '../story.ts';
import { readShippedTensors } from '../weights/shipped-weights.ts';
import { codingOf } from './predictive-coding/coding-state.ts';
import { codingStory } from './predictive-coding/coding-story.ts';
import { familyStory, type LearnedData, type LearnedFamily } from './learned-families.ts';

/** Data on which learned families are shipped. */
const LEARNED_DATA = {
  ring: { size: 2, classNames: ['0', '1', '2', '3', '4', '5', '6', '7'], shape: null },
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

/** Which class a conditional story tells of. */
export const CLASS_PARAMETER = {
  kind: 'number',
  default: null,
  min: 0,
  max: 9,
  whole: true,
  unit: '1',
  meaning:
    'The only class to tell of: a cloud, 0 to 7 from the right against the clock, or a digit. Any where it is left out.',
} as const;

/** What a datum of such a story is. */
export const LEARNED_DATUM = 'two numbers x and y, or the luminance of 12 x 12 pixels row by row';

/**
 * The story of a family as it was trained for these data, one of the choices of {@link DATA_PARAMETER}.
 *
 * @param asked Number of the only class that a conditional family is to tell of; `null` for all of them.
 * @throws {HelmholtzError} `parameter-out-of-range` for a class that there is not.
 */
export function shippedStory(
  family: LearnedFamily,
  data: string,
  asked: number | null = null,
): Story {
  return familyStory(family, readShippedTensors(`${family}-${data}`), learnedData(data), asked);
}

/** The story of a predictive-coding hierarchy as it was trained for these data, one of the choices of {@link DATA_PARAMETER}. */
export function shippedCoding(data: string): Story {
  const { shape } = learnedData(data);
  return tellStory(
    codingStory(codingOf(readShippedTensors(`pc-${data}`)), { shape, settling: 'quick' }),
  );
}

function learnedData(data: string): LearnedData {
  return data === 'ring' ? LEARNED_DATA.ring : LEARNED_DATA['small-digits'];
}
