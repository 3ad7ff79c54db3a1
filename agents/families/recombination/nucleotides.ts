import { HelmholtzError } from '../../errors.ts';

/** The bases in the order of their codes 0 to 3; complements add up to 3. */
export const BASES = 'ACGT';

/** Codes of the bases of a sequence; lower case is read as upper case. */
export function encodeBases(sequence: string, place: string): Uint8Array {
  return Uint8Array.from(sequence, (letter, index) => {
    const code = BASES.indexOf(letter.toUpperCase());
    if (code < 0) {
      throw new HelmholtzError(
        'bad-sequence',
        `${place}: expected bases A, C, G, T; got "${letter}" at position ${index + 1}`,
      );
    }
    return code;
  });
}

/** The letters of codes. */
export function decodeBases(codes: Iterable<number>): string {
  return Array.from(codes, (code) => BASES.charAt(code)).join('');
}

/** The other strand, read in its own direction. */
export function reverseComplement(codes: Uint8Array): Uint8Array {
  return codes.map((_, index) => 3 - codes[codes.length - 1 - index]!);
}

/** Amino acids of the 64 codons in the order AAA, AAC, ..., TTT; `*` ends a protein. The standard genetic code. */
const GENETIC_CODE = 'KNKNTTTTRSRSIIMIQHQHPPPPRRRRLLLLEDEDAAAAGGGGVVVV*Y*YSSSS*CWCLFLF';

/** Amino acid of a codon, by the codes of its three bases. */
export function aminoAcid(first: number, second: number, third: number): string {
  return GENETIC_CODE.charAt(16 * first + 4 * second + third);
}

/** Letters that are amino acids, `*` among them. */
export const AMINO_ACIDS = [...new Set(GENETIC_CODE)].sort().join('');

/** The protein of a sequence, codon by codon; bases that are left over are not read. */
export function translate(sequence: string): string {
  const codes = encodeBases(sequence, 'translate');
  return Array.from({ length: Math.floor(codes.length / 3) }, (_, codon) =>
    aminoAcid(codes[3 * codon]!, codes[3 * codon + 1]!, codes[3 * codon + 2]!),
  ).join('');
}
