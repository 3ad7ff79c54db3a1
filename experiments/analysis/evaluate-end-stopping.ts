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

/** Widths of the bars through the blind spot, in pixels. The first one is that of the bars that probe end-stopping. */
export const BLIND_SPOT_WIDTHS: readonly number[] = [2, 3, 4];

/** Filling-in of the blind spot with its control and its yardstick. */
export interface FillingInEvaluation {
  /** Width of the bars, in pixels. */
  readonly width: number;
  readonly trained: Readonly<Record<FillingInCondition, FillingIn>>;
  readonly shuffled: Readonly<Record<FillingInCondition, FillingIn>>;
  /** The best linear guess, given correlations between the pixels of the pictures. */
  readonly linear: Readonly<Record<BlindCondition, FillingIn>>;
}

/** End-stopping and filling-in of a trained net, with their controls. */
export interface EndStoppingEvaluation extends EndStopping {
  /** Units that responded enough to be measured. */
  readonly units: number;
  readonly noFeedback: SuppressionIndices;
  /** Mean suppression index of the error units when level 2 is shuffled across windows, mean of five shuffles. */
  readonly shuffledMean: number;
  /** Median orientation selectivity of the generative fields. */
  readonly selectivity: number;
  /** By width of the bars, narrowest first. */
  readonly fillingIn: readonly FillingInEvaluation[];
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
    fillingIn: BLIND_SPOT_WIDTHS.map((width) => ({
      width,
      trained: measureFillingIn(net, { width }),
      shuffled: measureFillingIn(net, { width, contours: shuffles[0]! }),
      linear: measureLinearFillingIn(kind, parameters, covariance, { width }),
    })),
  };
}
