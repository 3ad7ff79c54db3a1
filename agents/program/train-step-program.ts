import { HelmholtzError } from '../errors.ts';
import type { BuiltProgram } from './built-program.ts';
import { simplified } from './simplify.ts';
import type { BufferDeclaration, BufferId, Operation, Program } from './program.ts';

/** A whole training step as one routine. */
export interface TrainStepProgram {
  readonly program: Program;
  /** For each connection: learning rate divided by the batch, once for each of its errors in the batch. */
  readonly stepSizes: readonly BufferId[];
  /** Minus the learning rate divided by the batch, one number. */
  readonly minusStepSize: BufferId;
  /** For each connection with a bias: ones, as many as it has entries. */
  readonly biasFree: readonly (BufferId | null)[];
}

/** The position of the routine in the program. */
export const TRAIN_STEP = 0;

/**
 * Writes a training step down: every level that is not held starts at the prediction from above, `settleSteps` steps
 * of settling follow, and weights and biases move against the gradient of the free energy.
 *
 *   W += rate / batch  sum over the batch of -dF/dW
 *
 * @param built A program that was built for learning.
 * @param options How many steps to settle, and where values start that nothing predicts.
 * @throws {HelmholtzError} `not-applicable` if a level is seen through windows, or if the program was not built for
 *   learning.
 */
export function writeTrainStep(
  built: BuiltProgram,
  { settleSteps, top }: { readonly settleSteps: number; readonly top: number },
): TrainStepProgram {
  const { program, connections, levels } = built;
  const buffers: BufferDeclaration[] = [...program.buffers];
  const buffer = (name: string, rows: number, columns: number): BufferId =>
    buffers.push({ name, rows, columns }) - 1;
  if (built.averagedLevels.size > 0) {
    throw new HelmholtzError(
      'not-applicable',
      'train step: a level that is seen through windows has no one prediction to start from',
    );
  }
  const start: readonly Operation[] = [
    ...levels.flatMap(({ gradient, units, values }, level): readonly Operation[] =>
      gradient === null || built.predictions[level] !== null
        ? []
        : [{ op: 'fill', out: values, value: top, length: built.batch * units }],
    ),
    ...program.start,
  ];
  const steps = Array.from({ length: settleSteps }, () => [
    ...program.evaluate,
    ...program.update,
  ]).flat();

  const minusStepSize = buffer('minus step size', 1, 1);
  const parts = connections.map(({ lowerFromUpper, bias, learning, shape }, index) => {
    const product = program.learn.find(
      (operation) => operation.op === 'matmul' && operation.out === learning?.weights,
    );
    if (learning === null || product?.op !== 'matmul') {
      throw new HelmholtzError(
        'not-applicable',
        'train step: expected a program that was built for learning',
      );
    }
    if (isScaled(program, learning.weights)) {
      throw new HelmholtzError(
        'not-applicable',
        `train step: expected weights without a scale; connection ${index} has one`,
      );
    }
    const { left, right, rows, inner, columns } = product;
    const stepSize = buffer(`connection ${index} step size`, 1, inner);
    const scaled = buffer(`connection ${index} scaled delta`, rows, inner);
    const free = bias === null ? null : buffer(`connection ${index} bias is free`, 1, shape.lower);
    const apply: Operation[] = [
      { op: 'scaleByRow', out: scaled, from: left, row: stepSize, rows, columns: inner },
      {
        op: 'matmul',
        out: lowerFromUpper,
        left: scaled,
        right,
        ...{ rows, inner, columns },
        accumulate: true,
      },
    ];
    if (bias !== null && learning.bias !== null && free !== null) {
      const { bias: gradient } = learning;
      apply.push({
        op: 'descend',
        values: bias,
        gradient,
        rate: minusStepSize,
        free,
        rows: 1,
        columns: shape.lower,
      });
    }
    return { stepSize, free, apply };
  });

  const keeps = [
    ...connections.flatMap(({ lowerFromUpper, bias }) =>
      bias === null ? [lowerFromUpper] : [lowerFromUpper, bias],
    ),
    ...levels.map(({ values }) => values),
  ];
  const operations = simplified(
    [
      ...program.prepare,
      ...start,
      ...steps,
      ...program.evaluate,
      ...program.learn,
      ...parts.flatMap(({ apply }) => apply),
    ],
    buffers,
    keeps,
  );
  return {
    program: {
      buffers,
      ...{ prepare: [], start: [], evaluate: [], measure: [], update: [], learn: [] },
      routines: [{ operations: withoutLoneTransposes(operations), keeps }],
      ...{ traceLength: 1, energyColumns: 0, normColumn: 0 },
    },
    stepSizes: parts.map(({ stepSize }) => stepSize),
    minusStepSize,
    biasFree: parts.map(({ free }) => free),
  };
}

/** Whether the gradient of weights is more than a product: it is scaled. */
function isScaled({ learn }: Program, weights: BufferId): boolean {
  return learn.some((operation) => operation.op === 'scale' && operation.out === weights);
}

/** Multiplies with the untransposed matrix where its transpose is used only once, so that it need not be made. */
function withoutLoneTransposes(operations: readonly Operation[]): readonly Operation[] {
  const uses = new Map<BufferId, number>();
  const originals = new Map<BufferId, BufferId>();
  for (const operation of operations) {
    if (operation.op === 'transpose') originals.set(operation.out, operation.from);
    if (operation.op !== 'matmul') continue;
    uses.set(operation.right, (uses.get(operation.right) ?? 0) + 1);
    uses.set(operation.left, Infinity);
  }
  const isLone = (buffer: BufferId): boolean => originals.has(buffer) && uses.get(buffer) === 1;
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.op === 'transpose' && isLone(operation.out)) return [];
    if (operation.op !== 'matmul' || !isLone(operation.right)) return [operation];
    return [{ ...operation, right: originals.get(operation.right)!, rightTransposed: true }];
  });
}
