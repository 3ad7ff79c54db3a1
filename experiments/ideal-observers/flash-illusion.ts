import { createCountLearner, normalDensity } from '../../agents/index.ts';

/** How often events are seen and heard. */
export interface CountWorld {
  /** Numbers run from 0 to one less. */
  readonly counts: number;
  /** Noise of the number that is seen, and of that which is heard. */
  readonly deviations: readonly [number, number];
  /** Probability of every pair, at `seen x counts + heard`. */
  readonly chances: ArrayLike<number>;
}

/** The number that is reported to be seen: the one of greatest posterior probability, whatever is heard. */
export function reportedCount(posterior: ArrayLike<number>, counts: number): number {
  let [best, most] = [0, -1];
  for (let seen = 0; seen < counts; seen++) {
    let sum = 0;
    for (let heard = 0; heard < counts; heard++) sum += posterior[seen * counts + heard]!;
    if (sum > most) [best, most] = [seen, sum];
  }
  return best;
}

/** Steps of the integral per standard deviation, and how many deviations it reaches. */
const FINE = 12;
const REACH = 4.5;

/**
 * Probability of every report of an ideal observer of the world that is shown some flashes and beeps, by integration over
 * the noise of both senses.
 *
 * @see Shams, Ma & Beierholm (2005), `REFERENCES.shams2005`
 */
export function reportProbabilities(
  world: CountWorld,
  { flashes, beeps }: { readonly flashes: number; readonly beeps: number },
): number[] {
  const observer = createCountLearner(world);
  const shares = new Array<number>(world.counts).fill(0);
  const half = Math.round(FINE * REACH);
  let total = 0;
  for (let across = -half; across <= half; across++) {
    for (let along = -half; along <= half; along++) {
      const [seen, heard] = [across / FINE, along / FINE];
      const weight = normalDensity(seen) * normalDensity(heard);
      const posterior = observer.perceive([
        flashes + world.deviations[0] * seen,
        beeps + world.deviations[1] * heard,
      ]);
      shares[reportedCount(posterior, world.counts)]! += weight;
      total += weight;
    }
  }
  return shares.map((share) => share / total);
}
