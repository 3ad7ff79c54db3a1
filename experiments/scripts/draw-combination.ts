import type { Expression, GivenValues, Random, Samples } from '../../agents/index.ts';
import {
  flipped,
  padded,
  resized,
  rolled,
  rotated,
  stacked,
  superimposed,
} from '../drawing/combine.ts';
import { impossible } from '../drawing/drawer.ts';
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
  const { shape, pixelsPerDegree, random } = options;
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
