import { extname } from 'node:path';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { interleaved, PRIMARIES } from '../colour.ts';
import { encodeStimulusPng } from '../images/encode-png.ts';
import type { RenderedStimulus } from '../render-stimulus.ts';
import { encodeGif } from './gif.ts';
import { encodeMat, type MatVariable } from './mat.ts';
import { encodeNpy } from './npy.ts';

/** The kinds of files into which a stimulus can be written. */
export const STIMULUS_FORMATS = ['.png', '.npy', '.mat', '.json', '.gif'] as const;

/** What of a stimulus goes into a file. */
export interface StimulusFileOptions {
  /** Frames per second of more than one picture. */
  readonly framesPerSecond: number;
  /** Bits per pixel of a PNG: 8 or 16. */
  readonly bits: 8 | 16;
  readonly seed: number;
}

/** A file: its name and its content. */
export interface StimulusFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * A stimulus as files, by the ending of the path. PNG, GIF and NPY hold luminances (NPY as 32-bit floats, with the frames
 * first where there are several), or linear red, green and blue where there are colours (NPY: last); MAT holds `img`, the
 * luminances, with colours also `rgb`, every mask and the description as JSON text; JSON holds everything.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for another ending, or several frames in a PNG.
 */
export function stimulusFile(
  path: string,
  frames: readonly RenderedStimulus[],
  options: StimulusFileOptions,
): StimulusFile {
  const [first] = frames;
  if (first === undefined) throw new RangeError(`${path}: expected at least one picture; got none`);
  const ending = extname(path).toLowerCase();
  switch (ending) {
    case '.png':
      if (frames.length > 1) {
        throw new HelmholtzError(
          'parameter-out-of-range',
          `${path}: expected .gif, .npy, .mat or .json for ${frames.length} frames; a PNG holds one picture (--frame 0)`,
        );
      }
      return { path, bytes: encodeStimulusPng(first, options.bits) };
    case '.gif':
      return { path, bytes: encodeGif(frames, options.framesPerSecond) };
    case '.npy':
      return {
        path,
        bytes: hasColours(frames)
          ? encodeNpy(stackedLights(frames), [...shapeOf(frames), PRIMARIES.length])
          : encodeNpy(
              stacked(frames, ({ pixels }) => pixels),
              shapeOf(frames),
            ),
      };
    case '.mat':
      return { path, bytes: encodeMat(variablesOf(frames, options), first.stimulus) };
    case '.json':
      return {
        path,
        bytes: new TextEncoder().encode(`${JSON.stringify(jsonOf(frames, options))}\n`),
      };
    default:
      throw new HelmholtzError(
        'parameter-out-of-range',
        `${path}: expected a file name that ends in one of ${STIMULUS_FORMATS.join(', ')}; got "${ending}"${suggestion(ending, STIMULUS_FORMATS)}`,
      );
  }
}

/** What the numbers of colours are. */
const COLOUR_SPACE = 'linear red, green, blue 0..1, primaries of Rec. ITU-R BT.709, white D65';

/** Everything about a stimulus but its pixels, as plain data. */
export function describeRendering(
  frames: readonly RenderedStimulus[],
  { framesPerSecond, seed }: Pick<StimulusFileOptions, 'framesPerSecond' | 'seed'>,
): Readonly<Record<string, unknown>> {
  const [first] = frames;
  if (first === undefined) return {};
  const { stimulus, parameters, resolution, illusion } = first;
  return {
    stimulus,
    parameters,
    resolution,
    ...(illusion === undefined ? {} : { illusion }),
    ...(hasColours(frames) ? { colour: COLOUR_SPACE } : {}),
    seed,
    ...(frames.length > 1 ? { framesPerSecond, frames: frames.length } : {}),
    sha256: frames.length > 1 ? frames.map(({ sha256 }) => sha256) : first.sha256,
  };
}

function variablesOf(
  frames: readonly RenderedStimulus[],
  options: StimulusFileOptions,
): Record<string, MatVariable> {
  const shape = shapeOf(frames);
  return {
    img: { shape, values: stacked(frames, ({ pixels }) => pixels) },
    ...(hasColours(frames)
      ? { rgb: { shape: [...shape, PRIMARIES.length], values: stackedLights(frames) } }
      : {}),
    ...Object.fromEntries(
      Object.keys(frames[0]?.masks ?? {}).map((name) => [
        name,
        { shape, values: stackedMask(frames, name) },
      ]),
    ),
    meta: JSON.stringify(describeRendering(frames, options)),
  };
}

function jsonOf(frames: readonly RenderedStimulus[], options: StimulusFileOptions): unknown {
  const pictures = frames.map(({ pixels, colour, masks }) => ({
    img: [...pixels],
    ...(colour === undefined
      ? {}
      : Object.fromEntries(PRIMARIES.map((primary) => [primary, [...colour[primary]]]))),
    masks: Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, [...mask]])),
  }));
  const [only] = pictures;
  return {
    ...describeRendering(frames, options),
    shape: shapeOf(frames),
    ...(pictures.length === 1 ? only : { pictures }),
  };
}

/** Whether there are colours: all frames of a stimulus have them, or none. */
function hasColours(frames: readonly RenderedStimulus[]): boolean {
  return frames[0]?.colour !== undefined;
}

function shapeOf(frames: readonly RenderedStimulus[]): number[] {
  const { rows, columns } = frames[0] ?? { rows: 0, columns: 0 };
  return frames.length > 1 ? [frames.length, rows, columns] : [rows, columns];
}

function stacked(
  frames: readonly RenderedStimulus[],
  read: (frame: RenderedStimulus) => Float32Array,
): Float32Array {
  const parts = frames.map(read);
  const length = parts[0]?.length ?? 0;
  const all = new Float32Array(frames.length * length);
  parts.forEach((part, index) => all.set(part, index * length));
  return all;
}

function stackedLights(frames: readonly RenderedStimulus[]): Float32Array {
  return stacked(frames, ({ pixels, colour }) =>
    interleaved(colour ?? { red: pixels, green: pixels, blue: pixels }),
  );
}

function stackedMask(frames: readonly RenderedStimulus[], name: string): Uint16Array {
  const length = frames[0]?.pixels.length ?? 0;
  const all = new Uint16Array(frames.length * length);
  frames.forEach((frame, index) => {
    const mask = frame.masks[name];
    if (mask !== undefined) all.set(mask, index * length);
  });
  return all;
}
