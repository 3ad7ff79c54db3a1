/**
 * Linear algebra on small matrices, through mathjs; nothing else in the project imports it for that. Loops over time
 * have kernels of their own in `dense.ts`.
 *
 * @module
 */
export { eigs, inv, matrix } from 'mathjs';
