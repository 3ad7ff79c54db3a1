import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_ENGINE, ENGINE_NAMES, type GivenValues } from '../../agents/index.ts';
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

/** Says which engine was taken and why, to whoever left the choice open. */
export function explainEngine(choice: string, reason: string, terminal: Terminal): void {
  if (choice === 'auto') terminal.complain(`engine: ${reason}\n`);
}

/** `--set sensoryVariance=2`, as often as needed. */
export function setOption(): Option {
  return new Option(
    '--set <name=value>',
    'set a parameter of the agent; may be repeated',
  ).argParser(parseSetting);
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

function parseSetting(text: string, before: GivenValues = {}): GivenValues {
  const match = /^([^=]+)=(.*)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('Expected name=value.');
  const [, name = '', value = ''] = match;
  return Object.fromEntries([...Object.entries(before), [name.trim(), value.trim()]]);
}
