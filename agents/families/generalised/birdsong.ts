import type { GeneralisedModel } from './generalised-model.ts';

/** ln precisions of the birdsong model. */
export interface BirdsongPrecisions {
  /** Of the sound, V_1. */
  readonly sound: number;
  /** Of the motion of the lower states, W_1. */
  readonly song: number;
  /** Of the higher level: what it says of the lower one, V_2, and its own motion, W_2. */
  readonly phrasing: number;
}

/** States of both Lorenz attractors when the song begins. */
export const SONG_BEGINS: readonly (readonly number[])[] = [
  [0.9, 0.8, 30],
  [0.9, 0.8, 30],
];

/** States that a listener supposes before anything is heard. */
export const LISTENING_BEGINS: readonly (readonly number[])[] = [
  [1, 1, 8],
  [1, 1, 8],
];

const PRANDTL = 10;
const GEOMETRY = 8 / 3;

/**
 * Song of a bird: a slow Lorenz attractor sets the Rayleigh number of a fast one, two states of which are heard
 * (amplitude and frequency). Bins of 1/64 s.
 *
 *   f_1 = [-P_1 x_1 + P_1 x_2; (v - 4 - x_3) x_1 - x_2; x_1 x_2 - P_2 x_3] / 16,   g_1 = (x_2, x_3)
 *   f_2 = the same with 32 in the place of v - 4, / 128,                           g_2 = x_3
 *
 * @see Kiebel, Daunizeau & Friston (2008), `REFERENCES.kiebel2008`; Friston & Kiebel (2009), `REFERENCES.fristonKiebel2009`
 */
export function birdsongModel({ sound, song, phrasing }: BirdsongPrecisions): GeneralisedModel {
  return {
    levels: [
      {
        states: 3,
        causes: 1,
        outputs: 2,
        flow: (x, v) => lorenz(x, v[0]! - 4, 16),
        output: (x) => [x[1]!, x[2]!],
        flowLogPrecision: [song, song, song],
        outputLogPrecision: [sound, sound],
      },
      {
        states: 3,
        causes: 0,
        outputs: 1,
        flow: (x) => lorenz(x, 32, 128),
        output: (x) => [x[2]!],
        flowLogPrecision: [phrasing, phrasing, phrasing],
        outputLogPrecision: [phrasing],
      },
    ],
    causeLogPrecision: [],
  };
}

/**
 * The lower level of the birdsong alone: its cause has no dynamics and is held near the mean that a listener without
 * phrasing expects, with little precision.
 */
export function songWithoutPhrasing({ sound, song }: BirdsongPrecisions): GeneralisedModel {
  const [lower] = birdsongModel({ sound, song, phrasing: 0 }).levels;
  return { levels: [lower!], causeLogPrecision: [0] };
}

function lorenz(x: Float64Array, rayleigh: number, slowness: number): readonly number[] {
  const [first, second, third] = [x[0]!, x[1]!, x[2]!];
  return [
    (PRANDTL * (second - first)) / slowness,
    ((rayleigh - third) * first - second) / slowness,
    (first * second - GEOMETRY * third) / slowness,
  ];
}
