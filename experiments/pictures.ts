import {
  createRandom,
  type GivenValues,
  HelmholtzError,
  type Picture,
  suggestion,
} from '../agents/index.ts';
import { findStimulus } from './find-stimulus.ts';
import { renderStimulus } from './render-stimulus.ts';

/** A picture of the gallery: a stimulus with everything about it decided. */
export interface GalleryPicture {
  readonly name: string;
  readonly summary: string;
  /** Name of the stimulus. */
  readonly stimulus: string;
  readonly parameters: GivenValues;
  /** Rows and columns at its own size, px. */
  readonly size: number;
  readonly pixelsPerDegree: number;
  readonly seed: number;
}

const PIXELS_PER_DEGREE = 32;
/** Edges are softened by averaging this many points per side of a pixel. */
const OVERSAMPLING = 4;
/** Length of 28 px, longer than one window of an agent's field; width of 2 px. */
const LONG_BAR = { length: 28 / PIXELS_PER_DEGREE, width: 2 / PIXELS_PER_DEGREE };
const SHORT_BAR = { ...LONG_BAR, length: 10 / PIXELS_PER_DEGREE };
const SPOT = { ...LONG_BAR, spot: 8 / PIXELS_PER_DEGREE, displacement: 6 / PIXELS_PER_DEGREE };

const picture = (
  name: string,
  summary: string,
  stimulus: string,
  parameters: GivenValues = {},
  options: Partial<Pick<GalleryPicture, 'size' | 'pixelsPerDegree' | 'seed'>> = {},
): GalleryPicture => ({
  name,
  summary,
  stimulus,
  parameters,
  size: 256,
  pixelsPerDegree: PIXELS_PER_DEGREE,
  seed: 1,
  ...options,
});

const PICTURES: readonly GalleryPicture[] = [
  picture('dead-leaves-1', 'Opaque leaves of all sizes.', 'dead-leaves', {}, { seed: 1 }),
  picture('dead-leaves-2', 'Other leaves.', 'dead-leaves', {}, { seed: 2 }),
  picture('dead-leaves-3', 'Round leaves.', 'dead-leaves', { shape: 'disc' }, { seed: 3 }),
  picture('long-bar', 'A bar of 28 x 2 pixels.', 'bar', LONG_BAR, { size: 64 }),
  picture('short-bar', 'A bar of 10 x 2 pixels.', 'bar', SHORT_BAR, { size: 64 }),
  picture(
    'blind-spot-bar',
    'A bar through the blind spot.',
    'occluded-bar',
    { ...SPOT, arrangement: 'two-sided' },
    { size: 64 },
  ),
  picture(
    'one-sided-bar',
    'A bar that ends at the blind spot.',
    'occluded-bar',
    { ...SPOT, arrangement: 'one-sided' },
    { size: 64 },
  ),
  picture(
    'misaligned-bar',
    'Two halves of a bar that do not meet in the blind spot.',
    'occluded-bar',
    { ...SPOT, arrangement: 'misaligned' },
    { size: 64 },
  ),
  picture(
    'bar-with-gap',
    'A bar with a gap that can be seen.',
    'occluded-bar',
    { ...SPOT, arrangement: 'gap' },
    { size: 64 },
  ),
  picture('gabor', 'A grating under a Gaussian window.', 'gabor', { sigma: 1, orientation: 60 }),
  picture('grating', 'Oblique sinusoidal stripes.', 'grating', { orientation: 45, frequency: 1 }),
  ...['A', '5', 'K', 'R', '8'].map((character) =>
    picture(
      `glyph-${character.toLowerCase()}`,
      `The character ${character}, as if written by hand.`,
      'glyph',
      { character, slant: 0.1, noise: 0.05 },
      { size: 16 },
    ),
  ),
  picture('kanizsa-square', 'A square that is not there.', 'kanizsa-square', {
    side: 4,
    radius: 1.25,
    polarity: 'dark',
    contrast: 0.8,
  }),
  picture('white-illusion', 'Equal greys on stripes look different.', 'white-illusion', {
    frequency: 0.5,
    height: 3,
  }),
  picture(
    'simultaneous-contrast',
    'Equal greys on dark and light ground look different.',
    'simultaneous-contrast',
    { side: 1.5, distance: 4 },
  ),
  picture('disc', 'A light disc.', 'disc', { radius: 2 }),
  picture('checkerboard', 'Light and dark squares.', 'checkerboard', { side: 1 }),
  picture('white-noise', 'Nothing to be learned from.', 'white-noise'),
  picture('mid-grey', 'Half of full luminance everywhere.', 'uniform', {}, { size: 64 }),
];

/** The pictures that come with the laboratory, the most telling ones first. */
export function listPictures(): Promise<readonly GalleryPicture[]> {
  return Promise.resolve(PICTURES);
}

/**
 * Draws a picture of the gallery.
 *
 * @param size Rows and columns in pixels; what is drawn is scaled with them. Default: the picture's own size.
 * @throws {HelmholtzError} `unknown-picture`, naming the nearest one; `parameter-out-of-range` for an impossible size.
 */
export async function renderPicture(name: string, size?: number): Promise<Picture> {
  const found = PICTURES.find((candidate) => candidate.name === name);
  if (found === undefined) {
    const names = PICTURES.map((candidate) => candidate.name);
    throw new HelmholtzError(
      'unknown-picture',
      `picture "${name}": no such picture${suggestion(name, names)}`,
    );
  }
  const side = size ?? found.size;
  return renderStimulus(await findStimulus(found.stimulus), {
    parameters: found.parameters,
    geometry: {
      rows: side,
      columns: side,
      pixelsPerDegree: (found.pixelsPerDegree * side) / found.size,
    },
    random: createRandom(found.seed, 'picture', found.stimulus),
    oversampling: OVERSAMPLING,
  });
}
