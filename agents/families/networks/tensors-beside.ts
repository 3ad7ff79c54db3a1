import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { TensorLibrary } from './train-networks.ts';

/**
 * Rows side by side, `rows x (a + b)`: both are filled up with zeros and added, operations of which the derivatives are taught.
 */
export function tensorsBeside(
  library: TensorLibrary,
  left: TensorFlow.Tensor,
  right: TensorFlow.Tensor,
): TensorFlow.Tensor {
  const [a, b] = [left.shape[1]!, right.shape[1]!];
  return library.add(
    library.pad(left, [
      [0, 0],
      [0, b],
    ]),
    library.pad(right, [
      [0, 0],
      [a, 0],
    ]),
  );
}
