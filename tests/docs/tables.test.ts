import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type KeyGroup, KEYBOARD_MAP } from '../../client/controls/keyboard-map.ts';
import { messages } from '../../client/messages.ts';
import { ERROR_CODES, LIMITS, MESSAGES, QUANTITIES } from '../../protocol/index.ts';
import { readDocument, ROOT, tableRows } from './documents.ts';

const SOURCES = ['protocol', 'agents', 'experiments', 'server', 'client'];

/** All TypeScript of the project, tests left out. */
function readSources(): string {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  ).join('\n');
}

test('the keyboard guide has the keys of the keyboard map, with the words of the help dialog', () => {
  const { text } = readDocument('docs/guides/keyboard.md');
  for (const group of Object.keys(messages.keyGroups) as KeyGroup[]) {
    const [, section = ''] = text.split(`## ${messages.keyGroups[group]}\n`);
    const rows = tableRows(section.split('\n## ')[0] ?? '');
    const expected = KEYBOARD_MAP.filter((binding) => binding.group === group).map(
      ({ command, chords }) => [
        chords.map((chord) => `\`${chord}\``).join(', '),
        messages.commands[command],
      ],
    );
    expect(rows).toEqual(expected);
  }
});

test('every name that the glossary gives is an identifier of the code', () => {
  const words = new Set(readSources().match(/[A-Za-z_]\w*/g));
  const rows = tableRows(readDocument('docs/glossary.md').text);
  expect(rows.length).toBeGreaterThan(30);
  for (const [term, inCode = ''] of rows) {
    const names = Array.from(inCode.matchAll(/`([^`]+)`/g), ([, name = '']) => name);
    expect({ term, names: names.length > 0 }).toEqual({ term, names: true });
    const unknown = names
      .flatMap((name) => name.split('.'))
      .filter((name) => !words.has(name.replace(/\(.*\)$|\[.*\]$/, '')));
    expect({ term, unknown }).toEqual({ term, unknown: [] });
  }
});

describe('the page about the wire', () => {
  const { text } = readDocument('docs/wire.md');
  const firstCells = tableRows(text).map(([cell = '']) => cell);

  test('has every message, quantity and error code', () => {
    const server = ['`frame`', '`session:state`', '`session:ended`'];
    const names = [...Object.keys(MESSAGES), ...ERROR_CODES, ...QUANTITIES];
    expect(firstCells).toEqual(
      expect.arrayContaining([...names.map((name) => `\`${name}\``), ...server]),
    );
  });

  test('names no message and no error code that does not exist', () => {
    const known = new Set<string>([...Object.keys(MESSAGES), 'session:state', 'session:ended']);
    const named = text.matchAll(/`((?:session|frames|history|run):[a-z]+)`/g);
    for (const [, name = ''] of named) expect(known).toContain(name);
  });

  test('has every limit with its value', () => {
    const rows = new Map(tableRows(text).map(([name = '', value = '']) => [name, value]));
    for (const [name, limit] of Object.entries(LIMITS)) {
      expect({ name, value: rows.get(`\`${name}\``) }).toEqual({ name, value: String(limit) });
    }
  });

  test('has every address of the HTTP API', () => {
    const files = readdirSync(join(ROOT, 'server/http')).filter((name) =>
      name.endsWith('routes.ts'),
    );
    const routes = files
      .map((name) => readFileSync(join(ROOT, 'server/http', name), 'utf8'))
      .join('');
    const paths = Array.from(routes.matchAll(/path: '([^']+)'/g), ([, path = '']) => path);
    for (const path of [...paths, '/schema', '/openapi.json']) {
      expect(firstCells).toContain(`\`/api${path}\``);
    }
  });
});

test('the architecture page has a line for every folder', () => {
  const folders = SOURCES.flatMap((folder) => [
    `${folder}/`,
    ...readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${folder}/${name}/`),
  ]);
  const named = tableRows(readDocument('ARCHITECTURE.md').text).map(([cell]) => cell);
  expect(named).toEqual(expect.arrayContaining(folders.map((folder) => `\`${folder}\``)));
  expect(named).toEqual([...new Set(named)]);
});

test('the tree in the README has the folders of the project, and none that does not exist', () => {
  const { blocks } = readDocument('README.md');
  const tree = blocks.find(({ text }) => text.startsWith('bin/ '))?.text ?? '';
  const shown = Array.from(tree.matchAll(/^(\S+)\/ /gm), ([, name = '']) => name);
  expect(shown).toEqual(
    expect.arrayContaining([...SOURCES, 'bin', 'tests', 'bench', 'tools', 'docs']),
  );
  for (const name of shown) expect(readdirSync(ROOT)).toContain(name);
});
