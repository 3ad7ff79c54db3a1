import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeSafetensors } from '../../../agents/index.ts';
import { loadShippedWeights } from '../../../agents/weights/shipped-weights.ts';

const SHIPPED = join(import.meta.dirname, '../../../agents/weights');
const weights = encodeSafetensors(new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]]));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let folder: URL;
beforeAll(async () => {
  const path = await mkdtemp(join(tmpdir(), 'helmholtz-weights-'));
  folder = pathToFileURL(`${path}/`);
  const put = (name: string, content: Uint8Array | string) => writeFile(join(path, name), content);
  await put('good.safetensors', weights);
  await put('good.json', JSON.stringify({ agent: 'good', sha256: sha256(weights) }));
  const changed = Uint8Array.from(weights);
  changed[changed.length - 1]! ^= 1;
  await put('changed.safetensors', changed);
  await put('changed.json', JSON.stringify({ agent: 'changed', sha256: sha256(weights) }));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('weights are read with their training record', async () => {
  const { tensors, record } = await loadShippedWeights('good', folder);
  expect(tensors.get('a')?.data).toEqual(Float32Array.of(1, 2));
  expect(record.agent).toBe('good');
});

test('weights of which a single bit differs from the training record are refused', async () => {
  await expect(loadShippedWeights('changed', folder)).rejects.toMatchObject({
    code: 'bad-weights',
    message: expect.stringMatching(/^weights of changed: expected SHA-256 .* got /),
  });
});

test('weights that are not there are refused with the command that makes them', async () => {
  await expect(loadShippedWeights('missing', folder)).rejects.toMatchObject({
    code: 'bad-weights',
    message: expect.stringContaining('helmholtz train missing'),
  });
});

test('every weights file of the project has the hash of its training record', async () => {
  const files = (await readdir(SHIPPED)).filter((file) => file.endsWith('.safetensors'));
  for (const file of files) {
    const record = JSON.parse(
      await readFile(join(SHIPPED, file.replace('.safetensors', '.json')), 'utf8'),
    ) as { sha256: string };
    expect({ file, sha256: sha256(await readFile(join(SHIPPED, file))) }).toEqual({
      file,
      sha256: record.sha256,
    });
  }
});
