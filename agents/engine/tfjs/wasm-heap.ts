import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';

/** The part of the WebAssembly backend of TensorFlow.js by which numbers are reached where they lie. */
export interface WasmHeap {
  /** A place for a tensor. */
  makeOutput(shape: number[], type: DataType): TensorInfo;
  /** The numbers of a tensor, to be read or written before the next place is made, which may move all of them. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
}
