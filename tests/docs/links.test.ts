import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Document, listDocuments, readDocument, ROOT } from './documents.ts';

const documents = listDocuments();

/** Anchors of the headings of a document, as GitHub makes them. */
function anchorsOf({ prose }: Document): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} +(.+)$/gm)) {
    const words = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '');
    const anchor = words.trim().replaceAll(/\s/g, '-');
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

describe.each(documents)('$path', (document) => {
  const { path, prose } = document;
  const links = Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  const internal = links.filter((target) => !/^[a-z]+:/.test(target));

  test('every link inside the repository leads to a file, and every anchor to a heading', () => {
    for (const target of internal) {
      const [file = '', anchor] = target.split('#');
      const linked = file === '' ? path : join(dirname(path), file);
      expect({ target, exists: existsSync(join(ROOT, linked)) }).toEqual({ target, exists: true });
      if (anchor !== undefined) {
        const anchors = anchorsOf(readDocument(linked));
        expect({ target, exists: anchors.has(anchor) }).toEqual({ target, exists: true });
      }
    }
  });

  test('every file and folder of the repository that is named exists', () => {
    const folders = 'agents|experiments|server|client|protocol|tests|bench|tools|docs|bin|\\.ci';
    const named = Array.from(
      prose.matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*)\``, 'g')),
      ([, name = '']) => name,
    );
    const missing = named.filter((name) => !existsSync(join(ROOT, name)));
    // `npm run docs` writes it, and contributors are told of files that they will add.
    const later = new Set(['docs/api/', ...snippetPlaces(documents)]);
    expect(missing.filter((name) => !later.has(name))).toEqual([]);
  });
});

test('every picture in docs/images is shown by a document', () => {
  const text = documents.map((document) => document.text).join('\n');
  for (const name of readdirSync(join(ROOT, 'docs/images'))) {
    expect(text).toContain(`images/${name}`);
  }
});

test('the changelog has the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  expect(readDocument('CHANGELOG.md').text).toContain(`## [${version}]`);
});

function snippetPlaces(all: readonly Document[]): string[] {
  return all.flatMap(({ blocks }) =>
    blocks.flatMap(({ text }) => /^\/\/ (\S+\.ts)$/.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? []),
  );
}
