import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { WasmHeap } from './wasm-heap.ts';

type Tensor = TensorFlow.Tensor;
type Library = typeof TensorFlow;

/** The operations of this file, as the tape of TensorFlow.js knows them. */
const LAYER = 'HyperbolicLayer';
const SLOPE = 'HyperbolicSlope';
const TURNED = 'TurnedMatrix';

/** Arguments of an operation, by name. */
type Arguments = Readonly<Record<string, Tensor>>;

/**
 * A layer of tanh units, tanh(inputs weights + bias), as one operation; teach it first.
 *
 * @param inputs `rows x inputs`.
 * @param weights `inputs x outputs`.
 * @param bias `outputs`.
 */
export function hyperbolicLayer(
  library: Library,
  inputs: Tensor,
  weights: Tensor,
  bias: Tensor,
): Tensor {
  return library.engine().runKernel(LAYER, { inputs, weights, bias });
}

/** slope (1 - result^2), which is how a slope by what tanh makes becomes one by its argument. */
export function hyperbolicSlope(library: Library, slope: Tensor, result: Tensor): Tensor {
  return library.engine().runKernel(SLOPE, { slope, result });
}

/** A matrix with its rows as columns. */
export function turned(library: Library, matrix: Tensor): Tensor {
  return library.engine().runKernel(TURNED, { matrix });
}

/**
 * Teaches the present backend of TensorFlow.js layers of tanh units as one operation, where built of its own there would be
 * six, each with a place on the tape and memory of its own. What they compute rests on
 *
 *   tanh x = 2 / (1 + exp(-2 x)) - 1
 *
 * since the WebAssembly backend has a fast logistic function, part of its product of matrices, and a slow tanh.
 */
export function teachHyperbolicLayers(library: Library): void {
  const backendName = library.getBackend();
  if ((library.getKernel(LAYER, backendName) as unknown) !== undefined) return;
  const heap = backendName === 'wasm' ? (library.backend() as unknown as WasmHeap) : null;
  const layer = heap === null ? composedLayer : layerInHeap(heap);
  const slope = heap === null ? composedSlope : slopeInHeap(heap);
  const turn = heap === null ? composedTurn : turnInHeap(heap);
  for (const [kernelName, compute] of [
    [LAYER, layer],
    [SLOPE, slope],
    [TURNED, turn],
  ] as const) {
    library.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs }) => compute(library, inputs as unknown as Arguments),
    });
  }
}

type Compute = (library: Library, inputs: Arguments) => Tensor;

const composedLayer: Compute = (library, { inputs, weights, bias }) =>
  library.tanh(library.add(library.matMul(inputs!, weights!), bias!));

const composedSlope: Compute = (library, { slope, result }) =>
  library.mul(slope!, library.sub(1, library.mul(result!, result!)));

const composedTurn: Compute = (library, { matrix }) => library.transpose(matrix!);

/** The layer where numbers can be reached in the memory of the backend: the product with its logistic function, then 2 y - 1. */
function layerInHeap(heap: WasmHeap): Compute {
  return (library, { inputs, weights, bias }) => {
    const [rows = 0, size = 0] = inputs!.shape;
    const [, outputs = 0] = weights!.shape;
    const doubled = (tensor: Tensor, shape: number[]): Tensor => {
      const twice = library.engine().makeTensorFromTensorInfo(heap.makeOutput(shape, 'float32'));
      const from = heap.typedArrayFromHeap(tensor);
      const to = heap.typedArrayFromHeap(twice);
      for (let index = 0; index < to.length; index++) to[index] = 2 * from[index]!;
      return twice;
    };
    const result: Tensor = library.engine().runKernel(
      '_FusedMatMul',
      {
        a: library.reshape(inputs!, [1, rows, size]),
        b: doubled(weights!, [1, size, outputs]),
        bias: doubled(bias!, [outputs]),
      },
      { activation: 'sigmoid', transposeA: false, transposeB: false },
    );
    const values = heap.typedArrayFromHeap(result);
    for (let index = 0; index < values.length; index++) values[index] = 2 * values[index]! - 1;
    return library.reshape(result, [rows, outputs]);
  };
}

function slopeInHeap(heap: WasmHeap): Compute {
  return (library, { slope, result }) => {
    const out = library
      .engine()
      .makeTensorFromTensorInfo(heap.makeOutput(result!.shape, 'float32'));
    const to = heap.typedArrayFromHeap(out);
    const slopes = heap.typedArrayFromHeap(slope!);
    const values = heap.typedArrayFromHeap(result!);
    for (let index = 0; index < to.length; index++) {
      const value = values[index]!;
      to[index] = slopes[index]! * (1 - value * value);
    }
    return out;
  };
}

function turnInHeap(heap: WasmHeap): Compute {
  return (library, { matrix }) => {
    const [rows = 0, columns = 0] = matrix!.shape;
    const out = library
      .engine()
      .makeTensorFromTensorInfo(heap.makeOutput([columns, rows], 'float32'));
    const to = heap.typedArrayFromHeap(out);
    const from = heap.typedArrayFromHeap(matrix!);
    for (let column = 0; column < columns; column++) {
      const start = column * rows;
      for (let row = 0; row < rows; row++) to[start + row] = from[row * columns + column]!;
    }
    return out;
  };
}
