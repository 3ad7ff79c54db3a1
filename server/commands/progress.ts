import cliProgress from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** A bar that shows how far a long command is. */
export interface Progress {
  /** Draws the bar; `details` stands behind it. */
  update(done: number, details?: string): void;
  /** Takes the bar away. Must be called in the end. */
  stop(): void;
}

/** A progress bar with the time that is left, on a terminal; where nobody watches it does nothing. */
export function createProgress(terminal: Terminal, label: string, total: number): Progress {
  const { progressStream } = terminal;
  if (progressStream === null || total <= 1) {
    return {
      update: () => undefined,
      stop: () => undefined,
    };
  }
  const bar = new cliProgress.SingleBar({
    format: `${label} [{bar}] {value}/{total}  {eta_formatted} left  {details}`,
    stream: progressStream,
    clearOnComplete: true,
    hideCursor: true,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
  });
  bar.start(total, 0, { details: '' });
  return {
    update: (done, details = '') => {
      bar.update(done, { details });
    },
    stop: () => {
      bar.stop();
    },
  };
}
