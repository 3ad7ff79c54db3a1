import type { ConditionalRow } from './conditional-rows.ts';

/** How probable genes are, given those before them. */
export interface GeneChoices {
  /** `[v]` */
  readonly vChoice: readonly number[];
  /** `[v][j]` */
  readonly jGivenV: readonly (readonly number[])[];
  /** `[v][j][d]` */
  readonly dGivenVj: readonly (readonly (readonly number[])[])[];
}

/** A choice of genes as a folder tells it. */
export interface GeneTable {
  readonly nickname: string;
  readonly count: number;
  readonly given: readonly string[];
  readonly row: ConditionalRow;
}

/**
 * Brings choices of genes, whatever depends on what, into the order V, J, D: P(V) P(J|V) P(D|V,J). Where they are in that
 * order already, the numbers stay as they are to the last bit.
 *
 * @param d `null` without D genes.
 */
export function geneChoices(v: GeneTable, j: GeneTable, d: GeneTable | null): GeneChoices {
  const everyV = Array.from({ length: v.count }, (_, index) => index);
  const everyJ = Array.from({ length: j.count }, (_, index) => index);
  const isInOrder = v.given.length === 0 && j.given.every((name) => name === v.nickname);
  if (isInOrder) {
    return {
      vChoice: [...v.row({})],
      jGivenV: everyV.map((gene) => [...j.row({ [v.nickname]: gene })]),
      dGivenVj: everyV.map((gene) =>
        everyJ.map((other) => [...(d?.row({ [v.nickname]: gene, [j.nickname]: other }) ?? [1])]),
      ),
    };
  }
  // P(V, J, D) as a product of all tables, and its conditionals.
  const joint = everyV.map((gene) =>
    everyJ.map((other) =>
      Array.from({ length: d?.count ?? 1 }, (_, middle) => {
        const chosen = {
          [v.nickname]: gene,
          [j.nickname]: other,
          ...(d === null ? {} : { [d.nickname]: middle }),
        };
        return (
          v.row(chosen)[gene]! * j.row(chosen)[other]! * (d === null ? 1 : d.row(chosen)[middle]!)
        );
      }),
    ),
  );
  const withJ = joint.map((rows) => rows.map(total));
  return {
    vChoice: withJ.map(total),
    jGivenV: withJ.map(shares),
    dGivenVj: joint.map((rows) => rows.map(shares)),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

/** Numbers divided by their sum; all 0 where they are. */
function shares(numbers: readonly number[]): number[] {
  const sum = total(numbers);
  return numbers.map((value) => (sum === 0 ? 0 : value / sum));
}
