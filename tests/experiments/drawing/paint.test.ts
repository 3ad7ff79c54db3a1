import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { paintFigures } from '../../../experiments/drawing/paint.ts';
import * as shapes from '../../../experiments/drawing/shapes.ts';
import type { Resolution } from '../../../experiments/index.ts';

const PIXELS_PER_DEGREE = 20;
const RESOLUTION: Resolution = {
  shape: [80, 100],
  pixelsPerDegree: [PIXELS_PER_DEGREE, PIXELS_PER_DEGREE],
  visualSize: [80 / PIXELS_PER_DEGREE, 100 / PIXELS_PER_DEGREE],
};

/** The same figure, of which no pixel can be known from another one: nothing is said to be farther than a pixel. */
function lookedAtEverywhere(shape: shapes.Shape): shapes.Shape {
  const most = 1 / PIXELS_PER_DEGREE;
  return { ...shape, distance: (x, y) => Math.min(most, Math.max(-most, shape.distance(x, y))) };
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const point = fc.record({ x: number(-2, 2), y: number(-2, 2) });
const size = number(0.05, 3);

/** Edges that go up and down steeply: the distance to them is the least exact one. */
const wavy = fc
  .tuple(point, number(0.5, 2), number(0.05, 0.8), fc.integer({ min: 3, max: 40 }))
  .map(([centre, radius, share, waves]) =>
    shapes.wavyDisc(centre, radius, { depth: share * radius, waves }),
  );

const plain: fc.Arbitrary<shapes.Shape> = fc.oneof(
  wavy,
  fc.tuple(point, size).map(([{ x, y }, radius]) => shapes.disc(x, y, radius)),
  fc
    .tuple(point, size, size)
    .map(([{ x, y }, radius, width]) => shapes.circleLine(x, y, radius, width)),
  fc
    .tuple(point, size, size, number(-180, 180))
    .map(([centre, width, height, orientation]) => shapes.box(centre, width, height, orientation)),
  fc.array(point, { minLength: 3, maxLength: 7 }).map(shapes.polygon),
  fc
    .tuple(fc.array(point, { minLength: 2, maxLength: 5 }), size)
    .map(([points, width]) => shapes.curve(points, width)),
  fc
    .tuple(point, number(-180, 180), number(1, 180))
    .map(([at, direction, opening]) => shapes.wedge(at, direction, opening)),
  fc.tuple(point, number(-180, 180)).map(([at, direction]) => shapes.halfPlane(at, direction)),
);

const shape = fc.oneof(
  plain,
  fc.tuple(plain, plain).map(([one, other]) => shapes.without(one, other)),
  fc.tuple(plain, plain).map(([one, other]) => shapes.both(one, other)),
  fc.tuple(plain, plain).map(([one, other]) => shapes.union([one, other])),
);

test.each([
  ['wavy discs', wavy],
  ['figures and pairs of them', shape],
])('pixels of %s that are not looked at are painted as if they were', (_, figures) => {
  fc.assert(
    fc.property(figures, number(0, 1), (figure, opacity) => {
      const paint = (x: number, y: number): number => 0.5 + 0.1 * x - 0.05 * y;
      const painted = [figure, lookedAtEverywhere(figure)].map((one) =>
        paintFigures(RESOLUTION, 1, [
          { shape: one, paint, opacity, target: 2, masks: { figureMask: 3 } },
        ]),
      );
      expect(painted[0]).toEqual(painted[1]);
    }),
    { numRuns: 300, seed: 1 },
  );
});
