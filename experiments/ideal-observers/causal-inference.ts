import { combineCues } from './cue-combination.ts';

/** What the observer knows of its senses and of the world, in degrees. */
export interface CausalWorld {
  readonly visualDeviation: number;
  readonly auditoryDeviation: number;
  readonly priorDeviation: number;
  /** Where events are expected. */
  readonly priorMean?: number;
  /** Prior probability that a sight and a sound have one cause, [0, 1]. */
  readonly common: number;
}

/** How the estimates under one and two causes become one. */
export type CausalStrategy = 'averaging' | 'selection' | 'matching';

/** What is believed after a sight and a sound. */
export interface CausalInference {
  /** Posterior probability of one cause. */
  readonly common: number;
  /** Estimated place of the sight and of the sound. */
  readonly visual: number;
  readonly auditory: number;
}

/**
 * One cause or two? With D = sV^2 sA^2 + sV^2 sP^2 + sA^2 sP^2, and places measured from the prior mean,
 *
 *   p(xV, xA | C=1) = exp(-((xV - xA)^2 sP^2 + xV^2 sA^2 + xA^2 sV^2) / 2D) / (2 pi sqrt D)
 *   p(xV, xA | C=2) = N(xV; 0, sV^2 + sP^2) N(xA; 0, sA^2 + sP^2)
 *
 * Averaging weighs the estimates under one and two causes with the posterior of C; selection takes those of the likelier
 * one; matching takes those of one cause with the probability of it (`draw` below it).
 *
 * @param draw Uniform random number in [0, 1) for `matching`.
 * @see Kording et al. (2007), `REFERENCES.kording2007`
 */
export function causalInference(
  places: { readonly visual: number; readonly auditory: number },
  world: CausalWorld,
  strategy: CausalStrategy = 'averaging',
  draw = 0,
): CausalInference {
  const { visualDeviation, auditoryDeviation, priorDeviation, priorMean = 0 } = world;
  const visual = places.visual - priorMean;
  const auditory = places.auditory - priorMean;
  const [v, a, p] = [visualDeviation ** 2, auditoryDeviation ** 2, priorDeviation ** 2];
  const d = v * a + v * p + a * p;
  const logOne =
    -((visual - auditory) ** 2 * p + visual ** 2 * a + auditory ** 2 * v) / (2 * d) -
    Math.log(d) / 2;
  const logTwo =
    -(visual ** 2) / (2 * (v + p)) -
    auditory ** 2 / (2 * (a + p)) -
    Math.log((v + p) * (a + p)) / 2;
  const odds = Math.log(world.common / (1 - world.common)) + logOne - logTwo;
  const common = 1 / (1 + Math.exp(-odds));
  const prior = { mean: 0, deviation: priorDeviation };
  const sight = { value: visual, deviation: visualDeviation };
  const sound = { value: auditory, deviation: auditoryDeviation };
  const together = combineCues([sight, sound], prior).mean;
  const weight = {
    averaging: common,
    selection: common > 0.5 ? 1 : 0,
    matching: draw < common ? 1 : 0,
  }[strategy];
  const estimate = (alone: number): number => priorMean + weight * together + (1 - weight) * alone;
  return {
    common,
    visual: estimate(combineCues([sight], prior).mean),
    auditory: estimate(combineCues([sound], prior).mean),
  };
}
