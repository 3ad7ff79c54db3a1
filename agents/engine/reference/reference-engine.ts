import type { Operation, Program } from '../../program/program.ts';
import type { Engine } from '../engine.ts';
import { handle } from '../handlers.ts';
import { type Backend, makeExecutable } from '../make-executable.ts';
import type { Memory } from './memory.ts';
import { OPERATIONS } from './operations.ts';
import { settle } from '../settle.ts';

/** The engine to check others against: plain TypeScript in double precision. */
export function createReferenceEngine(): Engine {
  return {
    name: 'reference',
    precision: 'float64',
    load: (program) => makeExecutable(program, allocate),
  };
}

function allocate(program: Program): Backend {
  const none = new Int32Array(0);
  const memory: Memory = {
    floats: program.buffers.map(
      ({ rows, columns, indices }) => new Float64Array(indices === undefined ? rows * columns : 0),
    ),
    indices: program.buffers.map(({ indices }) => indices?.slice() ?? none),
    traceRow: new Float64Array(program.traceLength),
  };
  const execute = (operations: readonly Operation[]): void => {
    for (const operation of operations) handle(OPERATIONS, operation, memory);
  };
  const measure = (): Float64Array => {
    memory.traceRow.fill(0);
    execute(program.measure);
    return memory.traceRow.slice();
  };
  let measured: Float64Array = memory.traceRow.slice();
  return {
    view: (buffer) => memory.floats[buffer]!,
    write: (buffer, values) => {
      memory.floats[buffer]!.set(values);
    },
    run: (phase) => {
      if (phase === 'measure') measured = measure();
      else execute(program[phase]);
    },
    runRoutine: (position) => execute(program.routines![position]!.operations),
    measured: () => measured.slice(),
    settle: (options) =>
      settle(
        program,
        {
          evaluate: () => execute(program.evaluate),
          measure,
          update: () => execute(program.update),
        },
        options,
      ),
  };
}
