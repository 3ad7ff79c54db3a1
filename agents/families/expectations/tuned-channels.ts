/** Width of the tuning of a channel (standard deviation), in distances between channels. */
export const TUNING_WIDTH = 0.8;

/**
 * What a tone does to channels that are tuned to pitches 0, 1, 2, ...:
 *
 *   x_i = exp(-(i - pitch)^2 / (2 s^2)),   s = `TUNING_WIDTH`
 *
 * @param pitch In distances between channels.
 */
export function tunedResponse(pitch: number, channels: number): Float64Array {
  return Float64Array.from({ length: channels }, (_, channel) =>
    Math.exp(-((channel - pitch) ** 2) / (2 * TUNING_WIDTH ** 2)),
  );
}

/** Sum over channels of the sizes of something, as of prediction errors: sum_i |e_i|. */
export function summedSize(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}
