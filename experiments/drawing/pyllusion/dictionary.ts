import { type Point, radians } from '../plane.ts';

/**
 * What Pyllusion calls the parameters of an illusion: names and values as its `get_parameters()` gives them. Coordinates
 * run from -1 to 1 in both directions, y upwards; angles are in degrees, clockwise from vertical.
 */
export type Dictionary = Readonly<Record<string, number | string | readonly number[]>>;

/** Point at a distance from another, in a direction clockwise from vertical. */
export function pointAt({ x, y }: Point, length: number, angle: number): Point {
  return { x: x + Math.sin(radians(angle)) * length, y: y + Math.cos(radians(angle)) * length };
}

/** Both ends of a line around a centre. */
export function lineAround(centre: Point, length: number, angle: number): readonly [Point, Point] {
  const to = pointAt(centre, length / 2, angle);
  return [pointAt(to, length, 180 + angle), to];
}

/** Evenly spaced numbers, both ends included. */
export function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    count === 1 ? from : index === count - 1 ? to : from + (index * (to - from)) / (count - 1),
  );
}

/** `Incongruent` for a positive strength: the label of most illusions of Pyllusion. */
export function usualLabel(strength: number): string {
  return strength > 0 ? 'Incongruent' : 'Congruent';
}
