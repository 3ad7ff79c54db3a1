import { join } from 'node:path';
import { format } from 'node:util';
import { afterAll, afterEach, expect, jest, test } from '@jest/globals';
import ts from 'typescript';
import { differenceOf, ROOT } from './documents.ts';
import { importSnippet, listSnippets, removeSnippets } from './snippets.ts';

const snippets = listSnippets();

afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(removeSnippets);

test('every snippet says in its first line where it lies, and no two lie at the same place', () => {
  expect(snippets.length).toBeGreaterThan(0);
  for (const { name, place } of snippets) expect(`${name} ${place}`).toMatch(/ \S+\.ts$/);
  expect(new Set(snippets.map(({ place }) => place)).size).toBe(snippets.length);
});

test('every snippet keeps the types of the project', () => {
  const config = ts.readConfigFile(join(ROOT, 'tests/tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  );
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(ROOT, 'tests'));
  const texts = new Map(snippets.map(({ place, text }) => [join(ROOT, place), text]));
  const host = ts.createCompilerHost(options);
  const onDisk = {
    fileExists: host.fileExists.bind(host),
    getSourceFile: host.getSourceFile.bind(host),
  };
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? onDisk.getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const complaints = [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
  expect(complaints).toEqual([]);
});

test.each(snippets.filter(({ isRun }) => isRun))(
  '$place of $name runs, and prints what the document says',
  async (snippet) => {
    let printed = '';
    jest.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
      printed += `${format(...values)}\n`;
    });
    await importSnippet(snippet);
    if (snippet.output !== null) expect(differenceOf(snippet.output, printed)).toBeNull();
  },
);
