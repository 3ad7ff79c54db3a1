import { createRandom, HelmholtzError } from '../../agents/index.ts';
import { recordFidelity, type RecordFidelity } from './fidelity.ts';
import type { RecordGenerator } from './generators/record-generator.ts';
import { recordPrivacy, type RecordPrivacy } from './privacy.ts';
import type { RecordTable } from './record-schema.ts';

/** How many synthetic records an attack is given per record that was learned from. */
const ATTACKED = 4;

/** Fewest records of which half are enough to learn from. */
const FEWEST = 40;

/** What was made, and how good and how safe it is. */
export interface JudgedRecords {
  /** As many as were learned from. */
  readonly synthetic: RecordTable;
  readonly fidelity: RecordFidelity;
  readonly privacy: RecordPrivacy;
  /** Records that were learned from, and that were held out. */
  readonly learned: number;
  readonly heldOut: number;
}

/**
 * Makes records like those of a table and judges them: half of the real ones, drawn at random, are learned from, the other
 * half is held out. Attacks are given four synthetic records for each that was learned from.
 *
 * @throws {HelmholtzError} `bad-shape` for fewer than 40 records.
 */
export function judgeRecords(
  table: RecordTable,
  generator: RecordGenerator,
  seed: number,
): JudgedRecords {
  const { schema, rows } = table;
  if (rows.length < FEWEST) {
    throw new HelmholtzError(
      'bad-shape',
      `records: expected at least ${FEWEST} rows; got ${rows.length}`,
    );
  }
  const shuffled = createRandom(seed, 'records', 'split').shuffle([...rows]);
  const half = shuffled.length >> 1;
  const learned: RecordTable = { schema, rows: shuffled.slice(0, half) };
  const heldOut: RecordTable = { schema, rows: shuffled.slice(half) };
  const draw = generator.learn(learned, createRandom(seed, 'records', 'learning'));
  const many = draw(ATTACKED * half, createRandom(seed, 'records', 'synthetic'));
  const synthetic: RecordTable = { schema, rows: many.rows.slice(0, half) };
  return {
    synthetic,
    fidelity: recordFidelity(learned, heldOut, synthetic),
    privacy: recordPrivacy(learned, heldOut, many),
    learned: half,
    heldOut: heldOut.rows.length,
  };
}
