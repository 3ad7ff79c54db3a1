import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** Parser and JSON Schema of {@link TrainingState}. */
export const trainingState = z.object({
  training: z.string().describe('A name that nobody can guess.'),
  family: z.string(),
  data: z.string(),
  seed: z.number(),
  status: z.enum(['running', 'finished', 'interrupted', 'failed']),
  done: z.number().describe('Steps of learning.'),
  total: z.number().describe('0 while it is not known.'),
  losses: z
    .record(z.string(), z.number())
    .describe('Mean loss of every player over the last steps, nats.'),
  secondsLeft: z.number().nullable().describe('About; null while it cannot be said.'),
  folder: z.string().describe('Where the weights and their record are written.'),
  problem: z.string().nullable(),
});

/** A training of a generative family, under way or past. */
export type TrainingState = Immutable<z.infer<typeof trainingState>>;

/** Parser and JSON Schema of {@link TrainingChoices}. */
export const trainingChoices = z.object({
  families: z.array(z.string()).describe('Generative families that can be trained.'),
  data: z.array(z.string()).describe('What they can learn from.'),
});

/** What can be trained, and on what. */
export type TrainingChoices = Immutable<z.infer<typeof trainingChoices>>;
