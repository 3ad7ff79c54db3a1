import type { Picture, Random } from '../../agents/index.ts';

/** How a dead-leaves image is made. Lengths are in pixels. */
export interface DeadLeavesOptions {
  readonly rows: number;
  readonly columns: number;
  /** `rectangle` has a random aspect ratio between 1:2 and 1:1, `square` and `disc` have not. */
  readonly shape: LeafShape;
  /** Smallest radius, px. At least 0.75 is used, so that every leaf can cover a pixel. */
  readonly smallest: number;
  /** Largest radius, px, at least the smallest. */
  readonly largest: number;
  readonly random: Random;
}

/** What leaves look like. */
export const LEAF_SHAPES = ['rectangle', 'square', 'disc'] as const;

/** One of {@link LEAF_SHAPES}. */
export type LeafShape = (typeof LEAF_SHAPES)[number];

const LEAST_RADIUS = 0.75;
const LEAST_ASPECT = 1 / 2;

/**
 * A dead-leaves image: opaque leaves of uniformly distributed position, orientation and luminance fall on each other
 * until nothing shines through. Their radii follow
 *
 *   p(r) ~ r^-3   between the smallest and the largest,
 *
 * the one law for which the image looks alike at all scales, as natural images do. The radius of a rectangle or square
 * is half of its longer side. Leaves are laid from front to back, so that each only paints what is still bare: that is
 * the exact steady state of leaves falling for ever.
 *
 * @throws {RangeError} unless 0 < smallest <= largest, both finite.
 * @see Lee, Mumford & Huang (2001), `REFERENCES.leeMumfordHuang2001`
 */
export function drawDeadLeaves(options: DeadLeavesOptions): Picture {
  const { rows, columns, shape, random } = options;
  if (!(
    options.smallest > 0 &&
    options.largest >= options.smallest &&
    options.largest < Infinity
  )) {
    throw new RangeError(
      `dead leaves: expected 0 < smallest <= largest radius; got ${options.smallest} and ${options.largest} px`,
    );
  }
  const smallest = Math.max(LEAST_RADIUS, options.smallest);
  const largest = Math.max(LEAST_RADIUS, options.largest);
  const reach = shape === 'disc' ? 1 : Math.SQRT2;
  const radiusOf = reachingRadii({ rows, columns, reach, smallest, largest });
  const pixels = new Float32Array(rows * columns);
  const covered = new Uint8Array(rows * columns);
  let bare = rows * columns;
  while (bare > 0) {
    const radius = radiusOf(random.uniform(), random.uniform());
    const margin = reach * radius;
    const leaf: Leaf = {
      x: -margin + (columns + 2 * margin) * random.uniform(),
      y: -margin + (rows + 2 * margin) * random.uniform(),
      radius,
      breadth: radius * (LEAST_ASPECT + (1 - LEAST_ASPECT) * random.uniform()),
      angle: Math.PI * random.uniform(),
      luminance: random.uniform(),
      shape,
    };
    bare -= paintBehind(leaf, { rows, columns, pixels }, covered);
  }
  return { rows, columns, pixels };
}

/**
 * Draws radii of those leaves that can reach the picture, and no others. Centres are uniform over the plane, so a leaf
 * of radius r reaches it as often as its surroundings, with margin c r on all sides, are large:
 *
 *   p(r | reaches) ~ r^-3 (rows + 2 c r) (columns + 2 c r) = rows columns r^-3 + 2 c (rows + columns) r^-2 + 4 c^2 r^-1,
 *
 * a mixture of three power laws with closed quantiles.
 *
 * @returns Function of two uniform numbers: one chooses the power law, one is the quantile.
 */
function reachingRadii({
  rows,
  columns,
  reach,
  smallest: a,
  largest: b,
}: {
  readonly rows: number;
  readonly columns: number;
  readonly reach: number;
  readonly smallest: number;
  readonly largest: number;
}): (choice: number, quantile: number) => number {
  if (a === b) return () => a;
  const cubic = (rows * columns * (a ** -2 - b ** -2)) / 2;
  const square = 2 * reach * (rows + columns) * (1 / a - 1 / b);
  const simple = 4 * reach ** 2 * Math.log(b / a);
  return (choice, quantile) => {
    const place = choice * (cubic + square + simple);
    if (place < cubic) return (a ** -2 - quantile * (a ** -2 - b ** -2)) ** -0.5;
    if (place < cubic + square) return 1 / (1 / a - quantile * (1 / a - 1 / b));
    return a * (b / a) ** quantile;
  };
}

interface Leaf {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Half of the shorter side of a rectangle. */
  readonly breadth: number;
  readonly angle: number;
  readonly luminance: number;
  readonly shape: LeafShape;
}

/** Paints those pixels of a leaf that are still bare, marks them and counts them. */
function paintBehind(leaf: Leaf, picture: Picture, covered: Uint8Array): number {
  const { x, y, radius, luminance, shape } = leaf;
  const reach = shape === 'disc' ? radius : radius * Math.SQRT2;
  const breadth = shape === 'rectangle' ? leaf.breadth : radius;
  const cosine = Math.cos(leaf.angle);
  const sine = Math.sin(leaf.angle);
  const bottom = Math.min(picture.rows, Math.ceil(y + reach));
  const right = Math.min(picture.columns, Math.ceil(x + reach));
  let painted = 0;
  for (let row = Math.max(0, Math.floor(y - reach)); row < bottom; row++) {
    const dy = row + 0.5 - y;
    for (let column = Math.max(0, Math.floor(x - reach)); column < right; column++) {
      const index = row * picture.columns + column;
      if (covered[index] === 1) continue;
      const dx = column + 0.5 - x;
      const inside =
        shape === 'disc'
          ? dx * dx + dy * dy <= radius * radius
          : Math.abs(dx * cosine + dy * sine) <= radius &&
            Math.abs(dy * cosine - dx * sine) <= breadth;
      if (!inside) continue;
      covered[index] = 1;
      picture.pixels[index] = luminance;
      painted++;
    }
  }
  return painted;
}
