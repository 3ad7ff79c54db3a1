import { HelmholtzError } from '../../../errors.ts';

/** A line of a file that holds something. */
export interface LocatedLine {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Refuses a line of a file: what is expected there, and what stands there. */
export type LocatedError = (line: number, expectation: string, found: string) => never;

/** Lines of a text that are not blank, with their numbers. */
export function textLines(text: string): LocatedLine[] {
  return text
    .split(/\r?\n/)
    .map((content, index) => ({ text: content.trim(), line: index + 1 }))
    .filter(({ text: content }) => content !== '');
}

/** Longest piece of a line that a message repeats, characters. */
const LONGEST = 60;

/** Messages that begin with file and line. */
export function complainAt(file: string): LocatedError {
  return (line, expectation, found) => {
    const shown = found.length > LONGEST ? `${found.slice(0, LONGEST)}…` : found;
    throw new HelmholtzError('bad-model', `${file}:${line}: ${expectation}; got ${shown}`);
  };
}
