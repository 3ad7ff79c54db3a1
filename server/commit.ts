import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The commit of a checkout, with `(modified)` behind it where tracked files differ; `null` where the folder is none, or git
 * is not there to ask.
 */
export async function findCommit(folder: string): Promise<string | null> {
  // Git would look further up, and find what has nothing to do with us.
  if (!existsSync(join(folder, '.git'))) return null;
  try {
    const { stdout } = await promisify(execFile)('git', [
      ...['-C', folder, 'describe', '--always', '--abbrev=40', '--exclude=*'],
      '--dirty= (modified)',
    ]);
    return stdout.trim();
  } catch {
    return null;
  }
}
