/** Where light has come from: normal in the angle, as a mixture. Degrees clockwise from above. */
export interface LightWorld {
  readonly lights: readonly {
    readonly share: number;
    readonly mean: number;
    /** Standard deviation; infinite where light comes from everywhere alike. */
    readonly deviation: number;
  }[];
  /** Variance of the noise of a pixel, divided by the sum over pixels of the squared shading of a bump. */
  readonly noise: number;
}

/** Convexity that is perceived in shading from direction d: amplitude cos(d - phase). */
export interface ConvexityTuning {
  /** 1: as convex as a bump. */
  readonly amplitude: number;
  /** Degrees clockwise from above. */
  readonly phase: number;
}

/**
 * The best linear guess of convexity c = +-1 (bump or dent) from its shading c (cos t, sin t) + noise, light from t:
 *
 *   E[c | shading] ~ a' S^-1 shading,   a = E[(cos t, sin t)],   S = 1/2 [[1 + C, D], [D, 1 - C]] + noise I
 *
 * with C = E[cos 2t], D = E[sin 2t], and E[cos k t] = exp(-k^2 s^2 / 2) cos(k m) for an angle t ~ N(m, s^2). For
 * light from above it is exp(-s^2 / 2) / ((1 + exp(-2 s^2)) / 2 + noise) cos(direction).
 */
export function convexityTuning({ lights, noise }: LightWorld): ConvexityTuning {
  const moment = (order: number, wave: (angle: number) => number): number =>
    lights.reduce((sum, { share, mean, deviation }) => {
      const spread = (Math.PI / 180) * deviation * order;
      return sum + share * Math.exp(-(spread ** 2) / 2) * wave((Math.PI / 180) * mean * order);
    }, 0);
  const [up, right] = [moment(1, Math.cos), moment(1, Math.sin)];
  const [even, odd] = [moment(2, Math.cos) / 2, moment(2, Math.sin) / 2];
  const [upUp, rightRight] = [0.5 + even + noise, 0.5 - even + noise];
  const determinant = upUp * rightRight - odd ** 2;
  const alongUp = (rightRight * up - odd * right) / determinant;
  const alongRight = (upUp * right - odd * up) / determinant;
  return {
    amplitude: Math.hypot(alongUp, alongRight),
    phase: (180 / Math.PI) * Math.atan2(alongRight, alongUp),
  };
}
