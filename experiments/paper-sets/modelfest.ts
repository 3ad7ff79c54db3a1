import { type GivenValues, REFERENCES } from '../../agents/index.ts';
import type { Pair } from '../resolution.ts';
import { canvas, type Composition, mixture, part, piece, windowed } from './composition.ts';
import { definePaperSet, type Preset } from './paper-set.ts';

const DENSITY = 120;
const SIDE = 256 / DENSITY;
const WIDE = 0.5;

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
  mixture(
    [0.5],
    [part('component-gaussians-gaussian', { sigma: [sigma, sigma], origin: 'center' })],
    { around: 0 },
  ),
];

/** Gabor patches beside each other, between which nothing is. */
const string = (phases: readonly number[]): Composition => {
  const side = 42 / DENSITY;
  const middle = (256 - 42) / 2 / DENSITY;
  const start = (256 - 42 * phases.length) / 2 / DENSITY;
  return canvas(
    0.5,
    ...phases.map((phaseShift, index) =>
      piece(
        [middle, Math.round((start + index * side) * DENSITY) / DENSITY],
        [side, side],
        windowed(0.07, wave(8, { phaseShift }), false),
      ),
    ),
  );
};

const patch = (frequency: number, sigma: number, rotation: number): Composition =>
  windowed(sigma, wave(frequency, { rotation }));

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
    ...numbered('Gaussians', 26, [0.5, 0.14, 0.0351, 0.0175].map(blob)),
    preset(
      'Edge30',
      'Edge within a Gaussian window.',
      windowed(WIDE, part('component-edges-step', { rotation: -90 })),
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
        false,
      ),
    ),
    preset(
      'Dipole32',
      'Dark and light line beside each other.',
      windowed(
        WIDE,
        part('component-lines-dipole', {
          lineLength: SIDE,
          lineWidth: 1 / DENSITY,
          lineGap: 2 / DENSITY,
          rotation: 270,
        }),
        false,
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
      'Binary noise of one minute of arc; another sample of it.',
      part('noises-binary'),
    ),
    preset('Orientation36', 'Oblique Gabor patch.', patch(4, 0.14, -45)),
    preset('Orientation37', 'Upright Gabor patch.', patch(4, 0.14, 0)),
    preset(
      'Plaids38',
      'Sum of an upright and a level Gabor patch.',
      mixture([1, 1], [patch(4, 0.14, 0), patch(4, 0.14, -90)], true),
    ),
    preset(
      'Plaids39',
      'Sum of two oblique Gabor patches.',
      mixture([1, 1], [patch(4, 0.14, 45), patch(4, 0.14, -45)], true),
    ),
    preset(
      'Disk40',
      'Disc a quarter of a degree across.',
      part('component-radials-disc', {
        radius: 0.1249,
        intensityBackground: 0.5,
        origin: 'center',
      }),
    ),
    preset(
      'Bessel41',
      'Bessel function of 4 cycles/degree.',
      windowed(WIDE, part('component-waves-bessel', { frequency: 4, origin: 'center' }), false),
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
        false,
      ),
    ),
  ],
});
