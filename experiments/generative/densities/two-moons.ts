import type { Random } from '../../../agents/index.ts';
import type { PartedPoint, ToyDensity } from './toy-density.ts';

/** Length of the pieces of a half circle in the sum that stands for its integral, in deviations; and fewest of them. */
const PIECE = 0.3;
const FEWEST = 64;

/** How far the plane reaches around the moons, and how fine it is cut, in deviations. */
const REACH = 7;
const CELL = 0.8;

/**
 * Two half circles of radius 1 that reach into each other, (cos t, sin t) and (1 - cos t, 1/2 - sin t) for t in [0, pi],
 * with Gaussian noise. Density: the integral over t by Simpson's rule; entropy: the integral of -p ln p over the plane.
 *
 * @param deviation Of the noise along an axis.
 */
export function twoMoonsDensity(deviation = 0.05): ToyDensity {
  const logDensity = (point: readonly number[]): number => Math.log(density(point, deviation));
  let known: number | null = null;
  return {
    name: 'two-moons',
    draw: (random) => draw(deviation, random),
    parts: 2,
    logDensity,
    // A sum over much of the plane: only for whoever asks.
    get entropy() {
      known ??= entropy(deviation);
      return known;
    },
    modes: null,
  };
}

function draw(deviation: number, random: Random): PartedPoint {
  const isUpper = random.uniform() < 0.5;
  const angle = Math.PI * random.uniform();
  const [x, y] = isUpper
    ? [Math.cos(angle), Math.sin(angle)]
    : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  const point = [x + deviation * random.normal(), y + deviation * random.normal()];
  return { point, part: isUpper ? 0 : 1 };
}

function density([x = 0, y = 0]: readonly number[], deviation: number): number {
  // The lower moon is the upper one turned by half a turn about (1/2, 1/4).
  return (moon(x, y, deviation) + moon(1 - x, 0.5 - y, deviation)) / 2;
}

/** Density of the upper moon. */
function moon(x: number, y: number, deviation: number): number {
  const scale = -1 / (2 * deviation * deviation);
  // Even, for Simpson's rule.
  const pieces = 2 * Math.ceil(Math.max(FEWEST, Math.PI / (PIECE * deviation)) / 2);
  let sum = 0;
  for (let piece = 0; piece <= pieces; piece++) {
    const weight = piece === 0 || piece === pieces ? 1 : piece % 2 === 1 ? 4 : 2;
    const angle = (Math.PI * piece) / pieces;
    const square = (x - Math.cos(angle)) ** 2 + (y - Math.sin(angle)) ** 2;
    sum += weight * Math.exp(scale * square);
  }
  return sum / (3 * pieces) / (2 * Math.PI * deviation * deviation);
}

function entropy(deviation: number): number {
  const step = CELL * deviation;
  const margin = REACH * deviation;
  let sum = 0;
  for (let x = -1 - margin; x <= 2 + margin; x += step) {
    for (let y = -0.5 - margin; y <= 1 + margin; y += step) {
      const p = density([x, y], deviation);
      if (p > 0) sum -= p * Math.log(p) * step * step;
    }
  }
  return sum;
}
