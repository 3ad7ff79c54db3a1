import { type GivenValues, REFERENCES } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';
import {
  type Composition,
  enlarged,
  mixture,
  part,
  piece,
  plainCanvas,
  turned,
  windowed,
} from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 120;
const SIDE = 256 / DENSITY;
const WIDE = 0.5;
/** Least value of the Bessel function of order 0. */
const LEAST_BESSEL = -0.402_759_395_7;

/** A cosine, its stripes level if not said otherwise. */
const wave = (frequency: number, set: GivenValues = {}): Composition =>
  part('component-waves-sine', {
    frequency,
    rotation: -90,
    phaseShift: 90,
    origin: 'center',
    distanceMetric: 'oblique',
    ...set,
  });

const preset = (name: string, condition: string, picture: Composition): Preset => ({
  name,
  condition,
  size: [SIDE, SIDE],
  pixelsPerDegree: DENSITY,
  picture,
});

const numbered = (
  name: string,
  first: number,
  all: readonly (readonly [string, Composition])[],
): Preset[] =>
  all.map(([condition, picture], index) => preset(`${name}${first + index}`, condition, picture));

const gabor = (frequency: number, sigma: number | Pair): readonly [string, Composition] => [
  `Gabor patch of ${frequency} cycles/degree, standard deviations ${[sigma].flat().join(' and ')} degree.`,
  windowed(sigma, wave(frequency)),
];

const octave = Math.SQRT2;

/** Two gratings within one window. */
const pair = (first: number, second: number): readonly [string, Composition] => [
  `Gratings of ${Number(first.toFixed(2))} and ${Number(second.toFixed(2))} cycles/degree.`,
  windowed(WIDE, mixture([0.5, 0.5], [wave(first), wave(second)])),
];

const blob = (sigma: number): readonly [string, Composition] => [
  `Gaussian blob, standard deviation ${sigma} degree.`,
  windowed(sigma, part('uniform', { luminance: 1 })),
];

/** Gabor patches side by side, between which nothing is. */
const string = (phases: readonly number[]): Composition => {
  const side = 42 / DENSITY;
  return plainCanvas(
    0.5,
    ...phases.map((phaseShift, index) =>
      piece(
        [106 / DENSITY, 22 / DENSITY + index * side],
        [side, side],
        windowed(0.07, wave(8, { phaseShift }), { isMasked: false }),
      ),
    ),
  );
};

const bare = (frequency: number, sigma: number, rotation: number): Composition =>
  windowed(sigma, wave(frequency, { rotation }), { isMasked: false });

const aroundMiddle = { isMasked: false, origin: 'mean' } as const;

export default definePaperSet({
  paper: 'modelfest',
  reference: REFERENCES.carney1999,
  remarks: 'Full contrast.',
  presets: [
    ...numbered('GaborPatch', 1, [
      ...[1.12, 2, 2.83, 4, 5.66, 8, 11.3, 16, 22.6, 30].map((frequency) => gabor(frequency, WIDE)),
      gabor(2, 0.28),
      gabor(4, 0.14),
      gabor(8, 0.07),
      gabor(16, 0.035),
    ]),
    ...numbered('ElongatedGabor', 15, [
      gabor(4, [0.28, 0.5]),
      gabor(8, [0.14, 0.5]),
      gabor(16, [0.07, 0.5]),
    ]),
    ...numbered('Baguette', 18, [
      gabor(4, [0.14, 0.28]),
      gabor(4, [0.14, 0.5]),
      gabor(4, [0.28, 0.14]),
      gabor(4, [0.5, 0.14]),
    ]),
    ...numbered('Subthreshold', 22, [
      pair(2, 2 * octave),
      pair(2, 4),
      pair(4, 4 * octave),
      pair(4, 8),
    ]),
    ...numbered('Gaussians', 26, [0.5, 0.1405, 0.0351, 0.0175].map(blob)),
    preset(
      'Edge30',
      'Edge within a Gaussian window.',
      part('component-edges-gaussian', { sigma: WIDE, rotation: -90 }),
    ),
    preset(
      'Line31',
      'Line one pixel wide.',
      windowed(
        WIDE,
        part('component-lines-line', {
          lineLength: SIDE,
          lineWidth: 1 / DENSITY,
          rotation: 90,
          intensityBackground: 0.5,
          origin: 'center',
        }),
        aroundMiddle,
      ),
    ),
    preset(
      'Dipole32',
      'Dark and light line beside each other.',
      windowed(
        WIDE,
        turned(
          2,
          part('component-lines-dipole', {
            lineLength: SIDE,
            lineWidth: 1 / DENSITY,
            lineGap: 2 / DENSITY,
            rotation: 90,
          }),
        ),
        aroundMiddle,
      ),
    ),
    preset('GaborString33', 'Five collinear Gabor patches in phase.', string([90, 90, 90, 90, 90])),
    preset(
      'GaborString34',
      'Five collinear Gabor patches in alternating phase.',
      string([90, 270, 90, 270, 90]),
    ),
    preset(
      'Noise35',
      'Binary noise of one minute of arc within a Gaussian window; another sample of it.',
      windowed(WIDE, enlarged(2, part('noises-binary')), { isMasked: false }),
    ),
    preset('Orientation36', 'Oblique Gabor patch.', windowed(0.14, wave(4, { rotation: -45 }))),
    preset('Orientation37', 'Upright Gabor patch.', windowed(0.14, wave(4, { rotation: 0 }))),
    preset(
      'Plaids38',
      'Sum of an upright and a level Gabor patch.',
      mixture([0.5, 0.5], [bare(4, 0.14, 0), bare(4, 0.14, -90)], true),
    ),
    preset(
      'Plaids39',
      'Sum of an oblique and a level Gabor patch.',
      mixture([0.5, 0.5], [bare(4, 0.14, -45), bare(4, 0.14, -90)], true),
    ),
    preset(
      'Disk40',
      'Disc a quarter of a degree across.',
      plainCanvas(
        0.5,
        piece(
          [-2 / DENSITY, -2 / DENSITY],
          [SIDE, SIDE],
          part('component-radials-disc', {
            radius: 0.1249,
            intensityBackground: 0.5,
            origin: 'center',
          }),
        ),
      ),
    ),
    preset(
      'Bessel41',
      'Bessel function of 4 cycles/degree.',
      windowed(
        WIDE,
        part('component-waves-bessel', {
          frequency: 4,
          origin: 'center',
          intensities: [1, 0.5 + 0.5 * LEAST_BESSEL],
        }),
        { isMasked: false },
      ),
    ),
    preset(
      'Checkerboard42',
      'Checks of a fundamental frequency of 4 cycles/degree.',
      windowed(
        WIDE,
        part('checkerboards-checkerboard', {
          frequency: [2.81, 2.81],
          rotation: -45,
          intensityChecks: [1, 0],
          roundPhaseWidth: false,
        }),
        aroundMiddle,
      ),
    ),
    preset(
      'NaturalScene43',
      'A stand-in for the photograph of a scene, which may not be shipped: procedural dead leaves, not the original.',
      part('dead-leaves'),
    ),
  ],
});
