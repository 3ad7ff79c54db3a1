import type { Reference } from '../agents/index.ts';
import type { Estimate95, Summary } from './report/summary.ts';
import type { Experiment } from './running/experiment.ts';

/** How large a run of a paradigm is. */
export interface ParadigmScale {
  /** Participants of every group; those of the paradigm where absent. */
  readonly participants?: number;
  /** Whether it has to end within two minutes on two cores. */
  readonly isQuick: boolean;
}

/**
 * Where an effect comes from: `emergent` (learned from data, measured on other stimuli), `partly`, `wired` (it follows
 * from something that was typed in).
 */
export type ParadigmLabel = 'emergent' | 'partly' | 'wired';

/** One number that a paradigm has to hit. */
export interface Claim {
  /** What is measured, in words. */
  readonly quantity: string;
  readonly unit: string;
  /** Name of the estimate of the summary. */
  readonly estimate: string;
  /** What it should be. */
  readonly expected: number;
  /** How far off still counts as the right magnitude. */
  readonly tolerance: number;
  /** What it would be without the effect, and on which side of that it should lie. */
  readonly without: number;
}

/** The shape that an effect has to have. */
export interface Shape {
  readonly says: string;
  /** Whether the estimates have it. */
  readonly holds: (estimates: Summary['estimates']) => boolean;
}

/** The control that must kill the effect. */
export interface Ablation {
  readonly name: string;
  readonly meaning: string;
  /** Name of the estimate of the summary. */
  readonly estimate: string;
  /** The effect is gone where the estimate is within this distance of the claim's `without`. */
  readonly within: number;
}

/** A classical experiment on simulated observers: one file of `experiments/paradigms`. */
export interface Paradigm {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly question: string;
  readonly label: ParadigmLabel;
  /** What is learned and what was typed in. */
  readonly why: string;
  readonly sources: readonly Reference[];
  /** The human or neural datum. */
  readonly datum: string;
  /** What is not shown. */
  readonly limits: string;
  /** The number to hit. */
  readonly claim: Claim;
  /** Whether the shape of the effect is right, of the summary's estimates; `null` if the paradigm has no shape to show. */
  readonly shape: Shape | null;
  readonly ablation: Ablation;
  /** Makes the experiment at a scale. */
  readonly experiment: (scale: ParadigmScale) => Experiment;
}

/** Declares a paradigm; a file of `experiments/paradigms` exports the result as its default. */
export function defineParadigm(paradigm: Paradigm): Paradigm {
  return paradigm;
}

/** What has been reproduced, from most to least. */
export type Verdict = 'magnitude' | 'shape' | 'sign' | 'not reproduced';

/** What a run of a paradigm says of its claim. */
export interface ParadigmResult {
  readonly expected: number;
  readonly found: Estimate95;
  readonly ablated: Estimate95;
  /** Whether the ablation killed the effect. */
  readonly isKilled: boolean;
  readonly verdict: Verdict;
  /** Why it is not more. */
  readonly reason: string;
}

/**
 * Judges a run. `magnitude`: the number found is within the tolerance, the shape (where there is one) holds, and the
 * ablation kills the effect. `shape`: the shape holds and the interval lies on the right side. `sign`: only the latter.
 * Without a killing ablation nothing is reproduced: the effect would have another cause.
 */
export function judge(
  { claim, shape, ablation }: Paradigm,
  { estimates }: Summary,
): ParadigmResult {
  const found = estimateOf(estimates, claim.estimate);
  const ablated = estimateOf(estimates, ablation.estimate);
  const side = Math.sign(claim.expected - claim.without);
  const nearest = side > 0 ? found.interval.lower : found.interval.upper;
  const hasSign = side * (nearest - claim.without) > 0;
  const isKilled = Math.abs(ablated.value - claim.without) <= ablation.within;
  const hasShape = shape === null || shape.holds(estimates);
  const otherShape = hasShape ? [] : [`the shape is another one: not ${shape.says}`];
  const isNear = Math.abs(found.value - claim.expected) <= claim.tolerance;
  const reasons = [
    ...(hasSign ? [] : ['the interval does not exclude that there is no effect']),
    ...(isKilled ? [] : [`${ablation.name} does not kill the effect`]),
    ...otherShape,
    ...(isNear
      ? []
      : [`it is off by more than ${claim.tolerance}${claim.unit === '1' ? '' : ` ${claim.unit}`}`]),
  ];
  const verdict: Verdict =
    !hasSign || !isKilled
      ? 'not reproduced'
      : hasShape && isNear
        ? 'magnitude'
        : hasShape && shape !== null
          ? 'shape'
          : 'sign';
  return {
    expected: claim.expected,
    found,
    ablated,
    isKilled,
    verdict,
    reason: reasons.join('; '),
  };
}

function estimateOf(estimates: Summary['estimates'], name: string): Estimate95 {
  return (
    estimates[name] ?? { value: Number.NaN, interval: { lower: Number.NaN, upper: Number.NaN } }
  );
}
