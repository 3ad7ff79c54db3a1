import type { Random } from '../../../agents/index.ts';
import type { RecordTable } from '../record-schema.ts';

/** Draws records that do not exist. */
export type DrawRecords = (count: number, random: Random) => RecordTable;

/** A way of making records like those of a table. */
export interface RecordGenerator {
  /** Learns from records of real people; what it draws while learning, if anything, comes of `random`. */
  readonly learn: (table: RecordTable, random: Random) => DrawRecords;
}
