import type { Random } from './maths/random.ts';

/** What a story whose data are pictures can do besides: its data as pixels, and the rest of a picture of which a part is seen. */
export interface PictureStory {
  readonly rows: number;
  readonly columns: number;
  /** Luminance of a datum, `rows x columns`; 0 is black and 1 is white, and what is drawn may lie a little beyond. */
  readonly pixels: (text: string) => Float32Array;
  /** The datum of these pixels, as text. */
  readonly text: (pixels: ArrayLike<number>) => string;
  /** Whole pictures, given the pixels that are seen. */
  readonly fill: (view: PartlySeen) => FilledPictures;
}

/** A picture of which a part is seen. */
export interface PartlySeen {
  /** Luminance, `rows x columns`; what is not visible is not looked at. */
  readonly pixels: ArrayLike<number>;
  /** Other than 0 where a pixel is seen. */
  readonly visible: ArrayLike<number>;
  /** How many pictures to draw. */
  readonly count: number;
  readonly random: Random;
}

/** Pictures that have in common what is seen; from them follow mean and standard deviation of every pixel. */
export interface FilledPictures {
  /**
   * Whether the pictures are drawn from the posterior given what is seen, or approximately so, or are single answers of
   * which nothing says how sure they are.
   */
  readonly exactness: Exactness;
  readonly samples: readonly Float32Array[];
}

/**
 * What samples of a belief are:
 *
 * - `exact`: draws from the posterior of the model, up to the errors of sampling;
 * - `approximate`: draws from something near to it;
 * - `point`: single answers, found by descent or by a map that can be turned round, and no posterior.
 */
export type Exactness = 'exact' | 'approximate' | 'point';
