import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

/**
 * Module hooks with which Node runs the project's TypeScript as it is. What tests import from `@jest/globals` are the
 * globals that the runner has set.
 */

const GLOBALS = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'expect',
  'jest',
  'test',
];

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  return specifier === '@jest/globals'
    ? { url: 'helmholtz:jest-globals', format: 'module', shortCircuit: true }
    : next(specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (url === 'helmholtz:jest-globals') {
    const source = `export const { ${GLOBALS.join(', ')} } = globalThis;`;
    return { format: 'module', source, shortCircuit: true };
  }
  if (!/^file:[^?#]*\.tsx?([?#]|$)/.test(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: filename.endsWith('x') } },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
