/** A cosine through responses to directions. */
export interface CosineFit {
  /** At least 0. */
  readonly amplitude: number;
  /** Degrees, in (-180, 180]. */
  readonly phase: number;
  /** Correlation between responses and the cosine; NaN where the responses do not differ. */
  readonly correlation: number;
}

/**
 * Fits response = amplitude cos(direction - phase) by least squares to directions that are spread evenly over the circle:
 *
 *   amplitude e^{i phase} = 2/n sum response e^{i direction}
 *
 * @param directions Degrees.
 */
export function fitCosine(directions: readonly number[], responses: readonly number[]): CosineFit {
  const radians = directions.map((direction) => (Math.PI / 180) * direction);
  const count = radians.length;
  const along = (wave: (angle: number) => number): number =>
    (2 / count) * radians.reduce((sum, angle, at) => sum + responses[at]! * wave(angle), 0);
  const [cosine, sine] = [along(Math.cos), along(Math.sin)];
  const fitted = radians.map((angle) => cosine * Math.cos(angle) + sine * Math.sin(angle));
  return {
    amplitude: Math.hypot(cosine, sine),
    phase: (180 / Math.PI) * Math.atan2(sine, cosine),
    correlation: correlationOf(responses, fitted),
  };
}

function correlationOf(first: readonly number[], second: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [one, other] = [first, second].map((values) => {
    const middle = mean(values);
    return values.map((value) => value - middle);
  });
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  return product(one!, other!) / Math.sqrt(product(one!, one!) * product(other!, other!));
}
