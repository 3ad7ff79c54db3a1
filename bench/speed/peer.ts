import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Contestant, resultLengths } from './contestant.ts';

const PEERS = join(import.meta.dirname, '..', 'peers');

/** Runs before times are taken: PCX compiles its training step a second time at the second run. */
const WARM_UPS = 3;

/** A peer in a Python process of its own, which answers one request a line. */
export function peer(python: string, module: string, name: string): Contestant {
  const child = spawn(python, ['worker.py', module], {
    cwd: PEERS,
    stdio: ['pipe', 'pipe', 'inherit'],
    // Its cache would lie between the sources.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', JAX_PLATFORMS: 'cpu' },
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await answers.next();
    if (answer.done === true) throw new Error(`${name}: the process of this peer has ended`);
    return JSON.parse(answer.value);
  };
  return {
    name,
    isOurs: false,
    open: async ({ row, path }) => {
      const begin = performance.now();
      await ask({ do: 'open', task: path });
      if (row.work !== 'train') await ask({ do: 'start' });
      const time = async (repeats: number): Promise<readonly number[]> =>
        (await ask({ do: 'time', work: row.work, repeats })) as readonly number[];
      await time(1);
      const firstMilliseconds = performance.now() - begin;
      const results = `${path}-${module}.f32`;
      await ask({ do: 'save', path: results, what: row.work === 'train' ? 'weights' : 'values' });
      const bytes = readFileSync(results);
      let at = bytes.byteOffset;
      const first = resultLengths(row).map((length) => {
        const part = new Float32Array(bytes.buffer.slice(at, at + 4 * length));
        at += 4 * length;
        return part;
      });
      await time(WARM_UPS);
      return { firstMilliseconds, first, time, close: () => undefined };
    },
    close: async () => {
      child.stdin.end();
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
