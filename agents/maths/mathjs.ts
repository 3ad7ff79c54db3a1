import { createRequire } from 'node:module';
import type * as Mathjs from 'mathjs';

const require = createRequire(import.meta.url);

/**
 * mathjs: the parser of expressions, and linear algebra on small matrices. Out of the one file that mathjs ships for
 * browsers, since the thousand modules of its other form take every process and every thread a second to load; and only
 * when it is first asked for, since that one takes a tenth of a second. Its functions are made when they are first asked
 * for, too. Loops over time have kernels of their own in `dense.ts`.
 */
export function mathjs(): typeof Mathjs {
  return require('mathjs/lib/browser/math.js') as typeof Mathjs;
}
