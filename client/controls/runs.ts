import type { FileDescription, MessageInput, RunState } from '../../protocol/index.ts';
import type { Connection } from '../connection/connection.ts';

/** What can be done to runs of experiments. Everything rejects with the server's words. */
export interface Runs {
  /** All runs, the newest first. */
  list(): Promise<readonly RunState[]>;
  /** Checks an experiment file, and says what it is. */
  check(asked: MessageInput<'experiment:check'>): Promise<FileDescription>;
  start(asked: MessageInput<'run:start'>): Promise<RunState>;
  /** Finished trials are kept. */
  stop(run: string): Promise<RunState>;
  resume(run: string): Promise<RunState>;
}

/** Makes the controls of runs. */
export function createRuns(connection: Connection): Runs {
  return {
    list: () => connection.request('run:list', {}),
    check: (asked) => connection.request('experiment:check', asked),
    start: (asked) => connection.request('run:start', asked),
    stop: (run) => connection.request('run:stop', { run }),
    resume: (run) => connection.request('run:resume', { run }),
  };
}
