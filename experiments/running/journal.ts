import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
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

/** A file to which finished trials are added; each addition is on the disk when `append` is over. */
export interface Journal {
  /**
   * Adds trials as a whole and waits for the disk, while the thread may do other things. One addition at a time.
   *
   * @throws {HelmholtzError} `not-writable`; what was there before stays whole.
   */
  append(records: readonly JournalRecord[]): Promise<void>;
  close(): void;
}

/** Waits until what a file holds is on the disk. */
const flush = promisify(fdatasync);

const CHUNK = 1 << 16;
/**
 * Room that is made in the file ahead of what is added, in bytes. While an addition fits into it the file does not grow, and
 * the disk has to write that addition only: a growing file has the file system write down its size as well, one file
 * after another, however many threads wait.
 */
const ROOM = 1 << 16;
/** What room is filled with. JSON never has it. */
const NOTHING = '\0';
/** Letters of the checksum that a line begins with. */
const CHECKSUM_LENGTH = 8;

/**
 * Reads the finished trials of a journal one by one. A last line without its end, or with a gap where the disk has not come
 * to write it, was being written when the process was killed or the power failed: it is not there.
 *
 * @param onEnd Called with the number of bytes up to the end of the last whole line.
 * @throws {HelmholtzError} `not-readable`; `bad-journal` for a whole line that is damaged.
 */
export function* readJournal(
  path: string,
  onEnd: (bytes: number) => void = () => undefined,
): Generator<JournalRecord, void> {
  let bytes = 0;
  let gap: Line | null = null;
  for (const line of linesOf(path)) {
    // Something was added after it: it was whole once.
    if (gap !== null) throw damaged(gap, path);
    if (line.text.includes(NOTHING)) {
      gap = line;
      continue;
    }
    yield recordOf(line, path);
    bytes += Buffer.byteLength(line.text) + 1;
  }
  onEnd(bytes);
}

/** The records of one participant: the others are passed over without being taken apart. */
export function* readJournalOf(path: string, participant: number): Generator<JournalRecord, void> {
  const mark = Buffer.from(`[${participant},`);
  for (const line of linesOf(path, mark)) yield recordOf(line, path);
}

/** Whether the content of a line that begins at a place of a chunk begins with a mark. */
function isMarked(chunk: Buffer, at: number, mark: Buffer): boolean {
  const from = at + CHECKSUM_LENGTH + 1;
  // The number of a participant comes last, and is what differs.
  for (let index = mark.length - 1; index >= 0; index--) {
    if (chunk[from + index] !== mark[index]) return false;
  }
  return true;
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
  let room = 0;
  try {
    file = openSync(path, constants.O_RDWR | constants.O_CREAT);
    if (fstatSync(file).size > bytes) ftruncateSync(file, bytes);
  } catch (cause) {
    throw refused(cause);
  }
  return {
    append: async (records) => {
      const addition = Buffer.from(records.map(lineOf).join(''));
      const isRoom = addition.length <= room;
      const whole = isRoom ? addition : Buffer.concat([addition, Buffer.alloc(ROOM)]);
      try {
        for (let done = 0; done < whole.length;) {
          done += writeSync(file, whole, done, whole.length - done, end + done);
        }
        await flush(file);
        end += addition.length;
        room = isRoom ? room - addition.length : ROOM;
      } catch (cause) {
        cutOff(file, end);
        room = 0;
        throw refused(cause);
      }
    },
    close: () => {
      if (room > 0) cutOff(file, end);
      closeSync(file);
    },
  };
}

/** Takes back half of an addition, and room. Where even that fails, the next reader finds a last line without its end. */
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

function recordOf(line: Line, path: string): JournalRecord {
  const { text } = line;
  const content = text.slice(CHECKSUM_LENGTH + 1);
  const isWhole =
    text[CHECKSUM_LENGTH] === ' ' && text.slice(0, CHECKSUM_LENGTH) === checksum(content);
  if (!isWhole) throw damaged(line, path);
  // The checksum says that this is what was written.
  const fields = JSON.parse(content) as [number, number, ...Cell[]];
  return { participant: fields[0], trial: fields[1], cells: fields.slice(2) };
}

function damaged({ text, line }: Line, path: string): HelmholtzError {
  return new HelmholtzError(
    'bad-journal',
    `${path}:${line}: expected a trial with its checksum; got ${JSON.stringify(text.slice(0, 40))}; ${line - 1} trials before it are whole: keep these lines, remove the rest, and go on with --resume`,
  );
}

/** A whole line without its end, and its number, from 1. */
interface Line {
  readonly text: string;
  readonly line: number;
}

/**
 * Whole lines of a file; nothing where there is no such file.
 *
 * @param mark What the content of a line that is wanted begins with: the others are counted and left as bytes.
 */
function* linesOf(path: string, mark: Buffer | null = null): Generator<Line, void> {
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
        if (mark === null || isMarked(bytes, start, mark)) {
          yield { text: bytes.toString('utf8', start, end), line };
        }
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
  } finally {
    closeSync(file);
  }
}
