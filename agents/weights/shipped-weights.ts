import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { NamedTensors } from '../agent.ts';
import { HelmholtzError } from '../errors.ts';
import { decodeSafetensors } from './safetensors.ts';
import type { TrainingRecord } from './training-record.ts';

/** Trained weights with the record of their training. */
export interface ShippedWeights {
  readonly tensors: NamedTensors;
  readonly record: TrainingRecord;
}

/**
 * Reads the trained weights of an agent, `NAME.safetensors` with `NAME.json` beside it, from a folder (default: the ones
 * that come with the project).
 *
 * @throws {HelmholtzError} `bad-weights` if a file is missing or damaged, or the hash is not the one in the record.
 */
export async function loadShippedWeights(
  name: string,
  folder: URL = new URL('./', import.meta.url),
): Promise<ShippedWeights> {
  const bytes = await read(new URL(`${name}.safetensors`, folder), name);
  const record = parseRecord(await read(new URL(`${name}.json`, folder), name), name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== record.sha256) {
    throw new HelmholtzError(
      'bad-weights',
      `weights of ${name}: expected SHA-256 ${record.sha256.slice(0, 12)}... as in its training record; got ${sha256.slice(0, 12)}...`,
    );
  }
  return { tensors: decodeSafetensors(bytes).tensors, record };
}

/**
 * Reads the record of how the trained weights of an agent were made, without the weights.
 *
 * @throws {HelmholtzError} `bad-weights` if the record is missing or damaged.
 */
export async function readTrainingRecord(
  name: string,
  folder: URL = new URL('./', import.meta.url),
): Promise<TrainingRecord> {
  return parseRecord(await read(new URL(`${name}.json`, folder), name), name);
}

/**
 * Reads the trained tensors of a story, at once.
 *
 * @throws {HelmholtzError} `bad-weights` if the file is missing or damaged.
 */
export function readShippedTensors(name: string): NamedTensors {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(new URL(`./${name}.safetensors`, import.meta.url));
  } catch (cause) {
    throw new HelmholtzError('bad-weights', `weights of ${name}: could not be read`, { cause });
  }
  return decodeSafetensors(bytes, `weights of ${name}`).tensors;
}

async function read(url: URL, name: string): Promise<Uint8Array> {
  try {
    return await readFile(url);
  } catch (cause) {
    throw new HelmholtzError(
      'bad-weights',
      `weights of ${name}: could not read ${url.pathname.split('/').at(-1)}; train it with: helmholtz train ${name}`,
      { cause },
    );
  }
}

function parseRecord(bytes: Uint8Array, name: string): TrainingRecord {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as TrainingRecord;
  } catch (cause) {
    throw new HelmholtzError(
      'bad-weights',
      `weights of ${name}: expected a training record in JSON in ${name}.json`,
      { cause },
    );
  }
}
