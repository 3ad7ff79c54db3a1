import type { Random } from '../../agents/index.ts';
import type { Autocovariance } from './autocovariance.ts';
import type { FillingIn, FillingInCondition } from './blind-spot-trials.ts';
import {
  type EndStopping,
  type EndStoppingNet,
  findPreferredBars,
  measureEndStopping,
  shuffledAcrossWindows,
  type SuppressionIndices,
} from './end-stopping.ts';
import { measureFillingIn } from './filling-in.ts';
import { type BlindCondition, measureLinearFillingIn } from './linear-filling-in.ts';
import { fieldsOfColumns, orientationOf } from './receptive-fields.ts';

/** Level-2 shuffles that are averaged. */
const SHUFFLES = 5;

/** End-stopping and filling-in of a trained net, with their controls. */
export interface EndStoppingEvaluation extends EndStopping {
  /** Units that responded enough to be measured. */
  readonly units: number;
  readonly noFeedback: SuppressionIndices;
  /** Mean suppression index of the error units when level 2 is shuffled across windows, mean of five shuffles. */
  readonly shuffledMean: number;
  /** Median orientation selectivity of the generative fields. */
  readonly selectivity: number;
  readonly fillingIn: Readonly<Record<FillingInCondition, FillingIn>>;
  readonly fillingInShuffled: Readonly<Record<FillingInCondition, FillingIn>>;
  /** The best linear guess, given correlations between the pixels of the pictures. */
  readonly fillingInLinear: Readonly<Record<BlindCondition, FillingIn>>;
}

/**
 * Measures everything, with luminance bars.
 *
 * @param covariance Of the pictures that the net learned from: what it warrants is the yardstick of filling-in.
 */
export function evaluateEndStopping(
  net: EndStoppingNet,
  random: Random,
  covariance: Autocovariance,
): EndStoppingEvaluation {
  const { kind, parameters, weights } = net;
  const hierarchy = kind.hierarchy(parameters);
  const preferred = findPreferredBars(net, 'luminance');
  const shuffles = Array.from({ length: SHUFFLES }, (_, index) =>
    shuffledAcrossWindows(weights, hierarchy, random.fork('shuffle', index)),
  );
  const [trained, ...shuffled] = measureEndStopping(net, preferred, 'luminance', [
    weights[1]!.lowerFromUpper,
    ...shuffles,
  ]);
  const { transform } = hierarchy.connections[0]!;
  const { rows, columns } =
    transform.kind === 'windows' ? transform : hierarchy.levels[0]!.arrangement;
  const selectivities = fieldsOfColumns(weights[0]!.lowerFromUpper, {
    rows,
    columns,
    units: weights[0]!.lowerFromUpper.length / (rows * columns),
  })
    .map((field) => orientationOf(field).selectivity)
    .sort((a, b) => a - b);
  return {
    ...trained!,
    units: preferred.kept.filter(Boolean).length,
    noFeedback: preferred.noFeedback,
    shuffledMean: shuffled.reduce((sum, { errors }) => sum + errors.mean, 0) / SHUFFLES,
    selectivity: selectivities[Math.floor(selectivities.length / 2)]!,
    fillingIn: measureFillingIn(net),
    fillingInShuffled: measureFillingIn(net, { contours: shuffles[0]! }),
    fillingInLinear: measureLinearFillingIn(kind, parameters, covariance),
  };
}
