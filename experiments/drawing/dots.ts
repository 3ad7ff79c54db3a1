import type { Random } from '../../agents/index.ts';
import { type Point, radians } from './plane.ts';

/** How the dots of a kinematogram move. Lengths are in degrees, times in seconds. */
export interface DotOptions {
  readonly count: number;
  /** Share of dots that move in the direction; the others are put somewhere else in every frame. */
  readonly coherence: number;
  /** Directions in degrees, counter-clockwise from 3 o'clock; dots are dealt to them in turn. */
  readonly directions: readonly number[];
  /** Degrees per second. */
  readonly speed: number;
  /** Frames after which a dot is put somewhere else; 0 for never. */
  readonly life: number;
  readonly fieldShape: string;
  /** Radius of a circular field, half of the side of a square one. */
  readonly field: number;
  readonly framesPerSecond: number;
  readonly random: Random;
}

/** Dots in a field, one frame after the other. */
export interface Dots {
  readonly places: readonly Point[];
  /** Which dots moved with the direction into this frame; none in the first. */
  readonly isSignal: readonly boolean[];
}

/**
 * Random dots of which in every frame a share moves coherently, chosen anew each time (Newsome and Pare's rule), and the
 * rest is put at random places. A dot that leaves the field comes in again on the opposite side; one whose life is over
 * is put at a random place. In a frame, exactly round(coherence x count) dots are signals.
 *
 * @returns Frames without end.
 */
export function* createDots(options: DotOptions): Generator<Dots, never> {
  const { count, coherence, directions, speed, life, framesPerSecond, random } = options;
  const step = speed / framesPerSecond;
  const anywhere = (): Point => {
    if (options.fieldShape === 'square') {
      return {
        x: (2 * random.uniform() - 1) * options.field,
        y: (2 * random.uniform() - 1) * options.field,
      };
    }
    const radius = options.field * Math.sqrt(random.uniform());
    const angle = 2 * Math.PI * random.uniform();
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  };
  let places = Array.from({ length: count }, anywhere);
  // Lives begin at different times, so that not all dots jump at once.
  let ages = places.map(() => (life > 0 ? random.integer(life) : 0));
  let isSignal: readonly boolean[] = places.map(() => false);
  for (;;) {
    yield { places, isSignal };
    const signals = Math.round(coherence * count);
    const order = random.shuffle(Array.from({ length: count }, (_, index) => index));
    const chosen = new Set(order.slice(0, signals));
    isSignal = places.map((_, index) => chosen.has(index));
    places = places.map((place, index) => {
      const isOver = life > 0 && (ages[index] ?? 0) + 1 >= life;
      if (isOver || !chosen.has(index)) return anywhere();
      const direction = radians(directions[index % directions.length] ?? 0);
      return insideOf(options, {
        x: place.x + step * Math.cos(direction),
        y: place.y + step * Math.sin(direction),
      });
    });
    ages = ages.map((age) => (life > 0 ? (age + 1) % life : 0));
  }
}

/** The place itself, or where a dot that has left the field comes in again. */
function insideOf({ fieldShape, field }: DotOptions, { x, y }: Point): Point {
  if (fieldShape === 'square') {
    const wrapped = (value: number): number =>
      value - 2 * field * Math.floor((value + field) / (2 * field));
    return { x: wrapped(x), y: wrapped(y) };
  }
  const distance = Math.hypot(x, y);
  if (distance <= field) return { x, y };
  const scale = (distance - 2 * field) / distance;
  return { x: x * scale, y: y * scale };
}
