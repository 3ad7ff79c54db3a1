import { createRandom, type Picture, scalePicture } from '../../agents/index.ts';
import { type ColouredPicture, eachPlane, PRIMARIES } from '../colour.ts';
import { renderFrames, type RenderedStimulus, renderStimulus } from '../render-stimulus.ts';
import type { ResolutionRequest } from '../resolution.ts';
import type { StimulusKind } from '../stimulus.ts';

/** Frames that a thumbnail of something that moves is chosen from. */
const FRAMES_LOOKED_AT = 40;
/** Points per side of a pixel over which a thumbnail averages. */
const SHARPNESS = 3;

/**
 * A stimulus as a small square picture, at its own resolution first and then scaled down, with its proportions kept on
 * mid-grey. Of something that moves it is the frame with the greatest contrast among a few over its course, since the
 * first one may be blank.
 */
export function thumbnail(kind: StimulusKind, side: number): ColouredPicture {
  return eachPlane(telling(kind), (plane) => squared(plane, side));
}

function squared(picture: Picture, side: number): Picture {
  const scale = Math.min(side / picture.rows, side / picture.columns);
  const rows = Math.max(1, Math.min(side, Math.round(picture.rows * scale)));
  const columns = Math.max(1, Math.min(side, Math.round(picture.columns * scale)));
  const small = scalePicture(picture, { rows, columns });
  const pixels = new Float32Array(side * side).fill(0.5);
  const top = Math.floor((side - rows) / 2);
  const left = Math.floor((side - columns) / 2);
  for (let row = 0; row < rows; row++) {
    pixels.set(
      small.pixels.subarray(row * columns, (row + 1) * columns),
      (top + row) * side + left,
    );
  }
  return { rows: side, columns: side, pixels };
}

function telling(kind: StimulusKind): RenderedStimulus {
  const options = {
    geometry: smallResolution(kind.resolution),
    random: createRandom(1, 'stimulus', kind.name),
    oversampling: SHARPNESS,
  };
  if (!('frames' in kind.drawing)) return renderStimulus(kind, options);
  const defaults = Object.fromEntries(
    Object.entries(kind.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  const duration = Math.max(1e-3, kind.drawing.duration(defaults));
  let best: RenderedStimulus | null = null;
  let most = -1;
  for (const frame of renderFrames(kind, {
    ...options,
    framesPerSecond: Math.min(1000, FRAMES_LOOKED_AT / duration),
    frames: FRAMES_LOOKED_AT,
  })) {
    const { pixels, colour } = frame;
    const contrast =
      colour === undefined
        ? varianceOf(pixels)
        : PRIMARIES.reduce((sum, primary) => sum + varianceOf(colour[primary]), 0);
    if (contrast > most) {
      most = contrast;
      best = frame;
    }
  }
  return best ?? renderStimulus(kind, options);
}

/** At most this many pixels per degree: enough for a thumbnail. */
const ENOUGH = 16;

function smallResolution(own: ResolutionRequest): ResolutionRequest {
  const { visualSize, pixelsPerDegree } = own;
  return visualSize !== undefined && typeof pixelsPerDegree === 'number'
    ? { visualSize, pixelsPerDegree: Math.min(ENOUGH, pixelsPerDegree) }
    : own;
}

function varianceOf(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return squares / values.length - (sum / values.length) ** 2;
}
