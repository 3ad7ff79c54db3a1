import type * as TensorFlow from '@tensorflow/tfjs-core';
import { hyperbolicSlope, teachHyperbolicLayers, turned } from './hyperbolic-layer.ts';

type Tensor = TensorFlow.Tensor;
type Library = typeof TensorFlow;

/** What an operation knows when its derivative is asked for. */
interface Saved {
  readonly library: Library;
  /** Derivative of the loss by the result. */
  readonly slope: Tensor;
  /** Arguments and results that were kept. */
  readonly kept: readonly Tensor[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Derivative {
  /** Names of the arguments to keep. */
  readonly inputs?: readonly string[];
  /** Whether all arguments are kept, of an operation on a list of them. */
  readonly list?: true;
  /** Whether the result is kept, after the arguments. */
  readonly result?: true;
  /** Derivative of the loss by every argument. */
  readonly of: (saved: Saved) => Readonly<Record<string, () => Tensor>>;
}

/** Adds up what a smaller tensor was repeated over, so that the derivative has its shape. */
function foldedTo(library: Library, tensor: Tensor, shape: readonly number[]): Tensor {
  const lead = tensor.shape.length - shape.length;
  const axes = tensor.shape
    .map((extent, axis) => (axis < lead || (shape[axis - lead] === 1 && extent !== 1) ? axis : -1))
    .filter((axis) => axis >= 0);
  if (axes.length === 0) return tensor;
  const [rows = 1] = tensor.shape;
  const isSumOfRows = tensor.shape.length === 2 && axes.join() === '0';
  // A product is the fastest sum over rows that there is.
  const summed = isSumOfRows
    ? library.matMul(library.ones([1, rows]), tensor)
    : library.sum(tensor, axes);
  return library.reshape(summed, [...shape]);
}

/** The derivatives that our losses need, by the name of the operation. */
const DERIVATIVES: Readonly<Record<string, Derivative>> = {
  Add: {
    inputs: ['a', 'b'],
    of: ({ library, slope, kept: [a, b] }) => ({
      a: () => foldedTo(library, slope, a!.shape),
      b: () => foldedTo(library, slope, b!.shape),
    }),
  },
  Sub: {
    inputs: ['a', 'b'],
    of: ({ library, slope, kept: [a, b] }) => ({
      a: () => foldedTo(library, slope, a!.shape),
      b: () => foldedTo(library, library.neg(slope), b!.shape),
    }),
  },
  Multiply: {
    inputs: ['a', 'b'],
    of: ({ library, slope, kept: [a, b] }) => ({
      a: () => foldedTo(library, library.mul(slope, b!), a!.shape),
      b: () => foldedTo(library, library.mul(slope, a!), b!.shape),
    }),
  },
  BatchMatMul: {
    inputs: ['a', 'b'],
    of: ({ library, slope, kept: [a, b], attributes }) => {
      if (attributes['transposeA'] === true || attributes['transposeB'] === true) {
        throw new Error('derivative of matMul: expected matrices as they are; got transposed ones');
      }
      // Turned first: the WebAssembly backend multiplies turned matrices several times more slowly.
      return {
        a: () => library.matMul(slope, turned(library, b!)),
        b: () => library.matMul(turned(library, a!), slope),
      };
    },
  },
  HyperbolicLayer: {
    inputs: ['inputs', 'weights', 'bias'],
    result: true,
    of: ({ library, slope, kept: [inputs, weights, bias, result] }) => {
      const before = hyperbolicSlope(library, slope, result!);
      return {
        inputs: () => library.matMul(before, turned(library, weights!)),
        weights: () => library.matMul(turned(library, inputs!), before),
        bias: () => foldedTo(library, before, bias!.shape),
      };
    },
  },
  HyperbolicSlope: {
    inputs: ['slope', 'result'],
    of: ({ library, slope, kept: [inner, result] }) => ({
      slope: () => hyperbolicSlope(library, slope, result!),
      result: () => library.mul(library.mul(slope, inner!), library.mul(result!, -2)),
    }),
  },
  TurnedMatrix: { of: ({ library, slope }) => ({ matrix: () => turned(library, slope) }) },
  Neg: { of: ({ library, slope }) => ({ x: () => library.neg(slope) }) },
  PadV2: {
    inputs: ['x'],
    of: ({ library, slope, kept: [x], attributes }) => ({
      x: () => {
        const paddings = attributes['paddings'] as readonly (readonly number[])[];
        return library.slice(
          slope,
          paddings.map(([before]) => before!),
          x!.shape,
        );
      },
    }),
  },
  Exp: {
    result: true,
    of: ({ library, slope, kept: [result] }) => ({ x: () => library.mul(slope, result!) }),
  },
  Sigmoid: {
    result: true,
    of: ({ library, slope, kept: [result] }) => ({
      x: () => library.mul(slope, library.mul(result!, library.sub(1, result!))),
    }),
  },
  Softplus: {
    inputs: ['x'],
    of: ({ library, slope, kept: [x] }) => ({ x: () => library.mul(slope, library.sigmoid(x!)) }),
  },
  Sum: {
    inputs: ['x'],
    of: ({ library, slope, kept: [x] }) => ({
      // Our losses sum over everything.
      x: () =>
        library.mul(
          library.ones(x!.shape),
          library.reshape(
            slope,
            x!.shape.map(() => 1),
          ),
        ),
    }),
  },
  Slice: {
    inputs: ['x'],
    of: ({ library, slope, kept: [x], attributes }) => ({
      x: () => {
        const begin = attributes['begin'] as readonly number[];
        return library.pad(
          slope,
          x!.shape.map((extent, axis) => [
            begin[axis]!,
            extent - begin[axis]! - slope.shape[axis]!,
          ]),
        );
      },
    }),
  },
  Concat: {
    list: true,
    of: ({ library, slope, kept }) => {
      // Our batches are put below each other.
      let row = 0;
      return Object.fromEntries(
        kept.map(({ shape }, index) => {
          const begin = [row, ...shape.slice(1).map(() => 0)];
          row += shape[0];
          return [String(index), () => library.slice(slope, begin, shape)];
        }),
      );
    },
  },
  Sqrt: {
    result: true,
    of: ({ library, slope, kept: [result] }) => ({
      x: () => library.div(slope, library.mul(result!, 2)),
    }),
  },
  RealDiv: {
    inputs: ['a', 'b'],
    result: true,
    of: ({ library, slope, kept: [a, b, result] }) => ({
      a: () => foldedTo(library, library.div(slope, b!), a!.shape),
      b: () =>
        foldedTo(library, library.neg(library.mul(slope, library.div(result!, b!))), b!.shape),
    }),
  },
  Cast: { of: ({ library, slope }) => ({ x: () => library.cast(slope, 'float32') }) },
  Reshape: {
    inputs: ['x'],
    of: ({ library, slope, kept: [x] }) => ({ x: () => library.reshape(slope, x!.shape) }),
  },
};

/**
 * Teaches TensorFlow.js the derivatives of the operations that our losses are made of: its build for Node leaves the
 * derivatives out, and has only the tape that chains them. Those that a native package brings along are left as they are.
 */
export function teachDerivatives(library: Library): void {
  teachHyperbolicLayers(library);
  for (const [kernelName, { inputs = [], list, result, of }] of Object.entries(DERIVATIVES)) {
    const known = library.getGradient(kernelName) as TensorFlow.GradConfig | null | undefined;
    if (known !== null && known !== undefined) continue;
    library.registerGradient({
      kernelName,
      ...(list === true ? { saveAllInputs: true } : { inputsToSave: [...inputs] }),
      ...(result === true ? { outputsToSave: [true] } : {}),
      gradFunc: (slope, kept, attributes) =>
        of({ library, slope: slope as Tensor, kept, attributes }),
    });
  }
}
