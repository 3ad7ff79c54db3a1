import { REFERENCES } from '../../agents/index.ts';
import { type Canvas, part, type Piece, piece } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 58;
/** Widths in pixels: that of a target from its middle, then of its four frames. */
const TARGET = 18;
/** The second bullseye lies to the lower right of the first. */
const AWAY = [69, 156] as const;
/** Luminances of the lookup table, 1 to 118, as 0 to 1. */
const luminance = (entry: number): number => (entry - 1) / 117;
const BACKGROUND = luminance(60);

const degrees = (pixels: number): number => pixels / DENSITY;

interface Display {
  readonly name: string;
  /** Width of a frame, pixels. */
  readonly frame: number;
}

const DISPLAYS: readonly Display[] = [
  { name: 'thin', frame: 7 },
  { name: 'thick', frame: 14 },
];

/** Luminances of the target among white frames, and of the one among black frames. */
const TARGETS: readonly (readonly [number, readonly number[]])[] = [
  [45, [31, 38, 45, 52, 59]],
  [60, [46, 53, 60, 67, 74]],
  [75, [61, 68, 75, 82, 89]],
];

function bullseye(
  { frame }: Display,
  target: number,
  side: { readonly at: readonly [number, number]; readonly frames: readonly number[] },
  mask: string,
): Piece {
  const width = degrees(2 * TARGET - 1 + 8 * frame);
  const radii = [0, 1, 2, 3, 4].map((index) => degrees(TARGET + index * frame));
  return piece(
    [degrees(side.at[0]), degrees(side.at[1])],
    [width, width],
    part(
      'bullseyes-rectangular-generalized',
      { radii, intensityFrames: side.frames, intensityTarget: [luminance(target)] },
      { frameMask: mask },
    ),
  );
}

function preset(display: Display, white: number, black: number): Preset {
  const side = 2 * TARGET - 1 + 8 * display.frame;
  const picture: Canvas = {
    kind: 'canvas',
    luminance: BACKGROUND,
    groundMasks: ['padMask', 'padMask2'],
    joined: [],
    pieces: [
      bullseye(display, white, { at: [0, 0], frames: [0, 1] }, 'frameMask'),
      bullseye(display, black, { at: AWAY, frames: [1, 0] }, 'frameMask2'),
    ],
  };
  return {
    name: `bullseye_${display.name}_gw${white}_gb${black}`,
    condition: `Bullseyes of ${display.name} frames; targets ${white} beside white and ${black} beside black.`,
    size: [degrees(side + AWAY[0]), degrees(side + AWAY[1])],
    pixelsPerDegree: DENSITY,
    picture,
  };
}

export default definePaperSet({
  paper: 'bindmann2004',
  reference: REFERENCES.bindmanChubb2004,
  remarks: 'Luminances are entries of a table from 1, drawn as 0, to 118, drawn as 1.',
  presets: DISPLAYS.flatMap((display) =>
    TARGETS.flatMap(([white, blacks]) => blacks.map((black) => preset(display, white, black))),
  ),
});
