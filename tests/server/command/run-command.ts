import { run } from '../../../server/command.ts';

/** What a command did. */
export interface Outcome {
  readonly exitCode: number;
  /** Standard output. */
  readonly printed: string;
  /** Standard error. */
  readonly complained: string;
}

/** Runs the command in this process, its output captured. */
export async function runCommand(
  argv: readonly string[],
  { interrupted = false } = {},
): Promise<Outcome> {
  let printed = '';
  let complained = '';
  const exitCode = await run(argv, {
    print: (text) => {
      printed += text;
    },
    complain: (text) => {
      complained += text;
    },
    progressStream: null,
    now: () => 0,
    onInterrupt: (listener) => {
      if (interrupted) listener();
      return () => undefined;
    },
  });
  return { exitCode, printed, complained };
}
