import { normalCumulative, normalDensity, normalQuantile } from '../../agents/index.ts';

/**
 * Shape F of a psychometric function, 0 to 1:
 *
 *   normal    Phi(z)
 *   logistic  1 / (1 + exp(-z))
 *   gumbel    1 - exp(-exp(z)), the Weibull function of a logarithmic axis
 */
export type PsychometricShape = 'normal' | 'logistic' | 'gumbel';

/** All shapes. */
export const PSYCHOMETRIC_SHAPES: readonly PsychometricShape[] = ['normal', 'logistic', 'gumbel'];

/** Probability of a response as a function of a level x: P = guess + (1 - guess - lapse) F((x - location) / spread). */
export interface PsychometricFunction {
  readonly shape: PsychometricShape;
  /** Where F is 1/2 (normal, logistic) or 1 - 1/e (gumbel), in the unit of the level. */
  readonly location: number;
  /** Width of the rise, in the unit of the level; standard deviation of the normal shape. Negative where P falls. */
  readonly spread: number;
  /** Lower asymptote, for example 1/2 for correct choices between two. */
  readonly guess: number;
  /** Distance of the upper asymptote from 1. */
  readonly lapse: number;
}

/** F(z). */
export function shapeAt(shape: PsychometricShape, z: number): number {
  switch (shape) {
    case 'normal':
      return normalCumulative(z);
    case 'logistic':
      return 1 / (1 + Math.exp(-z));
    case 'gumbel':
      return -Math.expm1(-Math.exp(z));
  }
}

/** dF/dz, where F(z) is what {@link shapeAt} gives. */
export function shapeSlopeAt(shape: PsychometricShape, z: number, share: number): number {
  switch (shape) {
    case 'normal':
      return normalDensity(z);
    case 'logistic':
      return share * (1 - share);
    case 'gumbel':
      return Math.exp(z - Math.exp(z));
  }
}

/** The z at which F is a share in (0, 1). */
export function inverseShape(shape: PsychometricShape, share: number): number {
  switch (shape) {
    case 'normal':
      return normalQuantile(share);
    case 'logistic':
      return Math.log(share / (1 - share));
    case 'gumbel':
      return Math.log(-Math.log1p(-share));
  }
}

/** Probability of the response at a level. */
export function probabilityAt(
  { shape, location, spread, guess, lapse }: PsychometricFunction,
  level: number,
): number {
  return guess + (1 - guess - lapse) * shapeAt(shape, (level - location) / spread);
}

/** Level at which the shape itself, asymptotes taken away, reaches a share in (0, 1). */
export function levelAt(
  { shape, location, spread }: Pick<PsychometricFunction, 'shape' | 'location' | 'spread'>,
  share: number,
): number {
  return location + spread * inverseShape(shape, share);
}

const quartilesOf = (shape: PsychometricShape): readonly [number, number, number] => [
  inverseShape(shape, 0.25),
  inverseShape(shape, 0.5),
  inverseShape(shape, 0.75),
];

/** z at a quarter, a half and three quarters of each shape: worked out once, since fits ask again and again. */
const QUARTILES = {
  normal: quartilesOf('normal'),
  logistic: quartilesOf('logistic'),
  gumbel: quartilesOf('gumbel'),
} as const;

/** Point of subjective equality: the level at which F is 1/2. */
export function pointOfEquality({
  shape,
  location,
  spread,
}: Pick<PsychometricFunction, 'shape' | 'location' | 'spread'>): number {
  return location + spread * QUARTILES[shape][1];
}

/** Just noticeable difference: half the distance between the levels at which F is 1/4 and 3/4. */
export function justNoticeable({
  shape,
  location,
  spread,
}: Pick<PsychometricFunction, 'shape' | 'location' | 'spread'>): number {
  const [lower, , upper] = QUARTILES[shape];
  return Math.abs(location + spread * upper - (location + spread * lower)) / 2;
}

/**
 * Spread of the gumbel shape that equals a Weibull function of a level in decibels, whose exponent is 10^(slope (x -
 * threshold) / 20).
 */
export function spreadOfWeibullDecibels(slope: number): number {
  return 20 / (slope * Math.LN10);
}
