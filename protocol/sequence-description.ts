import { z } from 'zod';
import { parameterDescription } from './agent-description.ts';
import type { Immutable } from './immutable.ts';

/** Parser and JSON Schema of {@link SequenceAgentDescription}. */
export const sequenceAgentDescription = z.object({
  name: z.string(),
  summary: z.string(),
  sources: z.array(z.object({ text: z.string(), url: z.string() })),
  parameters: z.array(parameterDescription),
  perceivers: z.array(z.object({ name: z.string(), summary: z.string() })),
});

/** An agent that perceives in time. */
export type SequenceAgentDescription = Immutable<z.infer<typeof sequenceAgentDescription>>;

const numbers = z.array(z.number().nullable()).describe('One a step; null is no number.');

/** Parser and JSON Schema of {@link SequencePerceptDescription}. */
export const sequencePerceptDescription = z.object({
  agent: z.string(),
  perceiver: z.string(),
  seed: z.number(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  steps: z.string().describe('What a step is.'),
  courses: z.array(
    z.object({
      name: z.string(),
      truth: numbers.nullable(),
      observed: numbers.nullable(),
      mean: numbers,
      standardDeviation: numbers.nullable(),
    }),
  ),
  readings: z.array(z.object({ name: z.string(), value: z.number(), meaning: z.string() })),
});

/** What was there, what was seen and what was believed, in time. */
export type SequencePerceptDescription = Immutable<z.infer<typeof sequencePerceptDescription>>;
