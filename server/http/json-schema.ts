import { z } from 'zod';
import {
  frameHeader,
  MESSAGES,
  PROTOCOL_VERSION,
  problem,
  sessionState,
} from '../../protocol/index.ts';

/** JSON Schema (2020-12) of something that is received (`input`) or sent (`output`). */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  // Binary attachments have no type in JSON Schema; their description says what they are.
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain;
}

/** Every message of the sockets, in both directions. */
export function messageSchemas(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Helmholtz live sessions',
    protocolVersion: PROTOCOL_VERSION,
    fromClient: Object.fromEntries(
      Object.entries(MESSAGES).map(([name, schema]) => [name, jsonSchema(schema, 'input')]),
    ),
    fromServer: {
      'session:state': jsonSchema(sessionState, 'output'),
      'session:ended': { type: 'string', description: 'Why the session is over.' },
      frame: {
        description:
          'Two arguments: this header, and one binary attachment with the planes as little-endian 32-bit floats.',
        ...jsonSchema(frameHeader, 'output'),
      },
    },
    problem: jsonSchema(problem, 'output'),
  };
}
