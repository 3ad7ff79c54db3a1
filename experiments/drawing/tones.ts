import type { Random } from '../../agents/index.ts';
import type { Resolution } from '../resolution.ts';
import type { Drawn } from '../stimulus.ts';
import { countEntry, numberEntry, secondsEntry } from './entries.ts';

/** What a tone is in its sequence. */
export const SOUNDS = ['standard', 'deviant', 'omission', 'control'] as const;

/** One tone of a sequence, or the place where one is left out. */
export interface Tone {
  readonly onset: number;
  readonly duration: number;
  /** Hz. */
  readonly frequency: number;
  readonly role: (typeof SOUNDS)[number];
}

/** What all sequences of tones have in common. */
export interface ToneOptions {
  readonly tones: number;
  readonly toneDuration: number;
  readonly soa: number;
  readonly standard: number;
  readonly deviant: number;
}

/** Parameters that all sequences of tones have. */
export const toneEntries = {
  tones: countEntry(12, [1, 200], 'Number of tones.'),
  toneDuration: secondsEntry(0.1, 'Duration of a tone.', [0.005, 5]),
  soa: secondsEntry(0.5, 'From onset to onset.', [0.01, 10]),
  standard: numberEntry('Hz', 500, [125, 8000], 'Frequency of standards.'),
  deviant: numberEntry('Hz', 1000, [125, 8000], 'Frequency of deviants.'),
} as const;

const LOWEST = 100;
const OCTAVES = 6.5;

/** Standards with rare deviants that never follow each other and are never first. */
export function oddballTones(
  options: ToneOptions & { readonly probability: number },
  random: Random,
): Tone[] {
  let before: Tone['role'] = 'deviant';
  return sequence(options, () => {
    const role =
      before !== 'deviant' && random.uniform() < options.probability ? 'deviant' : 'standard';
    before = role;
    return [role, role === 'deviant' ? options.deviant : options.standard];
  });
}

/** Trains of one tone; the first of a train differs from the train before, and becomes the next standard. */
export function rovingTones(
  options: ToneOptions & { readonly shortest: number; readonly longest: number },
  random: Random,
): Tone[] {
  let left = 0;
  let frequency = options.standard;
  let isFirst = true;
  return sequence(options, () => {
    const isNew = left === 0;
    if (isNew) {
      left = options.shortest + random.integer(Math.max(1, options.longest - options.shortest + 1));
      if (!isFirst) frequency = frequency === options.standard ? options.deviant : options.standard;
    }
    const role = isNew && !isFirst ? 'deviant' : 'standard';
    isFirst = false;
    left--;
    return [role, frequency];
  });
}

/**
 * Groups of five tones. In the usual groups the fifth is like the others (`globalRule` xxxxx) or different (xxxxY); the
 * last group breaks the rule. So the last tone can be locally usual and globally rare, or the other way round.
 */
export function localGlobalTones(
  options: ToneOptions & { readonly globalRule: string; readonly gap: number },
): Tone[] {
  const groups = Math.max(2, Math.floor(options.tones / 5));
  return Array.from({ length: groups * 5 }, (_, index): Tone => {
    const group = Math.floor(index / 5);
    const isFifth = index % 5 === 4;
    const isLast = group === groups - 1;
    const differs = isFifth && (options.globalRule === 'xxxxY') !== isLast;
    return {
      onset: group * (5 * options.soa + options.gap) + (index % 5) * options.soa,
      duration: options.toneDuration,
      frequency: differs ? options.deviant : options.standard,
      role: isFifth && isLast ? 'deviant' : 'standard',
    };
  });
}

/** Regular tones of which some are left out. */
export function omissionTones(
  options: ToneOptions & { readonly probability: number },
  random: Random,
): Tone[] {
  let before: Tone['role'] = 'omission';
  return sequence(options, () => {
    const role =
      before !== 'omission' && random.uniform() < options.probability ? 'omission' : 'standard';
    before = role;
    return [role, options.standard];
  });
}

/** As many different tones as `kinds`, equally often, of which one is the deviant of an oddball: its control. */
export function manyStandardTones(
  options: ToneOptions & { readonly kinds: number },
  random: Random,
): Tone[] {
  const { kinds, standard, deviant } = options;
  const ratio = deviant / standard;
  const frequencies = Array.from({ length: kinds }, (_, index) => standard * ratio ** index);
  let before = -1;
  return sequence(options, () => {
    // Never the same twice in a row.
    let next = random.integer(before < 0 ? kinds : Math.max(1, kinds - 1));
    if (before >= 0 && next >= before && kinds > 1) next++;
    before = next;
    return [next === 1 ? 'control' : 'standard', Math.min(8000, frequencies[next] ?? standard)];
  });
}

function sequence(
  { tones, toneDuration, soa }: ToneOptions,
  next: (index: number) => readonly [Tone['role'], number],
): Tone[] {
  return Array.from({ length: tones }, (_, index): Tone => {
    const [role, frequency] = next(index);
    return { onset: index * soa, duration: Math.min(toneDuration, soa), frequency, role };
  });
}

/** How long a sequence lasts, s. */
export function toneDuration(tones: readonly Tone[]): number {
  return tones.reduce((end, { onset, duration }) => Math.max(end, onset + duration), 0);
}

/**
 * A sequence as a picture of sound: time from left to right, pitch upwards in octaves from 100 Hz to about 9 kHz,
 * luminance for intensity. `toneMask` says what each tone is: 1 standard, 2 deviant, 3 omission, 4 control.
 */
export function tonePicture({ shape: [rows, columns] }: Resolution, tones: readonly Tone[]): Drawn {
  const length = toneDuration(tones);
  const pixels = new Float32Array(rows * columns);
  const toneMask = new Uint16Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    const time = ((column + 0.5) / columns) * length;
    paintMoment(pixels, toneMask, { rows, columns, column, width: 1 }, tonesAt(tones, time));
  }
  return { rows, columns, pixels, masks: { toneMask } };
}

/** What is heard at one time, on a picture whose every column is the same: pitch upwards. */
export function toneFrames(
  { shape: [rows, columns] }: Resolution,
  tones: readonly Tone[],
  time: number,
): Drawn {
  const pixels = new Float32Array(rows * columns);
  const toneMask = new Uint16Array(rows * columns);
  paintMoment(pixels, toneMask, { rows, columns, column: 0, width: columns }, tonesAt(tones, time));
  return { rows, columns, pixels, masks: { toneMask } };
}

function tonesAt(tones: readonly Tone[], time: number): readonly Tone[] {
  return tones.filter(
    ({ onset, duration }) => time >= onset - 1e-9 && time < onset + duration - 1e-9,
  );
}

function paintMoment(
  pixels: Float32Array,
  mask: Uint16Array,
  {
    rows,
    columns,
    column,
    width,
  }: {
    readonly rows: number;
    readonly columns: number;
    readonly column: number;
    readonly width: number;
  },
  tones: readonly Tone[],
): void {
  for (const tone of tones) {
    const middle = Math.log2(tone.frequency / LOWEST) / OCTAVES;
    for (let row = 0; row < rows; row++) {
      const pitch = 1 - (row + 0.5) / rows;
      // A critical band is about a third of an octave.
      const excitation = Math.exp(-(((pitch - middle) * OCTAVES) ** 2) / (2 * 0.15 ** 2));
      for (let at = column; at < column + width; at++) {
        const index = row * columns + at;
        if (tone.role !== 'omission') pixels[index] = Math.max(pixels[index]!, excitation);
        if (excitation > 0.5) mask[index] = SOUNDS.indexOf(tone.role) + 1;
      }
    }
  }
}
