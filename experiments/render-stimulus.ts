import {
  type GivenValues,
  HelmholtzError,
  type ParameterTable,
  type ParameterValues,
  type Picture,
  type Random,
  resolveParameters,
} from '../agents/index.ts';
import type { ColourPlanes } from './colour.ts';
import { congruencyOf, type Congruency, type IllusionKnobs } from './illusion.ts';
import { type Resolution, type ResolutionRequest, resolveResolution } from './resolution.ts';
import type {
  Drawn,
  Geometry,
  Masks,
  MovingDrawing,
  PointwiseDrawing,
  StimulusKind,
} from './stimulus.ts';
import { drawnDigest } from './stimulus-digest.ts';

/** What to draw, how large, and by which chance. */
export interface RenderOptions {
  readonly parameters?: GivenValues;
  /** How large; the stimulus's own resolution if not given. */
  readonly geometry?: Geometry | ResolutionRequest;
  /** Source of everything random in the stimulus. */
  readonly random: Random;
  /**
   * Points per side of a pixel over which luminance is averaged. 1, the default, samples the centres of the pixels and
   * does not soften edges; stimuli that are not drawn point by point are not affected.
   */
  readonly oversampling?: number;
}

/** A stimulus as it was drawn, with everything about it. */
export interface RenderedStimulus extends Picture {
  /** Name of the stimulus. */
  readonly stimulus: string;
  /** Set for pictures with colours, whose luminance is `pixels`. */
  readonly colour?: ColourPlanes;
  /** Numbered regions by name; empty if it has none. */
  readonly masks: Masks;
  /** All parameters: given ones, defaults, and those that were worked out. */
  readonly parameters: ParameterValues;
  readonly resolution: Resolution;
  /** Set for illusions. */
  readonly illusion?: IllusionKnobs & { readonly congruency: Congruency };
  /** SHA-256 of size, pixels, masks and, where there are any, colours, in hexadecimal digits. */
  readonly sha256: string;
}

/** How a moving stimulus is drawn. */
export interface RenderFramesOptions extends RenderOptions {
  readonly framesPerSecond: number;
  /** How many pictures; as many as the stimulus lasts if not given. */
  readonly frames?: number;
}

/**
 * Draws a stimulus; of one that moves, the first picture. The centre of the picture is the origin; pixel (row, column)
 * covers one square of 1/pixelsPerDegree degrees and is sampled at its centre,
 *
 *   x = (column + 1/2 - columns/2) / pixelsPerDegree,   y = -(row + 1/2 - rows/2) / pixelsPerDegree.
 *
 * @throws {HelmholtzError} `unknown-parameter`, `parameter-out-of-range`, `too-large`.
 */
export function renderStimulus(kind: StimulusKind, options: RenderOptions): RenderedStimulus {
  const parameters = resolveParameters(kind.name, kind.parameters, options.parameters);
  const resolution = resolutionOf(kind, parameters, options.geometry);
  const { drawing } = kind;
  if ('frames' in drawing) {
    const timing = { framesPerSecond: 1, frames: 1 };
    const [first] = drawing.frames(resolution, parameters, options.random, timing);
    if (first === undefined) throw new RangeError(`${kind.name}: expected a picture; got none`);
    return finished(kind, resolution, parameters, first);
  }
  const drawn =
    'render' in drawing
      ? drawing.render(resolution, parameters, options.random)
      : drawPointwise(drawing, resolution, parameters, options.oversampling ?? 1);
  return finished(kind, resolution, parameters, drawn);
}

/**
 * Draws the pictures of a stimulus one after the other, at i / framesPerSecond seconds; one that does not move is the same
 * picture again and again.
 *
 * @throws {HelmholtzError} as {@link renderStimulus}.
 */
export function* renderFrames(
  kind: StimulusKind,
  options: RenderFramesOptions,
): Generator<RenderedStimulus, void> {
  const { framesPerSecond } = options;
  if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${kind.name}: expected frames per second in (0, 1000]; got ${framesPerSecond}`,
    );
  }
  const { drawing } = kind;
  if (!('frames' in drawing)) {
    const still = renderStimulus(kind, options);
    for (let frame = 0; frame < (options.frames ?? 1); frame++) yield still;
    return;
  }
  const parameters = resolveParameters(kind.name, kind.parameters, options.parameters);
  const resolution = resolutionOf(kind, parameters, options.geometry);
  const timing = {
    framesPerSecond,
    frames: options.frames ?? framesOf(drawing, parameters, framesPerSecond),
  };
  for (const drawn of drawing.frames(resolution, parameters, options.random, timing)) {
    yield finished(kind, resolution, parameters, drawn);
  }
}

/** How many pictures a stimulus lasts; `null` for one that does not move. */
export function countFrames(
  { drawing }: StimulusKind,
  parameters: ParameterValues,
  framesPerSecond: number,
): number | null {
  return 'frames' in drawing ? framesOf(drawing, parameters, framesPerSecond) : null;
}

function framesOf(
  drawing: MovingDrawing<ParameterTable>,
  parameters: ParameterValues,
  framesPerSecond: number,
): number {
  return Math.max(1, Math.round(drawing.duration(parameters) * framesPerSecond));
}

function resolutionOf(
  kind: StimulusKind,
  parameters: ParameterValues,
  geometry: Geometry | ResolutionRequest = kind.resolution,
): Resolution {
  const request: ResolutionRequest =
    'rows' in geometry
      ? {
          shape: [geometry.rows, geometry.columns],
          pixelsPerDegree: geometry.pixelsPerDegree,
        }
      : geometry;
  const { drawing } = kind;
  return resolveResolution(
    kind.name,
    'render' in drawing && drawing.completeResolution !== undefined
      ? drawing.completeResolution(request, parameters)
      : request,
  );
}

function finished(
  kind: StimulusKind,
  resolution: Resolution,
  parameters: ParameterValues,
  { rows, columns, pixels: luminances, colour, masks = {}, resolved }: Drawn,
): RenderedStimulus {
  const pixels = luminances instanceof Float32Array ? luminances : new Float32Array(luminances);
  const { strength, difference } = parameters;
  const hasKnobs = typeof strength === 'number' && typeof difference === 'number';
  let digest: string | null = null;
  return {
    rows,
    columns,
    pixels,
    ...(colour === undefined ? {} : { colour }),
    masks,
    stimulus: kind.name,
    parameters: resolved === undefined ? parameters : { ...parameters, ...resolved },
    resolution,
    ...(kind.illusion !== undefined && hasKnobs
      ? { illusion: { strength, difference, congruency: congruencyOf({ strength, difference }) } }
      : {}),
    // Most pictures are only looked at.
    get sha256() {
      return (digest ??= drawnDigest({ rows, columns, pixels, masks, colour }));
    },
  };
}

function drawPointwise(
  { luminance, masks = {} }: PointwiseDrawing<ParameterTable>,
  { shape: [rows, columns], pixelsPerDegree: [vertical, horizontal] }: Resolution,
  parameters: ParameterValues,
  oversampling: number,
): Drawn {
  const sample = (
    read: (x: number, y: number) => number,
    values: Float32Array | Uint16Array,
    points: number,
  ): void => {
    if (points === 1) {
      for (let row = 0, index = 0; row < rows; row++) {
        const y = -(row + 0.5 - rows / 2) / vertical;
        for (let column = 0; column < columns; column++, index++) {
          values[index] = read((column + 0.5 - columns / 2) / horizontal, y);
        }
      }
      return;
    }
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let down = 0.5; down < points; down++) {
          const y = -(row + down / points - rows / 2) / vertical;
          for (let across = 0.5; across < points; across++) {
            sum += read((column + across / points - columns / 2) / horizontal, y);
          }
        }
        values[row * columns + column] = sum / points ** 2;
      }
    }
  };
  const pixels = new Float32Array(rows * columns);
  sample((x, y) => luminance(x, y, parameters), pixels, oversampling);
  const regions = Object.entries(masks).map(([name, mask]) => {
    const numbers = new Uint16Array(rows * columns);
    sample((x, y) => mask(x, y, parameters), numbers, 1);
    return [name, numbers] as const;
  });
  return { rows, columns, pixels, masks: Object.fromEntries(regions) };
}
