import type { WriteStream } from 'node:tty';

/** Where a command writes, and how it hears that it should stop. */
export interface Terminal {
  /** Writes results, to standard output. */
  readonly print: (text: string) => void;
  /** Writes complaints, to standard error. */
  readonly complain: (text: string) => void;
  /** Where progress can be drawn; `null` when nobody watches. */
  readonly progressStream: WriteStream | null;
  /** Milliseconds on a clock that only moves forward. */
  readonly now: () => number;
  /** Calls the listener at Ctrl+C, instead of ending at once, until the returned function is called. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** The terminal of this process, with a clock in milliseconds. */
export function processTerminal(now: () => number): Terminal {
  const { stdout, stderr } = process;
  return {
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    progressStream: stderr.isTTY ? stderr : null,
    now,
    onInterrupt: (listener) => {
      process.on('SIGINT', listener);
      return () => void process.off('SIGINT', listener);
    },
  };
}

/** Prints something for programs to read. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(`${JSON.stringify(value, null, 2)}\n`);
}
