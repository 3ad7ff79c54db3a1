import { loadShippedWeights } from './shipped-weights.ts';
import type { WeightsRecord } from './training-record.ts';

/** What the record of a generative family says, as `helmholtz learn` writes it. */
interface FamilyRecord {
  readonly command: string;
  readonly seed: number;
  readonly backend: string;
  readonly loss: Readonly<Record<string, number>>;
  readonly durationSeconds: number;
  readonly sha256: string;
}

/**
 * How a generative family came to the shipped weights of a name, for agents that take over its numbers.
 *
 * @throws {HelmholtzError} `bad-weights` if a file is missing or damaged, or the hash is not the one in the record.
 */
export async function familyRecord(name: string): Promise<WeightsRecord> {
  // Families and agents keep their records in the same place, and each its own facts in them.
  const record = (await loadShippedWeights(name)).record as unknown as FamilyRecord;
  const { command, seed, backend, loss, durationSeconds, sha256 } = record;
  const finalFreeEnergy = loss['free energy'] ?? null;
  return { command, seed, engine: backend, durationSeconds, finalFreeEnergy, sha256 };
}
