import { connectionEnds, connectionShape, type Hierarchy } from '../hierarchy.ts';
import { convolutionPlaces } from '../maths/convolution-places.ts';
import type { ConvolutionTransform } from '../transforms.ts';
import type { LinearMap } from './linear-map.ts';

/** One weight that joins a prediction error and an upper unit. */
interface Tap {
  readonly error: number;
  readonly unit: number;
  readonly weight: number;
}

/** The map of a convolution or a transposed one, written out tap by tap. */
export function convolutionMap(
  hierarchy: Hierarchy,
  index: number,
  transform: ConvolutionTransform,
  weights: Float64Array,
): LinearMap {
  const { errors } = connectionShape(hierarchy, index);
  const tapsOf: Tap[][] = Array.from({ length: errors }, () => []);
  for (const tap of tapsOfKernel(hierarchy, index, transform, weights))
    tapsOf[tap.error]!.push(tap);
  const taps = tapsOf.flat();
  return {
    addProduct: (sums, sent) => {
      for (const { error, unit, weight } of taps) sums[error]! += weight * sent[unit]!;
    },
    addSlopedProduct: (sums, slope, move) => {
      for (const { error, unit, weight } of taps) {
        sums[error]! += weight * slope[unit]! * move[unit]!;
      }
    },
    addSlopedTransposed: (sums, slope, back) => {
      for (const { error, unit, weight } of taps)
        sums[unit]! += weight * slope[unit]! * back[error]!;
    },
    addTransposed: (sums, slope, back) => {
      for (const { error, unit, weight } of taps) {
        sums[unit]! += weight * slope[error]! * back[error]!;
      }
    },
    visitError: (error, visit) => {
      for (const { unit, weight } of tapsOf[error]!) visit(unit, weight);
    },
  };
}

function tapsOfKernel(
  hierarchy: Hierarchy,
  index: number,
  transform: ConvolutionTransform,
  weights: Float64Array,
): readonly Tap[] {
  const ends = connectionEnds(hierarchy, index);
  const lower = hierarchy.levels[ends.lower]!.arrangement;
  const upper = hierarchy.levels[ends.upper]!.arrangement;
  const isForward = transform.kind === 'convolution';
  const { met, outside, unitOfPlace } = isForward
    ? convolutionPlaces(transform, upper, lower)
    : convolutionPlaces(transform, lower, upper);
  const places = isForward ? lower.rows * lower.columns : upper.rows * upper.columns;
  const width = met.length / places;
  const channels = unitOfPlace.length / places;
  const taps: Tap[] = [];
  for (let place = 0; place < places; place++) {
    for (let channel = 0; channel < channels; channel++) {
      const other = unitOfPlace[place * channels + channel]!;
      for (let k = 0; k < width; k++) {
        const found = met[place * width + k]!;
        if (found === outside) continue;
        taps.push(
          isForward
            ? { error: other, unit: found, weight: weights[channel * width + k]! }
            : { error: found, unit: other, weight: weights[k * channels + channel]! },
        );
      }
    }
  }
  return taps;
}
