import { type Ends, endsOfJ, endsOfV, piecesOfD, type Piece } from './cuts.ts';
import { insertionSums } from './insertion-sums.ts';
import { encodeBases } from './nucleotides.ts';
import type { RecombinationModel } from './recombination-model.ts';

/** All scenarios that differ in nothing but in which inserted bases were read wrongly. */
export interface VisitedScenario {
  readonly v: number;
  readonly j: number;
  readonly d: number | null;
  /** How many bases are left of V and J. */
  readonly keptV: number;
  readonly keptJ: number;
  /** `null` without D genes. */
  readonly piece: Piece | null;
  /** First and last place of each insertion, the latter excluded. */
  readonly insertions: readonly (readonly [from: number, to: number])[];
  /** Germline bases that were read wrongly. */
  readonly mismatches: number;
  /** Probability of scenario and sequence together. */
  readonly probability: number;
}

/** Goes through every scenario that a sequence can have come from. */
export type ScenarioVisitor = (
  sequence: string,
  visit: (scenario: VisitedScenario) => void,
) => void;

/** Prepares what all sequences of a model have in common. */
export function scenarioVisitor(model: RecombinationModel): ScenarioVisitor {
  const leftEnds = endsOfV(model);
  const rightEnds = endsOfJ(model);
  const middles = model.d.map((_, gene) => piecesOfD(model, gene));
  return (sequence, visit) => {
    visitScenarios({ model, leftEnds, rightEnds, middles }, sequence, visit);
  };
}

interface Prepared {
  readonly model: RecombinationModel;
  readonly leftEnds: readonly Ends[];
  readonly rightEnds: readonly Ends[];
  readonly middles: readonly ReturnType<typeof piecesOfD>[];
}

function visitScenarios(
  { model, leftEnds, rightEnds, middles }: Prepared,
  sequence: string,
  visit: (scenario: VisitedScenario) => void,
): void {
  const { errorRate, junctions } = model;
  const observed = encodeBases(sequence, 'sequence');
  const [first, second] = junctions.map((junction) => insertionSums(junction, observed, errorRate));
  const most = errorRate === 0 ? 0 : observed.length;
  const rights = Float64Array.from({ length: observed.length + 1 }, (_, n) => (1 - errorRate) ** n);
  const wrongs = Float64Array.from({ length: observed.length + 1 }, (_, n) => (errorRate / 3) ** n);
  const probabilityOf = (count: number, mismatches: number): number =>
    rights[count - mismatches]! * wrongs[mismatches]!;
  const starts = leftEnds.map(({ bases, kept }) =>
    possible(kept, (count) => mismatchesAt(bases, 0, count, 0)),
  );
  const ends = rightEnds.map(({ bases, kept }) =>
    possible(kept, (count) =>
      mismatchesAt(bases, bases.length - count, bases.length, observed.length - count),
    ),
  );
  starts.forEach((left, v) => {
    ends.forEach((right, j) => {
      const chosen = model.vChoice[v]! * model.jGivenV[v]![j]!;
      if (chosen === 0) return;
      for (const start of left) {
        for (const end of right) {
          const last = observed.length - end.kept;
          if (start.kept > last) continue;
          const common = {
            v,
            j,
            keptV: start.kept,
            keptJ: end.kept,
          };
          const outer = chosen * start.probability * end.probability;
          const mismatches = start.mismatches + end.mismatches;
          if (second === undefined) {
            tell({
              ...common,
              d: null,
              piece: null,
              insertions: [[start.kept, last]],
              mismatches,
              probability: outer * first!(start.kept, last),
            });
            continue;
          }
          middles.forEach(({ bases, pieces }, d) => {
            const choice = outer * model.dGivenVj[v]![j]![d]!;
            if (choice === 0) return;
            for (const piece of pieces) {
              const length = piece.to - piece.from;
              for (let from = start.kept; from + length <= last; from++) {
                const inserted = first!(start.kept, from) * second(from + length, last);
                if (inserted === 0) continue;
                const missed = mismatchesAt(bases, piece.from, piece.to, from);
                if (missed > most) continue;
                tell({
                  ...common,
                  d,
                  piece,
                  insertions: [
                    [start.kept, from],
                    [from + length, last],
                  ],
                  mismatches: mismatches + missed,
                  probability:
                    choice * piece.probability * inserted * probabilityOf(length, missed),
                });
              }
            }
          });
        }
      }
    });
  });

  function tell(scenario: VisitedScenario): void {
    if (scenario.probability > 0) visit(scenario);
  }
  /** How many germline bases differ from what was read from a place on. */
  function mismatchesAt(bases: Uint8Array, from: number, to: number, place: number): number {
    if (place < 0 || place + to - from > observed.length) return Infinity;
    let count = 0;
    for (let index = from; index < to; index++) {
      if (bases[index] !== observed[place + index - from]) count++;
    }
    return count;
  }
  function possible(
    kept: Float64Array,
    missed: (count: number) => number,
  ): { kept: number; probability: number; mismatches: number }[] {
    return Array.from(kept).flatMap((chance, count) => {
      const mismatches = chance === 0 ? Infinity : missed(count);
      return mismatches <= most
        ? [{ kept: count, probability: chance * probabilityOf(count, mismatches), mismatches }]
        : [];
    });
  }
}
