import { z } from 'zod';
import { parameterDescription } from './agent-description.ts';
import type { Immutable } from './immutable.ts';

/** Parser and JSON Schema of {@link StoryDescription}. */
export const storyDescription = z.object({
  name: z.string(),
  summary: z.string(),
  datum: z.string().describe('What a datum is, and how it is written.'),
  sources: z.array(z.object({ text: z.string(), url: z.string() })),
  parameters: z.array(parameterDescription),
});

/** A generative model that can be told forward and backward. */
export type StoryDescription = Immutable<z.infer<typeof storyDescription>>;

const chance = z
  .union([
    z.object({ probability: z.number() }),
    z.object({ mean: z.array(z.number()), standardDeviation: z.array(z.number()) }),
  ])
  .describe('How open it was before it was drawn, given everything before it.');

const choice = z.object({
  name: z.string(),
  value: z.string().describe('In words.'),
  number: z.number().describe('The value itself, or the index of a category.'),
  chance: z.exactOptional(chance).describe('Absent where the story does not say.'),
});

const unable = z.object({ unable: z.string().describe('Why the story cannot do it.') });

const asked = {
  story: z.string(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
};

const pixels = z
  .string()
  .describe('Luminance of a picture: a byte per pixel, row by row, 0 black, 255 white; base64url.');

const shape = z.object({ rows: z.number(), columns: z.number() });

const exactness = z
  .enum(['exact', 'approximate', 'point'])
  .describe('Draws from the posterior, from something near to it, or single answers.');

/** Parser and JSON Schema of {@link TalesDescription}. */
export const talesDescription = z.object({
  ...asked,
  seed: z.number(),
  picture: shape.nullable().describe('Size of the data where they are pictures.'),
  tales: z
    .union([
      unable,
      z.array(
        z.object({
          datum: z.string(),
          choices: z.array(choice).describe('In the order in which they were made.'),
          outcome: chance.nullable().describe('How open the datum still was after them.'),
          pixels: pixels.nullable(),
        }),
      ),
    ])
    .describe('Data with the choices that made them.'),
});

/** Data of a story told forward. */
export type TalesDescription = Immutable<z.infer<typeof talesDescription>>;

const marginal = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('categories'),
    name: z.string(),
    states: z
      .array(z.object({ value: z.string(), probability: z.number() }))
      .describe('The most probable first.'),
  }),
  z.object({
    kind: z.literal('number'),
    name: z.string(),
    mean: z.number(),
    standardDeviation: z.number(),
    lower: z.number().describe('2.5 % of the samples are below.'),
    upper: z.number().describe('2.5 % of the samples are above.'),
  }),
]);

/** What is believed of one choice. */
export type MarginalDescription = Immutable<z.infer<typeof marginal>>;

/** Parser and JSON Schema of {@link ExplanationDescription}. */
export const explanationDescription = z.object({
  ...asked,
  datum: z.string().describe('As the story writes it.'),
  picture: shape
    .extend({ pixels, predicted: pixels.nullable() })
    .nullable()
    .describe('The datum, and what is expected of the belief, where data are pictures.'),
  score: z.union([
    unable,
    z.object({
      nats: z.number().nullable().describe('ln p(datum); null where the story cannot make it.'),
      kind: z.enum(['exact', 'lower-bound', 'predictive']),
    }),
  ]),
  posterior: z
    .union([
      unable,
      z.object({
        exactness,
        best: z.array(
          z.object({
            choices: z.array(choice),
            probability: z
              .number()
              .nullable()
              .describe('Null where causes are continuous: then it is their mean.'),
          }),
        ),
        marginals: z.array(marginal).describe('What is believed of each choice.'),
        samples: z
          .number()
          .describe('Posterior samples behind the marginals; 0 where they are exact.'),
        prediction: z
          .union([unable, z.object({ datum: z.string() })])
          .describe('The datum that is expected of what is believed.'),
      }),
    ])
    .nullable()
    .describe('Null where the story cannot make the datum.'),
});

/** A datum told backward: how probable it is, and how it may have come about. */
export type ExplanationDescription = Immutable<z.infer<typeof explanationDescription>>;

/** Parser and JSON Schema of {@link FillingDescription}. */
export const fillingDescription = z.object({
  ...asked,
  ...shape.shape,
  exactness,
  samples: z.array(pixels).describe('Whole pictures, given what is seen.'),
  mean: z.array(z.number()).describe('Of the samples, luminance of each pixel.'),
  standardDeviation: z.array(z.number()).describe('Of the samples, in each pixel.'),
});

/** A picture of which a part is hidden, filled in. */
export type FillingDescription = Immutable<z.infer<typeof fillingDescription>>;
