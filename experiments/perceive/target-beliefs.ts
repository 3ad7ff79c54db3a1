import type { PictureSize } from '../../agents/index.ts';
import type { Corner } from './tile-picture.ts';
import type { Perception } from './perceive-picture.ts';

/** What is believed in the targets of a stimulus. */
export interface TargetBeliefs {
  /** Unit of the sensory level. */
  readonly unit: string;
  readonly targets: readonly {
    readonly target: number;
    readonly pixels: number;
    /** Mean of what the senses say, after the retina. */
    readonly input: number;
    /** Mean of the posterior reconstruction: what the agent expects to see there once it has settled. */
    readonly reconstruction: number;
  }[];
  /** Mean reconstruction in target 1 minus that in target 2: the magnitude of the illusion; `null` without both. */
  readonly magnitude: number | null;
  /** The same difference of the input, for comparison. */
  readonly inputDifference: number | null;
}

/** Numbered targets, as large as the picture that was looked at. */
export interface TargetMask {
  readonly rows: number;
  readonly columns: number;
  readonly mask: Uint16Array;
}

/**
 * Means over the targets of a stimulus. Where the agent saw the picture scaled, a pixel belongs to the target that lies
 * at its place. `corner` is the upper left corner of the part that was looked at; `isScaled` says whether the whole
 * picture was scaled to the field.
 */
export function targetBeliefs(
  { input, prediction }: Perception,
  unit: string,
  targetMask: TargetMask,
  { corner, isScaled }: { readonly corner: Corner; readonly isScaled: boolean },
): TargetBeliefs {
  const { rows, columns, mask } = isScaled ? scaleMask(targetMask, input) : targetMask;
  const sums = new Map<number, { pixels: number; input: number; reconstruction: number }>();
  for (let row = 0; row < input.rows; row++) {
    const maskRow = row + corner.y;
    for (let column = 0; column < input.columns; column++) {
      const maskColumn = column + corner.x;
      if (maskRow >= rows || maskColumn >= columns) continue;
      const target = mask[maskRow * columns + maskColumn] ?? 0;
      if (target === 0) continue;
      const index = row * input.columns + column;
      const sum = sums.get(target) ?? { pixels: 0, input: 0, reconstruction: 0 };
      sum.pixels++;
      sum.input += input.pixels[index] ?? 0;
      sum.reconstruction += prediction.pixels[index] ?? 0;
      sums.set(target, sum);
    }
  }
  const targets = [...sums]
    .sort(([one], [other]) => one - other)
    .map(([target, sum]) => ({
      target,
      pixels: sum.pixels,
      input: sum.input / sum.pixels,
      reconstruction: sum.reconstruction / sum.pixels,
    }));
  const first = targets.find(({ target }) => target === 1);
  const second = targets.find(({ target }) => target === 2);
  const hasBoth = first !== undefined && second !== undefined;
  return {
    unit,
    targets,
    magnitude: hasBoth ? first.reconstruction - second.reconstruction : null,
    inputDifference: hasBoth ? first.input - second.input : null,
  };
}

/** A mask as it lies over a picture of another size: a pixel has the number that lies at its place. */
function scaleMask({ rows, columns, mask }: TargetMask, size: PictureSize): TargetMask {
  return {
    ...size,
    mask: Uint16Array.from({ length: size.rows * size.columns }, (_, index) => {
      const row = Math.floor(((Math.floor(index / size.columns) + 0.5) * rows) / size.rows);
      const column = Math.floor((((index % size.columns) + 0.5) * columns) / size.columns);
      return mask[row * columns + column]!;
    }),
  };
}

/**
 * Weights of the pixels in the mean over a target, minus those in the mean over another one: the sum of weight times
 * reconstruction is then the magnitude of {@link targetBeliefs}.
 *
 * @param scaledTo Size to which the picture is scaled for the agent; absent where it is seen as it is.
 * @returns `null` where one of the targets has no pixels.
 */
export function targetWeights(
  targetMask: TargetMask,
  { target, minus }: { readonly target: number; readonly minus: number | null },
  scaledTo?: PictureSize,
): Float64Array | null {
  const { mask } = scaledTo === undefined ? targetMask : scaleMask(targetMask, scaledTo);
  const pixelsOf = (number: number): number =>
    mask.reduce((count, one) => count + (one === number ? 1 : 0), 0);
  const [pixels, others] = [pixelsOf(target), minus === null ? null : pixelsOf(minus)];
  if (pixels === 0 || others === 0) return null;
  return Float64Array.from(mask, (one) =>
    one === target ? 1 / pixels : one === minus && others !== null ? -1 / others : 0,
  );
}
