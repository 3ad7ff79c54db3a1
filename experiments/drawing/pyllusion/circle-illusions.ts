import { radians } from '../plane.ts';
import { usualLabel } from './dictionary.ts';

/** What Delboeuf and Ebbinghaus have in common. */
export interface CircleOptions {
  readonly strength: number;
  readonly difference: number;
  readonly sizeMin?: number;
  readonly distance?: number;
  readonly distanceAuto?: boolean;
}

/** Diameters of the inner circles: their areas differ by the factor 1 + |difference|; the left one is larger if > 0. */
function innerSizes(difference: number, sizeMin: number) {
  const bigger = Math.sqrt(1 + Math.abs(difference)) * sizeMin;
  return {
    left: difference > 0 ? bigger : sizeMin,
    right: difference > 0 ? sizeMin : bigger,
    // As Pyllusion computes it, which is no difference.
    product: ((Math.PI * (bigger / 2) ** 2) / Math.PI) * (sizeMin / 2) ** 2,
  };
}

/** Diameters of the outer circles: the factor is sqrt(1 + |strength|), on the side that the signs choose. */
function outerSizes(
  { left, right }: { readonly left: number; readonly right: number },
  { strength, difference }: { readonly strength: number; readonly difference: number },
  bothSizes: boolean,
) {
  const factor = Math.sqrt(1 + Math.abs(bothSizes ? strength / 2 : strength));
  const isLeft = difference > 0 === strength > 0;
  const rest = bothSizes ? 1 / factor : 1;
  return { left: left * (isLeft ? factor : rest), right: right * (isLeft ? rest : factor) };
}

/** Coordinates of the Delboeuf illusion. */
export function delboeuf({
  strength,
  difference,
  sizeMin = 0.25,
  distance = 1,
  distanceAuto = false,
}: CircleOptions) {
  const inner = innerSizes(difference, sizeMin);
  const outer = outerSizes(inner, { strength, difference }, false);
  const innerReach = inner.left / 2 + inner.right / 2;
  const outerReach = outer.left / 2 + outer.right / 2;
  const centres = distanceAuto ? distance + innerReach : distance;
  return {
    Difference: difference,
    Size_Inner_Left: inner.left,
    Size_Inner_Right: inner.right,
    Size_Inner_Difference: inner.product,
    Illusion: 'Delboeuf',
    Illusion_Strength: strength,
    Illusion_Type: usualLabel(strength),
    Size_Outer_Left: outer.left,
    Size_Outer_Right: outer.right,
    Distance: centres,
    Distance_Reference: distanceAuto ? 'Between Edges' : 'Between Centers',
    Distance_Edges_Inner: centres - (distanceAuto ? outerReach : innerReach),
    Distance_Edges_Outer: distanceAuto ? distance : centres - outerReach,
    Size_Inner_Smaller: Math.min(inner.left, inner.right),
    Size_Inner_Larger: Math.max(inner.left, inner.right),
    Size_Outer_Smaller: Math.min(outer.left, outer.right),
    Size_Outer_Larger: Math.max(outer.left, outer.right),
    Position_Left: -centres / 2,
    Position_Right: centres / 2,
  };
}

/** Coordinates of the Ebbinghaus illusion. */
export function ebbinghaus({
  strength,
  difference,
  sizeMin = 0.25,
  distance = 1,
  distanceAuto = false,
}: CircleOptions) {
  const inner = innerSizes(difference, sizeMin);
  const outer = outerSizes({ left: sizeMin, right: sizeMin }, { strength, difference }, true);
  const left = surrounding({ x: -0.5, inner: inner.left, outer: outer.left, from: 0 });
  const right = surrounding({ x: 0.5, inner: inner.right, outer: outer.right, from: 180 });
  const reach = left.distance + outer.left / 2 + right.distance + outer.right / 2;
  const centres = distanceAuto ? distance + reach : distance;
  return {
    Difference: difference,
    Size_Inner_Left: inner.left,
    Size_Inner_Right: inner.right,
    Size_Inner_Difference: inner.product,
    Illusion: 'Ebbinghaus',
    Illusion_Strength: strength,
    Illusion_Type: usualLabel(strength),
    Size_Outer_Left: outer.left,
    Size_Outer_Right: outer.right,
    Distance: centres,
    Distance_Reference: distanceAuto ? 'Between Edges' : 'Between Centers',
    Distance_Edges_Inner:
      centres -
      (distanceAuto ? outer.left / 2 + outer.right / 2 : inner.left / 2 + inner.right / 2),
    Distance_Edges_Outer: distanceAuto ? distance : centres - reach,
    Size_Inner_Smaller: Math.min(inner.left, inner.right),
    Size_Inner_Larger: Math.max(inner.left, inner.right),
    Size_Outer_Smaller: Math.min(outer.left, outer.right),
    Size_Outer_Larger: Math.max(outer.left, outer.right),
    Position_Outer_x_Left: left.x,
    Position_Outer_y_Left: left.y,
    Position_Outer_x_Right: right.x,
    Position_Outer_y_Right: right.y,
    Position_Left: -centres / 2,
    Position_Right: centres / 2,
  };
}

/** As many circles as fit around an inner one, 0.01 away from it. */
function surrounding({
  x,
  inner,
  outer,
  from,
}: {
  readonly x: number;
  readonly inner: number;
  readonly outer: number;
  /** Degrees at which the first circle lies. */
  readonly from: number;
}) {
  const distance = inner / 2 + outer / 2 + 0.01;
  const count = Math.trunc((2 * Math.PI * distance) / outer);
  const angles = Array.from({ length: count }, (_, index) => radians(from + (index * 360) / count));
  return {
    distance,
    x: angles.map((angle) => x + Math.cos(angle) * distance),
    y: angles.map((angle) => Math.sin(angle) * distance),
  };
}
