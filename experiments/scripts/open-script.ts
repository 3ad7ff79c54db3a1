import { basename } from 'node:path';
import { listEveryStimulus, stimulusAmong } from '../find-stimulus.ts';
import type { HelmholtzError } from '../../agents/index.ts';
import { readBytes } from '../read-bytes.ts';
import { drawnFrames } from '../drawing/drawn-frames.ts';
import { type ResolutionRequest, resolveResolution } from '../resolution.ts';
import type { StimulusKind } from '../stimulus.ts';
import { compileScript } from './compile-script.ts';
import { readScript } from './read-script.ts';
import { refused } from './refusal.ts';
import { renderScript } from './render-script.ts';
import { SCRIPT_LIMITS } from './script.ts';

/** A script as a stimulus. */
export interface OpenScript {
  readonly kind: StimulusKind;
  /** Frames per second that it asks for, else 60. */
  readonly framesPerSecond: number;
}

const DEFAULT_SIZE = 8;
const DEFAULT_PIXELS_PER_DEGREE = 32;
const DEFAULT_FRAME_RATE = 60;
const DEFAULT_DURATION = 1;
const MOST_FRAMES = 3600;

/**
 * Opens a script file (YAML or JSON).
 *
 * @throws {HelmholtzError} `not-readable`; `bad-script`, with file, line and column.
 */
export async function openScriptFile(path: string): Promise<OpenScript> {
  const bytes = await readBytes(path);
  return openScript(new TextDecoder().decode(bytes), basename(path));
}

/**
 * Makes a stimulus out of the text of a script. The result is drawn, swept and shown like any other stimulus.
 *
 * @param place Name of the file, for messages and for the name of the stimulus.
 * @throws {HelmholtzError} `bad-script`, with file, line and column.
 */
export async function openScript(text: string, place: string): Promise<OpenScript> {
  const source = readScript(text, place);
  const kinds = await listEveryStimulus();
  const compiled = compileScript(source, (name) => stimulusAmong(kinds, name));
  const { script, refusal } = source;
  const name =
    script.name ??
    (place
      .replace(/\.[^.]*$/, '')
      .replaceAll(/[^a-z0-9]+/gi, '-')
      .toLowerCase() ||
      'script');
  const resolution: ResolutionRequest = {
    visualSize: script.size ?? DEFAULT_SIZE,
    pixelsPerDegree: script.pixelsPerDegree ?? DEFAULT_PIXELS_PER_DEGREE,
  };
  checkResolution(name, resolution, refusal);
  const { frameRate: framesPerSecond = DEFAULT_FRAME_RATE, duration = DEFAULT_DURATION } = script;
  if (duration * framesPerSecond > MOST_FRAMES) {
    throw refusal(
      ['duration'],
      `expected at most ${MOST_FRAMES} frames; got ${Math.round(duration * framesPerSecond)}`,
    );
  }
  const drawing: StimulusKind['drawing'] = compiled.moves
    ? {
        duration: () => duration,
        frames: (at, parameters, random, timing) =>
          drawnFrames(timing, (time) =>
            renderScript(compiled, source, at, { parameters, time, random }),
          ),
      }
    : {
        render: (at, parameters, random) =>
          renderScript(compiled, source, at, { parameters, time: 0, random }),
      };
  return {
    framesPerSecond,
    kind: {
      name,
      summary: script.summary ?? `The script ${place}.`,
      sources: [],
      parameters: compiled.parameters,
      resolution,
      antiAliasing: 'none',
      drawing,
    },
  };
}

function checkResolution(
  name: string,
  request: ResolutionRequest,
  refusal: (path: readonly PropertyKey[], reason: string) => HelmholtzError,
): void {
  const { shape } = refused(() => resolveResolution(name, request), ['size'], refusal);
  if (shape[0] * shape[1] > SCRIPT_LIMITS.pixels) {
    throw refusal(
      ['size'],
      `expected at most ${SCRIPT_LIMITS.pixels} pixels; got ${shape[1]} x ${shape[0]}`,
    );
  }
}
