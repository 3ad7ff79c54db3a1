import {
  type GaussianMixture,
  mixtureLogDensity,
  type Random,
  synthesiseMixture,
} from '../../../agents/index.ts';
import type { Points } from '../points.ts';

/** A distribution of points in the plane of which everything is known. */
export interface ToyDensity {
  readonly name: string;
  /** Draws a point. */
  readonly draw: (random: Random) => readonly number[];
  /** ln p(point), nats. */
  readonly logDensity: (point: readonly number[]) => number;
  /** -E ln p, nats: the least that any model can lose per point. */
  readonly entropy: number;
  /** Where its modes are, and how wide; `null` for one without separate modes. */
  readonly modes: { readonly means: Points; readonly deviation: number } | null;
}

/** Points drawn one after the other. */
export function drawPoints({ draw }: ToyDensity, count: number, random: Random): number[][] {
  return Array.from({ length: count }, () => [...draw(random)]);
}

/**
 * A mixture of round clouds that lie apart: entropy ln K + 1 + ln 2 pi sd^2, as long as clouds do not overlap.
 */
export function cloudDensity(name: string, mixture: GaussianMixture): ToyDensity {
  const { means, deviation } = mixture;
  return {
    name,
    draw: (random) => synthesiseMixture(mixture, random).point,
    logDensity: (point) => mixtureLogDensity(mixture, point),
    entropy: Math.log(means.length) + 1 + Math.log(2 * Math.PI * deviation ** 2),
    modes: { means, deviation },
  };
}
