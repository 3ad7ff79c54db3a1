import {
  type Expression,
  HelmholtzError,
  type ParameterValues,
  type Random,
  type Samples,
} from '../../agents/index.ts';
import { luminanceOf, PRIMARIES } from '../colour.ts';
import type { Resolution } from '../resolution.ts';
import type { Drawn } from '../stimulus.ts';
import type { CompiledLayer, CompiledPicture, CompiledScript } from './compile-script.ts';
import {
  type CombinationOptions,
  drawCombination,
  valueOf,
  workBudget,
} from './draw-combination.ts';
import type { ScriptSource } from './read-script.ts';
import { SCRIPT_LIMITS } from './script.ts';
import { shareAt } from '../drawing/time-course.ts';

/** When, with which values and by which chance a script is drawn. */
export interface ScriptMoment {
  readonly parameters: ParameterValues;
  /** Seconds since the beginning. */
  readonly time: number;
  readonly random: Random;
}

/** Points that are computed together. */
const BLOCK = 2048;
/** Rounding by which luminance may leave 0..1 unnoticed. */
const SLACK = 1e-9;

/**
 * Draws a script: its layers one over the other, at the centres of the pixels, without softened edges. A target is where
 * its layer shows and no later layer without a target hides it.
 *
 * @throws {HelmholtzError} `too-large`; `bad-script` when luminance is no number or leaves 0..1.
 */
export function renderScript(
  compiled: CompiledScript,
  { script, refusal }: ScriptSource,
  resolution: Resolution,
  moment: ScriptMoment,
): Drawn {
  const {
    shape: [rows, columns],
    pixelsPerDegree: [vertical, horizontal],
  } = resolution;
  const count = rows * columns;
  checkWork(compiled, count);
  const settings = new Map<string, Samples>([
    ...Object.entries(moment.parameters).map(([name, value]) => [name, Number(value)] as const),
    ['t', moment.time],
  ]);
  const spend = workBudget();
  const pictures = compiled.layers.map(({ picture, source }, index) =>
    picture === null
      ? null
      : placedPicture(
          picture,
          source.size,
          resolution,
          { scope: settings, random: moment.random.fork('layer', index), spend },
          (error) => refusal(['layers', index], error),
        ),
  );
  // One plane of luminance, or one for each primary where a layer has colours.
  const isColoured = pictures.some((picture) => picture !== null && picture.planes.length > 1);
  const planes = (isColoured ? PRIMARIES : [null]).map((primary, plane) => ({
    values: new Float64Array(BLOCK),
    shown: new Float32Array(count),
    what: primary ?? 'luminance',
    of: (picture: PlacedPicture, pixel: number): number =>
      (picture.planes[plane] ?? picture.planes[0])[pixel]!,
  }));
  const targets = new Uint16Array(count);
  const masks = new Map<string, Uint16Array>();
  const maskOf = (name: string): Uint16Array => {
    const mask = masks.get(name) ?? new Uint16Array(count);
    masks.set(name, mask);
    return mask;
  };
  for (const [name] of compiled.masks) maskOf(name);
  for (const { source } of compiled.layers) if (source.mask !== undefined) maskOf(source.mask);

  const place = {
    x: new Float64Array(BLOCK),
    y: new Float64Array(BLOCK),
    r: new Float64Array(BLOCK),
    theta: new Float64Array(BLOCK),
  };
  const scope = new Map<string, Samples>([...settings, ...Object.entries(place)]);
  for (let start = 0; start < count; start += BLOCK) {
    const length = Math.min(BLOCK, count - start);
    for (let index = 0; index < length; index++) {
      const row = Math.floor((start + index) / columns);
      const column = start + index - row * columns;
      const x = (column + 0.5 - columns / 2) / horizontal;
      const y = -(row + 0.5 - rows / 2) / vertical;
      const angle = Math.atan2(y, x);
      place.x[index] = x;
      place.y[index] = y;
      place.r[index] = Math.hypot(x, y);
      place.theta[index] = angle < 0 ? angle + 2 * Math.PI : angle;
    }
    const valueOf = (expression: Expression): Samples => expression.evaluate(scope, length);
    for (const [name, expression] of compiled.variables) scope.set(name, valueOf(expression));
    const ground = valueOf(compiled.background);
    for (const { values } of planes) {
      for (let index = 0; index < length; index++) values[index] = at(ground, index);
    }

    compiled.layers.forEach((layer, layerIndex) => {
      const { source } = layer;
      const course = shareAt(moment.time, source);
      if (course === 0) return;
      const picture = pictures[layerIndex] ?? null;
      const own = layer.luminance === null ? 0 : valueOf(layer.luminance);
      const where = layer.where === null ? 1 : valueOf(layer.where);
      const opacity = valueOf(layer.opacity);
      const mask = source.mask === undefined ? null : maskOf(source.mask);
      for (let index = 0; index < length; index++) {
        const pixel = start + index;
        if (at(where, index) === 0 || (picture !== null && picture.covered[pixel] === 0)) continue;
        const luminance = at(own, index);
        const share = Math.min(1, Math.max(0, at(opacity, index))) * course;
        if (!Number.isFinite(luminance) || Number.isNaN(share)) {
          throw refusal(
            ['layers', layerIndex],
            `expected finite luminance and opacity; got ${luminance} and ${share} at x = ${place.x[index]!}, y = ${place.y[index]!} degree`,
          );
        }
        if (share === 0) continue;
        for (const plane of planes) {
          const value = picture === null ? luminance : plane.of(picture, pixel);
          plane.values[index] = blended(source.blend ?? 'over', plane.values[index]!, value, share);
        }
        const target = source.target ?? picture?.targets?.[pixel] ?? 0;
        if (target > 0 || (share === 1 && (source.blend ?? 'over') === 'over')) {
          targets[pixel] = target;
        }
        if (mask !== null) mask[pixel] = 1;
      }
    });
    for (const [name, expression] of compiled.masks) {
      const mask = maskOf(name);
      const value = valueOf(expression);
      for (let index = 0; index < length; index++) {
        const number = Math.trunc(at(value, index));
        mask[start + index] = number > 0 ? Math.min(65_535, number) : 0;
      }
    }
    for (const { values, shown, what } of planes) {
      for (let index = 0; index < length; index++) {
        const value = values[index]!;
        if (
          !(value >= -SLACK && value <= 1 + SLACK) &&
          (script.outside !== 'clip' || Number.isNaN(value))
        ) {
          throw refusal(
            [],
            `expected ${what} in [0, 1]; got ${Number(value.toPrecision(6))} at x = ${place.x[index]!}, y = ${place.y[index]!} degree; "outside: clip" would limit it`,
          );
        }
        shown[start + index] = Math.min(1, Math.max(0, value));
      }
    }
  }
  const allMasks = { targetMask: targets, ...Object.fromEntries(masks) };
  const [red, green, blue] = planes.map(({ shown }) => shown);
  if (red === undefined || green === undefined || blue === undefined) {
    return { rows, columns, pixels: red!, masks: allMasks };
  }
  const colour = { red, green, blue };
  return { rows, columns, pixels: luminanceOf(colour), colour, masks: allMasks };
}

function at(samples: Samples, index: number): number {
  return typeof samples === 'number' ? samples : samples[index]!;
}

function blended(
  blend: 'over' | 'add' | 'multiply',
  below: number,
  value: number,
  share: number,
): number {
  switch (blend) {
    case 'over':
      return below + (value - below) * share;
    case 'add':
      return below + (value - 0.5) * share;
    case 'multiply':
      return below * (1 - share + share * value);
  }
}

function checkWork({ cost }: CompiledScript, pixels: number): void {
  if (pixels > SCRIPT_LIMITS.pixels) {
    throw new HelmholtzError(
      'too-large',
      `script: expected at most ${SCRIPT_LIMITS.pixels} pixels; got ${pixels}`,
    );
  }
  const work = cost * pixels;
  if (work > SCRIPT_LIMITS.work) {
    throw new HelmholtzError(
      'too-large',
      `script: expected work of at most ${SCRIPT_LIMITS.work / 1e6} ms; got about ${Math.round(work / 1e6)} ms for ${pixels} pixels; at most ${Math.floor(SCRIPT_LIMITS.work / cost)} pixels would do`,
    );
  }
}

/** A stimulus of the catalogue as it lies in the picture. */
interface PlacedPicture {
  /** Luminance, or the lights of its primaries. */
  readonly planes: readonly [Float32Array, ...Float32Array[]];
  /** 1 where it lies. */
  readonly covered: Uint8Array;
  readonly targets: Uint16Array | null;
}

function placedPicture(
  picture: CompiledPicture,
  size: CompiledLayer['source']['size'],
  resolution: Resolution,
  options: Pick<CombinationOptions, 'scope' | 'random' | 'spend'>,
  refusal: (reason: string) => HelmholtzError,
): PlacedPicture {
  const {
    shape: [rows, columns],
    pixelsPerDegree: [vertical, horizontal],
  } = resolution;
  const [tall, wide] = typeof size === 'object' ? size : [size, size];
  const height = tall === undefined ? rows : Math.max(1, Math.round(tall * vertical));
  const width = wide === undefined ? columns : Math.max(1, Math.round(wide * horizontal));
  const x = valueOf(picture.at[0], options);
  const y = valueOf(picture.at[1], options);
  const top = Math.round((rows - height) / 2 - y * vertical);
  const left = Math.round((columns - width) / 2 + x * horizontal);
  if (height * width > SCRIPT_LIMITS.pixels || !Number.isFinite(top) || !Number.isFinite(left)) {
    throw refusal(
      `expected a size of at most ${SCRIPT_LIMITS.pixels} pixels at a finite place; got ${width} x ${height} at ${x}, ${y} degree`,
    );
  }
  const drawn = drawnPicture();
  const sources: readonly [Drawn['pixels'], ...Drawn['pixels'][]] =
    drawn.colour === undefined
      ? [drawn.pixels]
      : [drawn.colour.red, drawn.colour.green, drawn.colour.blue];
  const empty = (): Float32Array => new Float32Array(rows * columns);
  const planes: readonly [Float32Array, ...Float32Array[]] = [
    empty(),
    ...sources.slice(1).map(empty),
  ];
  const covered = new Uint8Array(rows * columns);
  const drawnTargets = drawn.masks?.['targetMask'];
  const targets = drawnTargets === undefined ? null : new Uint16Array(rows * columns);
  for (let row = Math.max(0, top); row < Math.min(rows, top + drawn.rows); row++) {
    for (
      let column = Math.max(0, left);
      column < Math.min(columns, left + drawn.columns);
      column++
    ) {
      const to = row * columns + column;
      const from = (row - top) * drawn.columns + column - left;
      planes.forEach((plane, index) => {
        plane[to] = sources[index]![from]!;
      });
      covered[to] = 1;
      if (targets !== null) targets[to] = drawnTargets![from]!;
    }
  }
  return { planes, covered, targets };

  function drawnPicture(): Drawn {
    try {
      return drawCombination(picture, picture.steps, {
        shape: [height, width],
        pixelsPerDegree: [vertical, horizontal],
        ...options,
      });
    } catch (error) {
      if (error instanceof HelmholtzError) throw refusal(error.message);
      throw error;
    }
  }
}
