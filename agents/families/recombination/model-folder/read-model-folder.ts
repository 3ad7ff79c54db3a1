import { BASES } from '../nucleotides.ts';
import {
  checkRecombinationModel,
  type Deletions,
  type Gene,
  type Junction,
  type RecombinationModel,
} from '../recombination-model.ts';
import { conditionalRows, type FolderFile } from './conditional-rows.ts';
import { conditionOnSequence } from './condition-on-sequence.ts';
import { geneChoices, type GeneTable } from './gene-choices.ts';
import { complainAt, type LocatedError } from './located-line.ts';
import { readAnchors } from './read-anchors.ts';
import { type EventKind, readEvents, type RecombinationEvent } from './read-events.ts';
import { readTables } from './read-tables.ts';
import { stationaryShares } from './stationary-shares.ts';

/** The files of a model folder of IGoR or OLGA. */
export interface ModelFolder {
  /** Name of the model, for messages. */
  readonly name: string;
  /** `model_params.txt` (`model_parms.txt` of IGoR): what can be chosen. */
  readonly params: FolderFile;
  /** `model_marginals.txt`: how probable it is. */
  readonly marginals: FolderFile;
  /** Where the conserved residues of V begin; `null` to keep whole genes. */
  readonly vAnchors: FolderFile | null;
  /** Where the conserved residues of J begin. */
  readonly jAnchors: FolderFile | null;
}

/** Bases of a codon: J genes are kept up to the end of their conserved residue. */
const CODON = 3;

/**
 * A recombination model from the files of IGoR or OLGA, for V and J, or V, D and J.
 *
 * - Genes are whole, or with anchors the part from V's conserved residue to the end of J's. What then makes no sequence
 *   (genes without an anchor, deletions beyond it) is left out, and `anchoredShare` is the probability of the rest.
 * - Tables of inserted bases are 16 numbers, in rows by the base before. The first base is drawn from their stationary
 *   distribution, as OLGA does. Insertions between D and J are added from J backwards.
 * - Rows are divided by their sum, since files hold a few digits.
 *
 * @throws {HelmholtzError} `bad-model`, naming file and line.
 * @see Marcou, Mora & Walczak (2018), `REFERENCES.marcou2018`
 * @see Sethna et al. (2019), `REFERENCES.sethna2019`
 */
export function readModelFolder(folder: ModelFolder): RecombinationModel {
  const { params, marginals } = folder;
  const declared = readEvents(params.text, params.file);
  const tables = readTables(marginals.text, marginals.file);
  const complain: LocatedError = complainAt(params.file);
  const find = (kind: EventKind, gene: string, side = ''): RecombinationEvent | undefined =>
    declared.events.find(
      (event) => event.kind === kind && event.gene.startsWith(gene) && event.side.startsWith(side),
    );
  const need = (kind: EventKind, gene: string, side = ''): RecombinationEvent =>
    find(kind, gene, side) ??
    complain(1, `expected an event #${kind};${gene};${side}`, 'none of this kind');
  const look = (event: RecombinationEvent, allowed: readonly string[]) =>
    conditionalRows(declared, { event, tables, file: marginals.file, allowed });
  const vEvent = need('GeneChoice', 'V_gene');
  const jEvent = need('GeneChoice', 'J_gene');
  const dEvent = find('GeneChoice', 'D_gene') ?? null;
  const names = [vEvent, jEvent, ...(dEvent === null ? [] : [dEvent])].map(
    ({ nickname }) => nickname,
  );
  const choice = (event: RecombinationEvent): GeneTable => ({
    nickname: event.nickname,
    count: event.realisations.length,
    ...look(event, names),
  });
  const cuts = (gene: RecombinationEvent, event: RecombinationEvent): Deletions => {
    const { row } = look(event, [gene.nickname]);
    const { least, spread } = numbersOf(event, complain);
    return {
      least,
      probability: gene.realisations.map(({ index }) => spread(row({ [gene.nickname]: index }))),
    };
  };
  const junction = (genes: string, direction: Junction['direction']): Junction => {
    const { least, spread } = numbersOf(need('Insertion', genes), complain);
    const lengths = spread(look(need('Insertion', genes), []).row({}));
    const chain = need('DinucMarkov', genes);
    const next = chainOf(chain, tables, marginals.file);
    return {
      lengths: [...new Array<number>(least).fill(0), ...lengths],
      first: stationaryShares(next),
      next,
      direction,
    };
  };
  return checkRecombinationModel(
    conditionOnSequence({
      name: folder.name,
      ...geneChoices(choice(vEvent), choice(jEvent), dEvent === null ? null : choice(dEvent)),
      v: anchored(vEvent, folder.vAnchors, (bases, place) => bases.slice(place)),
      j: anchored(jEvent, folder.jAnchors, (bases, place) => bases.slice(0, place + CODON)),
      d: (dEvent?.realisations ?? []).map(({ name, sequence }) => ({ name, sequence })),
      vDeletions: cuts(vEvent, need('Deletion', 'V_gene', 'Three_prime')),
      jDeletions: cuts(jEvent, need('Deletion', 'J_gene', 'Five_prime')),
      dDeletions: dEvent === null ? null : middleCuts(dEvent),
      junctions:
        dEvent === null
          ? [junction('VJ', 'rightwards')]
          : [junction('VD', 'rightwards'), junction('DJ', 'leftwards')],
      errorRate: declared.errorRate,
    }),
  );

  /** Deletions at both ends of D; either may depend on the other. */
  function middleCuts(gene: RecombinationEvent): RecombinationModel['dDeletions'] {
    const five = need('Deletion', 'D_gene', 'Five_prime');
    const three = need('Deletion', 'D_gene', 'Three_prime');
    const from5 = numbersOf(five, complain);
    const from3 = numbersOf(three, complain);
    const of5 = look(five, [gene.nickname, three.nickname]);
    const of3 = look(three, [gene.nickname, five.nickname]);
    return {
      least5: from5.least,
      least3: from3.least,
      probability: gene.realisations.map(({ index }) => {
        const table = five.realisations.map((one) =>
          three.realisations.map((other) => {
            const chosen = {
              [gene.nickname]: index,
              [five.nickname]: one.index,
              [three.nickname]: other.index,
            };
            return of5.row(chosen)[one.index]! * of3.row(chosen)[other.index]!;
          }),
        );
        const columns = table.map((row) => from3.spread(Float64Array.from(row)));
        const width = columns[0]!.length;
        const byWidth = Array.from({ length: width }, (_, column) =>
          from5.spread(Float64Array.from(columns, (row) => row[column]!)),
        );
        return byWidth[0]!.map((_, row) => byWidth.map((values) => values[row]!));
      }),
    };
  }
}

/** Numbers of bases that can be chosen, and how a row of probabilities lies on the whole numbers from the least on. */
function numbersOf(
  { realisations, nickname }: RecombinationEvent,
  complain: LocatedError,
): { readonly least: number; readonly spread: (row: Float64Array) => number[] } {
  const numbers = realisations.map(({ name, line }) => {
    const value = name.trim() === '' ? Number.NaN : Number(name);
    if (!Number.isInteger(value)) complain(line, `expected whole numbers in ${nickname}`, name);
    return value;
  });
  const least = Math.min(...numbers);
  const count = Math.max(...numbers) - least + 1;
  return {
    least,
    spread: (row) => {
      const spread = new Array<number>(count).fill(0);
      numbers.forEach((value, index) => {
        spread[value - least]! += row[index]!;
      });
      return spread;
    },
  };
}

/** P(next base | base before) in the order A, C, G, T. */
function chainOf(
  { realisations, nickname }: RecombinationEvent,
  tables: ReturnType<typeof readTables>,
  file: string,
): number[][] {
  const complain: LocatedError = complainAt(file);
  const table = tables.get(nickname);
  if (table === undefined) complain(1, `expected a table @${nickname}`, 'none');
  if (table.values.length !== 16 || realisations.length !== 4) {
    complain(table.line, 'expected 16 probabilities of 4 bases', String(table.values.length));
  }
  const places = Array.from(BASES, (base) => {
    const found = realisations.find(({ name }) => name.trim().toUpperCase() === base);
    return found?.index ?? complain(table.line, `expected ${nickname} to know the bases`, base);
  });
  return places.map((before, base) => {
    const row = places.map((after) => table.values[4 * before + after]!);
    const sum = row.reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) > 1e-3) {
      complain(
        table.line,
        `expected probabilities after ${BASES.charAt(base)} that add up to 1`,
        String(sum),
      );
    }
    return row.map((value) => value / sum);
  });
}

function anchored(
  { realisations }: RecombinationEvent,
  anchors: FolderFile | null,
  cut: (bases: string, place: number) => string,
): (Gene | null)[] {
  if (anchors === null) return realisations.map(({ name, sequence }) => ({ name, sequence }));
  const places = readAnchors(anchors.text, anchors.file);
  const complain: LocatedError = complainAt(anchors.file);
  return realisations.map(({ name, sequence }) => {
    const place = places.get(name);
    if (place === undefined) return null;
    if (place >= sequence.length) {
      complain(1, `expected anchors of ${name} below ${sequence.length}`, String(place));
    }
    return { name, sequence: cut(sequence, place) };
  });
}
