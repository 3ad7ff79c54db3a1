import { digamma, logGamma, type Random } from '../../agents/index.ts';

/** Which of several models a group of participants uses. */
export interface ModelSelection {
  /** Dirichlet counts of the frequencies of the models. */
  readonly counts: readonly number[];
  /** Expected share of participants that use each model. */
  readonly frequencies: readonly number[];
  /** Probability that each model is used more than any other. */
  readonly exceedance: readonly number[];
  /** The same, protected against the possibility that all are used equally often. */
  readonly protectedExceedance: readonly number[];
  /** Probability that the models are used equally often (Bayesian omnibus risk). */
  readonly omnibusRisk: number;
  /** Sum of the log evidences of each model over participants, nats: the fixed-effects comparison. */
  readonly logEvidence: readonly number[];
  /** Probability of each model for each participant, `[participants][models]`. */
  readonly attributions: readonly (readonly number[])[];
}

const ITERATIONS = 1000;
const TOLERANCE = 1e-8;
const DRAWS = 100_000;

/**
 * Random-effects Bayesian model selection: every participant uses one model, drawn from frequencies that have a uniform
 * Dirichlet prior; variational Bayes finds the posterior.
 *
 * @param evidences Log model evidences, `[participants][models]`, nats.
 * @param random Draws frequencies for the exceedance probabilities.
 * @see Stephan et al. (2009), `REFERENCES.stephan2009`; Rigoux et al. (2014), `REFERENCES.rigoux2014`
 */
export function selectModel(
  evidences: readonly (readonly number[])[],
  random: Random,
): ModelSelection {
  const models = evidences[0]?.length ?? 0;
  const participants = evidences.length;
  if (models < 2 || participants === 0) {
    throw new RangeError(
      `selectModel: expected at least 2 models and 1 participant; got ${models} and ${participants}`,
    );
  }
  let counts = new Array<number>(models).fill(1);
  let attributions: number[][] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    attributions = attribute(evidences, counts);
    const next = counts.map((_, model) => attributions.reduce((sum, own) => sum + own[model]!, 1));
    const change = Math.max(...next.map((count, model) => Math.abs(count - counts[model]!)));
    counts = next;
    if (change < TOLERANCE) break;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exceedance = exceedanceOf(counts, random);
  const omnibusRisk = riskOf(evidences, { counts, attributions });
  return {
    counts,
    frequencies: counts.map((count) => count / total),
    exceedance,
    protectedExceedance: exceedance.map(
      (chance) => chance * (1 - omnibusRisk) + omnibusRisk / models,
    ),
    omnibusRisk,
    logEvidence: counts.map((_, model) => evidences.reduce((sum, own) => sum + own[model]!, 0)),
    attributions,
  };
}

function attribute(
  evidences: readonly (readonly number[])[],
  counts: readonly number[],
): number[][] {
  const expectedLogs = expectedLogsOf(counts);
  return evidences.map((own) =>
    normalised(own.map((evidence, model) => evidence + expectedLogs[model]!)),
  );
}

function expectedLogsOf(counts: readonly number[]): number[] {
  const all = digamma(counts.reduce((sum, count) => sum + count, 0));
  return counts.map((count) => digamma(count) - all);
}

function normalised(logs: readonly number[]): number[] {
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** P(frequency of k is the largest), from draws of the Dirichlet. */
function exceedanceOf(counts: readonly number[], random: Random): number[] {
  const wins = counts.map(() => 0);
  for (let draw = 0; draw < DRAWS; draw++) {
    let best = 0;
    let largest = -1;
    counts.forEach((count, model) => {
      const value = drawGamma(count, random);
      if (value > largest) {
        largest = value;
        best = model;
      }
    });
    wins[best]!++;
  }
  return wins.map((count) => count / DRAWS);
}

/** A draw from Gamma(shape, 1) for a shape of at least 1 (Marsaglia & Tsang 2000). */
function drawGamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = random.normal();
    const v = (1 + c * normal) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.uniform()) < normal ** 2 / 2 + d - d * v + d * Math.log(v))
      return d * v;
  }
}

/** Probability of equal frequencies, from the free energies of both hypotheses. */
function riskOf(
  evidences: readonly (readonly number[])[],
  {
    counts,
    attributions,
  }: { readonly counts: readonly number[]; readonly attributions: readonly (readonly number[])[] },
): number {
  const models = counts.length;
  const same = evidences.reduce((sum, own) => {
    const largest = Math.max(...own);
    return (
      sum + largest + Math.log(own.reduce((all, one) => all + Math.exp(one - largest), 0) / models)
    );
  }, 0);
  const logs = expectedLogsOf(counts);
  const priorCounts = counts.map(() => 1);
  // E[ln p(y, m, r)] under q, plus the entropy of q.
  const joint = evidences.reduce(
    (sum, own, at) =>
      sum +
      own.reduce((all, evidence, model) => {
        const weight = attributions[at]![model]!;
        return weight === 0 ? all : all + weight * (evidence + logs[model]! - Math.log(weight));
      }, 0),
    0,
  );
  const different =
    joint +
    logs.reduce((sum, log, model) => sum + (priorCounts[model]! - counts[model]!) * log, 0) -
    logBeta(priorCounts) +
    logBeta(counts);
  return 1 / (1 + Math.exp(different - same));
}

function logBeta(counts: readonly number[]): number {
  return (
    counts.reduce((sum, count) => sum + logGamma(count), 0) -
    logGamma(counts.reduce((sum, count) => sum + count, 0))
  );
}
