import { z } from 'zod';
import { listStories, type StoryKind } from '../../agents/index.ts';
import {
  explanationDescription,
  fillingDescription,
  LIMITS,
  type StoryDescription,
  storyDescription,
  talesDescription,
} from '../../protocol/index.ts';
import type { StoryExplanation } from '../answer-story.ts';
import type { Laboratory } from '../dependencies.ts';
import { parse } from '../parse.ts';
import { describeParameters } from '../sessions/parameter-description.ts';
import type { ApiRequest, Route } from './route.ts';

const storyQuery = z.object({
  set: z
    .string()
    .max(4000)
    .default('{}')
    .describe('Parameters that differ from their defaults, as JSON: {"deviation": 0.1}.'),
  seed: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
});

const talesQuery = storyQuery.extend({
  count: z.coerce.number().int().min(1).max(LIMITS.tales).default(1).describe('How many data.'),
});

const explanationQuery = storyQuery.extend({
  datum: z
    .string()
    .max(LIMITS.datumLength)
    .optional()
    .describe('As text; the first one that the seed tells where it is left out.'),
  samples: z.coerce
    .number()
    .int()
    .min(100)
    .max(LIMITS.posteriorSamples)
    .default(1000)
    .describe('Posterior samples, where the explanations cannot all be listed.'),
});

const fillingQuery = storyQuery.extend({
  datum: explanationQuery.shape.datum,
  hidden: z
    .string()
    .regex(/^[\w-]*$/, 'expected base64url')
    .max(LIMITS.datumLength)
    .default('')
    .describe('A bit per pixel, row by row, the highest of a byte first: 1 hides; base64url.'),
  count: z.coerce.number().int().min(1).max(LIMITS.fillings).default(16).describe('How many.'),
});

const givenParameters = z.record(z.string(), z.union([z.string(), z.number()]));

/** Story and parameters that a request asks for. */
function askedStory(
  params: ApiRequest['params'],
  { set, seed }: z.output<typeof storyQuery>,
): { story: string; parameters: z.output<typeof givenParameters>; seed: number } {
  let given: unknown = null;
  try {
    given = JSON.parse(set);
  } catch {
    // Refused by the parser, in its words.
  }
  return {
    story: params['name'] ?? '',
    parameters: parse('query.set', givenParameters, given),
    seed,
  };
}

/** Addresses about stories: generative models told forward and backward. */
export function storyRoutes({ tellStory }: Pick<Laboratory, 'tellStory'>): readonly Route[] {
  return [
    {
      path: '/stories',
      summary: 'Generative models that can be told forward and backward, with their parameters.',
      response: z.array(storyDescription),
      answer: async () => (await listStories()).map(describeStory),
    },
    {
      path: '/stories/{name}/tales',
      summary: 'Data of a story, told forward: each with the choices that made it.',
      query: talesQuery,
      response: talesDescription,
      answer: async ({ params, query, signal }) => {
        const asked = parse('query', talesQuery, query);
        const question = {
          ask: 'tales',
          ...askedStory(params, asked),
          count: asked.count,
        } as const;
        const answer = await tellStory(question, signal);
        if (!('tales' in answer)) throw new Error('expected tales');
        const { story, parameters, picture, tales } = answer;
        return {
          ...{ story, parameters, picture, seed: asked.seed },
          tales:
            'unable' in tales
              ? tales
              : tales.map(({ text, choices, outcome, pixels }) => ({
                  datum: text,
                  choices: choices ?? [],
                  outcome,
                  pixels,
                })),
        };
      },
    },
    {
      path: '/stories/{name}/explanation',
      summary: 'A datum, told backward: how probable it is, and how it may have come about.',
      query: explanationQuery,
      response: explanationDescription,
      answer: async ({ params, query, signal }) => {
        const asked = parse('query', explanationQuery, query);
        const { datum, samples } = asked;
        const { story, parameters, seed } = askedStory(params, asked);
        const question = { ask: 'explanation', story, parameters, seed, datum, samples } as const;
        const answer = await tellStory(question, signal);
        if (!('score' in answer)) throw new Error('expected an explanation');
        return { ...answer, score: wireScore(answer.score) };
      },
    },
    {
      path: '/stories/{name}/filling',
      summary: 'What may be in the hidden part of a picture, for stories whose data are pictures.',
      query: fillingQuery,
      response: fillingDescription,
      answer: async ({ params, query, signal }) => {
        const asked = parse('query', fillingQuery, query);
        const { datum, count } = asked;
        const { story, parameters, seed } = askedStory(params, asked);
        const hidden = Uint8Array.from(Buffer.from(asked.hidden, 'base64url'));
        const question = {
          ...{ story, parameters, seed, datum, hidden, count },
          ask: 'filling',
        } as const;
        return await tellStory(question, signal);
      },
    },
  ];
}

function describeStory(kind: StoryKind): StoryDescription {
  const { name, summary, datum, sources, parameters } = kind;
  return {
    ...{ name, summary, datum },
    sources: sources.map(({ text, url }) => ({ text, url })),
    parameters: describeParameters(parameters),
  };
}

/** JSON knows no infinite numbers. */
function wireScore(score: StoryExplanation['score']): object {
  return 'nats' in score
    ? { ...score, nats: Number.isFinite(score.nats) ? score.nats : null }
    : score;
}
