import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/**
 * Stable codes of everything that can be refused. A code never changes its meaning; the words beside it may.
 */
export const ERROR_CODES = [
  'bad-message',
  'too-large',
  'too-many-messages',
  'too-slow',
  'unknown-agent',
  'unknown-session',
  'unknown-level',
  'unknown-parameter',
  'unknown-picture',
  'unknown-engine',
  'unknown-scheme',
  'not-applicable',
  'engine-unavailable',
  'parameter-out-of-range',
  'not-an-image',
  'not-in-history',
  'no-session',
  'too-many-sessions',
  'unknown-run',
  'too-many-runs',
  'bad-weights',
  'diverged',
  'not-found',
  'unauthorised',
  'wrong-version',
  'stopping',
  'internal',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Parser and JSON Schema of {@link Problem}. */
export const problem = z.object({
  code: z.enum(ERROR_CODES).describe('Stable code, for programs.'),
  title: z
    .string()
    .describe(
      'One line for people: the place, the expectation, the value, the nearest valid choice.',
    ),
  status: z.number().describe('HTTP status that goes with it.'),
});

/** Why a request was refused (an RFC 9457 problem with a stable code). */
export type Problem = Immutable<z.infer<typeof problem>>;

/** What every request is answered with: the result, or the reason why there is none. */
export type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly problem: Problem };
