import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../agents/index.ts';
import { filesOf } from '../../support/files-of.ts';
import { twoGroups } from '../../experiments/running/two-groups.ts';

const command = new URL('../../../dist/server/command.js', import.meta.url);

/** Whether there is a built command to kill. */
export const isBuilt = existsSync(command);

/** Starts the command in a process of its own; threads of it would not take a script from the command line. */
function startRun(script: string, argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [script, ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Waits for the end of a process. */
async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** So that a failure names the files that differ, and not all that is in them. */
function digests(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    Array.from(files, ([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
}

/** What came of killing a run again and again. */
export interface KilledRun {
  /** SHA-256 of the files by their names. */
  readonly whole: ReadonlyMap<string, string>;
  readonly broken: ReadonlyMap<string, string>;
  /** How many processes were killed in the middle; the others had ended by themselves. */
  readonly kills: number;
}

/**
 * Runs an experiment undisturbed, and again with processes that are killed with SIGKILL at random moments and resumed,
 * with one or two workers in turn.
 *
 * @param place An empty folder.
 */
export async function killAgainAndAgain(
  place: string,
  {
    kills,
    trials,
    random,
  }: { readonly kills: number; readonly trials: number; readonly random: Random },
): Promise<KilledRun> {
  const file = join(place, 'two-groups.yaml');
  await writeFile(file, twoGroups({ trials, participants: 8 }));
  const script = join(place, 'run.mjs');
  await writeFile(
    script,
    `import { run } from ${JSON.stringify(command.href)}; process.exitCode = await run(process.argv.slice(2));`,
  );
  const argv = (out: string, workers: number): string[] => [
    ...['run', file, '--seed', '3', '--out', join(place, out), '--workers', String(workers)],
  ];
  const begun = process.hrtime.bigint();
  const undisturbed = startRun(script, argv('whole', 1));
  if ((await ended(undisturbed)) !== 0) throw new Error('the undisturbed run failed');
  const duration = Number(process.hrtime.bigint() - begun) / 1e6;
  const hasBegun = (): boolean => existsSync(join(place, 'broken', 'run.json'));
  let killed = 0;
  for (let attempt = 0; killed < kills; attempt++) {
    const child = startRun(script, [
      ...argv('broken', 1 + (attempt % 2)),
      ...(hasBegun() ? ['--resume'] : []),
    ]);
    // From before the first trial to after the last: the start, the trials, the writing of tables.
    await Promise.race([sleep(duration * random.uniform()), ended(child)]);
    if (child.exitCode === null) child.kill('SIGKILL');
    const exitCode = await ended(child);
    // Whoever is killed before the run has begun has left nothing behind that could be lost.
    if (exitCode === null && hasBegun()) killed++;
    if (exitCode !== null && exitCode !== 0) throw new Error(`attempt ${attempt} failed`);
  }
  const last = startRun(script, [...argv('broken', 2), '--resume']);
  if ((await ended(last)) !== 0) throw new Error('the resumed run failed');
  return {
    whole: digests(await filesOf(join(place, 'whole'))),
    broken: digests(await filesOf(join(place, 'broken'))),
    kills: killed,
  };
}
