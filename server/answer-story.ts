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
import { type Marginals, posteriorMarginals } from '../experiments/index.ts';
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

/** What a story can be asked. */
export type StoryQuestion = TalesQuestion | ExplanationQuestion;

interface Told {
  readonly story: string;
  /** All of them, as they go over the wire. */
  readonly parameters: Readonly<Record<string, number | string>>;
}

/** Data told forward. */
export interface StoryTales extends Told {
  readonly tales: readonly Pick<Tale, 'text' | 'choices' | 'outcome'>[] | Unable;
}

/** A datum told backward. */
export interface StoryExplanation extends Told {
  readonly datum: string;
  readonly score: Score | Unable;
  /** `null` where the story cannot make the datum. */
  readonly posterior:
    | (Marginals & {
        readonly best: readonly {
          readonly choices: readonly Choice[];
          readonly probability: number | null;
        }[];
        readonly prediction: { readonly datum: string } | Unable;
      })
    | Unable
    | null;
}

/** The answer to a question. */
export type StoryAnswer = StoryTales | StoryExplanation;

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
      return { ...told, tales: tellForward(story, name, question) };
    case 'explanation':
      return { ...told, ...tellBackward(story, name, question) };
  }
}

function tellForward(
  { synthesise }: Story,
  name: string,
  { seed, count }: Pick<TalesQuestion, 'seed' | 'count'>,
): StoryTales['tales'] {
  if (!isAble(synthesise)) return synthesise;
  const random = createRandom(seed, 'story', name);
  return Array.from({ length: count }, () => {
    const { text, choices, outcome } = synthesise(random);
    return { text, choices, outcome };
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
  return { datum: text, score: scored, posterior };
}

function describePosterior(
  { best, sample, predict }: TalePosterior,
  drawing: Parameters<typeof posteriorMarginals>[1],
): StoryExplanation['posterior'] {
  return {
    best,
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
