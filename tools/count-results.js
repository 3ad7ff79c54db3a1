import { existsSync, readFileSync } from 'node:fs';

/**
 * Adds up jest's result files, `node tools/count-results.js FILE...`, and prints
 * `N passed, N failed`. A file that cannot run its tests, or results that are missing, is a failure.
 *
 * @typedef {{
 *   numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number,
 * }} JestResults
 */
let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  if (!existsSync(file)) {
    failed += 1;
    continue;
  }
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(file, 'utf8'));
  const results = /** @type {JestResults} */ (parsed);
  passed += results.numPassedTests;
  failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
