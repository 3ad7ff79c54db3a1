import { HelmholtzError } from '../../errors.ts';
import { AMINO_ACIDS, aminoAcid, encodeBases } from './nucleotides.ts';

/**
 * What has been observed of a sequence, as a machine that reads bases one by one from the left: every sequence of bases
 * has a probability of being observed so. All sequences are of one length.
 */
export interface Pattern {
  readonly length: number;
  /** Number of states; state 0 is where it starts and where it may end. */
  readonly states: number;
  /** State after a base, or -1 where the observation excludes it. */
  readonly next: (position: number, state: number, base: number) => number;
  /** Probability of what is observed at a position if the base is this one. */
  readonly weight: (position: number, base: number) => number;
}

/** A sequence of bases, each read wrongly with probability `errorRate`, as each of the other three alike. */
export function basesPattern(sequence: string, errorRate: number): Pattern {
  const observed = encodeBases(sequence, 'sequence');
  return {
    length: observed.length,
    states: 1,
    next: (position, _, base) => (errorRate === 0 && observed[position] !== base ? -1 : 0),
    weight: (position, base) => (observed[position] === base ? 1 - errorRate : errorRate / 3),
  };
}

/** A protein: every base sequence that is translated to it. States are the bases of the codon that have been read. */
export function proteinPattern(protein: string): Pattern {
  Array.from(protein, (letter, index) => {
    if (!AMINO_ACIDS.includes(letter)) {
      throw new HelmholtzError(
        'bad-sequence',
        `protein: expected amino acids ${AMINO_ACIDS}; got "${letter}" at position ${index + 1}`,
      );
    }
  });
  // 0: none read; 1 + a: base a read; 5 + 4 a + b: bases a and b read.
  const codons = (letter: string): number[] =>
    Array.from({ length: 64 }, (_, codon) => codon).filter(
      (codon) => aminoAcid(codon >> 4, (codon >> 2) & 3, codon & 3) === letter,
    );
  const allowed = Array.from(protein, (letter) => new Set(codons(letter)));
  const begins = allowed.map((set) => new Set([...set].map((codon) => codon >> 4)));
  const middles = allowed.map((set) => new Set([...set].map((codon) => codon >> 2)));
  return {
    length: 3 * protein.length,
    states: 21,
    next: (position, state, base) => {
      const letter = Math.floor(position / 3);
      if (position % 3 === 0) return begins[letter]!.has(base) ? 1 + base : -1;
      if (position % 3 === 1) {
        const pair = 4 * (state - 1) + base;
        return middles[letter]!.has(pair) ? 5 + pair : -1;
      }
      return allowed[letter]!.has(4 * (state - 5) + base) ? 0 : -1;
    },
    weight: () => 1,
  };
}
