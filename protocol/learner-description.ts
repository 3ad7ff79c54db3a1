import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** Parser and JSON Schema of {@link LearnerDescription}. */
export const learnerDescription = z.object({
  name: z.string(),
  summary: z.string(),
  parameters: z.array(
    z.object({
      name: z.string(),
      meaning: z.string(),
      scale: z.enum(['linear', 'log', 'logit']).describe('Where a slider moves evenly.'),
      lowest: z.number().describe('On the scale.'),
      highest: z.number().describe('On the scale.'),
      default: z.number().describe('On the scale.'),
    }),
  ),
});

/** A model of learning, with the parameters that can be moved. */
export type LearnerDescription = Immutable<z.infer<typeof learnerDescription>>;

const numbers = z.array(z.number().nullable());

/** Parser and JSON Schema of {@link LearnerCourseDescription}. */
export const learnerCourseDescription = z.object({
  learner: z.string(),
  input: z.array(z.number()).describe('What was observed: 0 or 1.'),
  prediction: numbers.describe('Probability of 1 before each trial.'),
  interval: z.object({ lower: numbers, upper: numbers }).nullable(),
  volatility: z.object({ mean: numbers, lower: numbers, upper: numbers }).nullable(),
  surprise: z.number().nullable().describe('Sum over the trials, nats; null after a failure.'),
  failure: z.string().nullable(),
});

/** What a learner believed, trial by trial; null where it had failed. */
export type LearnerCourseDescription = Immutable<z.infer<typeof learnerCourseDescription>>;
