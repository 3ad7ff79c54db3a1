import type { Handlers } from '../handlers.ts';
import * as elementwise from './elementwise.ts';
import * as likelihoods from './likelihoods.ts';
import * as matrices from './matrices.ts';
import type { Memory } from './memory.ts';
import * as softmax from './softmax.ts';
import * as steps from './steps.ts';
import * as sums from './sums.ts';

/** Every operation of a program as plain float64 arithmetic. */
export const OPERATIONS: Handlers<Memory, void> = {
  copy: elementwise.copy,
  fill: elementwise.fill,
  activate: elementwise.activate,
  derivative: elementwise.derivative,
  softmaxRows: softmax.softmaxRows,
  softmaxSlopeRows: softmax.softmaxSlopeRows,
  categoricalErrors: softmax.categoricalErrors,
  exponential: elementwise.exponential,
  scale: elementwise.scale,
  multiply: elementwise.multiply,
  subtract: elementwise.subtract,
  add: elementwise.add,
  matmul: matrices.matmul,
  transpose: matrices.transpose,
  addRow: matrices.addRow,
  multiplyRow: matrices.multiplyRow,
  scaleByRow: matrices.scaleByRow,
  gather: matrices.gather,
  scatterAdd: matrices.scatterAdd,
  cauchySlope: steps.cauchySlope,
  laplaceSlope: steps.laplaceSlope,
  descend: steps.descend,
  descendMomentum: steps.descendMomentum,
  shrink: steps.shrink,
  halfDotRows: sums.halfDotRows,
  laplaceRows: sums.laplaceRows,
  cauchyRows: sums.cauchyRows,
  weightedSumRows: sums.weightedSumRows,
  categoricalRows: likelihoods.categoricalRows,
  bernoulliRows: likelihoods.bernoulliRows,
  sumRows: sums.sumRows,
  sumSquaresRows: sums.sumSquaresRows,
  traceSum: sums.traceSum,
  traceNorm: sums.traceNorm,
};
