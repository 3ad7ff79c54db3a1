import { HelmholtzError } from '../../errors.ts';
import { countInsertion, type InsertionCounts } from './insertion-sums.ts';
import { encodeBases } from './nucleotides.ts';
import type { RecombinationModel } from './recombination-model.ts';
import { type ScenarioVisitor, scenarioVisitor, type VisitedScenario } from './visit-scenarios.ts';

/** A model after learning, and how that went. */
export interface LearnedRecombination {
  readonly model: RecombinationModel;
  /** Mean ln probability of a sequence before each round, and at last; nats. Never falls. */
  readonly logLikelihood: readonly number[];
}

/**
 * Learns all probabilities of a model from sequences alone, by expectation-maximisation: each sequence counts for all of its
 * scenarios by their posterior probability. Genes, ranges of deletions and longest insertions are those of the model; what
 * it gives no probability to is never learned.
 *
 * @param sequences Every sequence with how often it was seen; see {@link countSequences}.
 * @throws {HelmholtzError} `bad-sequence` for a sequence that the model cannot make, or for none.
 * @see Marcou, Mora & Walczak (2018), `REFERENCES.marcou2018`
 */
export function learnRecombination(
  start: RecombinationModel,
  sequences: ReadonlyMap<string, number>,
  {
    rounds,
    progress,
  }: {
    readonly rounds: number;
    readonly progress?: (round: number, logLikelihood: number) => void;
  },
): LearnedRecombination {
  const total = [...sequences.values()].reduce((sum, number) => sum + number, 0);
  if (!(total > 0)) {
    throw new HelmholtzError('bad-sequence', 'learning: expected at least one sequence; got none');
  }
  let model = start;
  const logLikelihood: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const counts = emptyCounts(model);
    const visit = scenarioVisitor(model);
    let sum = 0;
    for (const [sequence, number] of sequences) {
      sum += number * Math.log(count({ model, visit, counts }, sequence, number));
    }
    logLikelihood.push(sum / total);
    progress?.(round, sum / total);
    if (round < rounds) model = maximise(model, counts);
  }
  return { model, logLikelihood };
}

/** How often each sequence was seen. */
export function countSequences(sequences: Iterable<string>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const sequence of sequences) numbers.set(sequence, (numbers.get(sequence) ?? 0) + 1);
  return numbers;
}

interface Counts {
  readonly vj: Float64Array[];
  readonly vjd: Float64Array[][];
  readonly vDeletions: Float64Array[];
  readonly jDeletions: Float64Array[];
  readonly dDeletions: Float64Array[][];
  readonly insertions: (InsertionCounts & { readonly lengths: Float64Array })[];
  bases: number;
  errors: number;
}

function emptyCounts(model: RecombinationModel): Counts {
  const { v, d, j, vDeletions, jDeletions, dDeletions, junctions } = model;
  const like = (rows: readonly (readonly number[])[]): Float64Array[] =>
    rows.map((row) => new Float64Array(row.length));
  return {
    vj: v.map(() => new Float64Array(j.length)),
    vjd: v.map(() => j.map(() => new Float64Array(d.length))),
    vDeletions: like(vDeletions.probability),
    jDeletions: like(jDeletions.probability),
    dDeletions: (dDeletions?.probability ?? []).map(like),
    insertions: junctions.map(({ lengths }) => ({
      lengths: new Float64Array(lengths.length),
      first: new Float64Array(4),
      next: new Float64Array(16),
      errors: 0,
    })),
    bases: 0,
    errors: 0,
  };
}

/** Adds the expected counts of a sequence that was seen `number` times; gives its probability. */
function count(
  {
    model,
    visit,
    counts,
  }: {
    readonly model: RecombinationModel;
    readonly visit: ScenarioVisitor;
    readonly counts: Counts;
  },
  sequence: string,
  number: number,
): number {
  const observed = encodeBases(sequence, 'sequence');
  const scenarios: VisitedScenario[] = [];
  let total = 0;
  visit(sequence, (scenario) => {
    scenarios.push(scenario);
    total += scenario.probability;
  });
  if (total === 0) {
    throw new HelmholtzError(
      'bad-sequence',
      `learning: ${model.name} cannot make the sequence ${sequence}`,
    );
  }
  // Insertions at the same places are counted together.
  const places = model.junctions.map(() => new Map<number, number>());
  const size = observed.length + 1;
  for (const scenario of scenarios) {
    const { v, d, j, keptV, keptJ, piece, insertions, mismatches, probability } = scenario;
    const weight = (number * probability) / total;
    counts.vj[v]![j]! += weight;
    counts.vDeletions[v]![model.v[v]!.sequence.length - model.vDeletions.least - keptV]! += weight;
    counts.jDeletions[j]![model.j[j]!.sequence.length - model.jDeletions.least - keptJ]! += weight;
    if (d !== null && piece !== null) {
      counts.vjd[v]![j]![d]! += weight;
      counts.dDeletions[d]![piece.index5]![piece.index3]! += weight;
    }
    counts.errors += weight * mismatches;
    insertions.forEach(([from, to], junction) => {
      counts.insertions[junction]!.lengths[to - from]! += weight;
      const key = from * size + to;
      places[junction]!.set(key, (places[junction]!.get(key) ?? 0) + weight);
    });
  }
  counts.bases += number * observed.length;
  places.forEach((weights, junction) => {
    for (const [key, weight] of weights) {
      const span = { from: Math.floor(key / size), to: key % size, weight };
      countInsertion(
        model.junctions[junction]!,
        observed,
        { ...span, errorRate: model.errorRate },
        counts.insertions[junction]!,
      );
    }
  });
  return total;
}

/** The probabilities under which the expected counts are most likely; rows without counts stay as they were. */
function maximise(model: RecombinationModel, counts: Counts): RecombinationModel {
  const { vDeletions, jDeletions, dDeletions } = model;
  const vs = counts.vj.map((row) => row.reduce((sum, value) => sum + value, 0));
  const rows = (
    table: readonly Float64Array[],
    before: readonly (readonly number[])[],
  ): (readonly number[])[] => table.map((row, index) => shares(row, before[index]!));
  const errors =
    counts.errors + counts.insertions.reduce((sum, { errors: inserted }) => sum + inserted, 0);
  return {
    ...model,
    vChoice: shares(vs, model.vChoice),
    jGivenV: rows(counts.vj, model.jGivenV),
    dGivenVj: counts.vjd.map((table, v) => rows(table, model.dGivenVj[v] ?? [])),
    vDeletions: { ...vDeletions, probability: rows(counts.vDeletions, vDeletions.probability) },
    jDeletions: { ...jDeletions, probability: rows(counts.jDeletions, jDeletions.probability) },
    dDeletions:
      dDeletions === null
        ? null
        : {
            ...dDeletions,
            probability: counts.dDeletions.map((table, d) => {
              const before = dDeletions.probability[d]!;
              const columns = before[0]!.length;
              const all = shares(
                table.flatMap((row) => [...row]),
                before.flat(),
              );
              return before.map((_, row) => all.slice(row * columns, (row + 1) * columns));
            }),
          },
    junctions: counts.insertions.map(({ lengths, first, next }, index) => {
      const before = model.junctions[index]!;
      return {
        ...before,
        lengths: shares(lengths, before.lengths),
        first: shares(first, before.first),
        next: before.next.map((row, base) => shares(next.subarray(4 * base, 4 * base + 4), row)),
      };
    }),
    errorRate: model.errorRate === 0 ? 0 : errors / counts.bases,
  };
}

function shares(counts: ArrayLike<number>, before: readonly number[]): readonly number[] {
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  return total === 0 ? before : Array.from(counts, (count) => count / total);
}
