import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';
import { HelmholtzError } from '../../agents/index.ts';
import { reasonOf } from '../read-bytes.ts';
import type { Cell } from './experiment.ts';

/** One finished trial: participant, number of the trial (from 1), and the fields of its row in order. */
export interface JournalRecord {
  readonly participant: number;
  readonly trial: number;
  readonly cells: readonly Cell[];
}

/** A file to which finished trials are added; each addition is on the disk when `append` returns. */
export interface Journal {
  /**
   * Adds trials as a whole and waits for the disk.
   *
   * @throws {HelmholtzError} `not-writable`; what was there before stays whole.
   */
  append(records: readonly JournalRecord[]): void;
  close(): void;
}

const CHUNK = 1 << 16;
/** Letters of the checksum that a line begins with. */
const CHECKSUM_LENGTH = 8;
const LINE = /^([0-9a-f]{8}) (\[.*\])$/;

/**
 * Reads the finished trials of a journal one by one. A last line without its end was being written when the process was
 * killed: it is not there.
 *
 * @param onEnd Called with the number of bytes up to the end of the last whole line.
 * @throws {HelmholtzError} `not-readable`; `bad-journal` for a whole line that is damaged.
 */
export function* readJournal(
  path: string,
  onEnd: (bytes: number) => void = () => undefined,
): Generator<JournalRecord, void> {
  let bytes = 0;
  for (const { text, line } of linesOf(path)) {
    yield recordOf(text, path, line);
    bytes += Buffer.byteLength(text) + 1;
  }
  onEnd(bytes);
}

/** The records of one participant: the others are passed over without being taken apart. */
export function* readJournalOf(path: string, participant: number): Generator<JournalRecord, void> {
  const mark = Buffer.from(`[${participant},`);
  const isOwn = (chunk: Buffer, at: number): boolean => {
    const from = at + CHECKSUM_LENGTH + 1;
    // The number comes last, and is what differs.
    for (let index = mark.length - 1; index >= 0; index--) {
      if (chunk[from + index] !== mark[index]) return false;
    }
    return true;
  };
  for (const { text, line } of linesOf(path, isOwn)) yield recordOf(text, path, line);
}

/**
 * Opens a journal to add to it. Whatever lies behind `bytes` is cut off.
 *
 * @throws {HelmholtzError} `not-writable`
 */
export function openJournal(path: string, bytes: number): Journal {
  const refused = (cause: unknown): HelmholtzError =>
    new HelmholtzError(
      'not-writable',
      `${path}: cannot be written: ${reasonOf(cause)}; finished trials are kept: go on with --resume`,
      { cause },
    );
  let file: number;
  let end = bytes;
  try {
    file = openSync(path, 'a');
    if (fstatSync(file).size > bytes) ftruncateSync(file, bytes);
  } catch (cause) {
    throw refused(cause);
  }
  return {
    append: (records) => {
      const addition = Buffer.from(records.map(lineOf).join(''));
      try {
        for (let done = 0; done < addition.length;) {
          done += writeSync(file, addition, done, addition.length - done);
        }
        fdatasyncSync(file);
        end += addition.length;
      } catch (cause) {
        cutOff(file, end);
        throw refused(cause);
      }
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** Takes back half of an addition. Where even that fails, the next reader finds a last line without its end. */
function cutOff(file: number, end: number): void {
  try {
    ftruncateSync(file, end);
  } catch {
    // The error that led here is the one to tell.
  }
}

function lineOf({ participant, trial, cells }: JournalRecord): string {
  const text = JSON.stringify([participant, trial, ...cells]);
  return `${checksum(text)} ${text}\n`;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

function recordOf(text: string, path: string, line: number): JournalRecord {
  const [, sum, content] = LINE.exec(text) ?? [];
  if (content === undefined || checksum(content) !== sum) {
    throw new HelmholtzError(
      'bad-journal',
      `${path}:${line}: expected a trial with its checksum; got ${JSON.stringify(text.slice(0, 40))}; ${line - 1} trials before it are whole: keep these lines, remove the rest, and go on with --resume`,
    );
  }
  // The checksum says that this is what was written.
  const [participant, trial, ...cells] = JSON.parse(content) as [number, number, ...Cell[]];
  return { participant, trial, cells };
}

/** A whole line without its end, and its number, from 1. */
interface Line {
  readonly text: string;
  readonly line: number;
}

/**
 * Whole lines of a file; nothing where there is no such file.
 *
 * @param isWanted Whether the line that begins at a place of a chunk is wanted: the others are counted and left as bytes.
 */
function* linesOf(
  path: string,
  isWanted: (chunk: Buffer, at: number) => boolean = () => true,
): Generator<Line, void> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    if (reasonOf(cause) === reasonOf({ code: 'ENOENT' })) return;
    throw new HelmholtzError('not-readable', `${path}: ${reasonOf(cause)}`, { cause });
  }
  try {
    const chunk = Buffer.alloc(CHUNK);
    let rest: Buffer = Buffer.alloc(0);
    let line = 0;
    for (;;) {
      const count = readSync(file, chunk, 0, CHUNK, null);
      if (count === 0) return;
      const bytes = Buffer.concat([rest, chunk.subarray(0, count)]);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        line++;
        if (isWanted(bytes, start)) yield { text: bytes.toString('utf8', start, end), line };
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
  } finally {
    closeSync(file);
  }
}
