import { angle, flag, indices, luminance, luminances, size } from './table-entries.ts';
import type { PhaseRequest } from './wave.ts';

const PERIODS = ['ignore', 'even', 'odd', 'either'] as const;

const frequency = (unit: string) =>
  ({
    kind: 'number',
    default: null,
    min: 1e-6,
    max: 1000,
    unit,
    meaning:
      'Periods per degree or turn; a number or a width may be given instead, else there are 8 elements.',
  }) as const;

const phases = (what: string) =>
  ({
    kind: 'number',
    default: null,
    min: 1e-3,
    max: 100_000,
    unit: '1',
    meaning: `How many ${what} there are.`,
  }) as const;

/** How many of what there are, and how they end. */
export const PERIOD = {
  kind: 'choice',
  default: 'ignore',
  choices: PERIODS,
  meaning: 'Whether the number of elements is any, or a whole one that is even, odd or either.',
} as const;

/** Degrees of phase. */
export const PHASE_SHIFT = angle(0, 'Shift of the phase at zero, in degrees of phase.');

/** Parameters of gratings of bars; widths are whole pixels by default. */
export const BARS = {
  frequency: frequency('cycles/degree'),
  nBars: phases('bars'),
  barWidth: size(null, 'Width of one bar.'),
  period: PERIOD,
} as const;
/** The same for rings. */
export const RINGS = {
  frequency: frequency('cycles/degree'),
  nRings: phases('rings'),
  ringWidth: size(null, 'Width of one ring.'),
  period: PERIOD,
} as const;
/** The same for frames. */
export const FRAMES = {
  frequency: frequency('cycles/degree'),
  nFrames: phases('frames'),
  frameWidth: size(null, 'Width of one frame.'),
  period: PERIOD,
} as const;
/** The same for segments around the centre. */
export const SEGMENTS = {
  frequency: frequency('cycles/turn'),
  nSegments: phases('segments'),
  segmentWidth: size(null, 'Angle of one segment.'),
  period: PERIOD,
} as const;
/** The same for phases of any wave. */
export const PHASES = {
  frequency: frequency('cycles/degree'),
  nPhases: phases('phases, halves of a period,'),
  phaseWidth: size(null, 'Width of one phase.'),
  period: PERIOD,
} as const;

/** Whether widths are whole pixels. */
export const ROUND_PHASE_WIDTH = flag(true, 'Whether elements are a whole number of pixels wide.');

/** Targets among the elements of a wave. */
export const WAVE_TARGETS = {
  targetIndices: indices([], 'elements, from 1, negative ones from the last,'),
  intensityTarget: luminances([0.5], 'targets'),
} as const;

/** Cutting off beyond half of the smaller side. */
export const CLIP = {
  clip: flag(false, 'Whether it ends at half of the smaller side.'),
  intensityBackground: luminance(0.5, 'background'),
} as const;

interface Fineness {
  readonly frequency: number | null;
  readonly period: string;
  readonly roundPhaseWidth?: boolean;
}

/** Fineness from the parameters of a table: 8 elements where nothing is given. */
export function phaseRequest(
  { frequency: given, period, roundPhaseWidth = false }: Fineness,
  counted: number | null,
  width: number | null,
): PhaseRequest {
  const isOpen = given === null && counted === null && width === null;
  return {
    frequency: given,
    phases: isOpen ? 8 : counted,
    width,
    period,
    isRounded: roundPhaseWidth,
  };
}
