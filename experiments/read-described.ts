import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { HelmholtzError, type HelmholtzErrorCode, suggestion } from '../agents/index.ts';

/** A file of YAML or JSON, checked against its schema, with what is needed to say where something in it lies. */
export interface Described<Value> {
  readonly value: Value;
  readonly refusal: Refusal;
}

/**
 * A refusal of something in a file, with file, line, column and key.
 *
 * @param path Keys and indices that lead to it.
 * @param at Offset into its text, from 0.
 */
export type Refusal = (path: readonly PropertyKey[], reason: string, at?: number) => HelmholtzError;

/** How a kind of file is read. */
export interface DescribedFormat<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Code of refusals. */
  readonly code: HelmholtzErrorCode;
  /** What the file is, in messages. */
  readonly what: string;
  /** Most bytes. */
  readonly bytes: number;
}

/**
 * Reads a described thing, which is YAML 1.2 or JSON without aliases and tags.
 *
 * @param place Name of the file, for messages.
 * @throws {HelmholtzError} with the code of the format, naming file, line, column and key.
 */
export function readDescribed<Schema extends z.ZodType>(
  text: string,
  place: string,
  { schema, code, what, bytes }: DescribedFormat<Schema>,
): Described<z.output<Schema>> {
  const bad = (where: string, reason: string): HelmholtzError =>
    new HelmholtzError(code, `${where}: ${reason}`);
  if (Buffer.byteLength(text) > bytes) {
    throw bad(place, `expected at most ${bytes} bytes; got ${Buffer.byteLength(text)}`);
  }
  const lines = new LineCounter();
  const positioned = (offset: number, reason: string): HelmholtzError => {
    const { line, col } = lines.linePos(offset);
    return bad(`${place}:${Math.max(1, line)}:${Math.max(1, col)}`, reason);
  };
  const document = parsed(text, lines, (reason) => bad(place, reason));
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw positioned(fault.pos[0], oneLine(fault.message));
  visit(document, {
    Alias: (_, alias) => {
      throw positioned(alias.range?.[0] ?? 0, `expected no aliases (*name) in ${what}`);
    },
    Pair: (_, { key }) => {
      // The schema library passes over this key in silence.
      if (isScalar(key) && key.value === '__proto__') {
        throw positioned(key.range?.[0] ?? 0, '__proto__: no such key');
      }
    },
  });
  const refusal: Refusal = (path, reason, at = 0) => {
    const offset = offsetOf(document, path);
    const named = path.length === 0 ? reason : `${pathName(path)}: ${reason}`;
    return positioned(offset.start + (offset.isScalar ? at : 0), named);
  };
  const result = schema.safeParse(document.toJS());
  if (!result.success) {
    const issues = result.error.issues.map((issue) => innermost(issue, []));
    // A key that is unknown is likely the reason for one that is missing.
    const telling = issues.find(({ issue }) => issue.code === 'unrecognized_keys') ?? issues[0]!;
    throw refusalOfIssue(telling, document.toJS(), { schema, refusal });
  }
  return { value: result.data, refusal };
}

interface PlacedIssue {
  readonly issue: z.core.$ZodIssue;
  readonly path: readonly PropertyKey[];
}

/** The issue itself, or, where one form of a union came further than the others, the issue of that form. */
function innermost(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): PlacedIssue {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [best, next] = issue.errors
      .filter((form) =>
        form.every(({ path: inner, code }) => inner.length > 0 || code === 'unrecognized_keys'),
      )
      .sort((one, other) => one.length - other.length);
    if (best !== undefined && best.length > 0 && best.length < (next?.length ?? Infinity)) {
      const telling = best.find(({ code }) => code === 'unrecognized_keys') ?? best[0]!;
      return innermost(telling, path);
    }
  }
  return { issue, path };
}

function parsed(
  text: string,
  lineCounter: LineCounter,
  bad: (reason: string) => HelmholtzError,
): Document {
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
    if (error instanceof RangeError) throw bad('expected fewer lists within each other');
    throw error;
  }
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
  { issue, path }: PlacedIssue,
  value: unknown,
  { schema, refusal }: { readonly schema: z.ZodType; readonly refusal: Refusal },
): HelmholtzError {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return refusal([...path, key], `no such key${suggestion(key, keysAt(schema, path, value))}`);
  }
  if (issue.code === 'invalid_key') {
    return refusal(path, issue.issues[0]?.message ?? 'expected another name');
  }
  const got = valueAt(value, path);
  const expectation = issue.message
    .replace(/^Invalid input: /, '')
    .replace(/, received .*$/, '')
    .replace(/^Too (big|small): /, '');
  const words = wordsOf(issue, path, { schema, value });
  const nearest = typeof got === 'string' && words.length > 0 ? suggestion(got, words) : '';
  return refusal(
    path,
    `${expectation}; got ${shown(got)}${nearest.startsWith('; did') ? nearest : ''}`,
  );
}

/** The words among which one had to be chosen. */
function wordsOf(
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[],
  { schema, value }: { readonly schema: z.ZodType; readonly value: unknown },
): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  // The key that says which form of a union is meant.
  const key = path.at(-1) ?? '';
  return formsAt(schema, path.slice(0, -1), value)
    .filter((form) => form instanceof z.ZodObject)
    .map((form) => (form.shape as Readonly<Record<PropertyKey, z.ZodType>>)[key])
    .filter((inner) => inner instanceof z.ZodLiteral)
    .flatMap((inner) => Array.from(inner.values, String));
}

/** The keys that the schema knows at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  const here = valueAt(value, path);
  const objects = formsAt(schema, path, value)
    .filter((form) => form instanceof z.ZodObject)
    .filter((form) => isForm(form, here));
  return [...new Set(objects.flatMap((form) => Object.keys(form.shape)))];
}

/** The schemas that a value at a path may have. */
function formsAt(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): z.ZodType[] {
  let forms = plain(schema);
  path.forEach((key, depth) => {
    const here = valueAt(value, path.slice(0, depth));
    forms = forms.flatMap((form) => within(form, key, here)).flatMap((form) => plain(form));
  });
  return forms;
}

/** A schema without its wrappings; a union as its forms. */
function plain(schema: z.ZodType): z.ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodLazy ||
    schema instanceof z.ZodDefault
  ) {
    return plain(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodUnion) {
    return (schema.options as readonly z.ZodType[]).flatMap((option) => plain(option));
  }
  return [schema];
}

function within(schema: z.ZodType, key: PropertyKey, value: unknown): z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Readonly<Record<PropertyKey, z.ZodType>>;
    return isForm(schema, value) && Object.hasOwn(shape, key) ? [shape[key]!] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  return [];
}

/** Whether a form of a union is the one that its constant key, such as `kind`, says. */
function isForm(schema: z.ZodObject, value: unknown): boolean {
  return Object.entries(schema.shape).every(
    ([key, inner]) =>
      !(inner instanceof z.ZodLiteral) || inner.values.has(valueAt(value, [key]) as string),
  );
}

/** What lies at a path within a value that nothing is known of; `undefined` where there is nothing. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
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
