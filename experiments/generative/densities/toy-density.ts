import {
  type GaussianMixture,
  mixtureLogDensity,
  type Random,
  synthesiseMixture,
} from '../../../agents/index.ts';
import type { Points } from '../points.ts';

/** A point, and the part of the distribution that it was drawn from. */
export interface PartedPoint {
  readonly point: readonly number[];
  /** From 0. */
  readonly part: number;
}

/** A distribution of points in the plane of which everything is known. */
export interface ToyDensity {
  readonly name: string;
  /** Draws a point. */
  readonly draw: (random: Random) => PartedPoint;
  /** How many parts it has that are equally likely: clouds, or moons. */
  readonly parts: number;
  /** ln p(point), nats. */
  readonly logDensity: (point: readonly number[]) => number;
  /** -E ln p, nats: the least that any model can lose per point. */
  readonly entropy: number;
  /** Where its modes are, and how wide; `null` for one without separate modes. */
  readonly modes: { readonly means: Points; readonly deviation: number } | null;
}

/** Points drawn one after the other. */
export function drawPoints({ draw }: ToyDensity, count: number, random: Random): number[][] {
  return Array.from({ length: count }, () => [...draw(random).point]);
}

/**
 * A mixture of round clouds that lie apart: entropy ln K + 1 + ln 2 pi sd^2, as long as clouds do not overlap.
 */
export function cloudDensity(name: string, mixture: GaussianMixture): ToyDensity {
  const { means, deviation } = mixture;
  return {
    name,
    draw: (random) => {
      const { mode, point } = synthesiseMixture(mixture, random);
      return { point, part: mode };
    },
    parts: means.length,
    logDensity: (point) => mixtureLogDensity(mixture, point),
    entropy: Math.log(means.length) + 1 + Math.log(2 * Math.PI * deviation ** 2),
    modes: { means, deviation },
  };
}
