import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** A fenced block of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Line of the document on which it opens, counted from 1. */
  readonly line: number;
  /** Whether `<!-- not run: reason -->` stands before it. */
  readonly isRun: boolean;
  /** What follows it in a `text` block, nothing but blank lines between: its output. */
  readonly output: string | null;
}

/** A Markdown file. */
export interface Document {
  /** Path from the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text without its fenced blocks. */
  readonly prose: string;
}

/** Every document that people read in the repository; what `npm run docs` writes is not one. */
export function listDocuments(): readonly Document[] {
  const atRoot = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('docs', name))
    .filter((name) => name.endsWith('.md') && !name.startsWith(join('docs', 'api')));
  return [...atRoot, ...inDocs].map((path) => readDocument(path));
}

/** Reads a document by its path from the root. */
export function readDocument(path: string): Document {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path: relative('.', path).replaceAll('\\', '/'), text, ...parse(text) };
}

function parse(text: string): Pick<Document, 'blocks' | 'prose'> {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { language: string; line: number; isRun: boolean; lines: string[] } | null = null;
  let before = '';
  let isOutputOfPrevious = false;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(\w*)\s*$/.exec(line);
    if (open === null && fence !== null) {
      const isRun = !/^<!-- not run: .+ -->$/.test(before);
      open = { language: fence[1] ?? '', line: index + 1, isRun, lines: [] };
    } else if (open !== null && fence !== null) {
      const { lines, ...rest } = open;
      const previous = blocks.at(-1);
      if (rest.language === 'text' && isOutputOfPrevious && previous !== undefined) {
        blocks[blocks.length - 1] = { ...previous, output: lines.join('\n') };
      }
      blocks.push({ ...rest, text: lines.join('\n'), output: null });
      open = null;
      before = '';
      isOutputOfPrevious = true;
    } else if (open !== null) {
      open.lines.push(line);
    } else {
      prose.push(line);
      if (line.trim() !== '') {
        before = line.trim();
        isOutputOfPrevious = false;
      }
    }
  }
  return { blocks, prose: prose.join('\n') };
}

/** Rows of the tables of a text, as cells without their padding; head and ruler left out. */
export function tableRows(text: string): string[][] {
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
  const isRuler = (cells: readonly string[] | undefined): boolean =>
    cells?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
  return rows.filter((cells, index) => !isRuler(cells) && !isRuler(rows[index + 1]));
}

/**
 * What does not agree between an output and how a document shows it: `null` if they are the same, where a line `…` of
 * the document stands for any number of lines.
 */
export function differenceOf(shown: string, printed: string): string | null {
  let rest = `${printed.trimEnd()}\n`;
  const parts = `${shown.trimEnd()}\n`.split(/^…\n/m);
  for (const [index, part] of parts.entries()) {
    const at = rest.indexOf(part);
    const isLast = index === parts.length - 1;
    const isMissing = at < 0 || (index === 0 && at > 0);
    if (isMissing || (isLast && part !== '' && !rest.endsWith(part))) {
      return `expected to print\n${part}\ngot\n${rest}`;
    }
    rest = rest.slice(at + part.length);
  }
  return null;
}
