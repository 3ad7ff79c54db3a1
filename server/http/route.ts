import type { z } from 'zod';

/** A request, as far as routes look at it. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Is aborted when whoever asked has gone before there was an answer. */
  readonly signal: AbortSignal;
}

/** One address of the API: what it does, and what OpenAPI says of it. */
export interface Route {
  /** As OpenAPI writes it, `{name}` being a parameter. */
  readonly path: string;
  readonly summary: string;
  /** Whether a server with a token wants to see it. */
  readonly isProtected?: boolean;
  /** Query parameters. */
  readonly query?: z.ZodObject;
  /** What a JSON answer looks like, or the media type of another one. */
  readonly response: z.ZodType | 'image/png' | 'text/html';
  readonly answer: (request: ApiRequest) => unknown;
}
