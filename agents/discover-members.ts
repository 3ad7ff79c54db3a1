import { readdir } from 'node:fs/promises';

/**
 * What the files of a catalogue export, by file name; a file that is put there is found without being listed anywhere.
 *
 * @param folder Where they lie.
 */
export async function discoverMembers<Member>(folder: URL): Promise<readonly Member[]> {
  const files = (await readdir(folder)).filter((file) => /(?<!\.d)\.(ts|js)$/.test(file)).sort();
  const found: Member[] = [];
  // One after the other: module loaders that link several graphs at once trip over files that two of them share.
  for (const file of files) {
    const module = (await import(new URL(file, folder).href)) as { default: Member };
    found.push(module.default);
  }
  return found;
}
