import {
  type Choice,
  createRandom,
  findStory,
  type GivenValues,
  HelmholtzError,
  isAble,
  resolveParameters,
  type Score,
  type Story,
  type Tale,
  type TalePosterior,
  type Unable,
} from '../agents/index.ts';
import {
  type Marginals,
  pixelMoments,
  type PixelMoments,
  posteriorMarginals,
} from '../experiments/index.ts';
import { wireValues } from './sessions/parameter-description.ts';

interface Asked {
  readonly story: string;
  readonly parameters: GivenValues;
  readonly seed: number;
}

/** Asks for data with the choices that made them. */
export interface TalesQuestion extends Asked {
  readonly ask: 'tales';
  readonly count: number;
}

/** Asks how a datum came about. */
export interface ExplanationQuestion extends Asked {
  readonly ask: 'explanation';
  /** As text; the first one that the seed tells where it is left out. */
  readonly datum: string | undefined;
  /** Posterior samples, where the list of explanations is not complete. */
  readonly samples: number;
}

/** Asks for what may be in the hidden part of a picture. */
export interface FillingQuestion extends Asked {
  readonly ask: 'filling';
  /** As of {@link ExplanationQuestion}. */
  readonly datum: string | undefined;
  /** A bit per pixel, row by row, the highest of a byte first: 1 hides; empty for nothing hidden. */
  readonly hidden: Uint8Array;
  readonly count: number;
}

/** What a story can be asked. */
export type StoryQuestion = TalesQuestion | ExplanationQuestion | FillingQuestion;

interface Told {
  readonly story: string;
  /** All of them, as they go over the wire. */
  readonly parameters: Readonly<Record<string, number | string>>;
}

/** Data told forward. */
export interface StoryTales extends Told {
  readonly picture: PictureShape | null;
  readonly tales:
    | readonly (Pick<Tale, 'text' | 'choices' | 'outcome'> & { readonly pixels: string | null })[]
    | Unable;
}

interface PictureShape {
  readonly rows: number;
  readonly columns: number;
}

/** A datum told backward. */
export interface StoryExplanation extends Told {
  readonly datum: string;
  readonly picture:
    (PictureShape & { readonly pixels: string; readonly predicted: string | null }) | null;
  readonly score: Score | Unable;
  /** `null` where the story cannot make the datum. */
  readonly posterior:
    | (Marginals & {
        readonly exactness: TalePosterior['exactness'];
        readonly best: readonly {
          readonly choices: readonly Choice[];
          readonly probability: number | null;
        }[];
        readonly prediction: { readonly datum: string } | Unable;
      })
    | Unable
    | null;
}

/** A picture of which a part is hidden, filled in. */
export interface StoryFilling extends Told, PictureShape, PixelMoments {
  readonly exactness: TalePosterior['exactness'];
  /** Bytes in base64url. */
  readonly samples: readonly string[];
}

/** The answer to a question. */
export type StoryAnswer = StoryTales | StoryExplanation | StoryFilling;

/**
 * Tells a story forward or backward. The same seed tells the same data as `synthesise` does.
 *
 * @throws {HelmholtzError} for a story, a parameter or a datum that does not exist.
 */
export async function answerStory(question: StoryQuestion): Promise<StoryAnswer> {
  const kind = await findStory(question.story);
  const { name, parameters: table } = kind;
  const parameters = resolveParameters(name, table, question.parameters);
  const story = kind.story(parameters);
  const told: Told = { story: name, parameters: wireValues(table, parameters) };
  switch (question.ask) {
    case 'tales':
      return {
        ...told,
        picture: shapeOf(story),
        tales: tellForward(story, name, question),
      };
    case 'explanation':
      return { ...told, ...tellBackward(story, name, question) };
    case 'filling':
      return { ...told, ...fillIn(story, name, question) };
  }
}

function tellForward(
  { synthesise, picture }: Story,
  name: string,
  { seed, count }: Pick<TalesQuestion, 'seed' | 'count'>,
): StoryTales['tales'] {
  if (!isAble(synthesise)) return synthesise;
  const random = createRandom(seed, 'story', name);
  return Array.from({ length: count }, () => {
    const { text, choices, outcome } = synthesise(random);
    return { text, choices, outcome, pixels: picture && encoded(picture.pixels(text)) };
  });
}

function tellBackward(
  story: Story,
  name: string,
  { datum, seed, samples }: ExplanationQuestion,
): Omit<StoryExplanation, keyof Told> {
  const { text, score, infer } = story.read(datum ?? firstDatum(story, name, seed));
  const scored = isAble(score) ? score() : score;
  const isImpossible = 'nats' in scored && scored.nats === -Infinity;
  const posterior = isImpossible
    ? null
    : isAble(infer)
      ? describePosterior(infer(), { random: createRandom(seed, 'posterior', name), samples })
      : infer;
  const { picture } = story;
  const prediction = posterior !== null && 'prediction' in posterior ? posterior.prediction : null;
  return {
    ...{ datum: text, score: scored, posterior },
    picture: picture && {
      ...{ rows: picture.rows, columns: picture.columns },
      pixels: encoded(picture.pixels(text)),
      predicted:
        prediction !== null && 'datum' in prediction
          ? encoded(picture.pixels(prediction.datum))
          : null,
    },
  };
}

function fillIn(
  story: Story,
  name: string,
  { datum, hidden, count, seed }: FillingQuestion,
): Omit<StoryFilling, keyof Told> {
  const { picture } = story;
  if (picture === null) {
    throw new HelmholtzError('not-applicable', `${name}: cannot fill in: its data are no pictures`);
  }
  const { rows, columns } = picture;
  const expected = Math.ceil((rows * columns) / 8);
  if (hidden.length !== 0 && hidden.length !== expected) {
    throw new HelmholtzError(
      'bad-datum',
      `hidden: expected ${expected} bytes, a bit for each of ${rows} x ${columns} pixels; got ${hidden.length}`,
    );
  }
  const { exactness, samples } = picture.fill({
    pixels: picture.pixels(story.read(datum ?? firstDatum(story, name, seed)).text),
    visible: Uint8Array.from({ length: rows * columns }, (_, pixel) =>
      isHidden(hidden, pixel) ? 0 : 1,
    ),
    count,
    random: createRandom(seed, 'filling', name),
  });
  return { rows, columns, exactness, samples: samples.map(encoded), ...pixelMoments(samples) };
}

function isHidden(bits: Uint8Array, pixel: number): boolean {
  return ((bits[pixel >> 3] ?? 0) & (128 >> (pixel & 7))) !== 0;
}

function shapeOf({ picture }: Story): PictureShape | null {
  return picture && { rows: picture.rows, columns: picture.columns };
}

/** A byte per pixel in base64url; what is darker than black or lighter than white is cut off. */
function encoded(pixels: Float32Array): string {
  return Buffer.from(Uint8ClampedArray.from(pixels, (value) => 255 * value)).toString('base64url');
}

function describePosterior(
  { best, sample, predict, exactness }: TalePosterior,
  drawing: Parameters<typeof posteriorMarginals>[1],
): StoryExplanation['posterior'] {
  return {
    ...{ best, exactness },
    ...posteriorMarginals({ best, sample }, drawing),
    prediction: isAble(predict) ? { datum: predict() } : predict,
  };
}

function firstDatum(story: Story, name: string, seed: number): string {
  const told = tellForward(story, name, { seed, count: 1 });
  if ('unable' in told) {
    throw new HelmholtzError('bad-datum', `datum: expected one, since ${name} tells none itself`);
  }
  return told[0]?.text ?? '';
}
