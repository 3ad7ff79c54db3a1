import { HelmholtzError, type HelmholtzErrorCode } from '../agents/index.ts';
import type { ErrorCode, Problem } from '../protocol/index.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  'bad-message': 400,
  'too-large': 413,
  'too-many-messages': 429,
  'too-slow': 503,
  'unknown-agent': 404,
  'unknown-session': 404,
  'unknown-level': 422,
  'unknown-parameter': 422,
  'unknown-picture': 404,
  'unknown-engine': 422,
  'unknown-scheme': 422,
  'not-applicable': 422,
  'engine-unavailable': 503,
  'parameter-out-of-range': 422,
  'not-an-image': 422,
  'not-in-history': 404,
  'no-session': 409,
  'too-many-sessions': 503,
  'unknown-run': 404,
  'too-many-runs': 503,
  'bad-weights': 500,
  diverged: 409,
  'not-found': 404,
  unauthorised: 401,
  'wrong-version': 426,
  stopping: 503,
  internal: 500,
};

/** Codes of the science in the words of the wire; `null` where only the server's log should know. */
const CODE_OF_ERROR: Readonly<Record<HelmholtzErrorCode, ErrorCode | null>> = {
  'unknown-agent': 'unknown-agent',
  'unknown-parameter': 'unknown-parameter',
  'unknown-engine': 'unknown-engine',
  'unknown-scheme': 'unknown-scheme',
  'engine-unavailable': 'engine-unavailable',
  'unknown-level': 'unknown-level',
  'unknown-picture': 'unknown-picture',
  'unknown-dataset': null,
  'bad-expression': 'bad-message',
  'bad-script': 'bad-message',
  'unknown-story': 'bad-message',
  'bad-datum': 'bad-message',
  'bad-model': 'bad-message',
  'bad-sequence': 'bad-message',
  'bad-experiment': 'bad-message',
  'bad-journal': null,
  'unknown-experiment': 'bad-message',
  'parameter-out-of-range': 'parameter-out-of-range',
  'bad-shape': 'bad-message',
  'bad-weights': 'bad-weights',
  'bad-checkpoint': null,
  'not-an-image': 'not-an-image',
  'too-large': 'too-large',
  'not-readable': null,
  'not-writable': null,
  diverged: 'diverged',
  interrupted: null,
  'not-applicable': 'not-applicable',
  // The session ended while something of it was under way.
  disposed: 'unknown-session',
};

/** Something that the server itself refuses. The message is one line for people. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** A problem with the status that belongs to its code. */
export function problem(code: ErrorCode, title: string): Problem {
  return { code, title, status: STATUS[code] };
}

/**
 * What to answer to an error that was thrown on purpose; `null` for a fault of ours, whose message may hold what is no
 * one else's business.
 */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Refusal) return problem(error.code, error.message);
  if (!(error instanceof HelmholtzError)) return null;
  const code = CODE_OF_ERROR[error.code];
  return code === null ? null : problem(code, error.message);
}

/** What to answer to a fault of ours. */
export function internalProblem(): Problem {
  return problem('internal', 'the server failed at this; its log says why');
}
