import type { ParameterValue } from '../../agents/index.ts';
import type { Pair, Resolution, ResolutionRequest } from '../resolution.ts';
import { distancesOf, type Metric, turn } from './axes.ts';
import { drawn, impossible } from './drawer.ts';
import {
  entryOf,
  fillWhere,
  maskWhere,
  numbersIn,
  paintedRegions,
  rangeOf,
  regionsOf,
  roundedTo6,
  roundHalfEven,
  stretched,
  targetsAmong,
} from './regions.ts';
import type { Drawn } from '../stimulus.ts';
import { rectangleMask } from './rectangle.ts';

/** What says how fine a wave is: one of the three. A phase is half of a period: one bar, ring, frame or segment. */
export interface PhaseRequest {
  /** Periods per degree; of angular waves, per turn. */
  readonly frequency?: number | null;
  readonly phases?: number | null;
  /** Width of a phase, degrees. */
  readonly width?: number | null;
  /** Which numbers of phases fit: any, or whole ones with a whole number of pixels each. */
  readonly period?: string;
  /** Whether a phase is a whole number of pixels wide. */
  readonly isRounded?: boolean;
}

/** A wave whose fineness is known. */
export interface Phases {
  /** Periods per degree. */
  readonly frequency: number;
  readonly phases: number;
  readonly width: number;
}

/** Finer waves than this are refused: their phases would be far smaller than pixels. */
const MOST_PHASES = 100_000;

/**
 * How many phases fit into so many pixels: the divisor nearest to what was asked for, larger than 1, even or odd where that
 * is asked for. The larger one of two that are equally near.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` if there is none.
 */
export function fittingPhases(phases: number, pixels: number, period: string): number {
  let best = 0;
  for (let divisor = 2; divisor <= pixels; divisor++) {
    if (pixels % divisor !== 0) continue;
    if (period === 'even' && divisor % 2 === 1) continue;
    if (period === 'odd' && divisor % 2 === 0) continue;
    if (best === 0 || Math.abs(divisor - phases) <= Math.abs(best - phases)) best = divisor;
  }
  if (best > 0) return best;
  throw impossible('period', `an ${period} number of phases that divides ${pixels} px`, phases);
}

/**
 * Fineness of a wave over a stretch of `degrees`.
 *
 *   width = 1 / (2 frequency),   frequency = phases / degrees / 2
 *
 * A width of half a pixel more than a whole one is rounded as this order of operations leaves it in double precision.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` when nothing is known or two contradict each other.
 */
export function resolvePhases(
  place: string,
  { frequency, phases, width, period = 'ignore', isRounded = false }: PhaseRequest,
  degrees: number,
  pixelsPerDegree: number,
): Phases {
  let phaseWidth =
    typeof width === 'number'
      ? width
      : typeof frequency === 'number'
        ? 1 / (2 * frequency)
        : typeof phases === 'number'
          ? 1 / (2 * (phases / degrees / 2))
          : undefined;
  if (phaseWidth === undefined) {
    throw impossible(place, 'a frequency, a number or a width of phases', 'none');
  }
  if (typeof width === 'number' && typeof frequency === 'number') {
    if (Math.abs(2 * frequency * width - 1) > 1e-6) {
      throw impossible(place, `frequency ${1 / (2 * width)} for a width of ${width}`, frequency);
    }
  }
  if (!(phaseWidth > 0 && Number.isFinite(phaseWidth))) {
    throw impossible(place, 'a width of phases > 0 degree', phaseWidth);
  }
  if (period !== 'ignore') {
    const pixels = Math.round(degrees * pixelsPerDegree);
    const whole = isRounded ? roundedWidth(phaseWidth, pixelsPerDegree) : phaseWidth;
    phaseWidth = degrees / fittingPhases(degrees / whole, pixels, period);
  }
  if (isRounded) phaseWidth = roundedWidth(phaseWidth, pixelsPerDegree);
  if (!(phaseWidth > 0)) {
    throw impossible(place, 'phases at least half a pixel wide', `${phaseWidth} degree`);
  }
  const fitting = degrees / phaseWidth;
  if (!(fitting <= MOST_PHASES)) {
    throw impossible(place, `at most ${MOST_PHASES} phases`, fitting);
  }
  return { frequency: 1 / (2 * phaseWidth), phases: fitting, width: phaseWidth };
}

function roundedWidth(width: number, pixelsPerDegree: number): number {
  return roundHalfEven(width * pixelsPerDegree) / pixelsPerDegree;
}

/** A wave to be drawn. */
export interface WaveOptions extends PhaseRequest {
  readonly place: string;
  readonly metric: Metric;
  readonly origin: string;
  readonly rotation?: number;
  /** Degrees of phase. */
  readonly phaseShift?: number;
  readonly shape: 'sine' | 'square' | 'staircase';
  readonly luminances: readonly number[];
}

/** A wave as it was drawn. */
export interface Wave extends Phases {
  readonly pixels: Float64Array;
  /** Number of the phase of each pixel, from 1. */
  readonly regions: Uint16Array;
}

/** Over how many degrees a wave runs, and how many pixels there are to a degree. */
export function extentOf(
  { visualSize: [height, width], pixelsPerDegree }: Resolution,
  metric: Metric,
  rotation = 0,
): { readonly degrees: number; readonly pixelsPerDegree: number } {
  if (metric === 'angular') return { degrees: 360, pixelsPerDegree: 1 };
  const isRadial = metric === 'radial' || metric === 'rectilinear';
  return {
    degrees: isRadial ? across() / 2 : across(),
    pixelsPerDegree: pixelsPerDegree[0],
  };

  /** Along the axes exactly a side, without the rounding of sine and cosine. */
  function across(): number {
    if (rotation % 90 === 0) return rotation % 180 === 0 ? width : height;
    const [cosine, sine] = turn(rotation);
    return Math.abs(width * cosine) + Math.abs(height * sine);
  }
}

/**
 * Draws a wave. So that no sample lies exactly on an edge, distances are rounded to 6 decimals and moved by 1e-5 degrees
 * downwards, or where zero is a corner squeezed by 1e-3 degrees at both ends. A sine is stretched to reach both of its
 * luminances; a square wave is high where the sine is above the middle of its samples.
 */
export function drawWave(resolution: Resolution, options: WaveOptions): Wave {
  const { metric, rotation = 0 } = options;
  const [rows, columns] = resolution.shape;
  const isUpright = metric === 'horizontal' || (metric === 'oblique' && turn(rotation)[1] === 0);
  if (!isUpright) return drawnWave(resolution, options);
  // All rows are alike.
  const line = drawnWave({ ...resolution, shape: [1, columns] }, options);
  const pixels = new Float64Array(rows * columns);
  const regions = new Uint16Array(rows * columns);
  for (let at = 0; at < pixels.length; at += columns) {
    pixels.set(line.pixels, at);
    regions.set(line.regions, at);
  }
  return { ...line, pixels, regions };
}

function drawnWave(resolution: Resolution, options: WaveOptions): Wave {
  const { place, metric, origin, rotation = 0, phaseShift = 0, shape, luminances } = options;
  const extent = extentOf(resolution, metric, rotation);
  const isAngular = metric === 'angular';
  const { frequency: asked } = options;
  const request =
    isAngular && typeof asked === 'number' ? { ...options, frequency: asked / 360 } : options;
  // Whole pixels make sense along the axes of the pixels only.
  const isRounded = request.isRounded === true && rotation % 90 === 0;
  const phases = resolvePhases(
    place,
    { ...request, isRounded },
    extent.degrees,
    extent.pixelsPerDegree,
  );
  const away = offEdges(distancesOf(resolution, metric, { origin, rotation }), origin);
  const distances = isAngular ? wholeTurn(away) : away;
  const regions = nearestOf(distances, middlesOf(distances, phases, options));
  closeRanks(regions);
  return { ...phases, regions, pixels: paint(shape) };

  function paint(form: WaveOptions['shape']): Float64Array {
    if (form === 'staircase') {
      const [, steps] = rangeOf(regions);
      const [first = 0, last = 1] = luminances;
      const levels = Array.from({ length: steps }, (_, region) =>
        luminances.length > 2
          ? entryOf(luminances, region)
          : first + ((last - first) * region) / Math.max(1, steps - 1),
      );
      return paintedRegions(regions, levels, 0);
    }
    const angular = 2 * Math.PI * phases.frequency;
    const shift = (phaseShift * Math.PI) / 180;
    const wave = new Float64Array(distances.length);
    for (let index = 0; index < wave.length; index++) {
      wave[index] = Math.sin(angular * distances[index]! + shift);
    }
    const [low = 0, high = 1] = luminances;
    if (form === 'square') {
      const [least, most] = rangeOf(wave);
      const middle = (least + most) / 2;
      for (let index = 0; index < wave.length; index++) {
        wave[index] = wave[index]! < middle ? low : high;
      }
      return wave;
    }
    return stretched(wave, low, high);
  }
}

const OFF_EDGES = 1e-5;
const OFF_CORNER = 1e-3;

/** Distances, rounded and moved off the edges, where they are. */
function offEdges(distances: Float64Array, origin: string): Float64Array {
  for (let index = 0; index < distances.length; index++) {
    distances[index] = roundedTo6(distances[index]!);
  }
  const [least, most] = rangeOf(distances);
  const low = origin === 'corner' ? OFF_CORNER : least - OFF_EDGES;
  return spread(distances, low, most - (origin === 'corner' ? OFF_CORNER : OFF_EDGES));
}

/**
 * Degrees from radians: spread so that the last sample is a whole turn, while the first keeps its number, which is small;
 * then moved downwards like all distances.
 */
function wholeTurn(distances: Float64Array): Float64Array {
  return spread(distances, rangeOf(distances)[0] - OFF_EDGES, 360 - OFF_EDGES);
}

/**
 * Values spread so that the smallest becomes `low` and the largest `high`, in this order of operations: it decides on which
 * side of an edge a sample on it falls. In place.
 */
function spread(values: Float64Array, low: number, high: number): Float64Array {
  const [least, most] = rangeOf(values);
  if (!(most > least)) return values.fill(low);
  for (let index = 0; index < values.length; index++) {
    values[index] = ((values[index]! - least) / (most - least)) * (high - low) + low;
  }
  return values;
}

/** How much further away from zero the middles of phases along an axis lie, degrees. */
const AXIS_MARGIN = 1e-4;

/**
 * Middles of phases, half a width and then whole widths away from zero, until none is nearer to the last sample. Along an
 * axis they lie on both sides of zero, 1e-4 degrees further away from it; otherwise on one side of the first sample, or where
 * zero is the mean of rings, frames or segments, of zero.
 */
function middlesOf(
  distances: Float64Array,
  { width }: Phases,
  { metric, origin, phaseShift = 0 }: WaveOptions,
): Float64Array {
  const [least, most] = rangeOf(distances);
  const shift = ((((phaseShift % 360) + 360) % 360) / 180) * width;
  const isAxis = metric === 'horizontal' || metric === 'vertical' || metric === 'oblique';
  if (isAxis && origin !== 'corner') {
    const away = steps(width / 2, Math.max(-least, most)).map((middle) => middle + AXIS_MARGIN);
    const before = away.map((middle) => -middle).reverse();
    return Float64Array.from([...before, ...away], (middle) => middle - shift);
  }
  const zero = origin === 'mean' ? least : 0;
  return steps(least + width / 2, most).map((middle) => middle - zero - shift);

  /** Numbers from a first one, a width apart, up to the first beyond half a width after the end. */
  function steps(first: number, end: number): Float64Array {
    const step = first + width - first;
    const count = Math.max(1, Math.ceil((end + width - first) / width));
    return Float64Array.from({ length: count }, (_, index) => first + index * step);
  }
}

/** Number from 1 of the middle that is nearest to each distance, the later one of two that are equally near. */
function nearestOf(distances: Float64Array, middles: Float64Array): Uint16Array {
  const nearest = new Uint16Array(distances.length);
  const last = middles.length - 1;
  // Neighbouring samples mostly have the same middle, so that the search begins where the latest one ended.
  let low = 0;
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i]!;
    while (low < last && middles[low + 1]! <= distance) low++;
    while (low > 0 && middles[low]! > distance) low--;
    const isNext = low < last && middles[low + 1]! - distance <= Math.abs(distance - middles[low]!);
    nearest[i] = low + (isNext ? 2 : 1);
  }
  return nearest;
}

/** Numbers regions anew, in place, so that none between 1 and the last is empty. */
function closeRanks(regions: Uint16Array): void {
  const anew = new Uint16Array(2 ** 16);
  numbersIn(regions).forEach((number, index) => {
    anew[number] = index + 1;
  });
  for (let i = 0; i < regions.length; i++) regions[i] = anew[regions[i]!]!;
}

/**
 * Along what a grating of bars waves: turned axes, but sines at right angles along the axes of the picture themselves, to the
 * right or downwards.
 */
export function barMetric(shape: WaveOptions['shape'], rotation: number): Metric {
  if (shape !== 'sine' || rotation % 90 !== 0) return 'oblique';
  return rotation % 180 === 0 ? 'horizontal' : 'vertical';
}

/** How the elements of a wave are called. */
export type Element = 'bar' | 'ring' | 'frame' | 'segment';

/** A wave with targets, and possibly cut off at a circle or square. */
export interface TargetedWave extends WaveOptions {
  readonly element: Element;
  readonly targetIndices: readonly number[];
  readonly targetLuminances: readonly number[];
  /** Luminance beyond half of the smaller side; not cut off if not given. */
  readonly clippedTo?: number;
}

/** Draws a wave some of whose elements are targets. */
export function drawTargetedWave(resolution: Resolution, options: TargetedWave): Drawn {
  const wave = drawWave(resolution, options);
  const { pixels, regions } = wave;
  const { element, clippedTo } = options;
  if (clippedTo !== undefined) {
    const side = Math.min(...resolution.visualSize);
    const inside =
      element === 'frame'
        ? clippingSquare(resolution, side, options.origin)
        : regionsOf(distancesOf(resolution, 'radial', { origin: options.origin }), [side / 2]);
    const outside = maskWhere(pixels.length, (index) => inside[index] === 0);
    fillWhere(pixels, outside, clippedTo);
    for (let i = 0; i < regions.length; i++) regions[i]! *= inside[i]!;
  }
  const targetMask = targetsAmong(regions, options.targetIndices);
  fillWhere(pixels, targetMask, (target) => entryOf(options.targetLuminances, target - 1));
  const masks = { gratingMask: regions, [`${element}Mask`]: regions, targetMask };
  return drawn(resolution, pixels, masks, resolvedPhases(element, wave));
}

/** The square at which frames end: as large as the smaller side, or around a corner the quarter of it that is seen. */
function clippingSquare(resolution: Resolution, side: number, origin: string): Uint16Array {
  if (origin !== 'corner') return rectangleMask(resolution, { size: [side, side] });
  return rectangleMask(resolution, { size: [side / 2, side / 2], position: [0, 0] });
}

/** The worked-out fineness under the names of parameters: `nBars`, `barWidth` and so on. */
export function resolvedPhases(
  element: Element | 'phase',
  { frequency, phases, width }: Phases,
): Readonly<Record<string, ParameterValue>> {
  const plural = `${element[0]!.toUpperCase()}${element.slice(1)}s`;
  return { frequency, [`n${plural}`]: phases, [`${element}Width`]: width };
}

/** Fills in the size that a number and a width of phases imply, where it was not asked for. */
export function completedByPhases(
  request: ResolutionRequest,
  { frequency, phases, width }: PhaseRequest,
): ResolutionRequest {
  const known = [request.visualSize, request.pixelsPerDegree, request.shape].filter(
    (value) => value !== undefined,
  );
  const phaseWidth = width ?? (typeof frequency === 'number' ? 1 / (2 * frequency) : null);
  if (known.length !== 1 || phaseWidth === null || typeof phases !== 'number') return request;
  if (request.pixelsPerDegree === undefined) return request;
  const side = phases * phaseWidth;
  return { ...request, visualSize: [side, side] satisfies Pair };
}
