import { type Points, squaredDistance } from './points.ts';

/** A point is one of a cloud within so many of its deviations. */
const REACH = 3;

/** Whether points are of the class that was asked for. */
export interface AskedClass {
  /**
   * Share of points within three deviations of the middle of the cloud that was asked for: .98889 for a perfect sampler, and that
   * divided by the number of classes for one that makes good points and does not listen.
   */
  readonly within: number;
  /** Share of points to which the cloud that was asked for is the nearest; 1 / classes for one that does not listen. */
  readonly nearest: number;
  /** 1 / classes. */
  readonly chance: number;
  readonly points: number;
}

/**
 * How often the class that is asked for is the class that comes.
 *
 * @param made Points by the class that they were asked to be of.
 * @param clouds Middle of the cloud of every class, and their deviation along an axis.
 */
export function askedClass(
  made: readonly Points[],
  { means, deviation }: { readonly means: Points; readonly deviation: number },
): AskedClass {
  let [within, nearest, points] = [0, 0, 0];
  made.forEach((own, kind) => {
    for (const point of own) {
      const distances = means.map((mean) => squaredDistance(point, mean));
      points++;
      if (distances[kind]! < (REACH * deviation) ** 2) within++;
      if (distances[kind] === Math.min(...distances)) nearest++;
    }
  });
  return {
    within: within / points,
    nearest: nearest / points,
    chance: 1 / means.length,
    points,
  };
}
