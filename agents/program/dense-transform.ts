import type { TransformTask, TransformWriter } from './contribution.ts';
import type { Writer } from './writer.ts';

/** Writes the arithmetic of dense connections, and of windows, which are one block of rows each. */
export function denseTransform(
  { buffer }: Writer,
  { name, batch, shape, activated, weights, transposed, bias }: TransformTask,
): TransformWriter {
  const blocks = batch * shape.windows;
  return {
    contribute: (out, accumulate) => [
      {
        op: 'matmul',
        out,
        left: activated,
        right: transposed,
        rows: blocks,
        inner: shape.upper,
        columns: shape.lower,
        accumulate,
      },
      ...(bias === null
        ? []
        : [{ op: 'addRow', out, row: bias, rows: blocks, columns: shape.lower } as const]),
    ],
    sendBack: (delta, out) => [
      {
        op: 'matmul',
        out,
        left: delta,
        right: weights,
        rows: blocks,
        inner: shape.lower,
        columns: shape.upper,
        accumulate: false,
      },
    ],
    writeDescent: (emit, delta, out) => {
      const deltaTransposed = buffer(name('delta transposed'), shape.lower, blocks);
      emit(
        { op: 'transpose', out: deltaTransposed, from: delta, rows: blocks, columns: shape.lower },
        {
          op: 'matmul',
          out: out.weights,
          left: deltaTransposed,
          right: activated,
          rows: shape.lower,
          inner: blocks,
          columns: shape.upper,
          accumulate: false,
        },
      );
      if (out.bias === null) return;
      emit({ op: 'sumRows', out: out.bias, from: delta, rows: blocks, columns: shape.lower });
    },
  };
}

/** Writes the arithmetic of an identity, which has a bias at most. */
export function identityTransform({
  batch,
  shape,
  activated,
  bias,
}: Pick<TransformTask, 'batch' | 'shape' | 'activated' | 'bias'>): TransformWriter {
  const columns = shape.errors;
  const length = batch * columns;
  return {
    contribute: (out, accumulate) => [
      accumulate
        ? { op: 'add', out, left: out, right: activated, length }
        : { op: 'copy', out, from: activated, length },
      ...(bias === null ? [] : [{ op: 'addRow', out, row: bias, rows: batch, columns } as const]),
    ],
    sendBack: null,
    writeDescent: (emit, delta, out) => {
      if (out.bias === null) return;
      emit({ op: 'sumRows', out: out.bias, from: delta, rows: batch, columns });
    },
  };
}
