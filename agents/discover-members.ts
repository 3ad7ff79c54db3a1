import { readdir } from 'node:fs/promises';
import { parse } from 'node:path';
import { importMember } from './import-member.ts';

/**
 * What the files of a catalogue export, by file name; a file that is put there is found without being listed anywhere.
 *
 * @param folder Where they lie.
 */
export async function discoverMembers<Member>(folder: URL): Promise<readonly Member[]> {
  const found: Member[] = [];
  // One after the other: module loaders that link several graphs at once trip over files that two of them share.
  for (const file of await filesOf(folder)) {
    found.push(await importMember<Member>(new URL(file, folder)));
  }
  return found;
}

/**
 * The member of a catalogue that has a name; `null` where none has it. Looked for first in the file of that name, since it
 * takes time to load all.
 */
export async function discoverMember<Member extends { readonly name: string }>(
  folder: URL,
  name: string,
): Promise<Member | null> {
  const file = (await filesOf(folder)).find((one) => parse(one).name === name);
  if (file !== undefined) {
    const member = await importMember<Member>(new URL(file, folder));
    if (member.name === name) return member;
  }
  const members = await discoverMembers<Member>(folder);
  return members.find((member) => member.name === name) ?? null;
}

/** Files of a catalogue in the order of their names. */
async function filesOf(folder: URL): Promise<string[]> {
  return (await readdir(folder)).filter((file) => /(?<!\.d)\.(ts|js)$/.test(file)).sort();
}
