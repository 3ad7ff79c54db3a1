import { InvalidArgumentError, Option } from 'commander';
import { UPDATE_SCHEMES } from '../../agents/index.ts';
import { type BehaviourModelRequest, RESPONSE_MODELS } from '../../experiments/index.ts';
import { parseCount } from './options.ts';

/** Options that say which model is fitted. */
export interface ModelOptions {
  readonly response?: string;
  readonly scheme?: string;
  readonly fix?: Readonly<Record<string, number>>;
  readonly free?: readonly string[];
}

/** The model that was asked for. */
export function requestOf(
  model: string,
  { response, scheme, fix, free }: ModelOptions,
): BehaviourModelRequest {
  return { model, response, scheme, fixed: fix, freed: free };
}

/** `--response softmax` */
export function responseOption(): Option {
  const names = RESPONSE_MODELS.map(({ name }) => name).join(', ');
  return new Option('--response-model <name>', `how beliefs become responses: ${names}`);
}

/** `--scheme unbounded` */
export function schemeOption(): Option {
  return new Option('--scheme <name>', `update scheme of filters (default: ehgf)`).choices(
    UPDATE_SCHEMES,
  );
}

/** `--fix drift2=0`, as often as needed. */
export function fixOption(): Option {
  return new Option('--fix <name=value>', 'hold a parameter at a value; may be repeated').argParser(
    parseFixed,
  );
}

function parseFixed(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const match = /^([^=]+)=(.+)$/.exec(text);
  const value = Number(match?.[2]);
  if (match === null || !Number.isFinite(value)) {
    throw new InvalidArgumentError('Expected name=number.');
  }
  return { ...before, [(match[1] ?? '').trim()]: value };
}

/** `--free coupling2`, as often as needed. */
export function freeOption(): Option {
  return new Option(
    '--free <name>',
    'fit a parameter that is fixed by default; may be repeated',
  ).argParser(parseFreed);
}

function parseFreed(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** `--starts 3` */
export function startsOption(): Option {
  return new Option('--starts <number>', 'starting points of every fit')
    .default(3)
    .argParser(parseCount);
}

/** `--workers 2` */
export function workersOption(): Option {
  return new Option('--workers <number>', 'threads; they change the time and nothing else')
    .default(1)
    .argParser(parseCount);
}

/** A whole number of at least 0. */
export function parseWhole(text: string): number {
  const count = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError('Expected a whole number of at least 0.');
}
