import type { Random } from '../../agents/index.ts';
import type { BehaviourModel, Prior, TrialSequence } from './behaviour-model.ts';
import { effectiveSampleSize, splitRhat } from './chain-diagnostics.ts';
import { inverseOfPositive } from './covariance.ts';
import type { ParticipantFit } from './fit-participant.ts';
import { prepareLogPosterior } from './log-posterior.ts';
import { metropolis } from './metropolis.ts';
import { curvatureAt } from './hessian.ts';
import { valueFromScale } from './scales.ts';

/** A sampled parameter. */
export interface SampledParameter {
  readonly name: string;
  /** Mean of the samples, in the unit of the parameter. */
  readonly mean: number;
  /** 2.5, 50 and 97.5 %. */
  readonly quantiles: readonly [number, number, number];
  readonly rhat: number;
  readonly effectiveSize: number;
}

/** What the chains found. */
export interface PosteriorSample {
  readonly parameters: readonly SampledParameter[];
  readonly chains: number;
  readonly samplesPerChain: number;
  /** Mean share of accepted proposals. */
  readonly accepted: number;
  /** Why the chains should not be trusted; `null` if all is well. */
  readonly warning: string | null;
}

const CHAINS = 4;

/** Samples the posterior of a fitted participant in four chains that start spread around the mode. */
export function samplePosterior(
  model: BehaviourModel,
  {
    sequence,
    priors,
    fit,
    samples,
  }: {
    readonly sequence: TrialSequence;
    readonly priors: Readonly<Record<string, Prior>>;
    readonly fit: ParticipantFit;
    readonly samples: number;
  },
  random: Random,
): PosteriorSample {
  const { energy, free } = prepareLogPosterior(model, sequence, priors);
  const size = free.length;
  const parameters = model.parameters.filter(({ isFree }) => isFree);
  const priorOf = (at: number): Prior => priors[parameters[at]!.name] ?? parameters[at]!.prior;
  const mode = Float64Array.from(fit.estimates, ({ place }, at) => {
    const { mean, deviation } = priorOf(at);
    return (place - mean) / deviation;
  });
  const { root } = inverseOfPositive(curvatureAt(energy, mode), size)!;
  const chains = Array.from({ length: CHAINS }, (_, chain) => {
    const source = random.fork(chain);
    const start = mode.map((element, row) => {
      let sum = 0;
      for (let k = 0; k <= row; k++) sum += root[row * size + k]! * source.normal();
      return element + sum;
    });
    const isPossible = Number.isFinite(energy(start));
    return metropolis({ energy, start: isPossible ? start : mode, root }, samples, source);
  });
  const sampled = parameters.map((parameter, at): SampledParameter => {
    const { mean: middle, deviation } = priorOf(at);
    const draws = chains.map((chain) =>
      Float64Array.from({ length: samples }, (_, index) => chain.draws[index * size + at]!),
    );
    const values = draws
      .flatMap((chain) => [...chain])
      .map((point) => valueFromScale(parameter, middle + deviation * point))
      .sort((a, b) => a - b);
    const quantile = (q: number): number => values[Math.floor(q * (values.length - 1))]!;
    return {
      name: parameter.name,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      quantiles: [quantile(0.025), quantile(0.5), quantile(0.975)],
      rhat: splitRhat(draws),
      effectiveSize: effectiveSampleSize(draws),
    };
  });
  const worst = sampled.reduce((a, b) => (b.rhat > a.rhat ? b : a));
  const least = sampled.reduce((a, b) => (b.effectiveSize < a.effectiveSize ? b : a));
  return {
    parameters: sampled,
    chains: CHAINS,
    samplesPerChain: samples,
    accepted: chains.reduce((sum, { accepted }) => sum + accepted, 0) / CHAINS,
    warning:
      worst.rhat > 1.01
        ? `R-hat of ${worst.name} is ${worst.rhat.toFixed(3)}, above 1.01: draw more samples`
        : least.effectiveSize < 400
          ? `effective sample size of ${least.name} is ${Math.round(least.effectiveSize)}, below 400: draw more samples`
          : null,
  };
}
