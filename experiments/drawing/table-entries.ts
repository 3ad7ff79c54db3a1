import type {
  BooleanParameter,
  ChoiceParameter,
  ListParameter,
  NumberParameter,
  PairParameter,
} from '../../agents/index.ts';
import { ORIGINS } from './axes.ts';

type Pair = readonly [number, number];
const LARGEST_ANGLE = 1000;

/** Entries that the tables of many stimuli share. */
const luminanceBounds = { min: 0, max: 1, unit: '1' } as const;
const sizeBounds = { min: 0, max: LARGEST_ANGLE, unit: 'degree' } as const;
const placeBounds = { min: -LARGEST_ANGLE, max: LARGEST_ANGLE, unit: 'degree' } as const;

/** A luminance. */
export function luminance(value: number, what: string) {
  return {
    kind: 'number',
    default: value,
    ...luminanceBounds,
    meaning: `Luminance of the ${what}.`,
  } as const satisfies NumberParameter;
}

/** Luminances that begin again after the last. */
export function luminances(value: readonly number[], what: string) {
  return {
    kind: 'list',
    default: value,
    ...luminanceBounds,
    minLength: 1,
    meaning: `Luminances of the ${what}, one after the other, beginning again after the last.`,
  } as const satisfies ListParameter;
}

/** Two luminances. */
export function luminancePair(value: Pair, what: string) {
  return {
    kind: 'pair',
    default: value,
    ...luminanceBounds,
    meaning: `Luminances of ${what}.`,
  } as const satisfies PairParameter;
}

/** A length, width or radius. */
export function size<const Value extends number | null>(value: Value, meaning: string) {
  return { kind: 'number', default: value, ...sizeBounds, meaning } as const;
}

/** A position along one direction. */
export function place<const Value extends number | null>(value: Value, meaning: string) {
  return { kind: 'number', default: value, ...placeBounds, meaning } as const;
}

/** Height and width. */
export function sizePair<const Value extends Pair | null>(value: Value, what: string) {
  return {
    kind: 'pair',
    default: value,
    ...sizeBounds,
    meaning: `Height and width of ${what}.`,
  } as const;
}

/** Vertical and horizontal position. */
export function placePair<const Value extends Pair | null>(value: Value, meaning: string) {
  return { kind: 'pair', default: value, ...placeBounds, meaning } as const;
}

/** Several lengths. */
export function sizes<const Value extends readonly number[] | null>(value: Value, meaning: string) {
  return { kind: 'list', default: value, ...sizeBounds, meaning } as const;
}

/** Several positions along one direction. */
export function places<const Value extends readonly number[] | null>(
  value: Value,
  meaning: string,
) {
  return { kind: 'list', default: value, ...placeBounds, meaning } as const;
}

/** An angle. */
export function angle(value: number, meaning: string) {
  return {
    kind: 'number',
    default: value,
    min: -LARGEST_ANGLE,
    max: LARGEST_ANGLE,
    unit: 'degree',
    meaning,
  } as const satisfies NumberParameter;
}

/** Rotation of the whole. */
export const ROTATION = angle(0, 'Rotation, counter-clockwise.');

/** Where zero is. */
export function origin(value: (typeof ORIGINS)[number]) {
  return {
    kind: 'choice',
    default: value,
    choices: ORIGINS,
    meaning: 'Where zero is: a corner with both ends sampled, the mean, or the pixel right of it.',
  } as const satisfies ChoiceParameter;
}

/** Which of the numbered elements are targets. */
export function indices(value: readonly number[], what: string) {
  return {
    kind: 'list',
    default: value,
    min: -10_000,
    max: 10_000,
    unit: '1',
    whole: true,
    meaning: `Which ${what} are targets.`,
  } as const satisfies ListParameter;
}

/** Yes or no. */
export function flag(value: boolean, meaning: string) {
  return { kind: 'boolean', default: value, meaning } as const satisfies BooleanParameter;
}

/** A pure number. */
export function ratio(value: number, min: number, max: number, meaning: string) {
  return {
    kind: 'number',
    default: value,
    min,
    max,
    unit: '1',
    meaning,
  } as const satisfies NumberParameter;
}

/** Several angles. */
export function angles(value: readonly number[], meaning: string) {
  return {
    kind: 'list',
    default: value,
    min: -LARGEST_ANGLE,
    max: LARGEST_ANGLE,
    unit: 'degree of rotation',
    minLength: 1,
    meaning,
  } as const satisfies ListParameter;
}
