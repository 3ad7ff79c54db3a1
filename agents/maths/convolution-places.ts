import { type Arrangement, channelsOf, type ConvolutionTransform, unitsOf } from '../transforms.ts';

/** Which units of the smaller and the larger image a kernel joins. */
export interface ConvolutionPlaces {
  /** Units of the image that the kernel moves over, one per place and kernel weight; `outside` beyond its edges. */
  readonly met: Int32Array;
  /** The number of units of that image, which stands for the zeros around it. */
  readonly outside: number;
  /** Unit of the other image, place by place and channel by channel. */
  readonly unitOfPlace: Int32Array;
  /** Place and channel of each unit of the other image: the inverse of `unitOfPlace`. */
  readonly placeOfUnit: Int32Array;
}

/**
 * Lists where a kernel meets an image, `places x (channels rows columns)`: the index of im2col.
 *
 * @param transform The kernel.
 * @param over The image that the kernel moves over: the upper level of a convolution, the lower one of a transposed one.
 * @param other The image with one pixel per place of the kernel.
 */
export function convolutionPlaces(
  transform: ConvolutionTransform,
  over: Arrangement,
  other: Arrangement,
): ConvolutionPlaces {
  const { rows, columns, stride, padding } = transform;
  const channels = channelsOf(over);
  const outside = unitsOf({ arrangement: over });
  const places = other.rows * other.columns;
  const met = new Int32Array(places * channels * rows * columns);
  let next = 0;
  for (let y = 0; y < other.rows; y++) {
    for (let x = 0; x < other.columns; x++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const row = y * stride + i - padding;
            const column = x * stride + j - padding;
            const isInside = row >= 0 && row < over.rows && column >= 0 && column < over.columns;
            met[next++] = isInside ? (channel * over.rows + row) * over.columns + column : outside;
          }
        }
      }
    }
  }
  const otherChannels = channelsOf(other);
  const unitOfPlace = new Int32Array(places * otherChannels);
  const placeOfUnit = new Int32Array(places * otherChannels);
  for (let place = 0; place < places; place++) {
    for (let channel = 0; channel < otherChannels; channel++) {
      unitOfPlace[place * otherChannels + channel] = channel * places + place;
      placeOfUnit[channel * places + place] = place * otherChannels + channel;
    }
  }
  return { met, outside, unitOfPlace, placeOfUnit };
}
