import type { Picture, Random } from '../../agents/index.ts';

/** The picture with normal noise of this standard deviation on every pixel, clipped to 0..1. */
export function withNoise(picture: Picture, deviation: number, random: Random): Picture {
  if (deviation === 0) return picture;
  return {
    ...picture,
    pixels: picture.pixels.map((luminance) =>
      Math.min(1, Math.max(0, luminance + deviation * random.normal())),
    ),
  };
}
