import { type RequestHandler, Router } from 'express';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problems.ts';
import { isSameToken } from '../same-token.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import { messageSchemas } from './json-schema.ts';
import { openApi } from './open-api.ts';
import type { Route } from './route.ts';
import { apiRoutes } from './routes.ts';

/** Everything below `/api`. */
export function api(
  registries: { readonly sessions: SessionRegistry; readonly runs: RunRegistry },
  dependencies: Dependencies,
): Router {
  const { token, version } = dependencies.settings;
  const router = Router();
  const routes = apiRoutes(registries, dependencies);
  for (const route of routes) {
    const guards = route.isProtected === true && token !== null ? [wantToken(token)] : [];
    router.get(route.path.replace(/\{(\w+)\}/g, ':$1'), ...guards, respond(route));
  }
  const schemas = messageSchemas();
  router.get('/schema', (_, response) => void response.json(schemas));
  const description = openApi(routes, version);
  router.get('/openapi.json', (_, response) => void response.json(description));
  router.use((request) => {
    throw new Refusal(
      'not-found',
      `${request.method} ${request.originalUrl}: no such address; /api/openapi.json lists them`,
    );
  });
  return router;
}

function respond({ response: kind, answer }: Route): RequestHandler {
  return async ({ params, query }, response) => {
    const names = Object.entries(params).map(([name, value]) => [name, String(value)] as const);
    const leaving = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort();
    });
    const result = await answer({
      params: Object.fromEntries(names),
      query,
      signal: leaving.signal,
    });
    if (kind === 'image/png' && ArrayBuffer.isView(result)) {
      response
        .set('Cache-Control', 'public, max-age=3600')
        .type(kind)
        .send(Buffer.from(result.buffer, result.byteOffset, result.byteLength));
    } else if (kind === 'text/html') {
      // A page of ours that styles itself and does nothing.
      response
        .set(
          'Content-Security-Policy',
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        )
        .set('Cache-Control', 'no-cache')
        .type(kind)
        .send(result);
    } else {
      response.set('Cache-Control', 'no-cache').json(result);
    }
  };
}

function wantToken(token: string): RequestHandler {
  return (request, _, next) => {
    const shown = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!isSameToken(shown, token)) {
      throw new Refusal(
        'unauthorised',
        'Authorization: expected "Bearer" and the token of this server',
      );
    }
    next();
  };
}
