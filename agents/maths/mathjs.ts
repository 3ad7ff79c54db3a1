import { createRequire } from 'node:module';
import type * as Mathjs from 'mathjs';

/**
 * mathjs: the parser of expressions, and linear algebra on small matrices. Out of the one file that mathjs ships for
 * browsers, since the thousand modules of its other form take every process and every thread a second to load. Its
 * functions are made when they are first asked for, so ask where they are used. Loops over time have kernels of their own
 * in `dense.ts`.
 */
export const mathjs = createRequire(import.meta.url)('mathjs/lib/browser/math.js') as typeof Mathjs;
