import type { Reference } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';
import type { Composition } from './composition.ts';

/** One stimulus of a publication: stimuli of the catalogue with everything about them decided. */
export interface Preset {
  /** Its name within the set, that of stimupy. */
  readonly name: string;
  /** Which figure or condition of the publication it is. */
  readonly condition: string;
  /** Height and width, degrees. */
  readonly size: Pair;
  readonly pixelsPerDegree: number;
  readonly picture: Composition;
}

/** The stimuli of a publication. */
export interface PaperSet {
  /** Name of the set; a preset is called `paper/name`. */
  readonly paper: string;
  readonly reference: Reference;
  /** What 0 and 1 stand for, and what else is to be known of all of them. */
  readonly remarks: string;
  readonly presets: readonly Preset[];
}

/** Declares a {@link PaperSet}; a file of this folder exports the result as its default. */
export function definePaperSet(set: PaperSet): PaperSet {
  return set;
}
