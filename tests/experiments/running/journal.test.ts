import { appendFile, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type JournalRecord, openJournal, readJournal } from '../../../experiments/index.ts';

let place: string;
let path: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-journal-'));
  path = join(place, 'journal.jsonl');
});
afterEach(async () => {
  await rm(place, { recursive: true });
});

function read(): { records: JournalRecord[]; bytes: number } {
  let bytes = -1;
  const records = [
    ...readJournal(path, (end) => {
      bytes = end;
    }),
  ];
  return { records, bytes };
}

const trial = (number: number): JournalRecord => ({
  participant: 3,
  trial: number,
  cells: [0.1 + 0.2, 'a, "b"\nä', true, null, number],
});

async function write(records: readonly JournalRecord[]): Promise<void> {
  const journal = openJournal(path, read().bytes);
  await journal.append(records);
  journal.close();
}

describe('a journal', () => {
  test('gives back what was added, to the bit, across its openings', async () => {
    await write([trial(1), trial(2)]);
    await write([trial(3)]);
    expect(read().records).toEqual([trial(1), trial(2), trial(3)]);
  });

  test('keeps any cells', async () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.constant(null),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(cell), async (cells) => {
        await write([{ participant: 1, trial: ++count, cells }]);
        expect(read().records.at(-1)).toEqual({ participant: 1, trial: count, cells });
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('cut at any byte, it is read up to its last whole trial, and goes on from there', async () => {
    await write([trial(1), trial(2), trial(3)]);
    const whole = await readFile(path);
    const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    for (let length = 0; length <= whole.length; length++) {
      await writeFile(path, whole.subarray(0, length));
      const { records, bytes } = read();
      const expected = ends.filter((end) => end <= length).length;
      expect(records).toHaveLength(expected);
      expect(bytes).toBe(ends[expected - 1] ?? 0);
      if (length % 7 !== 0) continue;
      await write([trial(1), trial(2), trial(3)].slice(expected));
      expect((await readFile(path)).equals(whole)).toBe(true);
    }
  });

  test('room that was made ahead is no trial, and is gone when the journal is closed', async () => {
    const journal = openJournal(path, 0);
    await journal.append([trial(1)]);
    await journal.append([trial(2)]);
    const killed = await readFile(path);
    journal.close();
    const whole = await readFile(path);
    expect(killed.length).toBeGreaterThan(whole.length);
    expect(killed.subarray(0, whole.length).equals(whole)).toBe(true);
    await writeFile(path, killed);
    expect(read()).toEqual({ records: [trial(1), trial(2)], bytes: whole.length });
    await write([trial(3)]);
    expect(read().records).toEqual([trial(1), trial(2), trial(3)]);
  });

  test('longer than the room that is made ahead, it is all there', async () => {
    const all = Array.from({ length: 3000 }, (_, at) => trial(at + 1));
    const journal = openJournal(path, 0);
    for (let at = 0; at < all.length; at += 100) await journal.append(all.slice(at, at + 100));
    journal.close();
    expect(read().records).toEqual(all);
  });

  test('a last line with a gap was never finished; a gap before others is damage', async () => {
    await write([trial(1), trial(2), trial(3)]);
    const whole = await readFile(path);
    const [first, second] = [...whole.entries()]
      .filter(([, byte]) => byte === 10)
      .map(([at]) => at + 1);
    const last = Buffer.from(whole).fill(0, second, second! + 20);
    await writeFile(path, last);
    expect(read()).toEqual({ records: [trial(1), trial(2)], bytes: second });
    await write([trial(3)]);
    expect((await readFile(path)).equals(whole)).toBe(true);
    await writeFile(path, Buffer.from(whole).fill(0, first, first! + 20));
    expect(() => read()).toThrow(/journal\.jsonl:2: expected a trial with its checksum/);
  });

  test('changed at any byte of a whole line, it is refused by line, with what to do', async () => {
    await write([trial(1), trial(2), trial(3)]);
    const whole = await readFile(path);
    const second = whole.indexOf(10) + 1;
    for (let at = second; whole[at] !== 10; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = damaged[at]! ^ 1;
      // A line end in the middle makes two lines of one: also damage.
      await writeFile(path, damaged);
      expect(() => read()).toThrow(
        /journal\.jsonl:2: expected a trial with its checksum; .*; 1 trials before it are whole/,
      );
    }
  });

  test('on a full disk it says so and keeps the trials that were there', async () => {
    await symlink('/dev/full', join(place, 'full'));
    const journal = openJournal(join(place, 'full'), 0);
    await expect(journal.append([trial(1)])).rejects.toThrow(
      /full: cannot be written: no space left on the device; finished trials are kept: go on with --resume/,
    );
    journal.close();
  });

  test('half of an addition that failed is not there for the next reader', async () => {
    await write([trial(1)]);
    const { bytes } = read();
    await appendFile(path, 'deadbeef [3,2,0.3');
    expect(read()).toEqual({ records: [trial(1)], bytes });
    await truncate(path, bytes);
    expect(read().records).toEqual([trial(1)]);
  });
});
