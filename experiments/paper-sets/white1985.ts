import { REFERENCES } from '../../agents/index.ts';
import { part, turned } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 50;
const BAR = 7;
/** By how many pixels targets are moved upwards, and the phase of the grating that the publication calls so. */
const WIDE = { 0: 7, 36: 6, 72: 4, 108: 3, 144: 1, 180: 0 } as const;
const SQUARE = { 0: 0, 36: -1, 72: -3, 108: -4, 144: -6, 180: -7 } as const;

function presets(name: string, length: number, moves: Readonly<Record<number, number>>): Preset[] {
  return Object.entries(moves).map(([phase, pixels]) => ({
    name: `${name}_${phase}phase`,
    condition: `Level grating with ${name} targets at a phase of ${phase} degrees.`,
    size: [3.5, 3.5],
    pixelsPerDegree: DENSITY,
    picture: turned(
      1,
      part('gratings-phase-shifted', {
        barWidth: BAR / DENSITY,
        intensityBars: [1, 0],
        targetSize: [length / DENSITY, (7 * BAR) / DENSITY],
        targetPhaseShift: (180 * pixels) / BAR,
      }),
    ),
  }));
}

export default definePaperSet({
  paper: 'white1985',
  reference: REFERENCES.whiteWhite1985,
  remarks: '',
  presets: [...presets('wide', 37, WIDE), ...presets('square', 7, SQUARE)],
});
