/** Red, green and blue, 0..255. */
export type Colour = readonly [number, number, number];

const hex = (code: string): Colour => [
  Number.parseInt(code.slice(0, 2), 16),
  Number.parseInt(code.slice(2, 4), 16),
  Number.parseInt(code.slice(4, 6), 16),
];

/** ColorBrewer's PuOr from purple to orange: safe for the common colour deficiencies. */
const PURPLE_ORANGE = '2d004b 542788 8073ac b2abd2 d8daeb f7f7f7 fee0b6 fdb863 e08214 b35806 7f3b08'
  .split(' ')
  .map(hex);

/** Viridis: lightness rises evenly from dark violet to yellow. */
const VIRIDIS = '440154 482878 3e4a89 31688e 26828e 1f9e89 35b779 6dcd59 b4de2c fde725'
  .split(' ')
  .map(hex);

/**
 * Colour of a signed quantity in [-1, 1]: orange where there is more than predicted (+), purple where there is less
 * (-), nearly white at zero. Values outside are clipped.
 */
export function signedColour(value: number): Colour {
  return between(PURPLE_ORANGE, (value + 1) / 2);
}

/** Colour of an unsigned quantity in [0, 1]: dark violet to yellow. Values outside are clipped. */
export function sequentialColour(value: number): Colour {
  return between(VIRIDIS, value);
}

/** Linear interpolation in a list of colours at equal distances. */
function between(colours: readonly Colour[], position: number): Colour {
  const place = Math.min(1, Math.max(0, position)) * (colours.length - 1);
  const index = Math.min(colours.length - 2, Math.floor(place));
  const from = colours[index]!;
  const to = colours[index + 1]!;
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + (to[channel] - from[channel]) * (place - index));
  return [mix(0), mix(1), mix(2)];
}
