import config from './jest.config.js';

/** Published effects, replicated with a seed: slow, so apart from the other tests. */
export default {
  ...config,
  testMatch: ['<rootDir>/tests/replications/**/*.replication.ts'],
  testTimeout: 900_000,
};
