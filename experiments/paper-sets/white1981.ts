import { REFERENCES } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';
import { type Composition, part, piece, plainCanvas } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 50;
const BAR = 0.08;
const PATCH = 0.72;
const WHOLE: Pair = [4, 4];
/** Whole bars. */
const BARS: Pair = [4.08, 4.08];
const LUMINANCES = { black: 0, white: 1 } as const;
type Grey = keyof typeof LUMINANCES;
const GREYS: readonly Grey[] = ['white', 'black'];

const preset = (name: string, condition: string, picture: Composition, size = WHOLE): Preset => ({
  name,
  condition,
  size,
  pixelsPerDegree: DENSITY,
  picture,
});

const square = (ground: Grey): Preset =>
  preset(
    `square_${ground}`,
    `Grey square on ${ground}.`,
    part('sbcs-basic', { targetSize: [PATCH, PATCH], intensityBackground: LUMINANCES[ground] }),
  );

const onGround = (bars: Grey, ground: Grey): Preset =>
  preset(
    `grating_${bars}_${ground}`,
    `Grey bars between ${bars} bars on ${ground}.`,
    part(
      'gratings-on-uniform',
      {
        barWidth: BAR,
        rotation: 90,
        gratingSize: [PATCH, PATCH],
        intensityBars: [0.5, LUMINANCES[bars]],
        targetIndices: [2, 4, 6, 8],
        intensityBackground: LUMINANCES[ground],
      },
      {},
      ['targetMask'],
    ),
  );

/** A small grating within a large one, whose bars it goes on with or not. */
const within = (bars: Grey, kind: 'in' | 'out'): Preset => {
  const own = LUMINANCES[bars];
  const isIn = kind === 'in';
  const whole = isIn ? BARS : WHOLE;
  const rotation = isIn ? 90 : -90;
  return preset(
    `grating_${bars}_${kind}`,
    `Grey bars between ${bars} bars that go on ${isIn ? 'in' : 'out of'} phase.`,
    plainCanvas(
      0.5,
      piece(
        [0, 0],
        whole,
        part(
          'gratings-squarewave',
          { barWidth: BAR, rotation, intensityBars: [own, 1 - own] },
          { gratingMask: 'largeGratingMask', barMask: null, targetMask: null },
        ),
      ),
      piece(
        [isIn ? (whole[0] - PATCH) / 2 : 0, (whole[1] - PATCH) / 2],
        [isIn ? PATCH : whole[0], PATCH],
        part(
          'gratings-squarewave',
          {
            barWidth: BAR,
            rotation,
            intensityBars: [1 - own, own],
            targetIndices: isIn ? [2, 4, 6, 8] : [24, 26, 28, 30],
          },
          { gratingMask: 'smallGratingMask', barMask: null },
          ['targetMask'],
        ),
      ),
    ),
    whole,
  );
};

/** Upright grey bars seen through a slanted window in a grating of level bars. */
const across = (bars: Grey): Preset => {
  const own = LUMINANCES[bars];
  const slant = 0.64;
  return preset(
    `grating_${bars}_orthogonal`,
    `Grey bars between ${bars} bars at right angles to those around.`,
    part(
      'gratings-on-grating-masked',
      {
        smallGratingParams: {
          visualSize: [PATCH + slant, PATCH],
          barWidth: BAR,
          rotation: 180,
          intensityBars: [bars === 'white' ? 0.5 : 1, own],
          targetIndices: [2, 4, 6, 8],
        },
        largeGratingParams: { barWidth: BAR, rotation: 90, intensityBars: [own, 1 - own] },
        maskSize: [PATCH, PATCH],
        maskDepth: slant,
        maskRotation: 90,
      },
      {},
      ['targetMask'],
    ),
    BARS,
  );
};

export default definePaperSet({
  paper: 'white1981',
  reference: REFERENCES.white1981,
  remarks: '',
  presets: [
    ...GREYS.map(square),
    ...GREYS.flatMap((bars) => GREYS.map((ground) => onGround(bars, ground))),
    ...GREYS.map((bars) => within(bars, 'in')),
    ...GREYS.map((bars) => within(bars, 'out')),
    ...GREYS.map(across),
  ],
});
