import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { MNIST } from '../../support/mnist.ts';

const command = new URL('../../../dist/server/command.js', import.meta.url);
const isBuilt = existsSync(command);
const children: ChildProcess[] = [];

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-killed-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

/** Trains in a process of its own, with a checkpoint after each batch. */
function startTraining(folder: string, resume: boolean): ChildProcess {
  const argv = ['train', 'digits', '--dataset', MNIST];
  argv.push('--budget', '0.03', '--engine', 'wasm', '--checkpoint', '0', '--out', folder);
  if (resume) argv.push('--resume');
  const script = `import { run } from ${JSON.stringify(command.href)}; process.exitCode = await run(${JSON.stringify(argv)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** When a file was last written; null while it is not there. */
async function writtenAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}

(isBuilt ? describe : describe.skip)(
  `training killed with SIGKILL${isBuilt ? '' : ' (dist is missing: npm run build)'}`,
  () => {
    test('ends, resumed, at the bits of training without a pause', async () => {
      const name = 'digits';
      const whole = join(place, 'whole');
      const undisturbed = startTraining(whole, false);
      await ended(undisturbed);
      expect(undisturbed.exitCode).toBe(0);

      const broken = join(place, 'broken');
      const checkpoint = join(broken, `${name}.checkpoint`);
      const random = createRandom(7, 'moments');
      let kills = 0;
      while (kills < 3) {
        const before = await writtenAt(checkpoint);
        const child = startTraining(broken, before !== null);
        // From the first new checkpoint on, at any moment: between batches, in one, or while writing.
        while ((await writtenAt(checkpoint)) === before && child.exitCode === null) await sleep(2);
        await sleep(150 * random.uniform());
        child.kill('SIGKILL');
        await ended(child);
        expect(child.signalCode).toBe('SIGKILL');
        kills++;
      }
      expect(existsSync(join(broken, `${name}.safetensors`))).toBe(false);
      const last = startTraining(broken, true);
      await ended(last);
      expect(last.exitCode).toBe(0);

      const [expected, found] = await Promise.all(
        [whole, broken].map((folder) => readFile(join(folder, `${name}.safetensors`))),
      );
      expect(found!.equals(expected!)).toBe(true);
      const left = await readdir(broken);
      expect(left.filter((file) => file.includes('checkpoint'))).toEqual([]);
    }, 300_000);
  },
);
