import { translate } from '../nucleotides.ts';

/** A sequence with the genes that it is made of, and how often it was seen. */
export interface AnnotatedSequence {
  readonly sequence: string;
  /** Names of the genes. */
  readonly v: string;
  readonly j: string;
  readonly count: number;
}

/** Names of what selection may act on, with how often each is there: `length 4`, `V V1`, `J J2`, `amino acid C`. */
export type FeatureCounts = ReadonlyMap<string, number>;

/**
 * Features of a sequence: its length in amino acids, its genes, and how often each amino acid occurs; `null` for one that
 * makes no protein, since it is out of frame or has a stop inside.
 */
export function selectionFeatures({
  sequence,
  v,
  j,
}: Omit<AnnotatedSequence, 'count'>): FeatureCounts | null {
  if (sequence.length === 0 || sequence.length % 3 !== 0) return null;
  const protein = translate(sequence);
  if (protein.includes('*')) return null;
  const counts = new Map([
    [`length ${protein.length}`, 1],
    [`V ${v}`, 1],
    [`J ${j}`, 1],
  ]);
  for (const letter of protein) {
    const name = `amino acid ${letter}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The kind of a feature: its name without what follows the last space. */
export function kindOfFeature(name: string): string {
  return name.slice(0, name.lastIndexOf(' '));
}
