import { readdir } from 'node:fs/promises';
import { importMember } from './import-member.ts';

/**
 * What the files of a catalogue export, by file name; a file that is put there is found without being listed anywhere.
 *
 * @param folder Where they lie.
 */
export async function discoverMembers<Member>(folder: URL): Promise<readonly Member[]> {
  const files = (await readdir(folder)).filter((file) => /(?<!\.d)\.(ts|js)$/.test(file)).sort();
  const found: Member[] = [];
  // One after the other: module loaders that link several graphs at once trip over files that two of them share.
  for (const file of files) found.push(await importMember<Member>(new URL(file, folder)));
  return found;
}
