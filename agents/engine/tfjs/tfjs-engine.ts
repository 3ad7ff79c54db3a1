import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { BufferId, Operation, Program } from '../../program/program.ts';
import { bufferOfInput, createLowering } from '../dataflow/lowering.ts';
import { OPERATIONS } from '../dataflow/operations.ts';
import type { Engine } from '../engine.ts';
import { handle } from '../handlers.ts';
import { type Backend, makeExecutable } from '../make-executable.ts';
import { settle } from '../settle.ts';
import { createEagerGraph } from './eager-graph.ts';

/** The same program on the operations of TensorFlow.js, one by one: float32, on what its backend runs on. */
export function createTfjsEngine(library: typeof TensorFlow): Engine {
  return {
    name: 'tfjs',
    precision: 'float32',
    load: (program) => makeExecutable(program, () => allocate(program, library)),
  };
}

function allocate(program: Program, library: typeof TensorFlow): Backend {
  const memory = createMemory(program, library);
  const execute = (operations: readonly Operation[]): Float64Array => {
    const row = new Float64Array(program.traceLength);
    library.tidy(() => {
      const graph = createEagerGraph(library, (name) => memory.tensor(bufferOfInput(name)));
      const lowering = createLowering(program, graph, () => false);
      for (const operation of operations) handle(OPERATIONS, operation, lowering);
      for (const buffer of lowering.written()) {
        memory.replace(buffer, graph.tensor(lowering.output(buffer).name));
      }
      for (const [column, parts] of lowering.trace) {
        // NaN if one of them is.
        row[column] = Math.max(...parts.map(graph.number));
      }
    });
    return row;
  };
  let measured = new Float64Array(program.traceLength);
  return {
    view: memory.view,
    write: memory.write,
    run: (phase) => {
      const row = execute(program[phase]);
      if (phase === 'measure') measured = new Float64Array(row);
    },
    runRoutine: (position) => void execute(program.routines![position]!.operations),
    measured: () => measured.slice(),
    settle: (options) =>
      settle(
        program,
        {
          evaluate: () => void execute(program.evaluate),
          measure: () => execute(program.measure),
          update: () => void execute(program.update),
        },
        options,
      ),
    dispose: memory.dispose,
  };
}

interface Memory {
  readonly view: (buffer: BufferId) => Float32Array;
  readonly write: (buffer: BufferId, values: ArrayLike<number>) => void;
  /** The tensor of a buffer, as a matrix of its declared size. */
  readonly tensor: (buffer: BufferId) => TensorFlow.Tensor;
  /** Puts another tensor in its place; it outlives the present `tidy`. */
  readonly replace: (buffer: BufferId, tensor: TensorFlow.Tensor) => void;
  readonly dispose: () => void;
}

function createMemory({ buffers }: Program, library: typeof TensorFlow): Memory {
  const tensors = buffers.map(({ rows, columns, indices }) =>
    library.keep(library.zeros([rows, indices === undefined ? columns : 0])),
  );
  // The numbers lie where the backend has them; these are copies of what has been looked at since.
  const copies = new Map<BufferId, Float32Array>();
  const replace = (buffer: BufferId, tensor: TensorFlow.Tensor): void => {
    const { rows, columns } = buffers[buffer]!;
    const before = tensors[buffer]!;
    copies.delete(buffer);
    tensors[buffer] = library.keep(library.tidy(() => library.reshape(tensor, [rows, columns])));
    before.dispose();
  };
  return {
    view: (buffer) => {
      const numbers = copies.get(buffer) ?? Float32Array.from(tensors[buffer]!.dataSync());
      copies.set(buffer, numbers);
      return numbers;
    },
    write: (buffer, values) => {
      const { rows, columns } = buffers[buffer]!;
      const tensor = library.tensor2d(Float32Array.from(values), [rows, columns]);
      replace(buffer, tensor);
      tensor.dispose();
    },
    tensor: (buffer) => tensors[buffer]!,
    replace,
    dispose: () => {
      for (const tensor of tensors) tensor.dispose();
    },
  };
}
