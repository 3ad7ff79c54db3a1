import type { Engine } from '../../../agents/engine/engine.ts';
import { createNativeEngine } from '../../../agents/engine/native/native-engine.ts';
import { loadRuntime } from '../../../agents/engine/native/runtime.ts';
import { createReferenceEngine } from '../../../agents/engine/reference/reference-engine.ts';
import { loadTensorFlow } from '../../../agents/engine/tfjs/load-tensorflow.ts';
import { createTfjsEngine } from '../../../agents/engine/tfjs/tfjs-engine.ts';
import { readKernels } from '../../../agents/engine/wasm/read-kernels.ts';
import { createWasmEngine } from '../../../agents/engine/wasm/wasm-engine.ts';
import type { BufferDeclaration, Operation, Program } from '../../../agents/program/program.ts';

/** Every engine, with the relative error that its precision allows. */
export const ENGINES: readonly (readonly [name: string, engine: Engine, tolerance: number])[] = [
  ['reference', createReferenceEngine(), 1e-12],
  ['wasm', createWasmEngine(readKernels()), 1e-5],
  ['native', createNativeEngine(await loadRuntime(), 2), 1e-5],
  ['tfjs', createTfjsEngine((await loadTensorFlow()).library), 1e-5],
];

/** Numbers of vectors, rows and columns that leave every kind of remainder. */
export const SIZES = [1, 2, 3, 4, 5, 7, 8, 17, 31, 64, 65] as const;

/** Contents of a buffer: numbers, or indices. */
export type Contents = readonly number[] | Int32Array;

/** A program with nothing in it. */
export const EMPTY: Program = {
  buffers: [],
  prepare: [],
  start: [],
  evaluate: [],
  measure: [],
  update: [],
  learn: [],
  traceLength: 2,
  energyColumns: 0,
  normColumn: 1,
};

/** Numbers in excess of what operations are asked to use, so that a test sees what is touched beyond. */
const GUARD = 5;

/**
 * Executes operations on buffers with the given contents and returns what is in them afterwards. Each float buffer is
 * followed by NaN, which must neither be overwritten nor leak into a result.
 */
export function runOperations(
  engine: Engine,
  operations: readonly Operation[],
  contents: readonly Contents[],
): { readonly buffers: readonly number[][]; readonly traceRow: Float64Array } {
  const buffers = contents.map((content, id): BufferDeclaration => {
    const name = `buffer ${id}`;
    return ArrayBuffer.isView(content)
      ? { name, rows: 1, columns: content.length, indices: content }
      : { name, rows: 1, columns: content.length + GUARD };
  });
  const executable = engine.load({ ...EMPTY, buffers, measure: operations });
  for (const [id, content] of contents.entries()) {
    if (ArrayBuffer.isView(content)) continue;
    executable.write(id, [...content, ...Array.from({ length: GUARD }, () => NaN)]);
  }
  executable.run('measure');
  const results = contents.map((content, id): number[] => {
    if (ArrayBuffer.isView(content)) return [];
    const numbers = [...executable.view(id)];
    const touched = numbers.slice(content.length).filter((number) => !Number.isNaN(number));
    if (touched.length > 0) throw new Error(`buffer ${id}: overwritten beyond its end`);
    return numbers.slice(0, content.length);
  });
  const traceRow = executable.measured();
  executable.dispose();
  return { buffers: results, traceRow };
}

/** Executes one operation; see {@link runOperations}. Returns the contents of one buffer. */
export function runOperation(
  engine: Engine,
  operation: Operation,
  contents: readonly Contents[],
  result = 0,
): readonly number[] {
  return runOperations(engine, [operation], contents).buffers[result]!;
}

/** A seeded source of numbers in [-2, 2) that float32 holds exactly. */
export function createNumbers(seed: number): (length: number) => number[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 12) / 2 ** 18 - 2;
  };
  return (length) => Array.from({ length }, next);
}

/** A matrix written out from its entries, row by row. */
export function matrix(
  rows: number,
  columns: number,
  entry: (row: number, column: number) => number,
): number[] {
  return Array.from({ length: rows * columns }, (_, at) =>
    entry(Math.floor(at / columns), at % columns),
  );
}

/** The sum of entry(0), ..., entry(count - 1). */
export function sum(count: number, entry: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < count; index += 1) total += entry(index);
  return total;
}

/** The largest |actual - expected| / max(1, |expected|); infinite where one of them is not a number. */
export function worstError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Infinity;
  let worst = 0;
  for (const [index, value] of expected.entries()) {
    const error = Math.abs(actual[index]! - value) / Math.max(1, Math.abs(value));
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }
  return worst;
}
