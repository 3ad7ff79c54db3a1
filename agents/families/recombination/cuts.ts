import { type Deletions, type RecombinationModel, withPalindromes } from './recombination-model.ts';

/** What can be left of a gene: the bases that are longest, and the probability of each length. */
export interface Ends {
  readonly bases: Uint8Array;
  /** Probability that so many bases are left (of V its first, of J its last). */
  readonly kept: Float64Array;
}

/** What can be left of every V gene. */
export function endsOfV(model: RecombinationModel): Ends[] {
  return model.v.map((gene, index) =>
    ends(
      withPalindromes(gene, { five: 0, three: palindromes(model.vDeletions.least) }),
      gene.sequence.length,
      model.vDeletions,
      index,
    ),
  );
}

/** What can be left of every J gene. */
export function endsOfJ(model: RecombinationModel): Ends[] {
  return model.j.map((gene, index) =>
    ends(
      withPalindromes(gene, { five: palindromes(model.jDeletions.least), three: 0 }),
      gene.sequence.length,
      model.jDeletions,
      index,
    ),
  );
}

/** A piece of a D gene with the deletions that leave it. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly probability: number;
  /** Rows and columns of the table of deletions. */
  readonly index5: number;
  readonly index3: number;
}

/** What can be left of a D gene. */
export function piecesOfD(
  model: RecombinationModel,
  gene: number,
): { readonly bases: Uint8Array; readonly pieces: readonly Piece[] } {
  const { dDeletions, d } = model;
  if (dDeletions === null) return { bases: new Uint8Array(0), pieces: [] };
  const { least5, least3, probability: tables } = dDeletions;
  const five = palindromes(least5);
  const bases = withPalindromes(d[gene]!, { five, three: palindromes(least3) });
  const { length } = d[gene]!.sequence;
  const pieces = tables[gene]!.flatMap((row, index5) =>
    row.flatMap((probability, index3) => {
      const from = five + least5 + index5;
      const to = five + length - (least3 + index3);
      return probability > 0 ? [{ from, to, probability, index5, index3 }] : [];
    }),
  );
  return { bases, pieces };
}

function palindromes(least: number): number {
  return Math.max(0, -least);
}

function ends(
  bases: Uint8Array,
  length: number,
  { least, probability }: Deletions,
  gene: number,
): Ends {
  const kept = new Float64Array(bases.length + 1);
  probability[gene]!.forEach((chance, index) => {
    if (chance > 0) kept[length - least - index] = chance;
  });
  return { bases, kept };
}
