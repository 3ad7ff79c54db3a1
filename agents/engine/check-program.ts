import { HelmholtzError } from '../errors.ts';
import type { BufferDeclaration, BufferId, Operation, Program } from '../program/program.ts';
import type { Phase } from './engine.ts';
import { handle, type Handlers } from './handlers.ts';

/** The phases of a program, in the order in which they are usually run. */
export const PHASES = [
  'prepare',
  'start',
  'evaluate',
  'measure',
  'update',
  'learn',
] as const satisfies readonly Phase[];

/** How many numbers of a buffer an operation touches. */
type Use = readonly [buffer: BufferId, length: number];

const useOfTwo = ({
  out,
  from,
  length,
}: {
  out: BufferId;
  from: BufferId;
  length: number;
}): Use[] => [
  [out, length],
  [from, length],
];

interface TwoInputs {
  readonly out: BufferId;
  readonly left: BufferId;
  readonly right: BufferId;
}

const useOfThree = ({ out, left, right, length }: TwoInputs & { length: number }): Use[] => [
  [out, length],
  [left, length],
  [right, length],
];

interface Matrix {
  readonly rows: number;
  readonly columns: number;
}

interface Weighted extends Matrix {
  readonly out: BufferId;
  readonly from: BufferId;
  readonly weight: BufferId;
}

const useOfSlope = ({ out, from, weight, rows, columns }: Weighted): Use[] => [
  [out, rows * columns],
  [from, rows * columns],
  [weight, columns],
];

const useOfRowCost = ({ out, from, weight, rows, columns }: Weighted): Use[] => [
  [out, rows],
  [from, rows * columns],
  [weight, columns],
];

interface Row extends Matrix {
  readonly out: BufferId;
  readonly row: BufferId;
}

const useOfRow = ({ out, row, rows, columns }: Row): Use[] => [
  [out, rows * columns],
  [row, columns],
];

const useOfColumnSum = ({
  out,
  from,
  rows,
  columns,
}: Matrix & { out: BufferId; from: BufferId }): Use[] => [
  [out, columns],
  [from, rows * columns],
];

const USES: Handlers<undefined, readonly Use[]> = {
  copy: useOfTwo,
  fill: ({ out, length }) => [[out, length]],
  matmul: ({ out, left, right, rows, inner, columns }) => [
    [out, rows * columns],
    [left, rows * inner],
    [right, inner * columns],
  ],
  transpose: ({ out, from, rows, columns }) => [
    [out, rows * columns],
    [from, rows * columns],
  ],
  addRow: useOfRow,
  multiplyRow: useOfRow,
  scaleByRow: (operation) => [
    ...useOfRow(operation),
    [operation.from, operation.rows * operation.columns],
  ],
  activate: useOfTwo,
  derivative: useOfTwo,
  softmaxRows: ({ out, from, rows, columns }) => [
    [out, rows * columns],
    [from, rows * columns],
  ],
  softmaxSlopeRows: ({ out, from, softmax, rows, columns }) => [
    [out, rows * columns],
    [from, rows * columns],
    [softmax, rows * columns],
  ],
  categoricalErrors: ({ out, from, softmax, rows, columns }) => [
    [out, rows * columns],
    [from, rows * columns],
    [softmax, rows * columns],
  ],
  exponential: useOfTwo,
  scale: useOfTwo,
  multiply: useOfThree,
  subtract: useOfThree,
  add: useOfThree,
  gather: ({ out, from, index, rows, outColumns, fromColumns }) => [
    [out, rows * outColumns],
    [from, rows * fromColumns],
    [index, outColumns],
  ],
  scatterAdd: ({ out, from, index, rows, outColumns, fromColumns }) => [
    [out, rows * outColumns],
    [from, rows * fromColumns],
    [index, fromColumns],
  ],
  cauchySlope: useOfSlope,
  laplaceSlope: useOfSlope,
  descend: ({ values, gradient, rate, free, rows, columns }) => [
    [values, rows * columns],
    [gradient, rows * columns],
    [rate, 1],
    [free, columns],
  ],
  descendMomentum: ({ values, gradient, velocity, rate, momentum, free, rows, columns }) => [
    [values, rows * columns],
    [gradient, rows * columns],
    [velocity, rows * columns],
    [rate, 1],
    [momentum, 1],
    [free, columns],
  ],
  shrink: ({ values, weight, rate, free, rows, columns }) => [
    [values, rows * columns],
    [weight, columns],
    [rate, 1],
    [free, columns],
  ],
  halfDotRows: ({ out, left, right, rows, columns }) => [
    [out, rows],
    [left, rows * columns],
    [right, rows * columns],
  ],
  laplaceRows: useOfRowCost,
  cauchyRows: useOfRowCost,
  weightedSumRows: useOfRowCost,
  categoricalRows: (operation) => [
    ...useOfRowCost(operation),
    [operation.logits, operation.rows * operation.columns],
  ],
  bernoulliRows: (operation) => [
    ...useOfRowCost(operation),
    [operation.logits, operation.rows * operation.columns],
  ],
  sumRows: useOfColumnSum,
  sumSquaresRows: useOfColumnSum,
  traceSum: ({ from, length }) => [[from, length]],
  traceNorm: ({ from, free, rows, columns }) => [
    [from, rows * columns],
    [free, columns],
  ],
};

/** The index buffer of an operation, how many entries of it are used and what they must stay below. */
function indexUse(operation: Operation): { index: BufferId; used: number; below: number } | null {
  if (operation.op === 'gather') {
    return { index: operation.index, used: operation.outColumns, below: operation.fromColumns };
  }
  if (operation.op === 'scatterAdd') {
    return { index: operation.index, used: operation.fromColumns, below: operation.outColumns };
  }
  return null;
}

/**
 * Checks that every operation of a program stays within its buffers, so that engines need not look.
 *
 * @throws {HelmholtzError} `bad-shape`, naming the phase, the operation, the buffer and both sizes.
 */
export function checkProgram(program: Program): void {
  for (const buffer of program.buffers) checkDeclaration(buffer);
  for (const phase of PHASES) {
    for (const [position, operation] of program[phase].entries()) {
      const place = `${phase}[${position}] ${operation.op}`;
      checkOperation(program, operation, place);
    }
  }
  for (const [number, { operations }] of (program.routines ?? []).entries()) {
    for (const [position, operation] of operations.entries()) {
      checkOperation(program, operation, `routines[${number}][${position}] ${operation.op}`);
    }
  }
  const hasPhases = PHASES.some((phase) => program[phase].length > 0);
  if (hasPhases && (program.routines?.length ?? 0) > 0) {
    throw new HelmholtzError(
      'bad-shape',
      'program: expected either phases or routines, since a routine leaves buffers that phases read in disorder; got both',
    );
  }
  checkColumn(program, program.normColumn, 'normColumn');
  if (program.energyColumns > program.traceLength) {
    throw new HelmholtzError(
      'bad-shape',
      `program.energyColumns: expected at most ${program.traceLength}; got ${program.energyColumns}`,
    );
  }
}

function checkDeclaration({ name, rows, columns, indices }: BufferDeclaration): void {
  if (indices !== undefined && indices.length !== rows * columns) {
    throw new HelmholtzError(
      'bad-shape',
      `buffer ${name}: expected ${rows * columns} indices; got ${indices.length}`,
    );
  }
}

function checkOperation(program: Program, operation: Operation, place: string): void {
  const indexed = indexUse(operation);
  for (const [id, length] of handle(USES, operation, undefined)) {
    const buffer = declared(program, id, place);
    const size = buffer.rows * buffer.columns;
    if (!Number.isSafeInteger(length) || length < 0 || length > size) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}: expected at most the ${size} numbers of ${buffer.name}; got ${length}`,
      );
    }
    if ((buffer.indices !== undefined) !== (id === indexed?.index)) {
      const kind = buffer.indices === undefined ? 'an index' : 'a float';
      throw new HelmholtzError(
        'bad-shape',
        `${place}: expected ${kind} buffer; got ${buffer.name}`,
      );
    }
  }
  if (indexed !== null) checkIndices(declared(program, indexed.index, place), indexed, place);
  if ('column' in operation) checkColumn(program, operation.column, place);
}

function declared(program: Program, id: BufferId, place: string): BufferDeclaration {
  const buffer = program.buffers[id];
  if (buffer === undefined) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected a buffer below ${program.buffers.length}; got ${id}`,
    );
  }
  return buffer;
}

function checkIndices(
  { name, indices }: BufferDeclaration,
  { used, below }: { used: number; below: number },
  place: string,
): void {
  for (const index of indices?.subarray(0, used) ?? []) {
    if (index < 0 || index >= below) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}: expected entries of ${name} in [0, ${below}); got ${index}`,
      );
    }
  }
}

function checkColumn(program: Program, column: number, place: string): void {
  if (!Number.isInteger(column) || column < 0 || column >= program.traceLength) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected a trace column in [0, ${program.traceLength}); got ${column}`,
    );
  }
}
