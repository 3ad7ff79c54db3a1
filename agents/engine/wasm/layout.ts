import type { Operation, Program } from '../../program/program.ts';
import type { Phase } from '../engine.ts';
import { PHASES } from '../check-program.ts';
import { encodeOperations } from './encode-program.ts';

/** Kernels read whole vectors, past the end of a buffer by up to 12 bytes, and buffers begin at cache lines. */
const ALIGNMENT = 64;
const VECTOR_BYTES = 16;
const PAGE_BYTES = 65_536;
const MOST_BYTES = 2 ** 32 - PAGE_BYTES;

/** Most bytes of trace rows that are kept inside; longer traces are fetched piece by piece. */
const TRACE_BYTES = 131_072;
const FEWEST_TRACE_ROWS = 16;

/** Where everything lies in the memory of one program, in bytes. */
export interface Layout {
  /** Address of each buffer, by id. */
  readonly buffers: readonly number[];
  /** Address and words of each encoded list of operations. */
  readonly lists: Readonly<Record<Phase, EncodedList>>;
  /** The lists of the routines. */
  readonly routines: readonly EncodedList[];
  /** The trace row of `run('measure')`. */
  readonly measuredRow: number;
  /** Trace rows of settling, and the step number of each. */
  readonly traceRows: number;
  readonly tracedSteps: number;
  /** How many trace rows there is room for. */
  readonly traceCapacity: number;
  /** Size of the memory, in WebAssembly pages of 64 KiB. */
  readonly pages: number;
}

/** One list of operations in memory. */
export interface EncodedList {
  readonly address: number;
  readonly words: readonly number[];
}

/**
 * Plans the memory of a program.
 *
 * @throws {RangeError} if it does not fit the 4 GiB that WebAssembly can address.
 */
export function planLayout(program: Program, firstFreeByte: number): Layout {
  let end = firstFreeByte;
  const reserve = (bytes: number): number => {
    const address = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = address + bytes + VECTOR_BYTES;
    return address;
  };
  const buffers = program.buffers.map(({ rows, columns }) => reserve(rows * columns * 4));
  if (end > MOST_BYTES) {
    throw new RangeError(`program: expected buffers of at most ${MOST_BYTES} bytes; got ${end}`);
  }
  const encode = (operations: readonly Operation[]): EncodedList => {
    const words = encodeOperations(operations, (buffer) => buffers[buffer]!);
    return { address: reserve(words.length * 4), words };
  };
  const encoded = PHASES.map((phase) => [phase, encode(program[phase])] as const);
  const routines = (program.routines ?? []).map(({ operations }) => encode(operations));
  const rowBytes = program.traceLength * 8;
  const traceCapacity = Math.max(FEWEST_TRACE_ROWS, Math.floor(TRACE_BYTES / rowBytes));
  const measuredRow = reserve(rowBytes);
  const traceRows = reserve(traceCapacity * rowBytes);
  const tracedSteps = reserve(traceCapacity * 4);
  return {
    buffers,
    lists: Object.fromEntries(encoded) as Record<Phase, EncodedList>,
    routines,
    measuredRow,
    traceRows,
    tracedSteps,
    traceCapacity,
    pages: Math.ceil(end / PAGE_BYTES),
  };
}
