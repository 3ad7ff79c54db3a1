import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** Parser and JSON Schema of {@link ParameterDescription}. */
export const parameterDescription = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    name: z.string(),
    default: z.number().nullable().describe('Null where the number may be left out.'),
    min: z.number(),
    max: z.number(),
    whole: z.boolean().describe('Whether only whole numbers are allowed.'),
    unit: z.string(),
    meaning: z.string(),
  }),
  z.object({
    kind: z.literal('choice'),
    name: z.string(),
    default: z.string(),
    choices: z.array(z.string()),
    meaning: z.string(),
  }),
  z.object({
    kind: z.literal('boolean'),
    name: z.string(),
    default: z.boolean(),
    meaning: z.string(),
  }),
  z.object({
    kind: z
      .enum(['text', 'pair', 'list', 'pairs', 'sides', 'set'])
      .describe('All are written as text: 4,3 or 0,0.5,1 or 1,2;3,4 or left|right or JSON.'),
    name: z.string(),
    default: z.string().describe('As text; "none" where it may be left out.'),
    range: z.string().describe('What is admitted, in words.'),
    unit: z.string(),
    meaning: z.string(),
  }),
]);

/** One adjustable number, choice or list of an agent or a stimulus. */
export type ParameterDescription = Immutable<z.infer<typeof parameterDescription>>;

const sourceDescription = z.object({
  text: z.string().describe('Author, year, journal.'),
  url: z
    .exactOptional(z.string())
    .describe('DOI or arXiv number as a URL; absent when there is none.'),
});

/** A published source. */
export type SourceDescription = Immutable<z.infer<typeof sourceDescription>>;

const arrangement = z
  .object({
    gridRows: z.number(),
    gridColumns: z.number(),
    rows: z.number(),
    columns: z.number(),
  })
  .describe(
    'How units lie in the plane: a grid of blocks, each a small image. Unit ((gridRow * gridColumns + gridColumn) * rows + row) * columns + column is drawn at row gridRow * rows + row, column gridColumn * columns + column.',
  );

/**
 * How the units of a level lie in the plane: a grid of blocks, each block a small image. Unit
 * `((gridRow * gridColumns + gridColumn) * rows + row) * columns + column` is drawn at
 * row `gridRow * rows + row`, column `gridColumn * columns + column`.
 */
export type Arrangement = Immutable<z.infer<typeof arrangement>>;

const levelDescription = z.object({
  name: z.string(),
  meaning: z.string().describe('What its value nodes stand for.'),
  units: z.number(),
  arrangement,
  predictedBy: z
    .string()
    .nullable()
    .describe('How it is predicted from the level above, in words; null for the top level.'),
  prior: z
    .string()
    .nullable()
    .describe('The prior on its value nodes, in words; null without one.'),
  unitNames: z
    .array(z.string())
    .nullable()
    .describe('Names of the units where they stand for something nameable (classes); else null.'),
  unit: z.string().describe('Unit of its values, for axes and legends.'),
});

/** One level of a hierarchy; level 0 is sensory. */
export type LevelDescription = Immutable<z.infer<typeof levelDescription>>;

const trainingDescription = z.object({
  command: z.string().describe('Makes the same weights again.'),
  seed: z.number(),
  engine: z.string(),
  durationSeconds: z.number(),
  finalFreeEnergy: z
    .number()
    .nullable()
    .describe('Nats per observation; null where nothing of that kind was descended.'),
  sha256: z.string(),
});

/** The training record of shipped weights. */
export type TrainingDescription = Immutable<z.infer<typeof trainingDescription>>;

/** Parser and JSON Schema of {@link AgentDescription}. */
export const agentDescription = z.object({
  name: z.string(),
  summary: z.string(),
  sources: z.array(sourceDescription),
  parameters: z.array(parameterDescription),
  levels: z.array(levelDescription).describe('Sensory level first.'),
  pictureLevel: z
    .number()
    .describe('Level that pictures are clamped to: 0, or the top level of a discriminative net.'),
  classes: z
    .array(z.string())
    .describe('Classes that the agent reports a posterior over; empty when it does not.'),
  training: trainingDescription
    .nullable()
    .describe(
      'How its weights came about; null when somebody made them up, and in lists, where no weights are loaded.',
    ),
  energy: z.string().describe('What frames report as free energy, in words.'),
  firstPicture: z.string().describe('Name of the picture that it is shown first.'),
});

/** An agent kind of the catalogue. */
export type AgentDescription = Immutable<z.infer<typeof agentDescription>>;
