import { discoverMember, discoverMembers } from './discover-members.ts';
import { HelmholtzError } from './errors.ts';
import { isAble, type Score, type SomeModel, type Unable } from './generative-model.ts';
import type { Random } from './maths/random.ts';
import { suggestion } from './nearest-name.ts';
import type { ParameterTable, ParameterValues } from './parameter-table.ts';
import type { Exactness, PictureStory } from './picture-story.ts';
import type { Reference } from './references.ts';

/**
 * How open something was before it was drawn, given everything that was chosen before it: the probability of what was
 * drawn, or the normal distribution of each of its numbers.
 */
export type Chance =
  | { readonly probability: number }
  | { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] };

/** One thing that was decided while a story was told. */
export interface Choice {
  readonly name: string;
  /** In words, as of `gene V2`. */
  readonly value: string;
  /** As a number: the value itself, or the index of a category. */
  readonly number: number;
  /** How open it was; absent where the story does not say. */
  readonly chance?: Chance;
}

/** What is believed about the causes of a datum: p(causes | datum). */
export interface Posterior<Causes> {
  /** What its samples are; `exact` when absent. */
  readonly exactness?: Exactness;
  /**
   * The most probable causes, the best first; where causes are continuous, their mean, with `null` in place of a
   * probability.
   */
  readonly best: readonly { readonly causes: Causes; readonly probability: number | null }[];
  /** Draws causes. */
  readonly sample: (random: Random) => Causes;
}

/** What a story speaks of: data, and the causes that make them. */
export interface StoryTypes<Datum, Causes> {
  readonly request: null;
  readonly causes: Causes;
  readonly observation: Datum;
  readonly belief: Posterior<Causes>;
  readonly prediction: Datum;
}

/** A generative model whose causes can be told as choices, one after the other. */
export interface TellableModel<Datum, Causes> {
  readonly model: SomeModel<StoryTypes<Datum, Causes>>;
  /** Learns the model from data alone. */
  readonly fit: ((data: readonly Datum[]) => TellableModel<Datum, Causes>) | Unable;
  /** What was decided, in the order in which it was. */
  readonly choices: (causes: Causes) => readonly Choice[];
  /** How open the datum still was once its causes were chosen; absent where the story does not say. */
  readonly outcome?: (causes: Causes, datum: Datum) => Chance;
  /** A datum as text. */
  readonly show: (datum: Datum) => string;
  /**
   * A datum from its text.
   *
   * @throws {HelmholtzError} naming what is expected.
   */
  readonly read: (text: string) => Datum;
  /** For data that are pictures: their pixels, and how they are filled in. */
  readonly picture?: PictureStory;
}

/** A datum of a story, as text, and what the story says of it. */
export interface Tale {
  readonly text: string;
  /** How it really came about; `null` for a datum that was read. */
  readonly choices: readonly Choice[] | null;
  /** How open the datum still was after these choices; `null` where that is not known. */
  readonly outcome: Chance | null;
  /** How well the story explains it. */
  readonly score: (() => Score) | Unable;
  /** How it may have come about. */
  readonly infer: (() => TalePosterior) | Unable;
}

/** What is believed about how a datum came about. */
export interface TalePosterior {
  /** What its samples are. */
  readonly exactness: Exactness;
  readonly best: readonly {
    readonly choices: readonly Choice[];
    readonly probability: number | null;
  }[];
  /** Draws how it came about. */
  readonly sample: (random: Random) => readonly Choice[];
  /** The datum that is expected of what is believed. */
  readonly predict: (() => string) | Unable;
}

/**
 * A generative model as a story of how data come about. Told forward it synthesises; told backward it infers the causes of
 * a datum. Data are texts here, whatever they are inside, so that stories of all families can stand in one list.
 */
export interface Story {
  /** Forward: draws causes, and a datum from them. */
  readonly synthesise: ((random: Random) => Tale) | Unable;
  /** A datum from its text, to be told backward. */
  readonly read: (text: string) => Tale;
  /** Learns the story from data alone. */
  readonly fit: ((texts: readonly string[]) => Story) | Unable;
  /** For data that are pictures: their pixels, and how they are filled in; `null` for other data. */
  readonly picture: PictureStory | null;
}

/** Makes a story of a model. */
export function tellStory<Datum, Causes>(told: TellableModel<Datum, Causes>): Story {
  const { model, fit, choices, outcome, show, read, picture = null } = told;
  const { synthesise, infer, predict, score } = model;
  const tale = (
    datum: Datum,
    { choices: made, outcome: left }: Pick<Tale, 'choices' | 'outcome'>,
  ): Tale => ({
    text: show(datum),
    choices: made,
    outcome: left,
    score: isAble(score) ? () => score(datum) : score,
    infer: isAble(infer)
      ? () => {
          const belief = infer(datum);
          return {
            exactness: belief.exactness ?? 'exact',
            best: belief.best.map((one) => ({
              choices: choices(one.causes),
              probability: one.probability,
            })),
            sample: (random) => choices(belief.sample(random)),
            predict: isAble(predict) ? () => show(predict(belief)) : predict,
          };
        }
      : infer,
  });
  return {
    synthesise: isAble(synthesise)
      ? (random) => {
          const { observation, causes } = synthesise(null, random);
          return tale(observation, {
            choices: choices(causes),
            outcome: outcome?.(causes, observation) ?? null,
          });
        }
      : synthesise,
    read: (text) => tale(read(text), { choices: null, outcome: null }),
    fit: isAble(fit) ? (texts) => tellStory(fit(texts.map(read))) : fit,
    picture,
  };
}

/** The declaration of a story: one file of `story-catalog`. */
export interface StoryKind<Table extends ParameterTable = ParameterTable> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  /** What a datum is, and how it is written: `numbers x, y`. */
  readonly datum: string;
  readonly sources: readonly Reference[];
  readonly parameters: Table;
  /** The story at these parameters. */
  readonly story: (parameters: ParameterValues<Table>) => Story;
  /** The story with the numbers of a folder of model files; absent where there is no such format. */
  readonly folder?: StoryFolder<Table>;
}

/** A file of a model folder: its name, for messages, and what it holds. */
export interface StoryFile {
  readonly file: string;
  readonly text: string;
}

/** How a story takes its numbers from a folder of model files. */
export interface StoryFolder<Table extends ParameterTable = ParameterTable> {
  /** Names that each file may have, of which the first that is there is read. */
  readonly files: Readonly<
    Record<string, { readonly names: readonly string[]; readonly isOptional: boolean }>
  >;
  /** Parameters that still have a meaning. */
  readonly parameters: readonly string[];
  /**
   * The story, from files by the keys of `files`; `null` for a file that is not there.
   *
   * @throws {HelmholtzError} `bad-model`, naming file and line.
   */
  readonly story: (
    folder: { readonly name: string; readonly files: Readonly<Record<string, StoryFile | null>> },
    parameters: ParameterValues<Table>,
  ) => Story;
}

/** Declares a story. Inside, parameters have the types of its own table. */
export function defineStory<const Table extends ParameterTable>(kind: StoryKind<Table>): StoryKind {
  const { folder, ...rest } = kind;
  return {
    ...rest,
    // The values were resolved against this very table by `resolveParameters`.
    story: (parameters) => kind.story(parameters as ParameterValues<Table>),
    ...(folder === undefined
      ? {}
      : {
          folder: {
            ...folder,
            story: (files, parameters) => folder.story(files, parameters as ParameterValues<Table>),
          },
        }),
  };
}

const CATALOGUE = new URL('./story-catalog/', import.meta.url);

/** Every story in `agents/story-catalog`, by name; a file that is put there is found without being listed anywhere. */
export async function listStories(): Promise<readonly StoryKind[]> {
  return discoverMembers<StoryKind>(CATALOGUE);
}

/**
 * The story of a name.
 *
 * @throws {HelmholtzError} `unknown-story`, naming the nearest one.
 */
export async function findStory(name: string): Promise<StoryKind> {
  const kind = await discoverMember<StoryKind>(CATALOGUE, name);
  if (kind !== null) return kind;
  const kinds = await listStories();
  throw new HelmholtzError(
    'unknown-story',
    `story "${name}": no such story${suggestion(
      name,
      kinds.map((candidate) => candidate.name),
    )}`,
  );
}

/**
 * Numbers from text, separated by commas or spaces.
 *
 * @throws {HelmholtzError} `bad-datum` unless there are `count` of them.
 */
export function readNumbers(text: string, count: number): number[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  if (numbers.length !== count || !numbers.every(Number.isFinite)) {
    throw new HelmholtzError('bad-datum', `datum: expected ${count} numbers; got "${text}"`);
  }
  return numbers;
}

/** Numbers as text, to six significant digits. */
export function showNumbers(numbers: readonly number[]): string {
  return numbers.map((number) => String(Number(number.toPrecision(6)))).join(', ');
}
