/** What files export, as the module loader keeps it; asking it again for hundreds of files takes its time. */
const imported = new Map<string, unknown>();

/** What a file of a catalogue exports by default. */
export async function importMember<Member>({ href }: URL): Promise<Member> {
  if (!imported.has(href)) {
    imported.set(href, ((await import(href)) as { readonly default: unknown }).default);
  }
  // That is what the catalogue holds; contract tests see to it.
  return imported.get(href) as Member;
}
