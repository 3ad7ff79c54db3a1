import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every file of a folder with its bytes. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths
        .sort()
        .map(
          async (path) =>
            [relative(folder, path), (await readFile(path)).toString('base64')] as const,
        ),
    ),
  );
}
