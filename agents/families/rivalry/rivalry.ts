import type { Random } from '../../maths/random.ts';

/** How two causes of one picture compete. */
export interface RivalryOptions {
  /** Strength c of what each eye is shown, in that of the causes. */
  readonly strengths: readonly [number, number];
  /** beta: cost of both causes at once. */
  readonly exclusivity: number;
  /** phi: how much a cause costs that has been there for long. */
  readonly adaptation: number;
  /** T: sqrt(2) times the standard deviation of the noise of the derivative. */
  readonly noise: number;
  /** Whether what competes and adapts is a saturating output of a cause, .8 tanh(h / .4), in place of the cause itself. */
  readonly isSaturating: boolean;
}

/** Precision of what the eyes say; the time constants of causes, of noise and of adaptation, s. */
const PRECISION = 4;
const SETTLING = 0.02;
const NOISE_TIME = 0.1;
const ADAPTING = 2;
/** Step of time, s: an explicit step is stable up to 2 x .02 / (4 + beta). */
const RIVALRY_STEP = 0.002;

/**
 * How long each percept lasts, in turn, s. Two non-negative causes descend
 *
 *   F = pi/2 sum (c_i - h_i)^2 + beta h_1 h_2 + phi (a_1 h_1 + a_2 h_2)
 *
 *   .02 dh/dt = -dF/dh + n,  .1 dn/dt = -n + T sqrt(.1) dW/dt,  2 da/dt = h - a
 *
 * A percept ends when the other cause becomes the larger one. With saturation, h in the terms of the other cause and of
 * adaptation is .8 tanh(h / .4); these are not derivatives of an energy then.
 *
 * @param seconds How long to look. The first percept and the one that is cut off at the end do not count.
 * @throws {RangeError} where the step of time is not stable.
 * @see Brascamp, Klink & Levelt (2015), `REFERENCES.brascampKlinkLevelt2015`
 */
export function rivalDurations(
  { strengths, exclusivity, adaptation, noise, isSaturating }: RivalryOptions,
  seconds: number,
  random: Random,
): readonly [number[], number[]] {
  if (!(RIVALRY_STEP * (PRECISION + exclusivity) < 2 * SETTLING)) {
    throw new RangeError(
      `rivalry: expected an exclusivity below ${(2 * SETTLING) / RIVALRY_STEP - PRECISION}; got ${exclusivity}`,
    );
  }
  const output = (value: number): number => (isSaturating ? 0.8 * Math.tanh(value / 0.4) : value);
  const durations: readonly [number[], number[]] = [[], []];
  let [one, other] = [strengths[0], 0];
  let [tiredOne, tiredOther] = [0, 0];
  let [noiseOne, noiseOther] = [0, 0];
  const kick = noise * Math.sqrt(RIVALRY_STEP / NOISE_TIME);
  const forget = 1 - RIVALRY_STEP / NOISE_TIME;
  const rate = RIVALRY_STEP / SETTLING;
  let [seen, since, isFirst] = [0, 0, true];
  const steps = Math.round(seconds / RIVALRY_STEP);
  for (let step = 1; step <= steps; step++) {
    noiseOne = forget * noiseOne + kick * random.normal();
    noiseOther = forget * noiseOther + kick * random.normal();
    const [outOne, outOther] = [output(one), output(other)];
    const slopeOne =
      PRECISION * (strengths[0] - one) - exclusivity * outOther - adaptation * tiredOne;
    const slopeOther =
      PRECISION * (strengths[1] - other) - exclusivity * outOne - adaptation * tiredOther;
    one = Math.max(0, one + rate * (slopeOne + noiseOne));
    other = Math.max(0, other + rate * (slopeOther + noiseOther));
    tiredOne += (RIVALRY_STEP / ADAPTING) * (output(one) - tiredOne);
    tiredOther += (RIVALRY_STEP / ADAPTING) * (output(other) - tiredOther);
    const now = one > other ? 0 : one < other ? 1 : seen;
    if (now === seen) continue;
    if (!isFirst) durations[seen]!.push((step - since) * RIVALRY_STEP);
    [seen, since, isFirst] = [now, step, false];
  }
  return durations;
}
