import { setFlagsFromString } from 'node:v8';

/** Releases of V8 that know the settings below: those of Node 20 to 26. A setting that is unknown would print an error. */
const OLDEST = 11;
const NEWEST = 14;

/**
 * How V8 is set for runs, in all threads of this process; not at all where its release is not known here.
 *
 * - By how many percent of what is in use the heap may grow before its garbage is collected. V8 would let it grow to several
 *   times that, so that the memory of a long run would depend on its length though no trials are kept.
 * - That each thread collects its own young garbage, of which little is left: helpers would take more time to begin than
 *   they save.
 * - How much a function has to run, in bytes of its code, before it is compiled once more and better: fifteen times what V8
 *   takes for JavaScript, five to thirty times for WebAssembly. A run has hundreds of functions that are worth it for a
 *   moment only, and each thread compiles its own: about a quarter of all processor time went there. Later releases of V8
 *   wait longer of themselves.
 *
 * @param release Release of V8, as `process.versions.v8` has it.
 */
export function settingsForRuns(release: string): readonly string[] {
  const major = Number.parseInt(release, 10);
  if (!(major >= OLDEST && major <= NEWEST)) return [];
  return [
    '--heap-growing-percent=50',
    '--no-parallel-scavenge',
    '--wasm-tiering-budget=60000000',
    ...(major === OLDEST ? ['--interrupt-budget=1000000'] : []),
  ];
}

/** Sets V8 for runs from now on. What runs, runs as before: only time and memory change. */
export function tuneForRuns(): void {
  for (const setting of settingsForRuns(process.versions.v8)) setFlagsFromString(setting);
}
