import { HelmholtzError } from '../../agents/index.ts';
import { type Points, squaredDistance } from './points.ts';

/** Shares of one sample that lie within the other, as far as balls around the other's points reach. */
export interface PrecisionRecall {
  /** Share of the generated points that lie within the real ones. */
  readonly precision: number;
  /** Share of the real points that lie within the generated ones. */
  readonly recall: number;
}

/**
 * Precision and recall of a generator: a sample covers the balls around its points that reach to the `neighbours`-th nearest
 * point of the same sample.
 *
 * @throws {HelmholtzError} `bad-shape` for samples without so many neighbours.
 * @see Kynkaanniemi et al. (2019), `REFERENCES.kynkaanniemi2019`
 */
export function precisionRecall(real: Points, generated: Points, neighbours = 3): PrecisionRecall {
  for (const points of [real, generated]) {
    if (points.length <= neighbours) {
      throw new HelmholtzError(
        'bad-shape',
        `points: expected more than ${neighbours} in each sample; got ${points.length}`,
      );
    }
  }
  return {
    precision: shareWithin(generated, real, neighbours),
    recall: shareWithin(real, generated, neighbours),
  };
}

function shareWithin(points: Points, others: Points, neighbours: number): number {
  const reach = others.map((other) => {
    const distances = others.map((one) => squaredDistance(one, other)).sort((a, b) => a - b);
    // The first one is the point itself.
    return distances[neighbours]!;
  });
  const inside = points.filter((point) =>
    others.some((other, index) => squaredDistance(point, other) <= reach[index]!),
  );
  return inside.length / points.length;
}
