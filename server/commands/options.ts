import { InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_ENGINE,
  ENGINE_NAMES,
  type GivenValues,
  HelmholtzError,
  type SchemeChoice,
  STARTS,
  suggestion,
} from '../../agents/index.ts';
import type { Terminal } from './terminal.ts';

/** `--seed 1` */
export function seedOption(): Option {
  return new Option('--seed <number>', 'seed of everything random').default(1).argParser(parseSeed);
}

/** `--engine wasm` */
export function engineOption(): Option {
  return new Option(
    '--engine <name>',
    'what computes; auto measures and takes the fastest, with other last digits on other machines',
  )
    .choices(['auto', ...ENGINE_NAMES])
    .default(DEFAULT_ENGINE);
}

/** Says which engine was taken and why, to whoever left the choice open or gets another one than the chosen. */
export function explainEngine(
  choice: string,
  { name = choice, reason }: { readonly name?: string; readonly reason: string },
  terminal: Terminal,
): void {
  if (choice === 'auto' || name !== choice) terminal.complain(`engine: ${reason}\n`);
}

/** `--scheme accelerated` or `--scheme momentum:momentum=0.8` */
export function schemeOption(): Option {
  return new Option(
    '--scheme <name>',
    'scheme of inference, with parameters after a colon: momentum:momentum=0.8',
  ).argParser(parseScheme);
}

/** `--start zero` */
export function startOption(): Option {
  return new Option('--start <name>', 'where beliefs start').choices(STARTS).default('forward');
}

/** `--set sensoryVariance=2`, as often as needed. */
export function setOption(
  flags = '--set <name=value>',
  description = 'set a parameter; may be repeated',
): Option {
  return new Option(flags, description).argParser(parseSetting);
}

/** `--json` */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON for programs');
}

/** A whole number that can be a seed. */
export function parseSeed(text: string): number {
  const seed = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new InvalidArgumentError('Expected a whole number of at least 0.');
}

/** Two whole numbers, `x,y`. */
export function parseCorner(text: string): { readonly x: number; readonly y: number } {
  const match = /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(text);
  if (match !== null) return { x: Number(match[1]), y: Number(match[2]) };
  throw new InvalidArgumentError('Expected x,y in pixels, for example 40,25.');
}

/** A whole number of pixels. */
export function parsePixels(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1) return size;
  throw new InvalidArgumentError('Expected a whole number of pixels of at least 1.');
}

/** A whole number of at least 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}

/** `--bits 16` */
export function bitsOption(): Option {
  return new Option('--bits <number>', 'bits per pixel of a PNG, 8 or 16')
    .default(8)
    .argParser((text) => {
      if (text === '8' || text === '16') return Number(text);
      throw new InvalidArgumentError('Expected 8 or 16.');
    });
}

/** An option whose value is a number above 0. */
export function positiveOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const value = Number(text);
    if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value;
    throw new InvalidArgumentError('Expected a number above 0.');
  });
}

/** One number for both directions, or two: vertical, horizontal. */
export function parseSize(text: string): number | readonly [number, number] {
  const [vertical, horizontal, ...rest] = text.split(',').map((part) => Number(part));
  const isPositive = (value: number): boolean => value > 0 && Number.isFinite(value);
  if (vertical !== undefined && rest.length === 0 && isPositive(vertical)) {
    if (horizontal === undefined) return vertical;
    if (isPositive(horizontal)) return [vertical, horizontal];
  }
  throw new InvalidArgumentError('Expected one number above 0, or two: height,width.');
}

/** A whole number of at least 0. */
export function parseWhole(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('Expected a whole number of at least 0.');
}

/** `name=values`, gathered by name. */
export function parseSwept(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const match = /^([^=]+)=(.+)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('Expected name=a,b,c or name=from:to:count.');
  const [, name = '', values = ''] = match;
  return Object.fromEntries([...Object.entries(before), [name.trim(), values.trim()]]);
}

/**
 * Refuses a name that is not among the known ones.
 *
 * @throws {HelmholtzError} `parameter-out-of-range`, naming the nearest one.
 */
export function refuseUnknown(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `${what} "${name}": no such ${what}${suggestion(name, known)}`,
  );
}

/** A scheme by name, `name` or `name:parameter=value,parameter=value`. */
export function parseScheme(text: string): SchemeChoice {
  const [name = '', ...rest] = text.split(':');
  const settings = rest.join(':');
  if (name.trim() === '' || (rest.length > 0 && settings.trim() === '')) {
    throw new InvalidArgumentError('Expected name or name:parameter=value,parameter=value.');
  }
  if (rest.length === 0) return { name: name.trim() };
  let parameters: GivenValues = {};
  for (const setting of settings.split(',')) parameters = parseSetting(setting, parameters);
  return { name: name.trim(), parameters };
}

function parseSetting(text: string, before: GivenValues = {}): GivenValues {
  const match = /^([^=]+)=(.*)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('Expected name=value.');
  const [, name = '', value = ''] = match;
  return Object.fromEntries([...Object.entries(before), [name.trim(), value.trim()]]);
}

/** Names with commas between them. */
export function parseNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new InvalidArgumentError('Expected names with commas between them.');
}
