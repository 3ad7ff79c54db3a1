import type { BehaviourModel, FitParameter, Prior } from './behaviour-model.ts';
import type { ParticipantFit } from './fit-participant.ts';

/** The distribution of a parameter over participants, on its scale. */
export interface GroupParameter {
  readonly name: string;
  readonly mean: number;
  /** Deviation between participants. */
  readonly deviation: number;
  /** Standard error of the mean. */
  readonly error: number;
}

/** A hierarchical fit. */
export interface GroupFit {
  readonly parameters: readonly GroupParameter[];
  readonly fits: readonly ParticipantFit[];
  readonly rounds: number;
  readonly hasConverged: boolean;
  /** Sum of the participants' log evidences under the group's distribution, nats. */
  readonly logEvidence: number;
}

const ROUNDS = 30;
const TOLERANCE = 1e-3;
/** A group without any spread would be a point from which nobody could differ. */
const SMALLEST_DEVIATION = 1e-2;

/**
 * Fits a group: participants' parameters are Gaussian around the group's mean (empirical Bayes by expectation-maximisation
 * with Laplace approximations). In turns, participants are fitted with the group's distribution as prior, and
 *
 *   mean = average of the modes,  variance = average of (mode - mean)^2 + posterior variance
 *
 * @param fitAll Fits all participants with the given priors, in order.
 * @see Huys et al. (2011), `REFERENCES.huys2011`
 */
export async function fitGroup(
  model: Pick<BehaviourModel, 'parameters'>,
  fitAll: (priors: Readonly<Record<string, Prior>>, round: number) => Promise<ParticipantFit[]>,
): Promise<GroupFit> {
  const free = model.parameters.filter(({ isFree }) => isFree);
  let priors: Record<string, Prior> = Object.fromEntries(
    free.map(({ name, prior }) => [name, prior]),
  );
  let fits: ParticipantFit[] = [];
  let rounds = 0;
  let hasConverged = false;
  while (rounds < ROUNDS && !hasConverged) {
    fits = await fitAll(priors, rounds);
    rounds++;
    const next = Object.fromEntries(
      free.map((parameter) => [parameter.name, estimated(parameter, fits)] as const),
    );
    hasConverged = free.every(({ name }) => {
      const before = priors[name]!;
      const after = next[name]!;
      return (
        Math.abs(after.mean - before.mean) < TOLERANCE * before.deviation &&
        Math.abs(after.deviation / before.deviation - 1) < TOLERANCE
      );
    });
    priors = next;
  }
  const good = fits.filter(({ failure }) => failure === null);
  return {
    parameters: free.map(({ name }) => {
      const { mean, deviation } = priors[name]!;
      return { name, mean, deviation, error: deviation / Math.sqrt(good.length) };
    }),
    ...{ fits, rounds, hasConverged },
    logEvidence: good.reduce((sum, { logEvidence }) => sum + logEvidence, 0),
  };
}

function estimated({ name, prior }: FitParameter, fits: readonly ParticipantFit[]): Prior {
  const own = fits.flatMap(({ failure, estimates }) => {
    const estimate = estimates.find((one) => one.name === name);
    return failure === null && estimate !== undefined ? [estimate] : [];
  });
  if (own.length === 0) return prior;
  const mean = own.reduce((sum, { place }) => sum + place, 0) / own.length;
  const variance =
    own.reduce((sum, { place, deviation }) => sum + (place - mean) ** 2 + deviation ** 2, 0) /
    own.length;
  return { mean, deviation: Math.max(SMALLEST_DEVIATION, Math.sqrt(variance)) };
}
