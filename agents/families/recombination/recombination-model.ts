import { HelmholtzError } from '../../errors.ts';
import { encodeBases, reverseComplement } from './nucleotides.ts';

/** A gene of the germline. For a V gene the part from its conserved cysteine on, for a J gene up to its conserved residue. */
export interface Gene {
  readonly name: string;
  readonly sequence: string;
}

/** How many bases are cut from an end of a gene: table k holds the probability of `least + k` deletions. */
export interface Deletions {
  /**
   * Fewest deletions. Negative ones add palindromic bases: -2 appends the reverse complement of the last two bases of the
   * gene.
   */
  readonly least: number;
  /** Probability of each number of deletions, a row per gene. */
  readonly probability: readonly (readonly number[])[];
}

/** Bases that are inserted where two genes are joined. */
export interface Junction {
  /** Probability of 0, 1, 2, ... bases. */
  readonly lengths: readonly number[];
  /** Probability of the first base that is added, A, C, G, T. */
  readonly first: readonly number[];
  /** Probability of the next base (column) after one (row). */
  readonly next: readonly (readonly number[])[];
  /** Whether bases are added from the left to the right, or from the right to the left (between D and J). */
  readonly direction: 'rightwards' | 'leftwards';
}

/**
 * A story of how the genes of immune receptors come about, by V(D)J recombination:
 *
 * P(scenario) = P(V) P(J|V) P(D|V,J) P(delV|V) P(delD5,delD3|D) P(delJ|J) P(insertions), with lengths of insertions and a
 * Markov chain of their bases; every base is then read wrongly with probability `errorRate`, as each of the other three
 * alike.
 *
 * @see Marcou, Mora & Walczak (2018), `REFERENCES.marcou2018`
 * @see Sethna et al. (2019), `REFERENCES.sethna2019`
 */
export interface RecombinationModel {
  readonly name: string;
  readonly v: readonly Gene[];
  /** Empty where V is joined to J directly. */
  readonly d: readonly Gene[];
  readonly j: readonly Gene[];
  readonly vChoice: readonly number[];
  /** `[v][j]` */
  readonly jGivenV: readonly (readonly number[])[];
  /** `[v][j][d]`; empty without D genes. */
  readonly dGivenVj: readonly (readonly (readonly number[])[])[];
  readonly vDeletions: Deletions;
  readonly jDeletions: Deletions;
  /** Deletions at both ends of D, `[d][k5][k3]`; `null` without D genes. */
  readonly dDeletions: {
    readonly least5: number;
    readonly least3: number;
    readonly probability: readonly (readonly (readonly number[])[])[];
  } | null;
  /** V to J; or V to D and D to J. */
  readonly junctions: readonly Junction[];
  readonly errorRate: number;
  /**
   * Probability that a recombination makes a sequence at all; probabilities of sequences contain it as a factor. Below 1
   * where genes are known from a conserved residue on, and deletions may reach beyond it; 1 if absent.
   */
  readonly anchoredShare?: number;
}

/** How far the probabilities of one choice may be from adding up to 1. */
const SLACK = 1e-6;

/**
 * Checks a model.
 *
 * @returns The model.
 * @throws {HelmholtzError} `bad-model`, naming table, row, what is expected and what is there.
 */
export function checkRecombinationModel(model: RecombinationModel): RecombinationModel {
  const { v, d, j, vChoice, jGivenV, dGivenVj, vDeletions, jDeletions, dDeletions } = model;
  for (const [kind, genes] of [
    ['v', v],
    ['j', j],
  ] as const) {
    if (genes.length === 0) refuse(`${kind}: expected at least one gene; got none`);
  }
  for (const [kind, genes] of Object.entries({ v, d, j })) {
    genes.forEach(({ name, sequence }) => encodeBases(sequence, `${model.name}.${kind}.${name}`));
  }
  distribution('vChoice', vChoice, v.length);
  rows('jGivenV', jGivenV, v.length);
  jGivenV.forEach((row, gene) => {
    distribution(`jGivenV[${v[gene]!.name}]`, row, j.length);
  });
  checkDeletions('vDeletions', vDeletions, v);
  checkDeletions('jDeletions', jDeletions, j);
  const junctions = d.length === 0 ? 1 : 2;
  if (model.junctions.length !== junctions) {
    refuse(`junctions: expected ${junctions}; got ${model.junctions.length}`);
  }
  model.junctions.forEach(({ lengths, first, next }, index) => {
    distribution(`junctions[${index}].lengths`, lengths);
    distribution(`junctions[${index}].first`, first, 4);
    rows(`junctions[${index}].next`, next, 4);
    next.forEach((row, base) => {
      distribution(`junctions[${index}].next[${base}]`, row, 4);
    });
  });
  if ((dDeletions === null) !== (d.length === 0)) {
    refuse(`dDeletions: expected ${d.length === 0 ? 'null without D genes' : 'a table'}`);
  }
  if (dDeletions !== null) {
    rows('dGivenVj', dGivenVj, v.length);
    dGivenVj.forEach((table, gene) => {
      rows(`dGivenVj[${v[gene]!.name}]`, table, j.length);
      table.forEach((row, other) => {
        distribution(`dGivenVj[${v[gene]!.name}][${j[other]!.name}]`, row, d.length);
      });
    });
    rows('dDeletions', dDeletions.probability, d.length);
    dDeletions.probability.forEach((table, gene) => {
      const place = `dDeletions[${d[gene]!.name}]`;
      const palindromes = -Math.min(dDeletions.least5, dDeletions.least3);
      if (palindromes > d[gene]!.sequence.length) {
        refuse(
          `${place}: expected at most ${d[gene]!.sequence.length} palindromic bases; got ${palindromes}`,
        );
      }
      distribution(place, table.flat());
      table.forEach((row, fromFive) => {
        row.forEach((probability, fromThree) => {
          const cut = dDeletions.least5 + fromFive + dDeletions.least3 + fromThree;
          if (probability > 0 && cut > d[gene]!.sequence.length) {
            refuse(`${place}: expected at most ${d[gene]!.sequence.length} deletions; got ${cut}`);
          }
        });
      });
    });
  }
  if (!(model.errorRate >= 0 && model.errorRate < 0.75)) {
    refuse(`errorRate: expected a number in [0, 0.75); got ${model.errorRate}`);
  }
  return model;

  function refuse(problem: string): never {
    throw new HelmholtzError('bad-model', `${model.name}.${problem}`);
  }
  function rows(place: string, table: readonly unknown[], count: number): void {
    if (table.length !== count) refuse(`${place}: expected ${count} rows; got ${table.length}`);
  }
  function distribution(place: string, numbers: readonly number[], count = numbers.length): void {
    if (numbers.length !== count || count === 0) {
      refuse(`${place}: expected ${Math.max(1, count)} numbers; got ${numbers.length}`);
    }
    const wrong = numbers.find((probability) => !(probability >= 0));
    if (wrong !== undefined) refuse(`${place}: expected probabilities; got ${wrong}`);
    const sum = numbers.reduce((total, probability) => total + probability, 0);
    if (Math.abs(sum - 1) > SLACK) {
      refuse(`${place}: expected probabilities that add up to 1; got ${sum}`);
    }
  }
  function checkDeletions(
    place: string,
    { least, probability }: Deletions,
    genes: readonly Gene[],
  ): void {
    rows(place, probability, genes.length);
    probability.forEach((row, gene) => {
      const { name, sequence } = genes[gene]!;
      distribution(`${place}[${name}]`, row);
      if (-least > sequence.length) {
        refuse(
          `${place}[${name}]: expected at most ${sequence.length} palindromic bases; got ${-least}`,
        );
      }
      row.forEach((chance, index) => {
        if (chance > 0 && least + index > sequence.length) {
          refuse(
            `${place}[${name}]: expected at most ${sequence.length} deletions; got ${least + index}`,
          );
        }
      });
    });
  }
}

/** The bases of a gene with as many palindromic bases as may be added at each end. */
export function withPalindromes(
  { name, sequence }: Gene,
  { five, three }: { readonly five: number; readonly three: number },
): Uint8Array {
  const codes = encodeBases(sequence, name);
  return Uint8Array.from([
    ...reverseComplement(codes.subarray(0, five)),
    ...codes,
    ...reverseComplement(codes.subarray(codes.length - three)),
  ]);
}
