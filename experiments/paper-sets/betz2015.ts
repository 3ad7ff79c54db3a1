import { REFERENCES } from '../../agents/index.ts';
import { canvas, noisy, part, piece, turned } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

/** Luminance that 1 stands for, cd/m^2: twice the mean of 44. */
const WHITE = 88;
/** RMS contrast 0.2 of the noise, at a mean of 1/2. */
const NOISE = 0.1;
const SIZE = 16;
/** Names of the bands, and their frequencies in cycles/degree. */
const BANDS = { NB058: 0.58, NB100: 1, NB173: 1.73, NB300: 3, NB520: 5.2, NB900: 9 } as const;

/** Gratings of about 0.8, 0.4 and 0.2 cycles/degree: bars of whole pixels. */
const GRATINGS = [
  { name: 'grating08', bars: 12, width: 0.6375 },
  { name: 'grating04', bars: 6, width: 1.275 },
  { name: 'grating02', bars: 4, width: 2.55 },
] as const;

const DARK = 41.8 / WHITE;
const LIGHT = 46.2 / WHITE;

/** One target for observers, two for models. */
function targets(kind: 'human' | 'model', bars: number, width: number) {
  return kind === 'human'
    ? { targetIndices: [bars / 2], targetHeights: [width], targetCenterOffsets: [0] }
    : {
        targetIndices: [bars / 2 + 1, bars / 2],
        targetHeights: [width, width],
        targetCenterOffsets: [-(1 + width / 2), 1 + width / 2],
      };
}

function presetsFor(kind: 'human' | 'model'): Preset[] {
  return GRATINGS.flatMap(({ name, bars, width }) =>
    Object.entries(BANDS).map(([band, centerFrequency]): Preset => {
      const side = bars * width;
      const edge = (SIZE - side) / 2;
      const grating = part('whites-generalized', {
        barWidth: width,
        intensityBars: [DARK, LIGHT],
        intensityTarget: [0.5],
        ...targets(kind, bars, width),
      });
      return {
        name: `${name}_${band}_${kind}`,
        condition: `White's display of ${bars} bars in noise around ${centerFrequency} cycles/degree, as ${kind === 'human' ? 'observers' : 'models'} saw it.`,
        size: [SIZE, SIZE],
        pixelsPerDegree: 80,
        picture: noisy(
          NOISE,
          part('noises-narrowband', { centerFrequency, bandwidth: 1, pseudoNoise: true }),
          turned(1, canvas(0.5, piece([edge, edge], [side, side], grating))),
        ),
      };
    }),
  );
}

export default definePaperSet({
  paper: 'betz2015',
  reference: REFERENCES.betz2015,
  remarks: `Luminance 1 is ${WHITE} cd/m^2.`,
  presets: [...presetsFor('human'), ...presetsFor('model')],
});
