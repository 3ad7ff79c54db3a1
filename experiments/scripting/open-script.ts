import { basename } from 'node:path';
import { listStimuli } from '../discover.ts';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { readBytes } from '../read-bytes.ts';
import type { Geometry, StimulusKind } from '../stimulus.ts';
import { compileScript } from './compile-script.ts';
import { readScript } from './read-script.ts';
import { renderScript } from './render-script.ts';
import { SCRIPT_LIMITS } from './script.ts';

/** A script as a stimulus, with the geometry that it asks for. */
export interface OpenScript {
  readonly kind: StimulusKind;
  /** What the script says of itself, else 8 x 8 degrees at 32 pixels per degree. */
  readonly geometry: Geometry;
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
  const kinds = await listStimuli();
  const compiled = compileScript(source, (name) => {
    const kind = kinds.find((candidate) => candidate.name === name);
    if (kind !== undefined) return kind;
    const names = kinds.map((candidate) => candidate.name);
    throw new HelmholtzError(
      'unknown-picture',
      `stimulus "${name.slice(0, 60)}": no such stimulus${suggestion(name.slice(0, 60), names)}`,
    );
  });
  const { script, refusal } = source;
  const name =
    script.name ??
    (place
      .replace(/\.[^.]*$/, '')
      .replaceAll(/[^a-z0-9]+/gi, '-')
      .toLowerCase() ||
      'script');
  const geometry = geometryOf(
    script.size ?? DEFAULT_SIZE,
    script.pixelsPerDegree ?? DEFAULT_PIXELS_PER_DEGREE,
  );
  if (geometry.rows * geometry.columns > SCRIPT_LIMITS.pixels) {
    throw refusal(
      ['size'],
      `expected at most ${SCRIPT_LIMITS.pixels} pixels; got ${geometry.columns} x ${geometry.rows}`,
    );
  }
  const { frameRate = DEFAULT_FRAME_RATE, duration = DEFAULT_DURATION } = script;
  const count = Math.max(1, Math.round(frameRate * duration));
  if (count > MOST_FRAMES) {
    throw refusal(['duration'], `expected at most ${MOST_FRAMES} frames; got ${count}`);
  }
  return {
    geometry,
    kind: {
      name,
      summary: script.summary ?? `The script ${place}.`,
      sources: [],
      parameters: compiled.parameters,
      drawing: {
        render: (given, parameters, random) =>
          renderScript(compiled, source, given, { parameters, time: 0, random }),
        ...(compiled.moves
          ? {
              frames: (given, parameters, random) => ({
                frameRate,
                count,
                frame: (index: number) =>
                  renderScript(compiled, source, given, {
                    parameters,
                    time: index / frameRate,
                    random,
                  }),
              }),
            }
          : {}),
      },
    },
  };
}

function geometryOf(size: number | readonly [number, number], pixelsPerDegree: number): Geometry {
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  return {
    rows: Math.max(1, Math.round(height * pixelsPerDegree)),
    columns: Math.max(1, Math.round(width * pixelsPerDegree)),
    pixelsPerDegree,
  };
}
