import { setFlagsFromString } from 'node:v8';

/** By how many percent of what is in use the heap may grow before its garbage is collected. */
const GROWTH = 25;

/**
 * Has garbage collected early in all threads of this process from now on. V8 would let the heap grow to several times what
 * is in use, so that the memory of a long run would depend on its length though no trials are kept.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
