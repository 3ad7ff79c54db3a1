import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { type Script, SCRIPT_LIMITS, SCRIPT_SCHEMA } from './script.ts';

/** Where keys of a script lie in its file, to say where a fault is. */
export interface ScriptSource {
  readonly script: Script;
  /**
   * A refusal of something in the script.
   *
   * @param path Keys and indices that lead to it.
   * @param at Offset into its text, from 0.
   */
  readonly refusal: (path: readonly PropertyKey[], reason: string, at?: number) => HelmholtzError;
}

/**
 * Reads a script, which is YAML 1.2 or JSON without aliases and tags.
 *
 * @param place Name of the file, for messages.
 * @throws {HelmholtzError} `bad-script`, which names file, line, column and key.
 */
export function readScript(text: string, place: string): ScriptSource {
  if (Buffer.byteLength(text) > SCRIPT_LIMITS.bytes) {
    throw bad(
      place,
      `expected at most ${SCRIPT_LIMITS.bytes} bytes; got ${Buffer.byteLength(text)}`,
    );
  }
  const lines = new LineCounter();
  const positioned = (offset: number, reason: string): HelmholtzError => {
    const { line, col } = lines.linePos(offset);
    return bad(`${place}:${Math.max(1, line)}:${Math.max(1, col)}`, reason);
  };
  const document = parsed(text, lines, place);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw positioned(fault.pos[0], oneLine(fault.message));
  visit(document, {
    Alias: (_, alias) => {
      throw positioned(alias.range?.[0] ?? 0, 'expected no aliases (*name) in a script');
    },
    Pair: (_, { key }) => {
      // The schema library passes over this key in silence.
      if (isScalar(key) && key.value === '__proto__') {
        throw positioned(key.range?.[0] ?? 0, '__proto__: no such key');
      }
    },
  });
  const refusal: ScriptSource['refusal'] = (path, reason, at = 0) => {
    const offset = offsetOf(document, path);
    const named = path.length === 0 ? reason : `${pathName(path)}: ${reason}`;
    return positioned(offset.start + (offset.isScalar ? at : 0), named);
  };
  const result = SCRIPT_SCHEMA.safeParse(document.toJS());
  if (!result.success) {
    const { issues } = result.error;
    // A key that is unknown is likely the reason for one that is missing.
    const telling = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
    throw refusalOfIssue(telling, document.toJS(), refusal);
  }
  return { script: result.data, refusal };
}

function parsed(text: string, lineCounter: LineCounter, place: string): Document {
  try {
    return parseDocument(text, {
      version: '1.2',
      schema: 'core',
      strict: true,
      uniqueKeys: true,
      merge: false,
      prettyErrors: false,
      lineCounter,
    });
  } catch (error) {
    if (error instanceof RangeError) throw bad(place, 'expected fewer lists within each other');
    throw error;
  }
}

function bad(place: string, reason: string): HelmholtzError {
  return new HelmholtzError('bad-script', `${place}: ${reason}`);
}

/** Offset of the deepest part of a path that is written down; of its text, where it is a single value. */
function offsetOf(
  document: Document,
  path: readonly PropertyKey[],
): { readonly start: number; readonly isScalar: boolean } {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const type = 'type' in node ? node.type : undefined;
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      return {
        start: node.range[0] + (isQuoted ? 1 : 0),
        isScalar: length === path.length && (isQuoted || type === 'PLAIN'),
      };
    }
  }
  return { start: 0, isScalar: false };
}

/** `layers[1].luminance` */
function pathName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (before, key) =>
      typeof key === 'number'
        ? `${before}[${key}]`
        : before === ''
          ? String(key)
          : `${before}.${String(key)}`,
    '',
  );
}

function refusalOfIssue(
  issue: z.core.$ZodIssue,
  value: unknown,
  refusal: ScriptSource['refusal'],
): HelmholtzError {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return refusal([...path, key], `no such key${suggestion(key, keysAt(path))}`);
  }
  if (issue.code === 'invalid_key') {
    return refusal(path, issue.issues[0]?.message ?? 'expected another name');
  }
  const got = valueAt(value, path);
  const expectation = issue.message
    .replace(/^Invalid input: /, '')
    .replace(/, received .*$/, '')
    .replace(/^Too (big|small): /, '');
  return refusal(path, `${expectation}; got ${shown(got)}`);
}

/** The keys that the schema knows at a path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = SCRIPT_SCHEMA;
  for (const key of [...path, null]) {
    while (schema instanceof z.ZodOptional) schema = schema.unwrap();
    if (key === null) break;
    schema =
      schema instanceof z.ZodArray
        ? schema.element
        : schema instanceof z.ZodObject
          ? schema.shape[String(key)]
          : undefined;
  }
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a map';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null';
}

function oneLine(message: string): string {
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
