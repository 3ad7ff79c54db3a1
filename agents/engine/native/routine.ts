import type { BufferId, Operation, Program } from '../../program/program.ts';
import { handle } from '../handlers.ts';
import { bufferOfInput, createLowering } from '../dataflow/lowering.ts';
import { OPERATIONS } from '../dataflow/operations.ts';
import { createOnnxGraph, type GraphOutput } from './onnx-graph.ts';
import type { Runtime, Session } from './runtime.ts';

/** A sequence of operations as one compiled graph. */
export interface Routine {
  readonly session: Session;
  /** Rows that must be all ones for the graph to be right. */
  readonly assumedOnes: readonly BufferId[];
  /** Buffers that it reads, by the name of the input. */
  readonly inputs: readonly Port[];
  /** Buffers that it overwrites. */
  readonly outputs: readonly Port[];
  /** The output that holds numbers of the trace, and which column each belongs to; `null` without any. */
  readonly trace: { readonly name: string; readonly columns: readonly number[] } | null;
}

/** A buffer as an input or output. */
export interface Port {
  readonly name: string;
  readonly buffer: BufferId;
  readonly dimensions: readonly [rows: number, columns: number];
}

/** What to compile. */
export interface RoutineOptions {
  readonly program: Program;
  readonly runtime: Runtime;
  readonly threads: number;
  /** The buffers to hand out; by default all that are overwritten. */
  readonly keep?: ReadonlySet<BufferId>;
  /** Whether a row is all ones at present. */
  readonly isOnes?: (buffer: BufferId) => boolean;
}

/** Compiles operations into one graph; `null` if nothing would come out of it. */
export function compileRoutine(
  operations: readonly Operation[],
  { program, runtime, threads, keep, isOnes = () => false }: RoutineOptions,
): Routine | null {
  const graph = createOnnxGraph();
  const assumed = new Set<BufferId>();
  const lowering = createLowering(program, graph, (buffer) => {
    if (!isOnes(buffer)) return false;
    assumed.add(buffer);
    return true;
  });
  for (const operation of operations) handle(OPERATIONS, operation, lowering);

  const kept = lowering.written().filter((buffer) => keep?.has(buffer) ?? true);
  const buffers = kept.map((buffer) => ({
    buffer,
    output: { ...lowering.output(buffer), type: 'float32' as const },
  }));
  const columns = [...lowering.trace].flatMap(([column, parts]) => parts.map(() => column));
  const parts = [...lowering.trace.values()].flat();
  const outputs: GraphOutput[] = buffers.map(({ output }) => output);
  let trace: Routine['trace'] = null;
  if (parts.length > 0) {
    const name = lowering.node('Concat', parts, { axis: { int: 1 } });
    outputs.push({ name, rows: 1, columns: parts.length, type: 'float64' });
    trace = { name, columns };
  }
  if (outputs.length === 0) return null;

  const session = runtime.compile(graph.encode(outputs), threads);
  return {
    session,
    assumedOnes: [...assumed],
    inputs: session.inputMetadata.map(({ name, shape }) => ({
      name,
      buffer: bufferOfInput(name),
      dimensions: [shape[0]!, shape[1]!],
    })),
    outputs: buffers.map(({ buffer, output: { name, rows, columns: width } }) => ({
      name,
      buffer,
      dimensions: [rows, width],
    })),
    trace,
  };
}
