import type { Gene, RecombinationModel } from '../recombination-model.ts';
import type { GeneChoices } from './gene-choices.ts';

/** A model in which some recombinations make no sequence: deletions may reach beyond a gene, genes may have no anchor. */
export interface LeakyModel extends GeneChoices {
  readonly name: string;
  /** `null` for a gene without an anchor. */
  readonly v: readonly (Gene | null)[];
  readonly j: readonly (Gene | null)[];
  readonly d: readonly Gene[];
  readonly vDeletions: RecombinationModel['vDeletions'];
  readonly jDeletions: RecombinationModel['jDeletions'];
  readonly dDeletions: RecombinationModel['dDeletions'];
  readonly junctions: RecombinationModel['junctions'];
  readonly errorRate: number;
}

/**
 * The model of the recombinations that make a sequence, with the share that they are of all: P(choices) is divided by the
 * share, genes that never make a sequence are left out.
 */
export function conditionOnSequence(model: LeakyModel): RecombinationModel {
  const { name, vChoice, jGivenV, dGivenVj, junctions, errorRate } = model;
  const left = keep(model.v, model.vDeletions);
  const right = keep(model.j, model.jDeletions);
  const middle = keepMiddle(model);
  // Sums over D, then J, then V of what is kept; rows that are alike stay alike to the bit.
  const ofVj = dGivenVj.map((rows) => rows.map((row) => dot(row, middle.share)));
  const ofV = ofVj.map((row, v) => dot(jGivenV[v]!, times(row, right.share)));
  const total = dot(vChoice, times(ofV, left.share));
  const vs = indices(vChoice, (p, v) => p * ofV[v]! * left.share[v]! > 0);
  const isUsedJ = (j: number): boolean =>
    vs.some((v) => jGivenV[v]![j]! * ofVj[v]![j]! * right.share[j]! > 0);
  const js = indices(right.share, (_, j) => isUsedJ(j));
  const isUsedD = (d: number): boolean =>
    vs.some((v) => js.some((j) => jGivenV[v]![j]! * dGivenVj[v]![j]![d]! * middle.share[d]! > 0));
  const ds = indices(middle.share, (_, d) => isUsedD(d));
  return {
    name,
    v: vs.map((v) => model.v[v]!),
    d: model.dDeletions === null ? [] : ds.map((d) => model.d[d]!),
    j: js.map((j) => model.j[j]!),
    vChoice: vs.map((v) => (vChoice[v]! * ofV[v]! * left.share[v]!) / total),
    jGivenV: vs.map((v) =>
      js.map((j) => (jGivenV[v]![j]! * ofVj[v]![j]! * right.share[j]!) / ofV[v]!),
    ),
    dGivenVj:
      model.dDeletions === null
        ? []
        : vs.map((v) =>
            js.map((j) => {
              const sum = ofVj[v]![j]!;
              // Genes that never meet: any row will do.
              return ds.map((d) =>
                sum === 0 ? 1 / ds.length : (dGivenVj[v]![j]![d]! * middle.share[d]!) / sum,
              );
            }),
          ),
    vDeletions: { ...model.vDeletions, probability: vs.map((v) => left.rows[v]!) },
    jDeletions: { ...model.jDeletions, probability: js.map((j) => right.rows[j]!) },
    dDeletions:
      model.dDeletions === null
        ? null
        : { ...model.dDeletions, probability: ds.map((d) => middle.rows[d]!) },
    junctions,
    errorRate,
    anchoredShare: total,
  };
}

interface Kept<Row> {
  /** Probability that something is left, by gene. */
  readonly share: readonly number[];
  /** Probability of each number of deletions, given that. */
  readonly rows: readonly Row[];
}

function keep(
  genes: readonly (Gene | null)[],
  { least, probability }: RecombinationModel['vDeletions'],
): Kept<readonly number[]> {
  const possible = probability.map((row, gene) =>
    row.map((p, index) => (least + index <= (genes[gene]?.sequence.length ?? -Infinity) ? p : 0)),
  );
  return {
    share: possible.map((row, gene) => (genes[gene] === null ? 0 : sumOf(row))),
    rows: possible.map((row) => row.map((p) => p / sumOf(row))),
  };
}

function keepMiddle({ d, dDeletions }: LeakyModel): Kept<readonly (readonly number[])[]> {
  if (dDeletions === null) return { share: [1], rows: [] };
  const { least5, least3, probability } = dDeletions;
  const possible = probability.map((table, gene) =>
    table.map((row, from5) =>
      row.map((p, from3) => (least5 + from5 + least3 + from3 <= d[gene]!.sequence.length ? p : 0)),
    ),
  );
  const share = possible.map((table) => sumOf(table.flat()));
  return {
    share,
    rows: possible.map((table, gene) => table.map((row) => row.map((p) => p / share[gene]!))),
  };
}

function indices(
  numbers: readonly number[],
  isKept: (value: number, index: number) => boolean,
): number[] {
  return numbers.flatMap((value, index) => (isKept(value, index) ? [index] : []));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

function times(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value * b[index]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return sumOf(times(a, b));
}
