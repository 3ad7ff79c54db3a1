/** What pictures have in common, and where they differ. */
export interface PixelMoments {
  /** Of each pixel. */
  readonly mean: readonly number[];
  /** Of each pixel; 0 for a single picture, of which nothing says how sure it is. */
  readonly standardDeviation: readonly number[];
}

/** Mean and standard deviation of each pixel over pictures of one size. */
export function pixelMoments(pictures: readonly ArrayLike<number>[]): PixelMoments {
  const count = pictures.length;
  const size = pictures[0]?.length ?? 0;
  const mean = Array.from(
    { length: size },
    (_, pixel) => pictures.reduce((sum, picture) => sum + picture[pixel]!, 0) / count,
  );
  return {
    mean,
    standardDeviation: mean.map((middle, pixel) => {
      const squares = pictures.reduce((sum, picture) => sum + (picture[pixel]! - middle) ** 2, 0);
      return Math.sqrt(squares / Math.max(1, count - 1));
    }),
  };
}
