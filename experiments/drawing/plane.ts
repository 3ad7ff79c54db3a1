/** A point of the visual plane in degrees, x to the right and y upwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Radians from degrees. */
export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** All pixels of a picture are turned alike. */
let latest = { orientation: 0, cosine: 1, sine: 0 };

/**
 * The same point in axes turned counter-clockwise by `orientation` degrees: `x` along the direction of the
 * orientation, `y` across it.
 */
export function turnedAxes(x: number, y: number, orientation: number): Point {
  if (orientation !== latest.orientation) {
    const [cosine, sine] = [Math.cos(radians(orientation)), Math.sin(radians(orientation))];
    latest = { orientation, cosine, sine };
  }
  const { cosine, sine } = latest;
  return { x: x * cosine + y * sine, y: y * cosine - x * sine };
}

/** Whether a point lies in a rectangle around the origin, its lower and left edges included, the others not. */
export function inRectangle({ x, y }: Point, width: number, height: number): boolean {
  return x >= -width / 2 && x < width / 2 && y >= -height / 2 && y < height / 2;
}
