import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listDocuments, ROOT } from './documents.ts';

/** A TypeScript block of a document. */
export interface Snippet {
  /** Document and line, for messages. */
  readonly name: string;
  /** Where it pretends to lie, from the root: what its first line says. */
  readonly place: string;
  readonly text: string;
  readonly isRun: boolean;
  /** What the document says that it prints; `null` where it says nothing. */
  readonly output: string | null;
}

const FOLDER = join(ROOT, 'out', `docs-snippets-${process.pid}`);

/** Every TypeScript block of every document. */
export function listSnippets(): readonly Snippet[] {
  return listDocuments().flatMap(({ path, blocks }) =>
    blocks
      .filter(({ language }) => language === 'ts')
      .map(({ text, line, isRun, output }) => ({
        name: `${path}:${line}`,
        place: /^\/\/ (\S+\.ts)$/m.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? '',
        text,
        isRun,
        output,
      })),
  );
}

/** The snippet that pretends to lie at a place. */
export function findSnippet(place: string): Snippet {
  const found = listSnippets().find((snippet) => snippet.place === place);
  if (found === undefined)
    throw new Error(`no document has a snippet that begins with // ${place}`);
  return found;
}

/** Runs a snippet as if it lay at its place, and gives what it exports. Whoever calls it calls `removeSnippets`. */
export async function importSnippet({ place, text }: Snippet): Promise<Record<string, unknown>> {
  const file = join(FOLDER, place);
  const from = dirname(resolve(ROOT, place));
  const moved = text.replaceAll(
    /(from\s+|import\(\s*)'(\.[^']*)'/g,
    (_, keyword: string, specifier: string) =>
      `${keyword}'${relative(dirname(file), resolve(from, specifier)).replaceAll('\\', '/')}'`,
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, moved);
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}

/** Removes what running snippets has left behind. */
export function removeSnippets(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}
