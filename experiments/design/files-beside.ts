import { join } from 'node:path';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { readBytes } from '../read-bytes.ts';

/**
 * Reads a file that an experiment file names: a table of conditions, a script. Its place is for messages.
 *
 * @throws {HelmholtzError} `not-readable`.
 */
export type FilesBeside = (
  name: string,
) => Promise<{ readonly place: string; readonly bytes: Buffer }>;

/** Files in the folder in which the experiment file lies. */
export function filesOnDisk(folder: string): FilesBeside {
  return async (name) => {
    const place = join(folder, name);
    return { place, bytes: await readBytes(place) };
  };
}

/** Files that came together with the experiment file, by name; nothing on the disk is read. */
export function filesAlong(texts: Readonly<Record<string, string>>): FilesBeside {
  return (name) => {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    return text === undefined
      ? Promise.reject(
          new HelmholtzError(
            'not-readable',
            `${name.slice(0, 100)}: no such file came along with the experiment${suggestion(name.slice(0, 100), Object.keys(texts))}`,
          ),
        )
      : Promise.resolve({ place: name, bytes: Buffer.from(text) });
  };
}
