/**
 * Published effects, replicated with a seed: slow, so apart from the other tests, and run in bare Node, where
 * arithmetic is several times as fast as in the virtual contexts of jest's own runner.
 *
 * @type {import('jest').Config}
 */
export default {
  runner: 'jest-light-runner',
  roots: ['<rootDir>/tests/replications'],
  testMatch: ['<rootDir>/tests/replications/**/*.replication.ts'],
  setupFiles: ['<rootDir>/tools/run-typescript.js'],
  extensionsToTreatAsEsm: ['.ts'],
  maxWorkers: 2,
};
