import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type Config, ConfigError, readConfig } from './config.ts';
import { startServer } from './start-server.ts';

const FINE = 0;
const FAILED = 1;
const WRONG_USE = 2;

/**
 * Serves until the process is told to stop; the exit code. What cannot be done is said in one line.
 *
 * @param variables Environment variables.
 */
export async function serveUntilStopped(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  let config: Config;
  try {
    config = readConfig(variables);
    checkFolder(config);
  } catch (error) {
    return complain(error, WRONG_USE);
  }
  try {
    const { url, close } = await startServer(config, () => performance.now());
    const stopped = nextSignal();
    console.log(`Helmholtz is at ${url} (Ctrl+C stops it)`);
    await stopped;
    await close();
    return FINE;
  } catch (error) {
    return complain(error, FAILED);
  }
}

/** A folder of stimuli that is not there would look like one without stimuli. */
function checkFolder({ stimulusFolder }: Config): void {
  if (stimulusFolder === null) return;
  if (statSync(stimulusFolder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new ConfigError(`STIMULI: expected a folder that exists; got ${stimulusFolder}`);
}

function complain(error: unknown, exitCode: number): number {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  return exitCode;
}

/** The first signal to stop; a second one ends the process at once. */
async function nextSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await serveUntilStopped(process.env);
}
