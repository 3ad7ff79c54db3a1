import { median } from '../analysis/median.ts';
import { type Points, squaredDistance } from './points.ts';

/** A point counts as one of a mode within so many deviations of it. */
const REACH = 3;

/** Share of the points of a round two-dimensional Gaussian that lie within three deviations: 1 - exp(-9/2) = .98889. */
export const QUALITY_CEILING = 1 - Math.exp(-(REACH * REACH) / 2);

/** How sampled points lie about known modes. */
export interface ModeCoverage {
  /** Modes with at least one point within three deviations. */
  readonly covered: number;
  /**
   * Share of points within three deviations of a mode. A perfect sampler reaches {@link QUALITY_CEILING}; more is a defect,
   * since points then lie too close to the modes.
   */
  readonly highQuality: number;
  /** Points within three deviations, by mode. */
  readonly counts: readonly number[];
  /** KL(share of counts || uniform), nats; of a perfect sampler about (modes - 1) / (2 points). */
  readonly imbalance: number;
  /**
   * KL(share of all points, each given to its nearest mode || uniform), nats; of a perfect sampler about
   * (modes - 1) / (2 points). Points that are too far off count here, too, so that it tells modes that are left out from
   * modes that are blurred.
   */
  readonly allocation: number;
  /**
   * Deviation of the points about each mode, NaN without points: their median distance / sqrt(2 ln 2), which is the
   * deviation of a round Gaussian along an axis whatever a few far points do. All points count for their nearest mode.
   */
  readonly spreads: readonly number[];
}

/**
 * Modes that a sample covers, how many of its points are good ones, and how widely they spread.
 *
 * @param means The modes, in two dimensions.
 * @param deviation Deviation of each mode along an axis.
 * @see Srivastava et al. (2017), `REFERENCES.srivastava2017`
 */
export function modeCoverage(points: Points, means: Points, deviation: number): ModeCoverage {
  const distances: number[][] = means.map(() => []);
  for (const point of points) {
    let nearest = 0;
    let least = Infinity;
    means.forEach((mean, mode) => {
      const distance = squaredDistance(point, mean);
      if (distance < least) [nearest, least] = [mode, distance];
    });
    distances[nearest]!.push(Math.sqrt(least));
  }
  const counts = distances.map((own) => own.filter((d) => d < REACH * deviation).length);
  return {
    covered: counts.filter((count) => count > 0).length,
    highQuality: sum(counts) / points.length,
    counts,
    imbalance: divergenceFromUniform(counts),
    allocation: divergenceFromUniform(distances.map(({ length }) => length)),
    spreads: distances.map((own) => median(own) / Math.sqrt(2 * Math.LN2)),
  };
}

/** KL(share of counts || uniform), nats; 0 where nothing was counted. */
function divergenceFromUniform(counts: readonly number[]): number {
  const all = sum(counts);
  return sum(
    counts.map((count) => {
      const share = count / all;
      return count === 0 ? 0 : share * Math.log(share * counts.length);
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
