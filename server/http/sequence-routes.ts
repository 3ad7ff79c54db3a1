import { z } from 'zod';
import { listSequenceAgents, type SequenceAgentKind } from '../../agents/index.ts';
import {
  type SequenceAgentDescription,
  sequenceAgentDescription,
  sequencePerceptDescription,
} from '../../protocol/index.ts';
import type { Laboratory } from '../dependencies.ts';
import { parse } from '../parse.ts';
import { Refusal } from '../problems.ts';
import { describeParameters } from '../sessions/parameter-description.ts';
import type { Route } from './route.ts';

const perceptQuery = z.object({
  perceiver: z.string().max(100).optional().describe('Way of perceiving; the first by default.'),
  seed: z.coerce.number().int().min(0).max(1e9).default(1).describe('Seed of the sequence.'),
  parameters: z
    .string()
    .max(2000)
    .default('{}')
    .describe('Parameters as a JSON object of names and numbers.'),
});

const givenParameters = z.record(z.string(), z.union([z.number(), z.string()]));

/** Addresses about agents that perceive in time. */
export function sequenceRoutes({
  perceiveSequence,
}: Pick<Laboratory, 'perceiveSequence'>): readonly Route[] {
  return [
    {
      path: '/sequences',
      summary: 'The agents that perceive in time, at their default parameters.',
      response: z.array(sequenceAgentDescription),
      answer: async () => (await listSequenceAgents()).map(describeSequenceAgent),
    },
    {
      path: '/sequences/{name}',
      summary: 'What an agent perceives of the sequence of a seed.',
      query: perceptQuery,
      response: sequencePerceptDescription,
      answer: async ({ params, query }) => {
        const asked = parse('query', perceptQuery, query);
        const parameters = parse('parameters', givenParameters, parsedJson(asked.parameters));
        const { perceiver, seed } = asked;
        const agent = params['name'] ?? '';
        const { percept, ...rest } = await perceiveSequence({ agent, perceiver, parameters, seed });
        return { ...rest, ...percept };
      },
    },
  ];
}

function describeSequenceAgent({
  name,
  summary,
  sources,
  parameters,
  perceivers,
}: SequenceAgentKind): SequenceAgentDescription {
  return {
    name,
    summary,
    sources: [...sources],
    parameters: describeParameters(parameters),
    perceivers: Object.entries(perceivers).map(([own, text]) => ({ name: own, summary: text })),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('bad-message', 'query.parameters: expected a JSON object');
  }
}
