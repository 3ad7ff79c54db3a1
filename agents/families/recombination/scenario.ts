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
