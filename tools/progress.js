/**
 * Says on standard error what is being done and how long it took; standard output stays free for
 * the command's own results.
 *
 * @param {string} what
 * @param {() => Promise<void>} work
 */
export async function announced(what, work) {
  const start = Date.now();
  say(`${what} ...`);
  try {
    await work();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  say(`${what}: done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`helmholtz: ${line}\n`);
}
