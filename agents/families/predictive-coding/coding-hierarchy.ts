import type { Hierarchy } from '../../hierarchy.ts';

/** Sizes of a predictive-coding hierarchy whose topmost cause is a category. */
export interface CodingSizes {
  /** Numbers of a datum. */
  readonly size: number;
  readonly features: number;
  readonly categories: number;
}

/** Precision of the features given their category: they follow it within a fiftieth. */
export const FEATURE_PRECISION = 2500;

/**
 * A category predicts features, and these predict a datum,
 *
 *   features = (column of A) + noise / 50,   datum = B features + b + noise,
 *
 * with noise of one learned variance on the datum. The category is supposed: its level is held at a one among zeros, and how well
 * the datum is explained then is the free energy of that hypothesis.
 *
 * @param precision Of the datum.
 */
export function codingHierarchy(
  { size, features, categories }: CodingSizes,
  precision: number,
): Hierarchy {
  const row = (columns: number): Hierarchy['levels'][number]['arrangement'] => ({
    ...{ gridRows: 1, gridColumns: 1, rows: 1, columns },
  });
  return {
    levels: [
      { name: 'datum', meaning: 'What is observed', unit: '1', arrangement: row(size) },
      {
        name: 'features',
        meaning: 'What the datum is composed of',
        unit: '1',
        arrangement: row(features),
      },
      {
        name: 'category',
        meaning: 'Which kind of datum it is, a one among zeros',
        unit: '1',
        arrangement: row(categories),
      },
    ],
    connections: [
      {
        ...{ activation: 'linear', outputActivation: 'linear', biased: true },
        ...{ precision, precisionLearned: 'shared', transform: { kind: 'dense' } },
      },
      {
        ...{ activation: 'linear', outputActivation: 'linear', biased: false },
        precision: FEATURE_PRECISION,
        precisionLearned: false,
        transform: { kind: 'dense' },
      },
    ],
  };
}
