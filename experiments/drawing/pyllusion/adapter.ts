import { HelmholtzError, suggestion } from '../../../agents/index.ts';
import { delboeuf, ebbinghaus } from './circle-illusions.ts';
import type { Dictionary } from './dictionary.ts';
import { contrast, white } from './grey-illusions.ts';
import {
  muellerLyer,
  poggendorff,
  ponzo,
  rodFrame,
  verticalHorizontal,
  zoellner,
} from './line-illusions.ts';

/** Arguments of a constructor of Pyllusion, under its names. */
export type PyllusionArguments = Readonly<Record<string, number | boolean>>;

interface Illusion {
  /** Names and defaults of the constructor, besides the two knobs. */
  readonly options: PyllusionArguments;
  readonly dictionary: (
    strength: number,
    difference: number,
    options: PyllusionArguments,
  ) => Dictionary;
  /** The name of our stimulus. */
  readonly stimulus: string;
  /** Our strength per strength of Pyllusion, for a difference that is positive and for one that is not. */
  readonly strengthSigns: readonly [positive: number, otherwise: number];
  /** What Pyllusion's numbers are divided by: its greys are in percent. */
  readonly scale: number;
}

const SIZES = { size_min: 0.25, distance: 1, distance_auto: false };
const LINES = { size_min: 0.5, distance: 1 };

/** Whether a difference counts as positive is told by `isPositive`: Pyllusion has it both ways at zero. */
const ILLUSIONS: ReadonlyMap<string, Illusion> = new Map<string, Illusion>([
  [
    'Delboeuf',
    {
      options: SIZES,
      stimulus: 'delboeuf-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference, options) =>
        delboeuf({ strength, difference, ...circleOptions(options) }),
    },
  ],
  [
    'Ebbinghaus',
    {
      options: SIZES,
      stimulus: 'ebbinghaus-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference, options) =>
        ebbinghaus({ strength, difference, ...circleOptions(options) }),
    },
  ],
  [
    'MullerLyer',
    {
      options: LINES,
      stimulus: 'mueller-lyer-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference, options) => {
        const { fins, ...rest } = muellerLyer({ strength, difference, ...lineOptions(options) });
        return { ...rest, ...fins };
      },
    },
  ],
  [
    'Ponzo',
    {
      options: LINES,
      stimulus: 'ponzo-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference, options) =>
        ponzo({ strength, difference, ...lineOptions(options) }),
    },
  ],
  [
    'VerticalHorizontal',
    {
      options: { size_min: 0.5 },
      stimulus: 'vertical-horizontal-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference, { size_min = 0.5 }) =>
        verticalHorizontal({ strength, difference, sizeMin: Number(size_min) }),
    },
  ],
  [
    'Zollner',
    {
      options: { distractors_n: 8, distractors_length: 0.66 },
      stimulus: 'zoellner-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference, { distractors_n = 8, distractors_length = 0.66 }) =>
        zoellner({
          strength,
          difference,
          distractorsN: Number(distractors_n),
          distractorsLength: Number(distractors_length),
        }),
    },
  ],
  [
    'RodFrame',
    {
      options: {},
      stimulus: 'rod-and-frame-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference) => rodFrame({ strength, difference }),
    },
  ],
  [
    'Poggendorff',
    {
      options: {},
      stimulus: 'poggendorff-illusion',
      strengthSigns: [-1, 1],
      scale: 1,
      dictionary: (strength, difference) => poggendorff({ strength, difference }),
    },
  ],
  [
    'Contrast',
    {
      options: {},
      stimulus: 'contrast-illusion',
      strengthSigns: [-1, 1],
      scale: 100,
      dictionary: (strength, difference) => contrast({ strength, difference }),
    },
  ],
  [
    'White',
    {
      options: { strips_n: 9 },
      stimulus: 'white-strips-illusion',
      strengthSigns: [-1, 1],
      scale: 100,
      dictionary: (strength, difference, { strips_n = 9 }) =>
        white({ strength, difference, stripsN: Number(strips_n) }),
    },
  ],
]);

/** Illusions whose positive branch includes a difference of zero. */
const POSITIVE_AT_ZERO = new Set([
  'MullerLyer',
  'VerticalHorizontal',
  'Zollner',
  'RodFrame',
  'Poggendorff',
  'Contrast',
  'White',
]);

/** Names of the illusions of Pyllusion that have the two knobs. */
export const PYLLUSION_NAMES: readonly string[] = [...ILLUSIONS.keys()];

/**
 * The dictionary that Pyllusion's `NAME(illusion_strength, difference, ...).get_parameters()` gives, key by key.
 *
 * @throws {HelmholtzError} `unknown-picture` or `unknown-parameter`, naming the nearest one.
 */
export function pyllusionDictionary(name: string, given: PyllusionArguments = {}): Dictionary {
  const { options, dictionary } = illusionOf(name);
  const known = ['illusion_strength', 'difference', ...Object.keys(options)];
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) {
      throw new HelmholtzError(
        'unknown-parameter',
        `pyllusion.${name}.${key}: no such parameter${suggestion(key, known)}`,
      );
    }
  }
  const { illusion_strength = 0, difference = 0, ...rest } = given;
  return dictionary(Number(illusion_strength), Number(difference), { ...options, ...rest });
}

/**
 * Our stimulus and knobs that show what Pyllusion shows. In Pyllusion the meaning of the sign of the strength depends on
 * the illusion and on the sign of the difference; ours is one for all: `strength > 0` raises target 1 in appearance.
 *
 * @throws {HelmholtzError} `unknown-picture`, naming the nearest one.
 */
export function fromPyllusion(
  name: string,
  {
    illusion_strength,
    difference,
  }: { readonly illusion_strength: number; readonly difference: number },
): { readonly stimulus: string; readonly strength: number; readonly difference: number } {
  const { stimulus, strengthSigns, scale } = illusionOf(name);
  const sign = strengthSigns[isPositive(name, difference) ? 0 : 1];
  return { stimulus, strength: (sign * illusion_strength) / scale, difference: difference / scale };
}

/** The knobs of Pyllusion for ours: the inverse of {@link fromPyllusion}. */
export function toPyllusion(
  name: string,
  { strength, difference }: { readonly strength: number; readonly difference: number },
): { readonly strength: number; readonly difference: number } {
  const { strengthSigns, scale } = illusionOf(name);
  const sign = strengthSigns[isPositive(name, difference) ? 0 : 1];
  return { strength: sign * strength * scale, difference: difference * scale };
}

function isPositive(name: string, difference: number): boolean {
  return difference > 0 || (difference === 0 && POSITIVE_AT_ZERO.has(name));
}

function illusionOf(name: string): Illusion {
  const illusion = ILLUSIONS.get(name);
  if (illusion !== undefined) return illusion;
  throw new HelmholtzError(
    'unknown-picture',
    `pyllusion.${name}: no such illusion${suggestion(name, PYLLUSION_NAMES)}`,
  );
}

function circleOptions({
  size_min = 0.25,
  distance = 1,
  distance_auto = false,
}: PyllusionArguments) {
  return {
    sizeMin: Number(size_min),
    distance: Number(distance),
    distanceAuto: distance_auto === true,
  };
}

function lineOptions({ size_min = 0.5, distance = 1 }: PyllusionArguments) {
  return { sizeMin: Number(size_min), distance: Number(distance) };
}
