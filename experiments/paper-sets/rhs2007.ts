import { type GivenValues, REFERENCES } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';
import { canvas, type Composition, part, piece, plainCanvas, turned } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 32;
const WHOLE = 1024;
const GREY = 0.5;

/** Places and sizes of this set are whole pixels. */
const degrees = (pixels: Pair): Pair => [pixels[0] / DENSITY, pixels[1] / DENSITY];
const at = (corner: Pair, size: Pair, picture: Composition) =>
  piece(degrees(corner), degrees(size), picture);

const preset = (name: string, condition: string, picture: Composition): Preset => ({
  name,
  condition,
  size: [32, 32],
  pixelsPerDegree: DENSITY,
  picture,
});

/** A stimulus in the middle of the grey field. */
const inMiddle = (size: Pair, stimulus: string, set: GivenValues): Composition =>
  canvas(
    GREY,
    at(
      [Math.floor((WHOLE - size[0]) / 2), Math.floor((WHOLE - size[1]) / 2)],
      size,
      part(stimulus, set),
    ),
  );

/** Two stimuli beside each other on the grey field. */
function beside(
  size: Pair,
  stimulus: string,
  [left, right]: readonly [GivenValues, GivenValues],
): Composition {
  const masks = { padMask: null };
  const top = (WHOLE - size[0]) / 2;
  return canvas(
    GREY,
    at([top, WHOLE / 2 - size[1]], size, part(stimulus, left, masks)),
    at([top, WHOLE / 2], size, part(stimulus, right, masks)),
  );
}

/** Two halves of the field, each a grey field of its own. */
const halves = (left: Composition, right: Composition): Composition =>
  plainCanvas(GREY, at([0, 0], [WHOLE, 512], left), at([0, 512], [WHOLE, 512], right));

const radial = (
  name: string,
  condition: string,
  side: number,
  set: { readonly segments: number; readonly width: number; readonly centre: number },
): Preset =>
  preset(
    name,
    condition,
    inMiddle([side, side], 'whites-angular', {
      nSegments: set.segments,
      rotation: 90 - 180 / set.segments,
      targetIndices: [1, set.segments / 2 + 1],
      targetWidth: [set.width],
      targetCenter: [set.centre],
    }),
  );

const circular = (name: string, ringWidth: number, target: number): Preset => {
  const rings = { ringWidth, targetIndices: [target], clip: true };
  return preset(
    name,
    `Circular White display, rings ${ringWidth} degree wide.`,
    beside([512, 512], 'whites-radial', [
      { ...rings, intensityRings: [0, 1] },
      { ...rings, intensityRings: [1, 0] },
    ]),
  );
};

const FIELD: Pair = [416, 496];
const dark = { intensityBackground: 1, intensityCovers: 0 };
const light = { intensityBackground: 0, intensityCovers: 1 };

const contrast = (name: string, condition: string, side: number): Preset =>
  preset(
    name,
    condition,
    beside(FIELD, 'sbcs-basic', [
      { targetSize: [side, side], intensityBackground: 0 },
      { targetSize: [side, side], intensityBackground: 1 },
    ]),
  );

const covered = (name: string, condition: string, stimulus: string, set: GivenValues): Preset =>
  preset(
    name,
    condition,
    beside(FIELD, stimulus, [
      { ...set, ...dark },
      { ...set, ...light },
    ]),
  );

const board = (
  name: string,
  size: Pair,
  check: number,
  targets: readonly Pair[],
  intensityChecks: Pair = [0, 1],
): Preset =>
  preset(
    name,
    `Checkerboard of checks of ${check} degree.`,
    inMiddle(size, 'checkerboards-checkerboard', {
      checkVisualSize: [check, check],
      targetIndices: targets,
      intensityChecks,
    }),
  );

const TRIANGLES = [
  { rotation: 0, x: 2.5, y: 4 },
  { rotation: 45, x: 9.5, y: 6.5 },
  { rotation: 225, x: 18, y: 4.763483047033631 },
  { rotation: 180, x: 26, y: 6.5 },
];

const benaryL = (name: string, condition: string, from: number, to: number): Preset => {
  const triangles = TRIANGLES.slice(from, to);
  return preset(
    name,
    condition,
    inMiddle([416, 992], 'benarys-todorovic-generalized', {
      LWidth: 2.5,
      targetSize: [2.5, 2.5],
      targetType: 't',
      targetRotation: triangles.map(({ rotation }) => rotation),
      targetX: triangles.map(({ x }) => x),
      targetY: triangles.map(({ y }) => y),
    }),
  );
};

const bullseyes = (name: string, condition: string, side: number, width: number): Preset => {
  const radii = [0, 1, 2, 3, 4].map((index) => Number((0.304 + index * width).toFixed(3)));
  const edge = Math.floor((512 - side) / 2);
  const one = (intensityFrames: Pair): Composition =>
    canvas(
      GREY,
      at(
        [edge, edge],
        [side, side],
        part('bullseyes-rectangular-generalized', { radii, intensityFrames }),
      ),
    );
  return preset(
    name,
    condition,
    plainCanvas(
      GREY,
      at([256, 0], [512, 512], one([0, 1])),
      at([256, 512], [512, 512], one([1, 0])),
    ),
  );
};

const dual = (): Composition =>
  part('whites-white', {
    frequency: 0.5,
    intensityBars: [1, 0],
    targetIndices: [3, 6],
    targetHeights: [2],
  });

export default definePaperSet({
  paper: 'RHS2007',
  reference: REFERENCES.robinson2007,
  remarks: '',
  presets: [
    preset(
      'WE_thick',
      "White's display, thick bars.",
      inMiddle([384, 512], 'whites-white', {
        frequency: 0.25,
        intensityBars: [1, 0],
        targetIndices: [3, 6],
        targetHeights: [4],
      }),
    ),
    preset(
      'WE_thin_wide',
      "White's display, thin bars.",
      inMiddle([384, 512], 'whites-white', {
        frequency: 0.5,
        intensityBars: [0, 1],
        targetIndices: [4, 13],
        targetHeights: [2],
      }),
    ),
    preset(
      'WE_dual',
      "White's display, upright and level.",
      halves(
        canvas(GREY, at([416, 128], [192, 256], dual())),
        canvas(GREY, at([384, 160], [256, 192], turned(-1, dual()))),
      ),
    ),
    preset(
      'WE_anderson',
      "White's display after Anderson.",
      inMiddle([512, 512], 'whites-anderson', {
        frequency: 0.5,
        intensityBars: [1, 0],
        targetIndicesTop: [6],
        targetIndicesBottom: [11],
        targetCenterOffset: 1.6,
        targetHeight: 3.2,
        intensityStripes: [0, 1],
        stripeCenterOffset: 3.2,
        stripeHeight: 3.2,
      }),
    ),
    preset(
      'WE_howe',
      "White's display after Howe.",
      inMiddle([512, 512], 'whites-howe', {
        frequency: 0.5,
        intensityBars: [1, 0],
        targetIndicesTop: [6],
        targetIndicesBottom: [11],
        targetCenterOffset: 3.2,
        targetHeight: 3.2,
        intensityStripes: [0, 1],
      }),
    ),
    preset(
      'WE_zigzag',
      "White's display of zigzag bars.",
      inMiddle([512, 544], 'wedding-cakes-wedding-cake', {
        LSize: [4, 4, 1],
        targetHeight: 2,
        intensityBars: [1, 0],
        targetIndices1: [
          [1, -1],
          [1, 0],
          [1, 1],
          [1, 2],
        ],
        targetIndices2: [
          [2, 0],
          [2, 1],
          [2, 2],
          [2, 3],
        ],
      }),
    ),
    radial('WE_radial_thick_small', 'Radial White display, thick and small.', 512, {
      segments: 14,
      width: 4,
      centre: 4.5,
    }),
    radial('WE_radial_thick', 'Radial White display, thick.', 768, {
      segments: 18,
      width: 4,
      centre: 6,
    }),
    radial('WE_radial_thin_small', 'Radial White display, thin and small.', 512, {
      segments: 26,
      width: 2,
      centre: 4,
    }),
    radial('WE_radial_thin', 'Radial White display, thin.', 768, {
      segments: 42,
      width: 2,
      centre: 6,
    }),
    circular('WE_circular1', 1, 5),
    circular('WE_circular05', 0.5, 11),
    circular('WE_circular025', 0.25, 23),
    preset(
      'grating_induction',
      'Grating induction.',
      inMiddle([384, 512], 'gratings-grating-induction', {
        frequency: 0.25,
        intensities: [0, 1],
        targetWidth: 1,
      }),
    ),
    contrast('sbc_large', 'Simultaneous contrast, large patches.', 3),
    contrast('sbc_small', 'Simultaneous contrast, small patches.', 1),
    covered(
      'todorovic_equal',
      "Todorovic's display, cross as long as covers.",
      'todorovics-equal',
      {
        crossSize: [8, 8],
        crossThickness: [1.6, 1.6],
      },
    ),
    covered(
      'todorovic_in_large',
      "Todorovic's display, large patch behind covers.",
      'todorovics-rectangle',
      { targetSize: [5.3125, 5.3125], coversSize: [3.2, 3.2], coversOffset: [2.4, 2.4] },
    ),
    covered(
      'todorovic_in_small',
      "Todorovic's display, short cross between covers.",
      'todorovics-cross',
      { crossSize: [3, 3], crossThickness: [1.6, 1.6], coversSize: [3.2, 3.2] },
    ),
    covered(
      'todorovic_out',
      "Todorovic's display, long cross between covers.",
      'todorovics-cross',
      { crossSize: [9.2, 9.2], crossThickness: [1.6, 1.6], coversSize: [3.2, 3.2] },
    ),
    board(
      'checkerboard_016',
      [200, 510],
      0.15625,
      [
        [20, 16],
        [20, 85],
      ],
      [1, 0],
    ),
    board('checkerboard_094', [210, 750], 0.9375, [
      [3, 6],
      [3, 17],
    ]),
    board('checkerboard_21', [201, 670], 2.09375, [
      [1, 2],
      [1, 7],
    ]),
    preset(
      'corrugated_mondrian',
      'Corrugated Mondrian.',
      inMiddle([320, 352], 'mondrians-corrugated-mondrian', {
        nrows: 5,
        ncols: 5,
        depths: [0, -1, 0, 1, 0],
        intensities: [
          [0.75, 0.4, 0.75, 0.4, 0.75],
          [1, 0.75, 0.4, 0.75, 1],
          [0.75, 0.4, 0.75, 0.4, 0.75],
          [0.4, 0, 0.4, 0, 0.4],
          [0.75, 0.4, 0.75, 0.4, 0.75],
        ].flat(),
        targetIndices: [
          [1, 2],
          [3, 2],
        ],
      }),
    ),
    preset(
      'benary_cross',
      "Benary's cross on white.",
      plainCanvas(
        GREY,
        at(
          [304, 16],
          [416, 992],
          canvas(
            1,
            at(
              [0, 128],
              [416, 736],
              part('benarys-cross-generalized', {
                crossThickness: [4, 4],
                targetSize: [2.5, 2.5],
                targetType: 't',
                targetRotation: [45, 0],
                targetX: [191 / DENSITY, 13.5],
                targetY: [4.5, 2],
              }),
            ),
          ),
        ),
      ),
    ),
    benaryL(
      'todorovic_benary1_2',
      "Todorovic's version of Benary's display, targets 1 and 2.",
      0,
      2,
    ),
    benaryL(
      'todorovic_benary3_4',
      "Todorovic's version of Benary's display, targets 3 and 4.",
      2,
      4,
    ),
    benaryL(
      'todorovic_benary1_2_3_4',
      "Todorovic's version of Benary's display, all targets.",
      0,
      4,
    ),
    bullseyes('bullseye_thin', 'Bullseyes of thin frames.', 50, 0.122),
    bullseyes('bullseye_thick', 'Bullseyes of thick frames.', 81, 0.243),
  ],
});
