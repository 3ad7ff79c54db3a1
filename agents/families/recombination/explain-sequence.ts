import type { RecombinationModel } from './recombination-model.ts';
import type { Scenario } from './scenario.ts';
import { scenarioVisitor, type VisitedScenario } from './visit-scenarios.ts';

/** How a sequence may have come about. */
export interface Explanation {
  /** Probability of the sequence: the sum over all scenarios. */
  readonly probability: number;
  /** How many scenarios there are. */
  readonly scenarios: number;
  /** The most probable ones, with their posterior probability. Of inserted bases, those that were read. */
  readonly best: readonly { readonly scenario: Scenario; readonly probability: number }[];
  /** Posterior probability of each gene. */
  readonly v: readonly number[];
  readonly d: readonly number[];
  readonly j: readonly number[];
}

/**
 * Tells the story backward: the posterior over the scenarios of a sequence, exact, by going through all of them.
 *
 * @param most How many scenarios are told.
 * @throws {HelmholtzError} `bad-sequence` for letters that are no bases.
 */
export function explainSequence(
  model: RecombinationModel,
  sequence: string,
  most = 10,
): Explanation {
  let total = 0;
  let scenarios = 0;
  const v = new Float64Array(model.v.length);
  const d = new Float64Array(model.d.length);
  const j = new Float64Array(model.j.length);
  const best: VisitedScenario[] = [];
  scenarioVisitor(model)(sequence, (scenario) => {
    const { probability } = scenario;
    total += probability;
    scenarios++;
    v[scenario.v]! += probability;
    j[scenario.j]! += probability;
    if (scenario.d !== null) d[scenario.d]! += probability;
    const last = best.at(-1);
    if (best.length < most || (last !== undefined && probability > last.probability)) {
      const place = best.findIndex((other) => other.probability < probability);
      best.splice(place < 0 ? best.length : place, 0, scenario);
      if (best.length > most) best.pop();
    }
  });
  const share = (sums: Float64Array): number[] =>
    Array.from(sums, (sum) => (total === 0 ? 0 : sum / total));
  return {
    probability: total * (model.anchoredShare ?? 1),
    scenarios,
    best: best.map((scenario) => ({
      scenario: inWords(model, sequence, scenario),
      probability: scenario.probability / total,
    })),
    v: share(v),
    d: share(d),
    j: share(j),
  };
}

/** A scenario in the words of the model. */
export function inWords(
  model: RecombinationModel,
  sequence: string,
  { v, d, j, keptV, keptJ, piece, insertions }: VisitedScenario,
): Scenario {
  const { dDeletions } = model;
  return {
    v,
    j,
    d,
    vDeletions: model.v[v]!.sequence.length - keptV,
    jDeletions: model.j[j]!.sequence.length - keptJ,
    dDeletions5: piece === null ? 0 : (dDeletions?.least5 ?? 0) + piece.index5,
    dDeletions3: piece === null ? 0 : (dDeletions?.least3 ?? 0) + piece.index3,
    inserted: insertions.map(([from, to]) => sequence.slice(from, to).toUpperCase()),
  };
}
