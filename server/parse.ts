import type { z } from 'zod';
import { valueAt } from '../experiments/index.ts';
import { Refusal } from './problems.ts';

/**
 * Parses what came from outside.
 *
 * @param place What it is, for the error message, for example `session:adjust`.
 * @throws {Refusal} `bad-message` that names the field, the expectation and the value.
 */
export function parse<Schema extends z.ZodType>(
  place: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const field = [place, ...path].map(String).join('.');
  const expectation = (issue?.message ?? 'expected something else')
    .replace(/^Invalid input: /, '')
    .replace(/, received .*$/, '');
  throw new Refusal(
    'bad-message',
    `${field}: ${lowerFirst(expectation)}; got ${shown(valueAt(value, path))}`,
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  return Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
}
