import { type GivenValues, REFERENCES } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';
import { canvas, type Composition, part, piece, plainCanvas } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const EDGE: Pair = [0.9, 0.9];

const preset = (name: string, condition: string, size: Pair, picture: Composition): Preset => ({
  name,
  condition,
  size,
  pixelsPerDegree: 10,
  picture,
});

interface Side {
  readonly ground: number;
  readonly set: GivenValues;
}

/** A stimulus on the left and on the right, each on a ground of its own. */
function twice(
  stimulus: string,
  half: Pair,
  inner: Pair,
  sides: readonly [Side, Side],
): Composition {
  const [left, right] = sides.map(({ ground, set }) =>
    canvas(ground, piece(EDGE, inner, part(stimulus, set))),
  ) as [Composition, Composition];
  return plainCanvas(0.5, piece([0, 0], half, left), piece([0, half[1]], half, right));
}

/** A stimulus that fills both halves. */
function filling(stimulus: string, left: GivenValues, right: GivenValues): Composition {
  const half: Pair = [10, 10];
  return plainCanvas(
    0.5,
    piece([0, 0], half, part(stimulus, left)),
    piece([0, 10], half, part(stimulus, right)),
  );
}

const framed = (inner: Pair, stimulus: string, set: GivenValues, ground = 0.5): Composition =>
  canvas(ground, piece(EDGE, inner, part(stimulus, set)));

const lattice = { nCells: [5, 5], targetRadius: 1 };
const cells = {
  cellLengths: [1.8, 1.5, 1.5, 1.8],
  cellThickness: 1.1,
  cellSpacing: 0.5,
  targetIndices: [1, 2],
};
const bars = { barWidth: 1, targetIndices: [5] };
const frames = { radii: [0.55, 1.05, 1.55, 2.05, 2.55, 3.05, 3.55, 4.05], intensityFrames: [0, 1] };
const covered = {
  targetSize: [4.1, 4.1],
  targetPosition: [2.8, 2.8],
  coversSize: [3.1, 3.1],
  coversX: [1.4, 5.4, 5.4, 1.4],
  coversY: [1.4, 5.4, 1.4, 5.4],
};
const veiled = { checkVisualSize: [1, 1], targetShape: [4, 4], tau: 0.5, alpha: 0.5 };
const board = {
  checkVisualSize: [1, 1],
  targetIndices: [
    [3, 2],
    [5, 5],
  ],
};
const rows = { frequency: 0.5, targetIndicesTop: [3], targetIndicesBottom: [8] };

export default definePaperSet({
  paper: 'domijan2015',
  reference: REFERENCES.domijan2015,
  remarks: 'Ten elements of the model are one degree here; luminances 1 to 9 are 0 to 1.',
  presets: [
    preset(
      'dungeon',
      'Dungeon display.',
      [11, 22],
      twice(
        'dungeons-dungeon',
        [11, 11],
        [9, 9],
        [
          { ground: 0, set: lattice },
          { ground: 1, set: { ...lattice, intensityBackground: 1, intensityGrid: 0 } },
        ],
      ),
    ),
    preset(
      'cube',
      'Cube display.',
      [10, 20],
      twice(
        'cubes-varying-cells',
        [10, 10],
        [8.1, 8.1],
        [
          { ground: 0, set: cells },
          { ground: 1, set: { ...cells, intensityBackground: 1, intensityCells: 0 } },
        ],
      ),
    ),
    preset(
      'grating',
      'Grating display.',
      [10, 22],
      twice(
        'gratings-squarewave',
        [10, 11],
        [8.1, 9],
        [
          { ground: 0, set: { ...bars, intensityBars: [0, 1] } },
          { ground: 1, set: { ...bars, intensityBars: [1, 0] } },
        ],
      ),
    ),
    preset(
      'rings',
      'Frames as targets.',
      [10, 20],
      twice(
        'rings-rectangular-generalized',
        [10, 10],
        [8.1, 8.1],
        [
          { ground: 0, set: { ...frames, targetIndices: [5] } },
          { ground: 0, set: { ...frames, targetIndices: [4] } },
        ],
      ),
    ),
    preset(
      'bullseye',
      'Bullseyes.',
      [10, 20],
      twice(
        'bullseyes-rectangular-generalized',
        [10, 10],
        [8.1, 8.1],
        [
          { ground: 0, set: frames },
          { ground: 0, set: { ...frames, intensityFrames: [1, 0] } },
        ],
      ),
    ),
    preset(
      'simultaneous_brightness_contrast',
      'Simultaneous contrast.',
      [10, 20],
      filling(
        'sbcs-generalized',
        { targetSize: [2.1, 2.1], targetPosition: [3.8, 3.8], intensityBackground: 1 },
        { targetSize: [2.1, 2.1], targetPosition: [3.8, 3.8], intensityBackground: 0 },
      ),
    ),
    preset(
      'white',
      "White's display.",
      [10, 10],
      framed([8, 8], 'whites-white', {
        frequency: 0.5,
        intensityBars: [1, 0],
        targetIndices: [3, 6],
        targetHeights: [2.1],
      }),
    ),
    preset(
      'benary',
      "Benary's cross.",
      [10, 10],
      framed(
        [8.1, 8.1],
        'benarys-cross-rectangles',
        { crossThickness: [2.1, 2.1], targetSize: [1.1, 1.1] },
        1,
      ),
    ),
    preset(
      'todorovic',
      "Todorovic's display.",
      [10, 20],
      filling('todorovics-rectangle-generalized', covered, {
        ...covered,
        intensityBackground: 1,
        intensityCovers: 0,
      }),
    ),
    preset(
      'checkerboard_contrast_contrast',
      'Contrast-contrast on a checkerboard.',
      [10, 20],
      plainCanvas(
        0.5,
        piece([0, 0], [10, 10], framed([8, 8], 'checkerboards-contrast-contrast', veiled)),
        piece(
          [0, 10],
          [10, 10],
          plainCanvas(
            0.5,
            piece(
              EDGE,
              [8, 8],
              canvas(0.5, piece([2, 2], [4, 4], part('checkerboards-contrast-contrast', veiled))),
            ),
          ),
        ),
      ),
    ),
    preset(
      'checkerboard',
      'Checkerboard contrast.',
      [10, 10],
      framed([8, 8], 'checkerboards-checkerboard', board),
    ),
    preset(
      'checkerboard_extended',
      'Checkerboard contrast with larger targets.',
      [10, 10],
      framed([8, 8], 'checkerboards-checkerboard', { ...board, extendTargets: true }),
    ),
    preset(
      'white_yazdanbakhsh',
      "White's display after Yazdanbakhsh.",
      [10, 10],
      framed([8, 8], 'whites-yazdanbakhsh', {
        frequency: 0.5,
        intensityBars: [1, 0],
        targetIndicesTop: [3],
        targetIndicesBottom: [6],
        targetCenterOffset: 0,
        targetHeights: [2],
        gapSize: 0.8,
      }),
    ),
    preset(
      'white_anderson',
      "White's display after Anderson.",
      [12, 12],
      framed([10, 10], 'whites-anderson', {
        ...rows,
        targetCenterOffset: 1,
        targetHeight: 2,
        intensityStripes: [0, 1],
        stripeCenterOffset: 2,
        stripeHeight: 2,
      }),
    ),
    preset(
      'white_howe',
      "White's display after Howe.",
      [12, 12],
      framed([10, 10], 'whites-howe', {
        ...rows,
        targetCenterOffset: 2,
        targetHeight: 2,
        intensityStripes: [0, 1],
      }),
    ),
  ],
});
