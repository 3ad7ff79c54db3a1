import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const manifest = z.object({ version: z.string() });

/** The folder of our package and its version, looked for upwards: the server runs from its sources and from `dist`. */
export function findPackage(from: string): { readonly folder: string; readonly version: string } {
  const file = join(from, 'package.json');
  if (existsSync(file)) {
    const { version } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { folder: from, version };
  }
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json: not found above the server');
  return findPackage(parent);
}
