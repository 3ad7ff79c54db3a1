import type { Expression, GivenValues, Random, Samples } from '../../agents/index.ts';
import { mapPlanes } from '../colour.ts';
import { contrastChange, type ContrastTarget } from '../contrast.ts';
import {
  flipped,
  padded,
  resized,
  rolled,
  rotated,
  stacked,
  superimposed,
} from '../drawing/combine.ts';
import { bandpassed } from '../drawing/bandpass.ts';
import { impossible } from '../drawing/drawer.ts';
import { blurTaps, gaussianBlur } from '../drawing/gaussian-blur.ts';
import { renderStimulus } from '../render-stimulus.ts';
import type { Pair } from '../resolution.ts';
import type { Drawn } from '../stimulus.ts';
import {
  type CompiledSource,
  type CompiledStep,
  isExpression,
  type Setting,
} from './compile-steps.ts';
import { SCRIPT_LIMITS } from './script.ts';

/** How a combination is drawn. */
export interface CombinationOptions {
  readonly shape: Pair;
  readonly pixelsPerDegree: Pair;
  /** Parameters of the script and the time. */
  readonly scope: ReadonlyMap<string, Samples>;
  readonly random: Random;
  /** Told of work before it is done. */
  readonly spend: Spend;
}

/** Takes nanoseconds of work, about, from what one picture may cost; throws where that is more than is left. */
export type Spend = (place: string, nanoseconds: number, remedy: string) => void;

/** What one picture may cost in steps that take long. */
export function workBudget(): Spend {
  let left: number = SCRIPT_LIMITS.work;
  return (place, nanoseconds, remedy) => {
    if (nanoseconds > left) {
      throw impossible(
        place,
        `work of at most ${Math.floor(left / 1e6)} ms`,
        `about ${Math.round(nanoseconds / 1e6)} ms; ${remedy} would do`,
      );
    }
    left -= nanoseconds;
  };
}

const MID_GREY = 0.5;

/**
 * Draws a stimulus and what is done to it. The picture fills the shape after its last step, so that each step says how large
 * the picture before it is.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` when the stimulus refuses or nothing of a picture is left.
 */
export function drawCombination(
  source: CompiledSource,
  steps: readonly CompiledStep[],
  options: CombinationOptions,
): Drawn {
  const last = steps.at(-1);
  if (last === undefined) return drawSource(source, options);
  const before = steps.slice(0, -1);
  const { shape, pixelsPerDegree, random, spend } = options;
  const [rows, columns] = shape;
  const draw = (at: Partial<CombinationOptions> = {}, of: CompiledSource = source): Drawn =>
    drawCombination(of, before, { ...options, ...at });
  const value = (expression: Expression): number => valueOf(expression, options);
  switch (last.kind) {
    case 'rotate':
      return rotated(
        draw(
          last.quarterTurns % 2 === 0
            ? {}
            : { shape: swapped(shape), pixelsPerDegree: swapped(pixelsPerDegree) },
        ),
        last.quarterTurns,
      );
    case 'flip':
      return flipped(draw(), last.direction);
    case 'roll':
      return rolled(draw(), [
        -whole('roll', value(last.up) * pixelsPerDegree[0]),
        whole('roll', value(last.right) * pixelsPerDegree[1]),
      ]);
    case 'pad': {
      const { left, right, top, bottom } = last.border;
      const border = {
        left: whole('pad', value(left) * pixelsPerDegree[1], 0),
        right: whole('pad', value(right) * pixelsPerDegree[1], 0),
        top: whole('pad', value(top) * pixelsPerDegree[0], 0),
        bottom: whole('pad', value(bottom) * pixelsPerDegree[0], 0),
      };
      const inner: Pair = [rows - border.top - border.bottom, columns - border.left - border.right];
      checkRoom('pad', inner);
      return padded(draw({ shape: inner }), border, value(last.luminance));
    }
    case 'resize': {
      const coarse: Pair = [
        Math.max(1, Math.round(rows / last.factor)),
        Math.max(1, Math.round(columns / last.factor)),
      ];
      const density: Pair = [
        (pixelsPerDegree[0] * coarse[0]) / rows,
        (pixelsPerDegree[1] * coarse[1]) / columns,
      ];
      return resized(draw({ shape: coarse, pixelsPerDegree: density }), shape);
    }
    case 'twoSided': {
      const side = (which: 0 | 1): Drawn =>
        draw(
          { shape: [rows, share(columns, 2, which)], random: random.fork('side', which) },
          withSettings(
            source,
            last.sides.map(([name, left, right]) => [name, which === 0 ? left : right]),
          ),
        );
      checkRoom('twoSided', [rows, columns - 1]);
      return stacked([side(0), side(1)], 'across');
    }
    case 'stack': {
      const count = last.others.length + 1;
      const part = (index: number): Pair =>
        last.direction === 'across'
          ? [rows, share(columns, count, index)]
          : [share(rows, count, index), columns];
      checkRoom('stack', part(0));
      return stacked(
        [
          draw({ shape: part(0) }),
          ...last.others.map((other, index) =>
            drawSource(other, {
              ...options,
              shape: part(index + 1),
              random: random.fork('with', index),
            }),
          ),
        ],
        last.direction,
      );
    }
    case 'blur': {
      const sigma = value(last.sigma);
      if (!(sigma >= 0)) throw impossible('blur', 'degrees >= 0', sigma);
      const pixels: Pair = [sigma * pixelsPerDegree[0], sigma * pixelsPerDegree[1]];
      spend('blur', TAP_COST * blurTaps(pixels) * rows * columns, 'a smaller standard deviation');
      return filtered(draw(), (plane) => gaussianBlur(plane, shape, pixels));
    }
    case 'bandpass': {
      const [centre, octaves] = [value(last.centre), value(last.octaves)];
      if (!(centre > 0 && octaves > 0)) {
        throw impossible('bandpass', '[cycles/degree, octaves] > 0', `${centre}, ${octaves}`);
      }
      spend('bandpass', TRANSFORM_COST * rows * columns, 'fewer pixels');
      return filtered(draw(), (plane) => bandpassed(plane, options, { centre, octaves }));
    }
    case 'contrast': {
      const drawing = draw();
      const change = contrastChange(drawing.pixels, contrastTarget(last, value));
      return filtered(drawing, (plane) => Float64Array.from(plane, change));
    }
    case 'through': {
      const hidden = value(last.luminance);
      const { pixels: open } = drawSource(last.other, {
        ...options,
        random: random.fork('with', 0),
      });
      return filtered(draw(), (plane) =>
        Float64Array.from(plane, (amount, pixel) => hidden + (amount - hidden) * open[pixel]!),
      );
    }
    case 'superimpose':
    case 'plaid': {
      const drawings = [
        draw(),
        ...last.others.map((other, index) =>
          drawSource(other, { ...options, random: random.fork('with', index) }),
        ),
      ];
      const weights = last.weights.map(value);
      return together(
        shape,
        drawings,
        last.kind === 'plaid' ? meanOf(drawings, weights) : contrastsOf(drawings, weights),
      );
    }
  }
}

function drawSource(source: CompiledSource, options: CombinationOptions): Drawn {
  const { shape, pixelsPerDegree, random } = options;
  if (shape[0] * shape[1] > SCRIPT_LIMITS.pixels) {
    throw impossible('size', `at most ${SCRIPT_LIMITS.pixels} pixels`, shape.join(' x '));
  }
  const parameters: GivenValues = Object.fromEntries(
    source.settings.map(([name, setting]) => [
      name,
      isExpression(setting) ? valueOf(setting, options) : setting,
    ]),
  );
  return renderStimulus(source.kind, { parameters, geometry: { shape, pixelsPerDegree }, random });
}

/** The value of an expression that is the same everywhere. */
export function valueOf(
  expression: Expression,
  { scope }: Pick<CombinationOptions, 'scope'>,
): number {
  const samples = expression.evaluate(scope, 1);
  return typeof samples === 'number' ? samples : samples[0]!;
}

function swapped([one, other]: Pair): Pair {
  return [other, one];
}

/** Pixels of a part when a length is dealt to several; the first ones get what is left over. */
function share(length: number, parts: number, index: number): number {
  return Math.floor(length / parts) + (index < length % parts ? 1 : 0);
}

/** The nearest whole number of pixels. */
function whole(place: string, pixels: number, least = -Infinity): number {
  const nearest = Math.round(pixels);
  if (Number.isFinite(nearest) && nearest >= least) return nearest === 0 ? 0 : nearest;
  throw impossible(place, least === 0 ? 'degrees >= 0' : 'finite degrees', `${pixels} px`);
}

function checkRoom(place: string, [rows, columns]: Pair): void {
  if (rows >= 1 && columns >= 1) return;
  throw impossible(place, 'at least one pixel for each picture', `${columns} x ${rows} px`);
}

function withSettings(
  source: CompiledSource,
  settings: readonly (readonly [name: string, setting: Setting])[],
): CompiledSource {
  const names = new Set(settings.map(([name]) => name));
  return {
    kind: source.kind,
    settings: [...source.settings.filter(([name]) => !names.has(name)), ...settings],
  };
}

/** Pixels without masks. */
type Blend = Pick<Drawn, 'pixels' | 'colour'>;

/** Mean of pictures by weights. */
function meanOf(drawings: readonly Drawn[], weights: readonly number[]): Blend {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(weights.every((weight) => weight >= 0) && sum > 0 && Number.isFinite(sum))) {
    throw impossible('plaid', 'weights >= 0, not all of them 0', weights.join(', '));
  }
  const shares = weights.map((weight) => weight / sum);
  return superimposed(drawings, shares);
}

/** Mid-grey and the weighted contrasts of pictures. */
function contrastsOf(drawings: readonly Drawn[], weights: readonly number[]): Blend {
  const grey = MID_GREY * (1 - weights.reduce((total, weight) => total + weight, 0));
  return superimposed(drawings, weights, grey);
}

/** Nanoseconds that one sample of a blur takes, about. */
const TAP_COST = 1.5;
/** Nanoseconds per pixel that a transform to frequencies and back takes, about. */
const TRANSFORM_COST = 1000;

/** A drawing whose luminance is changed, and its lights in the same way; regions stay. */
function filtered(drawing: Drawn, change: (plane: Drawn['pixels']) => Float64Array): Drawn {
  const { colour } = drawing;
  return {
    ...drawing,
    pixels: change(drawing.pixels),
    ...(colour === undefined
      ? {}
      : { colour: mapPlanes(colour, (plane) => new Float32Array(change(plane))) }),
  };
}

function contrastTarget(
  { measure, values, mean }: Extract<CompiledStep, { readonly kind: 'contrast' }>,
  valueOf: (expression: Expression) => number,
): ContrastTarget {
  const [first = 0, second = 1] = values.map(valueOf);
  if (measure === 'range') return { kind: 'range', min: first, max: second };
  return {
    kind: measure === 'normalizedRms' ? 'normalized-rms' : measure,
    contrast: first,
    ...(mean === null ? {} : { mean: valueOf(mean) }),
  };
}

/** Pixels with the targets of all drawings, numbered on; those of later drawings lie over earlier ones. */
function together(
  [rows, columns]: Pair,
  drawings: readonly Drawn[],
  { pixels, colour }: Blend,
): Drawn {
  const targetMask = new Uint16Array(pixels.length);
  let before = 0;
  for (const { masks } of drawings) {
    const targets = masks?.['targetMask'];
    if (targets === undefined) continue;
    let most = 0;
    targets.forEach((target, pixel) => {
      if (target === 0) return;
      targetMask[pixel] = before + target;
      most = Math.max(most, target);
    });
    before += most;
  }
  return {
    rows,
    columns,
    pixels,
    ...(colour === undefined ? {} : { colour }),
    masks: before === 0 ? {} : { targetMask },
  };
}
