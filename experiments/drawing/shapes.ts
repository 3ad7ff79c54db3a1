import { type Point, radians } from './plane.ts';

/**
 * A figure as the distance of a point to its edge in degrees, negative inside, so that edges can be softened over one
 * pixel whatever the resolution. It changes by no more than the way between two points, so that pixels nearer than the
 * edge need not be looked at.
 */
export interface Shape {
  readonly distance: (x: number, y: number) => number;
  /** Where it lies at most: left, bottom, right, top; `null` for a figure without end. */
  readonly bounds: readonly [number, number, number, number] | null;
}

/** A disc. */
export function disc(x: number, y: number, radius: number): Shape {
  return {
    distance: (px, py) => Math.hypot(px - x, py - y) - radius,
    bounds: [x - radius, y - radius, x + radius, y + radius],
  };
}

/**
 * A disc whose radius goes up and down along its edge, radius + depth cos(waves x angle). Its distance is that along the
 * radius, shortened by the steepest place of the edge, so that edges are a little softer than one pixel elsewhere.
 */
export function wavyDisc(
  { x, y }: Point,
  radius: number,
  { depth, waves }: { readonly depth: number; readonly waves: number },
): Shape {
  const steepest = (depth * waves) / Math.max(radius - depth, 1e-6);
  const scale = 1 / Math.hypot(1, steepest);
  const reach = radius + depth;
  return {
    distance: (px, py) => {
      const angle = Math.atan2(py - y, px - x);
      return scale * (Math.hypot(px - x, py - y) - radius - depth * Math.cos(waves * angle));
    },
    bounds: [x - reach, y - reach, x + reach, y + reach],
  };
}

/** A circular line of a width around a radius. */
export function circleLine(x: number, y: number, radius: number, width: number): Shape {
  const reach = radius + width / 2;
  return {
    distance: (px, py) => Math.abs(Math.hypot(px - x, py - y) - radius) - width / 2,
    bounds: [x - reach, y - reach, x + reach, y + reach],
  };
}

/** A rectangle around a centre, turned counter-clockwise by `orientation` degrees. */
export function box({ x, y }: Point, width: number, height: number, orientation = 0): Shape {
  const cosine = Math.cos(radians(orientation));
  const sine = Math.sin(radians(orientation));
  const reach = Math.hypot(width, height) / 2;
  return {
    distance: (px, py) => {
      const dx = Math.abs((px - x) * cosine + (py - y) * sine) - width / 2;
      const dy = Math.abs((py - y) * cosine - (px - x) * sine) - height / 2;
      return dx > 0 && dy > 0 ? Math.hypot(dx, dy) : Math.max(dx, dy);
    },
    bounds: [x - reach, y - reach, x + reach, y + reach],
  };
}

/** The outline of a rectangle. */
export function boxLine(
  centre: Point,
  width: number,
  height: number,
  { line, orientation = 0 }: { readonly line: number; readonly orientation?: number },
): Shape {
  const outer = box(centre, width + line, height + line, orientation);
  return without(outer, box(centre, width - line, height - line, orientation));
}

/** A straight line between two points, with square ends. */
export function line(from: Point, to: Point, width: number): Shape {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const orientation = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return box({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, length, width, orientation);
}

/** A polygon, its corners in order; crossing edges make holes. */
export function polygon(corners: readonly Point[]): Shape {
  const edges = corners.map((from, index) => ({
    from,
    to: corners[(index + 1) % corners.length]!,
  }));
  return {
    distance: (x, y) => {
      let nearest = Infinity;
      let inside = false;
      for (const { from, to } of edges) {
        const dx = to.x - from.x;
        const dy = to.y - from.y;
        const squared = dx * dx + dy * dy;
        const along =
          squared === 0
            ? 0
            : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared));
        nearest = Math.min(nearest, Math.hypot(x - from.x - along * dx, y - from.y - along * dy));
        if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / dy + from.x) {
          inside = !inside;
        }
      }
      return inside ? -nearest : nearest;
    },
    bounds: [
      Math.min(...corners.map((corner) => corner.x)),
      Math.min(...corners.map((corner) => corner.y)),
      Math.max(...corners.map((corner) => corner.x)),
      Math.max(...corners.map((corner) => corner.y)),
    ],
  };
}

/** A line through points, with round bends. */
export function curve(points: readonly Point[], width: number): Shape {
  const pieces = points.slice(1).map((to, index) => ({ from: points[index]!, to }));
  const half = width / 2;
  return {
    distance: (x, y) => {
      let nearest = Infinity;
      for (const { from, to } of pieces) {
        const dx = to.x - from.x;
        const dy = to.y - from.y;
        const squared = dx * dx + dy * dy;
        const along =
          squared === 0
            ? 0
            : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared));
        nearest = Math.min(
          nearest,
          (x - from.x - along * dx) ** 2 + (y - from.y - along * dy) ** 2,
        );
      }
      return Math.sqrt(nearest) - half;
    },
    bounds: [
      Math.min(...points.map((point) => point.x)) - half,
      Math.min(...points.map((point) => point.y)) - half,
      Math.max(...points.map((point) => point.x)) + half,
      Math.max(...points.map((point) => point.y)) + half,
    ],
  };
}

/** The part of the plane within half of `opening` degrees of a direction, seen from a point; the opening is at most 180. */
export function wedge({ x, y }: Point, direction: number, opening: number): Shape {
  const half = radians(opening / 2);
  const cosine = Math.cos(radians(direction));
  const sine = Math.sin(radians(direction));
  return {
    distance: (px, py) => {
      const along = (px - x) * cosine + (py - y) * sine;
      const across = Math.abs((py - y) * cosine - (px - x) * sine);
      return across * Math.cos(half) - along * Math.sin(half);
    },
    bounds: null,
  };
}

/** All points on the side of a line through a point to which the direction points. */
export function halfPlane({ x, y }: Point, direction: number): Shape {
  const cosine = Math.cos(radians(direction));
  const sine = Math.sin(radians(direction));
  return { distance: (px, py) => -((px - x) * cosine + (py - y) * sine), bounds: null };
}

/** What is in the first figure and not in the second. */
export function without(shape: Shape, hole: Shape): Shape {
  return {
    distance: (x, y) => Math.max(shape.distance(x, y), -hole.distance(x, y)),
    bounds: shape.bounds,
  };
}

/** What is in both figures. */
export function both(shape: Shape, other: Shape): Shape {
  return {
    distance: (x, y) => Math.max(shape.distance(x, y), other.distance(x, y)),
    bounds: shape.bounds ?? other.bounds,
  };
}

/** What is in any of the figures. */
export function union(shapes: readonly Shape[]): Shape {
  const bounded = shapes.flatMap(({ bounds }) => (bounds === null ? [] : [bounds]));
  return {
    distance: (x, y) => {
      let nearest = Infinity;
      for (const { distance } of shapes) nearest = Math.min(nearest, distance(x, y));
      return nearest;
    },
    bounds:
      bounded.length < shapes.length || shapes.length === 0
        ? null
        : [
            Math.min(...bounded.map(([left]) => left)),
            Math.min(...bounded.map(([, bottom]) => bottom)),
            Math.max(...bounded.map(([, , right]) => right)),
            Math.max(...bounded.map(([, , , top]) => top)),
          ],
  };
}
