import type { GivenValues, ParameterTable } from '../parameter-table.ts';
import type { Reference } from '../references.ts';

/** What is to be known of a way of settling: how value nodes move, step by step, on the free energy. */
export interface SchemeFacts<Table extends ParameterTable = ParameterTable> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  readonly parameters: Table;
  /**
   * Whether each step lowers the free energy where the inference rate is below the largest stable one. A scheme that
   * does not (momentum swings, sampling wanders) counts as diverged only when the free energy leaves its start far
   * behind.
   */
  readonly descends: boolean;
  /** Whether it comes to rest at a minimum; a sampler does not. */
  readonly settles: boolean;
  /** Whether the inference rate plays a part. */
  readonly usesInferenceRate: boolean;
}

/** A scheme by name, and its parameters where they are not the defaults. */
export interface SchemeChoice {
  readonly name: string;
  readonly parameters?: GivenValues;
}
