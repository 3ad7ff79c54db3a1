/**
 * Two ways of running tests. Arithmetic runs in bare Node, where it is several times as fast as in the virtual contexts of
 * jest's own runner; test files there share the modules that they load, which keep no state. What opens ports and pages
 * has a context of its own for each file, and a limit of time.
 */
const BARE = ['agents', 'contracts', 'docs', 'experiments', 'protocol', 'server/command'];

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      displayName: 'science',
      runner: 'jest-light-runner',
      setupFiles: ['<rootDir>/tools/run-typescript.js'],
      extensionsToTreatAsEsm: ['.ts'],
      testMatch: BARE.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`),
    },
    {
      displayName: 'house',
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts', '.tsx'],
      transform: {
        '\\.tsx?$': [
          '@swc/jest',
          {
            jsc: {
              target: 'es2023',
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic', importSource: 'preact' } },
            },
            module: { type: 'es6' },
          },
        ],
      },
      testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/tests/**/*.test.tsx'],
      testPathIgnorePatterns: [
        '/node_modules/',
        ...BARE.map((folder) => `<rootDir>/tests/${folder}/`),
      ],
    },
  ],
  // A shared machine can be many times slower than an idle one. Jest does not look at the limit of a project.
  testTimeout: 60_000,
  maxWorkers: 2,
};
