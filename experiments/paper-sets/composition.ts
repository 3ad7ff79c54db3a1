import type { GivenValues } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';

/** How the picture of a preset is put together from stimuli of the catalogue. Lengths are degrees, vertical before horizontal. */
export type Composition = Part | Canvas | Turned | Enlarged | Windowed | Mixture | Noisy | PixelMap;

/** A stimulus of the catalogue with its parameters. */
export interface Part {
  readonly kind: 'part';
  readonly stimulus: string;
  readonly set: GivenValues;
  /** Other names for its masks; `null` leaves a mask out. */
  readonly masks: Readonly<Record<string, string | null>>;
  /** Masks, under their new names, all of whose regions count as one. */
  readonly joined: readonly string[];
}

/** A uniform ground with pictures on it. Regions of masks with one name are numbered on; the bare ground is `padMask`. */
export interface Canvas {
  readonly kind: 'canvas';
  /** Name of the mask of the bare ground; several are what lies outside of one piece each. */
  readonly groundMasks: readonly string[];
  /** Masks whose regions are not numbered on. */
  readonly joined: readonly string[];
  readonly luminance: number;
  readonly pieces: readonly Piece[];
}

/** A picture on a canvas. */
export interface Piece {
  /** Its top left corner. */
  readonly at: Pair;
  readonly size: Pair;
  readonly picture: Composition;
}

/** A picture turned by quarter turns, counter-clockwise. */
export interface Turned {
  readonly kind: 'turned';
  readonly quarterTurns: number;
  readonly picture: Composition;
}

/** A picture at a fraction of the resolution, each pixel repeated. */
export interface Enlarged {
  readonly kind: 'enlarged';
  readonly factor: number;
  readonly picture: Composition;
}

/** A picture whose contrast around mid-grey falls off as a Gaussian window. */
export interface Windowed {
  readonly kind: 'windowed';
  /** Standard deviations. */
  readonly sigma: Pair;
  readonly picture: Composition;
  /** Whether `gaussianMask`, what is within one standard deviation, is among the masks. */
  readonly isMasked: boolean;
  /** Around the middle of the picture, or around the first sample right of and below it. */
  readonly origin: 'mean' | 'center';
}

/** Mid-grey and the weighted contrasts of several pictures; masks of the second and later ones end in their number. */
export interface Mixture {
  readonly kind: 'mixture';
  readonly parts: readonly { readonly weight: number; readonly picture: Composition }[];
  /** Whether the masks of the first end in 1. */
  readonly isNumbered: boolean;
}

/** A picture with noise of a standard deviation added, clipped to 0..1. */
export interface Noisy {
  readonly kind: 'noisy';
  readonly deviation: number;
  readonly noise: Part;
  readonly picture: Composition;
}

/** Square elements, each a letter that stands for a luminance; where targets are, a digit in a map of its own. */
export interface PixelMap {
  readonly kind: 'pixel-map';
  readonly luminances: Readonly<Record<string, number>>;
  readonly rows: readonly string[];
  readonly targets: readonly string[];
}

/** A stimulus of the catalogue with its parameters. */
export function part(
  stimulus: string,
  set: GivenValues = {},
  masks: Readonly<Record<string, string | null>> = {},
  joined: readonly string[] = [],
): Part {
  return { kind: 'part', stimulus, set, masks, joined };
}

/** A picture on a canvas. */
export function piece(at: Pair, size: Pair, picture: Composition): Piece {
  return { at, size, picture };
}

/** A uniform ground with pictures on it. */
export function canvas(luminance: number, ...pieces: readonly Piece[]): Canvas {
  return { kind: 'canvas', luminance, pieces, groundMasks: ['padMask'], joined: [] };
}

/** The same without a mask of the bare ground. */
export function plainCanvas(luminance: number, ...pieces: readonly Piece[]): Canvas {
  return { kind: 'canvas', luminance, pieces, groundMasks: [], joined: [] };
}

/** A picture at a fraction of the resolution. */
export function enlarged(factor: number, picture: Composition): Enlarged {
  return { kind: 'enlarged', factor, picture };
}

/** A picture turned by quarter turns, counter-clockwise. */
export function turned(quarterTurns: number, picture: Composition): Turned {
  return { kind: 'turned', quarterTurns, picture };
}

/** A picture within a Gaussian window. */
export function windowed(
  sigma: number | Pair,
  picture: Composition,
  { isMasked = true, origin = 'center' }: Partial<Pick<Windowed, 'isMasked' | 'origin'>> = {},
): Windowed {
  const both: Pair = typeof sigma === 'number' ? [sigma, sigma] : sigma;
  return { kind: 'windowed', sigma: both, picture, isMasked, origin };
}

/** Mid-grey and the weighted contrasts of several pictures. */
export function mixture(
  weights: readonly number[],
  pictures: readonly Composition[],
  isNumbered = false,
): Mixture {
  const parts = pictures.map((picture, index) => ({ picture, weight: weights[index] ?? 1 }));
  return { kind: 'mixture', parts, isNumbered };
}

/** A picture with noise. */
export function noisy(deviation: number, noise: Part, picture: Composition): Noisy {
  return { kind: 'noisy', deviation, noise, picture };
}

/** All stimuli of the catalogue in a composition, in the order in which they are drawn. */
export function partsOf(composition: Composition): readonly Part[] {
  switch (composition.kind) {
    case 'part':
      return [composition];
    case 'canvas':
      return composition.pieces.flatMap(({ picture }) => partsOf(picture));
    case 'turned':
    case 'enlarged':
    case 'windowed':
      return partsOf(composition.picture);
    case 'mixture':
      return composition.parts.flatMap(({ picture }) => partsOf(picture));
    case 'noisy':
      return [...partsOf(composition.picture), composition.noise];
    case 'pixel-map':
      return [];
  }
}
