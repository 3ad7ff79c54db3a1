import { HelmholtzError, logGamma } from '../../agents/index.ts';

/** Shapes of the two gamma densities, and how much larger the response is than the undershoot. */
const RESPONSE_SHAPE = 6;
const UNDERSHOOT_SHAPE = 16;
const RATIO = 6;
/** Length of the response, s. */
const LENGTH = 32;

/**
 * The canonical haemodynamic response at a time after a brief event: a gamma density minus a sixth of a later one,
 *
 *   h(t) = g_6(t) - g_16(t) / 6,   g_k(t) = t^(k-1) e^-t / (k-1)!
 *
 * Its peak is at 5 s, its trough at 15.75 s with -.089 of the peak. A convention of the field, not a result.
 *
 * @param seconds Time since the event, s; 0 before it.
 * @returns 1/s; the integral is 5/6.
 */
export function haemodynamicResponse(seconds: number): number {
  return gammaDensity(seconds, RESPONSE_SHAPE) - gammaDensity(seconds, UNDERSHOOT_SHAPE) / RATIO;
}

/**
 * What blood oxygenation would show of activity: the activity, convolved with the canonical response.
 *
 *   y(t_n) = dt sum_m h(t_m) a(t_n - t_m),   t_m < 32 s
 *
 * Which activity it is, for example the sum over units of |Pi e|, is the caller's convention.
 *
 * @param activity One number per time step, nothing before the first one.
 * @param secondsPerStep Length of a step, s; what a settle step lasts is a convention too.
 * @throws {HelmholtzError} `parameter-out-of-range` for a length of a step that is not above 0.
 */
export function bloodResponse(activity: ArrayLike<number>, secondsPerStep: number): Float64Array {
  if (!(secondsPerStep > 0)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `blood response.secondsPerStep: expected number above 0; got ${secondsPerStep}`,
    );
  }
  const kernel = Float64Array.from({ length: Math.ceil(LENGTH / secondsPerStep) }, (_, step) =>
    haemodynamicResponse(step * secondsPerStep),
  );
  return Float64Array.from({ length: activity.length }, (_, now) => {
    let sum = 0;
    for (let ago = 0; ago <= now && ago < kernel.length; ago++) {
      sum += kernel[ago]! * activity[now - ago]!;
    }
    return sum * secondsPerStep;
  });
}

function gammaDensity(time: number, shape: number): number {
  return time > 0 ? Math.exp((shape - 1) * Math.log(time) - time - logGamma(shape)) : 0;
}
