import { problem } from '../../protocol/index.ts';
import { jsonSchema } from './json-schema.ts';
import type { Route } from './route.ts';

/** The HTTP API in OpenAPI 3.1, from the routes themselves. */
export function openApi(routes: readonly Route[], version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Helmholtz',
      version,
      description: 'Live sessions run over socket.io; their messages are described at /api/schema.',
    },
    paths: Object.fromEntries(
      routes.map((route) => [`/api${route.path}`, { get: operation(route) }]),
    ),
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operation({ path, summary, query, response, isProtected = false }: Route): object {
  return {
    summary,
    ...(isProtected ? { security: [{}, { token: [] }] } : {}),
    parameters: [
      ...Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
        name,
        in: 'query',
        required: false,
        schema: jsonSchema(schema as NonNullable<Route['query']>, 'input'),
      })),
    ],
    responses: {
      200: {
        description: 'Done.',
        content:
          typeof response === 'string'
            ? { [response]: {} }
            : { 'application/json': { schema: jsonSchema(response, 'output') } },
      },
      default: {
        description: 'Refused; the code says why.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}
