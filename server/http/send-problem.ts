import type { ErrorRequestHandler, Response } from 'express';
import type { Problem } from '../../protocol/index.ts';
import type { Log } from '../dependencies.ts';
import { internalProblem, problem, problemOf } from '../problems.ts';

/** Answers with a problem (RFC 9457). */
export function sendProblem(response: Response, { code, title, status }: Problem): void {
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', code, title, status }));
}

/** Turns whatever a route threw into a problem; what was not thrown on purpose is logged. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const expected = problemOf(error) ?? problemOfRequest(error);
    if (expected === null) log.error({ err: error, path: request.path }, 'request failed');
    sendProblem(response, expected ?? internalProblem());
  };
}

/** Express itself refuses malformed requests with errors that carry a status. */
function problemOfRequest(error: unknown): Problem | null {
  const isOfClient =
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500;
  return isOfClient ? problem('bad-message', `request: ${error.message}`) : null;
}
