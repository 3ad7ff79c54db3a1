import type { FitParameter } from './behaviour-model.ts';
import type { ParticipantFit } from './fit-participant.ts';
import { scaleFromValue } from './scales.ts';

/** How well a parameter was found again, on its scale. */
export interface ParameterRecovery {
  readonly name: string;
  readonly scale: FitParameter['scale'];
  /** Pearson correlation of true and estimated. */
  readonly correlation: number;
  /** Mean of estimated minus true. */
  readonly bias: number;
  /** Root of the mean squared difference. */
  readonly error: number;
  /** Share of 95 % intervals that contain the truth. */
  readonly coverage: number;
  /** Deviation of the estimates over that of the truths: below 1 where they shrink to the prior. */
  readonly spread: number;
  readonly truths: readonly number[];
  readonly estimates: readonly number[];
}

const INTERVAL = 1.959963984540054;

/** Compares fits with the parameters that made the data. Failed fits are left out: say their number beside it. */
export function parameterRecovery(
  parameters: readonly FitParameter[],
  pairs: readonly { readonly truth: ArrayLike<number>; readonly fit: ParticipantFit }[],
): ParameterRecovery[] {
  const good = pairs.filter(({ fit }) => fit.failure === null);
  return parameters.flatMap((parameter, index): ParameterRecovery[] => {
    if (!parameter.isFree) return [];
    const { name, scale } = parameter;
    const truths = good.map(({ truth }) => scaleFromValue(parameter, truth[index]!));
    const found = good.map(({ fit }) => fit.estimates.find((estimate) => estimate.name === name)!);
    const estimates = found.map(({ place }) => place);
    const differences = estimates.map((estimate, at) => estimate - truths[at]!);
    const covered = found.filter(
      ({ deviation }, at) => Math.abs(differences[at]!) <= INTERVAL * deviation,
    ).length;
    return [
      {
        ...{ name, scale, truths, estimates },
        correlation: correlation(truths, estimates),
        bias: mean(differences),
        error: Math.sqrt(mean(differences.map((difference) => difference ** 2))),
        coverage: covered / good.length,
        spread: deviation(estimates) / deviation(truths),
      },
    ];
  });
}

/** Pearson's correlation. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a);
  const meanB = mean(b);
  const product = mean(a.map((value, index) => (value - meanA) * (b[index]! - meanB)));
  return product / deviation(a) / deviation(b);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
