import { effectOf } from './effects.ts';
import type { BufferDeclaration, BufferId, Operation, OperationName } from './program.ts';

/**
 * A sequence without the operations that change nothing that is kept: those whose result is already there, since they
 * were done before on the same numbers, and those whose result nobody reads.
 */
export function simplified(
  operations: readonly Operation[],
  buffers: readonly BufferDeclaration[],
  keeps: readonly BufferId[],
): readonly Operation[] {
  return withoutUnread(withoutRepeated(operations, buffers), buffers, keeps);
}

/** Whether an operation overwrites all of its buffer, whatever was there. */
function isOverwritten(operation: Operation, buffers: readonly BufferDeclaration[]): boolean {
  const { out, reads } = effectOf(operation);
  if (out === null || reads.includes(out)) return false;
  const { rows, columns } = buffers[out]!;
  return writtenLength(operation) === rows * columns;
}

/** How many numbers an operation writes, where it reads none of them. */
function writtenLength(operation: Operation): number {
  if ('length' in operation) return operation.length;
  if (operation.op === 'gather' || operation.op === 'scatterAdd') {
    return operation.rows * operation.outColumns;
  }
  if (PER_ROW.has(operation.op)) return operation.rows;
  return PER_COLUMN.has(operation.op) ? operation.columns : operation.rows * operation.columns;
}

/** Operations that write one number for each row, or for each column. */
const PER_ROW: ReadonlySet<OperationName> = new Set([
  'halfDotRows',
  'laplaceRows',
  'cauchyRows',
  'weightedSumRows',
  'categoricalRows',
  'bernoulliRows',
]);
const PER_COLUMN: ReadonlySet<OperationName> = new Set(['sumRows', 'sumSquaresRows']);

/** Leaves out what has been computed before from the same numbers and is still there. */
function withoutRepeated(
  operations: readonly Operation[],
  buffers: readonly BufferDeclaration[],
): readonly Operation[] {
  // Numbers for contents: two buffers with one number hold the same, and so does a buffer that gets its number again.
  const contents = new Map<BufferId, number>();
  const known = new Map<string, number>();
  let next = 0;
  const contentOf = (buffer: BufferId): number => {
    const content = contents.get(buffer) ?? next++;
    contents.set(buffer, content);
    return content;
  };
  return operations.filter((operation) => {
    const { out, reads } = effectOf(operation);
    if (out === null) return true;
    if (!isOverwritten(operation, buffers)) {
      contents.set(out, next++);
      return true;
    }
    const key = JSON.stringify([{ ...operation, out: null }, reads.map(contentOf)]);
    const content =
      operation.op === 'copy' ? contentOf(operation.from) : (known.get(key) ?? next++);
    known.set(key, content);
    const isThere = contents.get(out) === content;
    contents.set(out, content);
    return !isThere;
  });
}

/** Leaves out what nothing after it reads, seen from the buffers that are kept. */
function withoutUnread(
  operations: readonly Operation[],
  buffers: readonly BufferDeclaration[],
  keeps: readonly BufferId[],
): readonly Operation[] {
  const wanted = new Set(keeps);
  const needed: Operation[] = [];
  for (const operation of operations.toReversed()) {
    const { out, reads } = effectOf(operation);
    if (out !== null && !wanted.has(out)) continue;
    if (out !== null && isOverwritten(operation, buffers)) wanted.delete(out);
    for (const buffer of reads) wanted.add(buffer);
    needed.push(operation);
  }
  return needed.reverse();
}
