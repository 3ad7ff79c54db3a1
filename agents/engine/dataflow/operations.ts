import type { Handlers } from '../handlers.ts';
import { SLOPES, VALUES } from './activations.ts';
import type { Lowering, Size } from './lowering.ts';

/** An elementwise combination of two tensors. */
const combined =
  (operator: 'Mul' | 'Sub' | 'Add') =>
  (
    { out, left, right, length }: { out: number; left: number; right: number; length: number },
    lowering: Lowering,
  ): void => {
    const size = lowering.sizeOf(left, length);
    const operands = [lowering.read(left, size), lowering.read(right, size)];
    lowering.write(out, lowering.node(operator, operands), size);
  };

/** A combination of a matrix with one row. */
const combinedWithRow = (
  operator: 'Mul' | 'Add',
  { out, from, row, rows, columns }: { out: number; from: number; row: number } & Size,
  lowering: Lowering,
): void => {
  if (operator === 'Mul' && lowering.isOnes(row)) {
    lowering.write(out, lowering.read(from, { rows, columns }), { rows, columns });
    return;
  }
  const operands = [
    lowering.read(from, { rows, columns }),
    lowering.read(row, { rows: 1, columns }),
  ];
  lowering.write(out, lowering.node(operator, operands), { rows, columns });
};

/** x without its part in [-threshold, threshold]: sign(x) max(0, |x| - threshold). */
const softThreshold = (x: string, threshold: string, { node }: Lowering): string =>
  node('Sub', [x, node('Max', [node('Min', [x, threshold]), node('Neg', [threshold])])]);

const inDouble = (x: string, { node }: Lowering): string => node('Cast', [x], { to: { int: 11 } });
const inSingle = (x: string, { node }: Lowering): string => node('Cast', [x], { to: { int: 1 } });

/** The sum over each row of weight[c] * cost(from[r, c]), in double precision. */
const rowCost = (
  { out, from, weight, rows, columns }: { out: number; from: number; weight: number } & Size,
  cost: (x: string) => string,
  lowering: Lowering,
): void => {
  const costs = cost(inDouble(lowering.read(from, { rows, columns }), lowering));
  const weights = inDouble(lowering.read(weight, { rows: 1, columns }), lowering);
  const total = lowering.reduce('ReduceSum', lowering.node('Mul', [costs, weights]), 1);
  lowering.write(out, inSingle(total, lowering), { rows, columns: 1 });
};

/** e^(x - max) of every number, its maximum and its sum over each row. */
const powersOfRows = (
  from: number,
  size: Size,
  lowering: Lowering,
): { readonly powers: string; readonly total: string; readonly largest: string } => {
  const x = lowering.read(from, size);
  const largest = lowering.reduce('ReduceMax', x, 1);
  const powers = lowering.node('Exp', [lowering.node('Sub', [x, largest])]);
  return { powers, total: lowering.reduce('ReduceSum', powers, 1), largest };
};

/** Every operation of a program as nodes of a graph. */
export const OPERATIONS: Handlers<Lowering, void> = {
  copy: ({ out, from, length }, lowering) => {
    const size = lowering.sizeOf(from, length);
    lowering.write(out, lowering.read(from, size), size);
  },
  fill: ({ out, value, length }, lowering) => {
    const { rows, columns } = lowering.sizeOf(out, length);
    const shape = lowering.constant(BigInt64Array.of(BigInt(rows), BigInt(columns)), [2]);
    const filled = lowering.node('Expand', [lowering.scalar(value), shape]);
    lowering.write(out, filled, { rows, columns });
  },
  matmul: (operation, lowering) => {
    const { out, left, right, rows, inner, columns, accumulate, rightTransposed } = operation;
    const operands = [
      lowering.read(left, { rows, columns: inner }),
      rightTransposed === true
        ? lowering.read(right, { rows: columns, columns: inner })
        : lowering.read(right, { rows: inner, columns }),
    ];
    const originals = operands.map((name) => lowering.untransposed(name));
    const inputs = operands.map((name, position) => originals[position] ?? name);
    if (accumulate) inputs.push(lowering.read(out, { rows, columns }));
    const product = lowering.node('Gemm', inputs, {
      transA: { int: originals[0] === null ? 0 : 1 },
      transB: { int: (originals[1] === null) === (rightTransposed === true) ? 1 : 0 },
    });
    lowering.write(out, product, { rows, columns });
  },
  transpose: ({ out, from, rows, columns }, lowering) => {
    const original = lowering.read(from, { rows, columns });
    const result = lowering.node('Transpose', [original]);
    lowering.noteTransposed(result, original);
    lowering.write(out, result, { rows: columns, columns: rows });
  },
  addRow: ({ out, row, rows, columns }, lowering) => {
    const sum = lowering.productPlusRow(
      lowering.read(out, { rows, columns }),
      lowering.read(row, { rows: 1, columns }),
    );
    if (sum !== null) {
      lowering.write(out, sum, { rows, columns });
      return;
    }
    combinedWithRow('Add', { out, from: out, row, rows, columns }, lowering);
  },
  multiplyRow: ({ out, row, rows, columns }, lowering) => {
    combinedWithRow('Mul', { out, from: out, row, rows, columns }, lowering);
  },
  scaleByRow: (operation, lowering) => {
    combinedWithRow('Mul', operation, lowering);
  },
  activate: ({ out, from, length, activation }, lowering) => {
    const size = lowering.sizeOf(from, length);
    lowering.write(out, VALUES[activation](lowering.read(from, size), lowering), size);
  },
  derivative: ({ out, from, length, activation }, lowering) => {
    const size = lowering.sizeOf(from, length);
    lowering.write(out, SLOPES[activation](lowering.read(from, size), lowering), size);
  },
  softmaxRows: ({ out, from, rows, columns }, lowering) => {
    const powers = powersOfRows(from, { rows, columns }, lowering);
    const shares = lowering.node('Div', [powers.powers, powers.total]);
    lowering.write(out, shares, { rows, columns });
  },
  softmaxSlopeRows: ({ out, from, softmax, rows, columns }, lowering) => {
    const { node } = lowering;
    const shares = lowering.read(softmax, { rows, columns });
    const upstream = lowering.read(from, { rows, columns });
    const mean = lowering.reduce('ReduceSum', node('Mul', [shares, upstream]), 1);
    lowering.write(out, node('Mul', [shares, node('Sub', [upstream, mean])]), { rows, columns });
  },
  categoricalErrors: ({ out, from, softmax, rows, columns }, lowering) => {
    const { node } = lowering;
    const counts = lowering.read(from, { rows, columns });
    const expected = node('Mul', [
      lowering.read(softmax, { rows, columns }),
      lowering.reduce('ReduceSum', counts, 1),
    ]);
    lowering.write(out, node('Sub', [counts, expected]), { rows, columns });
  },
  exponential: ({ out, from, length }, lowering) => {
    const size = lowering.sizeOf(from, length);
    lowering.write(out, lowering.node('Exp', [lowering.read(from, size)]), size);
  },
  scale: ({ out, from, factor, length }, lowering) => {
    const size = lowering.sizeOf(from, length);
    const scaled = lowering.node('Mul', [lowering.read(from, size), lowering.scalar(factor)]);
    lowering.write(out, scaled, size);
  },
  multiply: combined('Mul'),
  subtract: combined('Sub'),
  add: combined('Add'),
  gather: ({ out, from, index, rows, outColumns, fromColumns }, lowering) => {
    const indices = lowering.constant(lowering.indices(index).slice(0, outColumns), [outColumns]);
    const source = lowering.read(from, { rows, columns: fromColumns });
    const picked = lowering.node('Gather', [source, indices], { axis: { int: 1 } });
    lowering.write(out, picked, { rows, columns: outColumns });
  },
  scatterAdd: ({ out, from, index, rows, outColumns, fromColumns }, lowering) => {
    const row = lowering.indices(index).subarray(0, fromColumns);
    const indices = new Int32Array(rows * fromColumns);
    for (let r = 0; r < rows; r += 1) indices.set(row, r * fromColumns);
    const target = lowering.read(out, { rows, columns: outColumns });
    const source = lowering.read(from, { rows, columns: fromColumns });
    const added = lowering.node(
      'ScatterElements',
      [target, lowering.constant(indices, [rows, fromColumns]), source],
      { axis: { int: 1 }, reduction: { text: 'add' } },
    );
    lowering.write(out, added, { rows, columns: outColumns });
  },
  cauchySlope: ({ out, from, weight, rows, columns }, lowering) => {
    const { node, scalar } = lowering;
    const x = lowering.read(from, { rows, columns });
    const steepness = node('Div', [
      node('Add', [x, x]),
      node('Add', [scalar(1), node('Mul', [x, x])]),
    ]);
    const slope = node('Mul', [steepness, lowering.read(weight, { rows: 1, columns })]);
    const gradient = lowering.read(out, { rows, columns });
    lowering.write(out, node('Add', [gradient, slope]), { rows, columns });
  },
  laplaceSlope: ({ out, from, weight, rows, columns }, lowering) => {
    const { node, scalar } = lowering;
    const x = lowering.read(from, { rows, columns });
    const strength = lowering.read(weight, { rows: 1, columns });
    const gradient = lowering.read(out, { rows, columns });
    const slope = node('Add', [gradient, node('Mul', [strength, node('Sign', [x])])]);
    const atKink = softThreshold(gradient, strength, lowering);
    const steepest = node('Where', [node('Equal', [x, scalar(0)]), atKink, slope]);
    lowering.write(out, steepest, { rows, columns });
  },
  descend: ({ values, gradient, rate, free, rows, columns }, lowering) => {
    const { node } = lowering;
    const length = lowering.read(rate, { rows: 1, columns: 1 });
    const step = lowering.isOnes(free)
      ? length
      : node('Mul', [lowering.read(free, { rows: 1, columns }), length]);
    const change = node('Mul', [lowering.read(gradient, { rows, columns }), step]);
    const before = lowering.read(values, { rows, columns });
    lowering.write(values, node('Sub', [before, change]), { rows, columns });
  },
  descendMomentum: (operation, lowering) => {
    const { values, gradient, velocity, rate, momentum, free, rows, columns } = operation;
    const { node } = lowering;
    const number = { rows: 1, columns: 1 };
    const kept = node('Mul', [
      lowering.read(velocity, { rows, columns }),
      lowering.read(momentum, number),
    ]);
    const step = node('Mul', [
      lowering.read(gradient, { rows, columns }),
      lowering.read(rate, number),
    ]);
    const open = lowering.read(free, { rows: 1, columns });
    const displacement = node('Mul', [node('Sub', [kept, step]), open]);
    const before = lowering.read(values, { rows, columns });
    lowering.write(velocity, displacement, { rows, columns });
    lowering.write(values, node('Add', [before, displacement]), { rows, columns });
  },
  shrink: ({ values, weight, rate, free, rows, columns }, lowering) => {
    const { node, scalar } = lowering;
    const isHeld = node('Equal', [lowering.read(free, { rows: 1, columns }), scalar(0)]);
    const reach = node('Mul', [
      lowering.read(weight, { rows: 1, columns }),
      lowering.read(rate, { rows: 1, columns: 1 }),
    ]);
    const threshold = node('Where', [isHeld, scalar(0), reach]);
    const before = lowering.read(values, { rows, columns });
    lowering.write(values, softThreshold(before, threshold, lowering), { rows, columns });
  },
  halfDotRows: ({ out, left, right, rows, columns }, lowering) => {
    const { node, scalar } = lowering;
    const product = node(
      'Mul',
      [left, right].map((buffer) => inDouble(lowering.read(buffer, { rows, columns }), lowering)),
    );
    const half = node('Mul', [lowering.reduce('ReduceSum', product, 1), scalar(0.5, 'float64')]);
    lowering.write(out, inSingle(half, lowering), { rows, columns: 1 });
  },
  laplaceRows: (operation, lowering) => {
    rowCost(operation, (x) => lowering.node('Abs', [x]), lowering);
  },
  cauchyRows: (operation, lowering) => {
    const { node, scalar } = lowering;
    // ln(1 + y), which keeps the digits that 1 + y loses: y ln(u) / (u - 1) with u = 1 + y.
    const cost = (x: string): string => {
      const one = scalar(1, 'float64');
      const square = node('Mul', [x, x]);
      const sum = node('Add', [one, square]);
      const correction = node('Div', [square, node('Sub', [sum, one])]);
      const plain = node('Log', [sum]);
      const corrected = node('Mul', [plain, correction]);
      const small = node('Where', [node('Equal', [sum, one]), square, corrected]);
      return node('Where', [node('Less', [square, one]), small, plain]);
    };
    rowCost(operation, cost, lowering);
  },
  weightedSumRows: (operation, lowering) => {
    rowCost(operation, (x) => x, lowering);
  },
  categoricalRows: (operation, lowering) => {
    const { logits, rows, columns } = operation;
    const { node } = lowering;
    const { largest, total } = powersOfRows(logits, { rows, columns }, lowering);
    const logTotal = node('Add', [node('Log', [total]), largest]);
    const cost = node('Sub', [logTotal, lowering.read(logits, { rows, columns })]);
    rowCost(operation, (x) => node('Mul', [x, inDouble(cost, lowering)]), lowering);
  },
  bernoulliRows: (operation, lowering) => {
    const { logits, rows, columns } = operation;
    const { node, scalar } = lowering;
    const logit = lowering.read(logits, { rows, columns });
    const power = node('Exp', [node('Neg', [node('Abs', [logit])])]);
    const softplus = node('Add', [
      node('Relu', [logit]),
      node('Log', [node('Add', [scalar(1), power])]),
    ]);
    const cost = (x: string): string =>
      node('Sub', [inDouble(softplus, lowering), node('Mul', [x, inDouble(logit, lowering)])]);
    rowCost(operation, cost, lowering);
  },
  sumRows: ({ out, from, rows, columns }, lowering) => {
    const total = lowering.reduce('ReduceSum', lowering.read(from, { rows, columns }), 0);
    lowering.write(out, total, { rows: 1, columns });
  },
  sumSquaresRows: ({ out, from, rows, columns }, lowering) => {
    const total = lowering.reduce('ReduceSumSquare', lowering.read(from, { rows, columns }), 0);
    lowering.write(out, total, { rows: 1, columns });
  },
  traceSum: ({ column, from, length }, lowering) => {
    const row = inDouble(lowering.read(from, { rows: 1, columns: length }), lowering);
    lowering.trace.set(column, [lowering.reduce('ReduceSum', row, 1)]);
  },
  traceNorm: ({ column, from, free, rows, columns }, lowering) => {
    const { node, scalar, reduce } = lowering;
    const magnitude = node('Mul', [
      node('Abs', [lowering.read(from, { rows, columns })]),
      lowering.read(free, { rows: 1, columns }),
    ]);
    const flat = node('Reshape', [
      magnitude,
      lowering.constant(BigInt64Array.of(1n, BigInt(rows * columns)), [2]),
    ]);
    // Not every maximum is NaN when a number is, so this is asked for by itself.
    const invalid = reduce('ReduceMax', inSingle(node('IsNaN', [flat]), lowering), 1);
    const largest = node('Where', [
      node('Greater', [invalid, scalar(0)]),
      scalar(NaN),
      reduce('ReduceMax', flat, 1),
    ]);
    lowering.trace.set(column, [
      ...(lowering.trace.get(column) ?? []),
      inDouble(largest, lowering),
    ]);
  },
};
