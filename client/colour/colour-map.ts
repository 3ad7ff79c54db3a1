import { rgbFromOklch, type Rgb } from './oklch.ts';

/** Dark or light surroundings; every map is tuned to both. */
export type Theme = 'dark' | 'light';

/** Colours by position: 256 entries of red, green, blue, from the low end to the high end. */
export interface ColourMap {
  readonly name: string;
  readonly table: Uint8Array;
}

/** Signed maps on offer: both safe for the common colour deficiencies, warm = positive. */
export const SIGNED_MAPS = ['purple-orange', 'blue-red'] as const;
/** Name of a signed map. */
export type SignedMapName = (typeof SIGNED_MAPS)[number];

/** Sequential maps on offer for variances and precisions. */
export const SEQUENTIAL_MAPS = ['viridis', 'cividis'] as const;
/** Name of a sequential map. */
export type SequentialMapName = (typeof SEQUENTIAL_MAPS)[number];

const signedHues: Readonly<Record<SignedMapName, { negative: number; positive: number }>> = {
  'purple-orange': { negative: 298, positive: 58 },
  'blue-red': { negative: 255, positive: 28 },
};

/** Lightness at zero and at the ends: the neutral tone lies near the panel it is drawn on. */
const signedLightness: Readonly<Record<Theme, { zero: number; end: number }>> = {
  dark: { zero: 0.28, end: 0.82 },
  light: { zero: 0.955, end: 0.4 },
};

/**
 * Diverging map, exactly symmetric about zero in lightness: sign is hue, size is distance from the neutral tone.
 * Entry 127.5 would be zero, so that entries `i` and `255 - i` are opposite values of the same size.
 */
export function signedMap(name: SignedMapName, theme: Theme): ColourMap {
  const { zero, end } = signedLightness[theme];
  const { negative, positive } = signedHues[name];
  return fromFunction(name, (position) => {
    const signed = 2 * position - 1;
    const size = Math.abs(signed) ** 0.8;
    // Both hues reach this chroma at every lightness of the map, so neither side looks stronger.
    const chroma = 0.135 * Math.min(1, 1.25 * size);
    return rgbFromOklch(zero + (end - zero) * size, chroma, signed < 0 ? negative : positive);
  });
}

/** Anchors published with matplotlib: viridis by van der Walt and Smith (2015), cividis by Nuñez et al. (2018). */
const sequentialAnchors: Readonly<Record<SequentialMapName, readonly string[]>> = {
  viridis: '440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725'.split(' '),
  cividis: '00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838'.split(' '),
};

/** Sequential map: dark is little, bright is much. */
export function sequentialMap(name: SequentialMapName): ColourMap {
  const anchors = sequentialAnchors[name].map(rgbFromHex);
  return fromFunction(name, (position) => {
    const place = position * (anchors.length - 1);
    const below = Math.min(anchors.length - 2, Math.floor(place));
    const [low, high] = [anchors[below] ?? [0, 0, 0], anchors[below + 1] ?? [0, 0, 0]];
    const share = place - below;
    return [
      low[0] + share * (high[0] - low[0]),
      low[1] + share * (high[1] - low[1]),
      low[2] + share * (high[2] - low[2]),
    ];
  });
}

/** Plain greys, for images: they are never recoloured. */
export function greyMap(): ColourMap {
  return fromFunction('grey', (position) => [255 * position, 255 * position, 255 * position]);
}

/** Hue of beliefs and of predictions above the sensory level, in degrees of Oklch. */
const TINTS = { belief: 178, prediction: 250 } as const;

/** Tinted greys: lightness carries the number as in an image, the tint says which family it belongs to. */
export function tintedMap(family: keyof typeof TINTS): ColourMap {
  return fromFunction(family, (position) =>
    rgbFromOklch(0.12 + 0.86 * position, 0.05 * Math.sin(Math.PI * position), TINTS[family]),
  );
}

/** Colour at a position 0..1 of a map; positions outside are the ends, NaN is the low end. */
export function colourAt(map: ColourMap, position: number): Rgb {
  const entry = 3 * entryAt(position);
  return [map.table[entry] ?? 0, map.table[entry + 1] ?? 0, map.table[entry + 2] ?? 0];
}

/** Index 0..255 of a position 0..1. */
export function entryAt(position: number): number {
  if (!(position > 0)) return 0;
  return position >= 1 ? 255 : Math.floor(position * 256);
}

function fromFunction(name: string, colour: (position: number) => Rgb): ColourMap {
  const table = new Uint8Array(256 * 3);
  for (let entry = 0; entry < 256; entry += 1) table.set(colour(entry / 255), entry * 3);
  return { name, table };
}

function rgbFromHex(hex: string): Rgb {
  const packed = Number.parseInt(hex, 16);
  return [packed >> 16, (packed >> 8) & 0xff, packed & 0xff];
}
