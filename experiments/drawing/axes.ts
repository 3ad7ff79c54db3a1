import { HelmholtzError } from '../../agents/index.ts';
import type { Pair, Resolution } from '../resolution.ts';

/**
 * Where zero is, and which points of an axis of size s its n samples are: `corner` 0..s and `mean` -s/2..s/2, both with
 * both ends; `center` -s/2..s/2 without the last end.
 */
export const ORIGINS = ['corner', 'mean', 'center'] as const;

/** How far a point is from the origin. */
export const METRICS = [
  'horizontal',
  'vertical',
  'oblique',
  'radial',
  'angular',
  'rectilinear',
] as const;

/** One of {@link METRICS}. */
export type Metric = (typeof METRICS)[number];

/** What distances are measured from, and how the axes are turned: counter-clockwise, degrees. */
export interface Frame {
  readonly origin: string;
  readonly rotation?: number;
}

const TWO_PI = 2 * Math.PI;

/** Samples of one axis. */
export function samplesOf(size: number, count: number, origin: string): Float64Array {
  const steps = origin === 'center' ? count : Math.max(1, count - 1);
  const start = origin === 'corner' ? 0 : -size / 2;
  return Float64Array.from({ length: count }, (_, index) => start + (size / steps) * index);
}

/** Cosine and sine of an angle in degrees. */
export function turn(rotation: number): Pair {
  const angle = rotation * (Math.PI / 180);
  return [Math.cos(angle), Math.sin(angle)];
}

/**
 * Distance of every pixel, row by row, in degrees of visual angle; `angular` in radians from 3 o'clock, 0..2 pi,
 * counter-clockwise.
 */
export function distancesOf(
  { visualSize: [height, width], shape: [rows, columns] }: Resolution,
  metric: Metric,
  { origin, rotation = 0 }: Frame,
): Float64Array {
  const x = samplesOf(width, columns, origin);
  const y = samplesOf(height, rows, origin);
  const [cosine, sine] = turn(rotation);
  const each = (distance: (x: number, y: number) => number): Float64Array => {
    const distances = new Float64Array(rows * columns);
    for (let row = 0, index = 0; row < rows; row++) {
      const down = y[row]!;
      for (let column = 0; column < columns; column++, index++) {
        distances[index] = distance(x[column]!, down);
      }
    }
    return distances;
  };
  const oblique = (across: number, down: number): number => across * cosine - down * sine;
  const aside = (across: number, down: number): number => across * sine + down * cosine;
  // From a corner, turned axes begin where the picture does.
  const least = (distance: (across: number, down: number) => number): number =>
    origin === 'corner'
      ? Math.min(0, distance(width, 0), distance(0, height), distance(width, height))
      : 0;
  const obliqueMinimum = least(oblique);
  const asideMinimum = least(aside);
  switch (metric) {
    case 'horizontal': {
      const distances = new Float64Array(rows * columns);
      for (let row = 0; row < rows; row++) distances.set(x, row * columns);
      return distances;
    }
    case 'vertical': {
      const distances = new Float64Array(rows * columns);
      y.forEach((down, row) => distances.fill(down, row * columns, (row + 1) * columns));
      return distances;
    }
    case 'oblique': {
      // Most waves run along an axis: the same numbers as by `oblique`, without a call for every pixel.
      const distances = new Float64Array(rows * columns);
      for (let row = 0, index = 0; row < rows; row++) {
        const sideways = y[row]! * sine;
        for (let column = 0; column < columns; column++, index++) {
          distances[index] = x[column]! * cosine - sideways - obliqueMinimum;
        }
      }
      return distances;
    }
    case 'radial': {
      const distances = new Float64Array(rows * columns);
      const squared = x.map((across) => across * across);
      for (let row = 0, index = 0; row < rows; row++) {
        const own = y[row]! * y[row]!;
        for (let column = 0; column < columns; column++, index++) {
          distances[index] = Math.sqrt(squared[column]! + own);
        }
      }
      return distances;
    }
    case 'rectilinear':
      return each((across, down) =>
        Math.max(
          Math.abs(oblique(across, down) - obliqueMinimum),
          Math.abs(aside(across, down) - asideMinimum),
        ),
      );
    case 'angular': {
      // Taken off in one step, so that rounding does not make a whole turn of the ray at zero.
      const start = (rotation + 90) * (Math.PI / 180);
      return each((across, down) => {
        const angle = (Math.atan2(across, down) - start) % TWO_PI;
        return angle < 0 ? angle + TWO_PI : angle;
      });
    }
  }
}

/** A metric by its name. */
export function metricOf(name: string): Metric {
  const metric = METRICS.find((known) => known === name);
  if (metric !== undefined) return metric;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `distance metric: expected one of ${METRICS.join(', ')}; got ${name}`,
  );
}
