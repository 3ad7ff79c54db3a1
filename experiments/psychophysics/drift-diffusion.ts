import type { Random } from '../../agents/index.ts';

/** A decision variable that drifts with noise between 0 and `separation`, from the middle. */
export interface DriftDiffusion {
  /** Drift v per second, towards the upper bound where positive. */
  readonly drift: number;
  /** Distance a of the bounds, > 0. */
  readonly separation: number;
  /** Seconds that are not decision: encoding and movement. */
  readonly nonDecision: number;
  /** Standard deviation s of the noise per square root of a second; only fixes the unit. */
  readonly noise: number;
}

/** What the model predicts of choices and reaction times. */
export interface DiffusionMoments {
  /** Share of decisions at the upper bound. */
  readonly correct: number;
  /** Mean time of decisions, s, without `nonDecision`. */
  readonly meanDecisionTime: number;
  /** Variance of decision times, s^2. */
  readonly variance: number;
}

/** Below this |y| the difference of nearly equal numbers is taken from its series. */
const SMALL = 0.05;

/**
 * Closed forms for a start in the middle, with y = v a / s^2:
 *
 *   P = 1 / (1 + e^-y),  mean = a^2/s^2 tanh(y/2) / (2 y)
 *   variance = a^4/s^4 (sinh y - y) / (4 y^3 cosh^2(y/2))
 *
 * @see Wagenmakers, van der Maas & Grasman (2007), `REFERENCES.wagenmakers2007`
 */
export function diffusionMoments({
  drift,
  separation,
  noise,
}: Omit<DriftDiffusion, 'nonDecision'>): DiffusionMoments {
  const scale = (separation / noise) ** 2;
  const y = (drift / noise) * (separation / noise);
  const isSmall = Math.abs(y) < SMALL;
  const tanhOverY = isSmall ? 0.5 - y ** 2 / 24 + y ** 4 / 240 : Math.tanh(y / 2) / y;
  const sinhOverCube = isSmall ? 1 / 6 + y ** 2 / 120 + y ** 4 / 5040 : (Math.sinh(y) - y) / y ** 3;
  return {
    correct: 1 / (1 + Math.exp(-y)),
    meanDecisionTime: (scale * tanhOverY) / 2,
    variance: (scale ** 2 * sinhOverCube) / (4 * Math.cosh(y / 2) ** 2),
  };
}

/** One decision. */
export interface Passage {
  /** Whether the upper bound was reached first. */
  readonly isUpper: boolean;
  /** Seconds until a bound was reached, and `nonDecision`. */
  readonly time: number;
}

const STEPS_PER_UNIT = 400;
const MOST_STEPS = 1_000_000;

/**
 * Draws one first passage: steps of 1/400 of the time scale a^2/s^2, between whose ends a crossing has the probability of
 * a Brownian bridge, exp(-2 (b - x) (b - x') / (s^2 dt)), so that no crossing between steps is missed.
 */
export function drawPassage(
  { drift, separation, nonDecision, noise }: DriftDiffusion,
  random: Random,
): Passage {
  const step = (separation / noise) ** 2 / STEPS_PER_UNIT;
  const spread = noise * Math.sqrt(step);
  const variance = noise ** 2 * step;
  let at = separation / 2;
  for (let count = 1; count <= MOST_STEPS; count++) {
    const next = at + drift * step + spread * random.normal();
    const missedUpper = Math.exp((-2 * (separation - at) * (separation - next)) / variance);
    const missedLower = Math.exp((-2 * at * next) / variance);
    const isUpper = next >= separation || random.uniform() < missedUpper;
    const isLower = next <= 0 || (!isUpper && random.uniform() < missedLower);
    // On average a crossing lies in the middle of its step.
    if (isUpper || isLower) return { isUpper, time: nonDecision + (count - 0.5) * step };
    at = next;
  }
  return { isUpper: drift > 0, time: nonDecision + MOST_STEPS * step };
}
