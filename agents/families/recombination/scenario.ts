import { decodeBases } from './nucleotides.ts';
import { type RecombinationModel, withPalindromes } from './recombination-model.ts';

/** One way in which a sequence came about. Genes and deletions are indices into the tables of the model. */
export interface Scenario {
  readonly v: number;
  readonly j: number;
  /** `null` without D genes. */
  readonly d: number | null;
  /** Bases that were cut from V at its end and from J at its beginning; negative for palindromic ones that were added. */
  readonly vDeletions: number;
  readonly jDeletions: number;
  /** Bases that were cut from D at its beginning and its end; 0 without D genes. */
  readonly dDeletions5: number;
  readonly dDeletions3: number;
  /** Bases that were inserted at each junction. */
  readonly inserted: readonly string[];
}

/** The sequence of a scenario, without errors of reading. */
export function sequenceOf(model: RecombinationModel, scenario: Scenario): string {
  const { v, d, j, vDeletions, jDeletions, dDeletions5, dDeletions3, inserted } = scenario;
  const left = withPalindromes(model.v[v]!, { five: 0, three: Math.max(0, -vDeletions) });
  const right = withPalindromes(model.j[j]!, { five: Math.max(0, -jDeletions), three: 0 });
  const middle =
    d === null
      ? new Uint8Array(0)
      : withPalindromes(model.d[d]!, {
          five: Math.max(0, -dDeletions5),
          three: Math.max(0, -dDeletions3),
        });
  return [
    decodeBases(left.subarray(0, left.length - Math.max(0, vDeletions))),
    inserted[0] ?? '',
    decodeBases(
      middle.subarray(Math.max(0, dDeletions5), middle.length - Math.max(0, dDeletions3)),
    ),
    inserted[1] ?? '',
    decodeBases(right.subarray(Math.max(0, jDeletions))),
  ].join('');
}
