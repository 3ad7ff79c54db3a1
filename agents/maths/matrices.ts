/**
 * Linear algebra on small matrices, through mathjs; nothing else in the project imports it for that.
 *
 * @module
 */
export {
  abs,
  add,
  eigs,
  identity,
  inv,
  matrix,
  type Matrix,
  max,
  multiply,
  subtract,
  transpose,
} from 'mathjs';
