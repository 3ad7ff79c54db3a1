import type { Choice, Random, TalePosterior } from '../../agents/index.ts';

/** What is believed of one choice of a story. */
export type Marginal =
  | {
      readonly kind: 'categories';
      readonly name: string;
      /** The most probable first. */
      readonly states: readonly { readonly value: string; readonly probability: number }[];
    }
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly mean: number;
      readonly standardDeviation: number;
      /** Between these lie the central 95 % of the samples. */
      readonly lower: number;
      readonly upper: number;
    };

/** What is believed of each choice, and how many posterior samples that rests on; 0 where it is exact. */
export interface Marginals {
  readonly marginals: readonly Marginal[];
  readonly samples: number;
}

/** A choice, and how much it counts. */
interface WeighedChoice {
  readonly choice: Choice;
  readonly weight: number;
}

/** How far listed probabilities may be from 1 to count as all of them. */
const SLACK = 1e-9;

/**
 * The posterior of every choice by itself: p(choice | datum), summed over all others. Exact where the best explanations are
 * all there are; else the shares of posterior samples. A choice is a number where its values are written as numbers that
 * are not all whole; its mean is that of the belief, where the belief says one.
 *
 * @param samples How many posterior samples are drawn where the list of explanations is not complete.
 */
export function posteriorMarginals(
  { best, sample }: Pick<TalePosterior, 'best' | 'sample'>,
  { random, samples }: { readonly random: Random; readonly samples: number },
): Marginals {
  const listed = best.reduce((sum, { probability }) => sum + (probability ?? 0), 0);
  const isComplete = listed > 1 - SLACK;
  const weighed = isComplete
    ? best.map(({ choices, probability }) => ({ choices, weight: probability ?? 0 }))
    : Array.from({ length: samples }, () => ({ choices: sample(random), weight: 1 / samples }));
  const names = [
    ...new Set(weighed.flatMap(({ choices }) => choices.map((choice) => choice.name))),
  ];
  return {
    samples: isComplete ? 0 : samples,
    marginals: names.map((name) => {
      const drawn = weighed.flatMap(({ choices, weight }) =>
        choices.filter((choice) => choice.name === name).map((choice) => ({ choice, weight })),
      );
      if (!isNumber(drawn.map(({ choice }) => choice))) return categoryMarginal(name, drawn);
      return isComplete
        ? listedNumberMarginal(name, drawn)
        : numberMarginal(
            name,
            drawn.map(({ choice }) => choice.number),
            meanOf(best, name),
          );
    }),
  };
}

function isNumber(choices: readonly Choice[]): boolean {
  return (
    choices.every(({ value }) => value.trim() !== '' && Number.isFinite(Number(value))) &&
    choices.some(({ number }) => !Number.isInteger(number))
  );
}

/** The mean that the belief itself says: continuous causes are told by it, without a probability. */
function meanOf(best: TalePosterior['best'], name: string): number | null {
  const [only] = best;
  if (only?.probability !== null || best.length !== 1) return null;
  return only.choices.find((choice) => choice.name === name)?.number ?? null;
}

function numberMarginal(name: string, numbers: readonly number[], told: number | null): Marginal {
  const sorted = [...numbers].sort((a, b) => a - b);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0);
  const quantile = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return sorted[below]! + (place - below) * (above - sorted[below]!);
  };
  return {
    kind: 'number',
    name,
    mean: told ?? mean,
    standardDeviation: Math.sqrt(squares / Math.max(1, numbers.length - 1)),
    lower: quantile(0.025),
    upper: quantile(0.975),
  };
}

/** Of a number that each of the listed explanations gives: its values with their probabilities. */
function listedNumberMarginal(name: string, listed: readonly WeighedChoice[]): Marginal {
  const total = listed.reduce((sum, { weight }) => sum + weight, 0);
  const mean = listed.reduce((sum, { choice, weight }) => sum + choice.number * weight, 0) / total;
  const squares = listed.reduce(
    (sum, { choice, weight }) => sum + weight * (choice.number - mean) ** 2,
    0,
  );
  const sorted = [...listed].sort((a, b) => a.choice.number - b.choice.number);
  const quantile = (share: number): number => {
    let below = 0;
    for (const { choice, weight } of sorted) {
      below += weight / total;
      if (below >= share) return choice.number;
    }
    return sorted.at(-1)!.choice.number;
  };
  return {
    ...{ kind: 'number', name, mean, standardDeviation: Math.sqrt(squares / total) },
    ...{ lower: quantile(0.025), upper: quantile(0.975) },
  };
}

function categoryMarginal(name: string, drawn: readonly WeighedChoice[]): Marginal {
  const shares = new Map<string, number>();
  for (const { choice, weight } of drawn) {
    shares.set(choice.value, (shares.get(choice.value) ?? 0) + weight);
  }
  return {
    kind: 'categories',
    name,
    states: Array.from(shares, ([value, probability]) => ({ value, probability })).sort(
      (a, b) => b.probability - a.probability,
    ),
  };
}
