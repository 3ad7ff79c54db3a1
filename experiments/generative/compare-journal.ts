import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HelmholtzError } from '../../agents/index.ts';
import { writeWholeFile } from '../export/write-file.ts';
import type { TimedResult } from './compare-families.ts';
import { COMPARED_MEASURES } from './compare-summary.ts';
import type { CompareTask } from './compare-task.ts';

/** Where the finished trainings of a comparison lie, a file each. */
export interface CompareJournal {
  /** What was finished earlier, by {@link taskName}. */
  readonly finished: ReadonlyMap<string, TimedResult>;
  /** Puts a training down; once it has ended, the training is never done again. */
  readonly keep: (task: CompareTask, result: TimedResult) => Promise<void>;
}

/** A training within a comparison: `vae-3`. */
export function taskName({ model, seed }: CompareTask): string {
  return `${model}-${seed}`;
}

/**
 * Opens the journal of a comparison in its folder. Trainings that lie there count where `resume` is set and the same version of the
 * program has done them; without `resume` they are removed.
 *
 * @throws {HelmholtzError} `bad-checkpoint` naming a file that belongs to another comparison or cannot be read.
 */
export async function openCompareJournal(
  folder: string,
  { resume, version }: { readonly resume: boolean; readonly version: string },
  tasks: readonly CompareTask[],
): Promise<CompareJournal> {
  const place = join(folder, 'trainings');
  if (!resume) await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  const files = new Set(await readdir(place));
  const finished = new Map<string, TimedResult>();
  for (const task of tasks) {
    const file = `${taskName(task)}.json`;
    if (!files.has(file)) continue;
    const path = join(place, file);
    finished.set(taskName(task), entryOf(await readFile(path, 'utf8'), path, { task, version }));
  }
  return {
    finished,
    keep: (task, result) =>
      writeWholeFile(
        join(place, `${taskName(task)}.json`),
        `${JSON.stringify({ task, version, result }, numbersAsTheyAre, 2)}\n`,
      ),
  };
}

function entryOf(
  text: string,
  path: string,
  expected: { readonly task: CompareTask; readonly version: string },
): TimedResult {
  let entry: { readonly task?: unknown; readonly version?: unknown; readonly result?: TimedResult };
  try {
    entry = JSON.parse(text, notNumbersBack) as typeof entry;
  } catch {
    throw new HelmholtzError(
      'bad-checkpoint',
      `${path}: expected JSON; start anew without --resume`,
    );
  }
  const found = JSON.stringify({ task: entry.task, version: entry.version });
  const { result } = entry;
  if (found !== JSON.stringify(expected) || result === undefined) {
    throw new HelmholtzError(
      'bad-checkpoint',
      `${path}: expected a training of ${JSON.stringify(expected)}; got ${found}; start anew without --resume`,
    );
  }
  const missing = COMPARED_MEASURES.find((measure) => !(measure in result));
  if (missing !== undefined) {
    throw new HelmholtzError(
      'bad-checkpoint',
      `${path}: expected ${missing} among the results, which earlier versions did not measure; start anew without --resume`,
    );
  }
  return result;
}

/** JSON has no number that is none. */
function numbersAsTheyAre(_: string, value: unknown): unknown {
  return Number.isNaN(value) ? 'NaN' : value;
}

function notNumbersBack(_: string, value: unknown): unknown {
  return value === 'NaN' ? Number.NaN : value;
}
