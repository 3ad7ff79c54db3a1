import { REFERENCES } from '../../agents/index.ts';
import { type Composition, part, piece, turned } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 50;
const BAR = 7;
/** By how many pixels targets are moved upwards, and the phase of the grating that the publication calls so. */
const WIDE = { 0: 7, 36: 6, 72: 4, 108: 3, 144: 1, 180: 0 } as const;
const SQUARE = { 0: 0, 36: -1, 72: -3, 108: -4, 144: -6, 180: -7 } as const;

const WHOLE = 175;

/** A grating with four grey bars, in pixels along its bars and across; turned in the end. */
function display(length: number, up: number): Composition {
  const grating = part('gratings-squarewave', {
    barWidth: BAR / DENSITY,
    intensityBars: [1, 0],
  });
  const grey: Composition = {
    kind: 'pixel-map',
    luminances: { t: 0.5 },
    rows: ['t'],
    targets: ['1'],
  };
  const first = 9 * BAR + up;
  return turned(1, {
    kind: 'canvas',
    luminance: 0.5,
    groundMasks: [],
    joined: ['targetMask'],
    pieces: [
      piece([0, 0], [WHOLE / DENSITY, WHOLE / DENSITY], grating),
      ...[0, 2, 4, 6].map((bar) =>
        piece(
          [(WHOLE - length) / 2 / DENSITY, (first + bar * BAR) / DENSITY],
          [length / DENSITY, BAR / DENSITY],
          grey,
        ),
      ),
    ],
  });
}

function presets(name: string, length: number, moves: Readonly<Record<number, number>>): Preset[] {
  return Object.entries(moves).map(([phase, pixels]) => ({
    name: `${name}_${phase}phase`,
    condition: `Level grating with ${name} targets at a phase of ${phase} degrees.`,
    size: [WHOLE / DENSITY, WHOLE / DENSITY],
    pixelsPerDegree: DENSITY,
    picture: display(length, pixels),
  }));
}

export default definePaperSet({
  paper: 'white1985',
  reference: REFERENCES.whiteWhite1985,
  remarks: '',
  presets: [...presets('wide', 37, WIDE), ...presets('square', 7, SQUARE)],
});
