import { HelmholtzError } from '../../errors.ts';

/** Channels that tire: what is left of a signal when those that were driven lately respond less. Nothing is predicted. */
export interface AdaptingChannels {
  /** Passes a signal on, and tires of it. */
  respond(signal: ArrayLike<number>): Float64Array;
}

/**
 * Fatigue of sensory channels, the rival of prediction. Each keeps a running mean of what drove it,
 *
 *   response_i = x_i (1 - strength a_i),   a_i += rate (min(1, |x_i|) - a_i)
 *
 * A channel that is not driven does not respond: there is no response to an omission.
 *
 * @throws {HelmholtzError} `parameter-out-of-range`.
 */
export function createAdaptingChannels({
  channels,
  strength,
  rate,
}: {
  readonly channels: number;
  /** Share of the response that full adaptation takes, 0 to 1. */
  readonly strength: number;
  /** Share of the way that adaptation goes with each signal, 0 to 1. */
  readonly rate: number;
}): AdaptingChannels {
  for (const [name, value] of Object.entries({ strength, rate })) {
    if (value >= 0 && value <= 1) continue;
    throw new HelmholtzError(
      'parameter-out-of-range',
      `adapting channels.${name}: expected number in [0, 1]; got ${value}`,
    );
  }
  const adaptation = new Float64Array(channels);
  return {
    respond: (signal) =>
      adaptation.map((adapted, channel) => {
        const drive = signal[channel]!;
        adaptation[channel]! += rate * (Math.min(1, Math.abs(drive)) - adapted);
        return drive * (1 - strength * adapted);
      }),
  };
}
