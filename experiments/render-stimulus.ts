import {
  type GivenValues,
  HelmholtzError,
  type Picture,
  type Random,
  resolveParameters,
} from '../agents/index.ts';
import type { Geometry, StimulusKind } from './stimulus.ts';

/** What to draw, how large, and by which chance. */
export interface RenderOptions {
  readonly parameters?: GivenValues;
  readonly geometry: Geometry;
  /** Source of everything random in the stimulus. */
  readonly random: Random;
  /**
   * Points per side of a pixel over which luminance is averaged. 1, the default, samples the centres of the pixels and
   * does not soften edges; random stimuli, which draw pixels themselves, are not affected.
   */
  readonly oversampling?: number;
}

/** Most pixels of a stimulus. */
const LARGEST = 25_000_000;

/**
 * Draws a stimulus. The centre of the picture is the origin; pixel (row, column) covers one square of
 * 1/pixelsPerDegree degrees and is sampled at its centre,
 *
 *   x = (column + 1/2 - columns/2) / pixelsPerDegree,   y = -(row + 1/2 - rows/2) / pixelsPerDegree.
 *
 * @throws {HelmholtzError} `unknown-parameter`, `parameter-out-of-range`, `too-large`.
 */
export function renderStimulus(kind: StimulusKind, options: RenderOptions): Picture {
  const { geometry, random, oversampling = 1 } = options;
  checkGeometry(kind.name, geometry);
  const parameters = resolveParameters(kind.name, kind.parameters, options.parameters);
  const { drawing } = kind;
  if ('render' in drawing) return drawing.render(geometry, parameters, random);
  const { rows, columns, pixelsPerDegree } = geometry;
  const pixels = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let down = 0.5; down < oversampling; down++) {
        const y = -(row + down / oversampling - rows / 2) / pixelsPerDegree;
        for (let across = 0.5; across < oversampling; across++) {
          const x = (column + across / oversampling - columns / 2) / pixelsPerDegree;
          sum += drawing.luminance(x, y, parameters);
        }
      }
      pixels[row * columns + column] = sum / oversampling ** 2;
    }
  }
  return { rows, columns, pixels };
}

function checkGeometry(place: string, { rows, columns, pixelsPerDegree }: Geometry): void {
  if (!(Number.isInteger(rows) && rows >= 1 && Number.isInteger(columns) && columns >= 1)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${place}: expected whole rows and columns >= 1 px; got ${columns} x ${rows}`,
    );
  }
  if (rows * columns > LARGEST) {
    throw new HelmholtzError(
      'too-large',
      `${place}: expected at most ${LARGEST / 1e6} million pixels; got ${columns} x ${rows}`,
    );
  }
  if (!(pixelsPerDegree > 0 && Number.isFinite(pixelsPerDegree))) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${place}: expected pixels per degree > 0; got ${pixelsPerDegree}`,
    );
  }
}
