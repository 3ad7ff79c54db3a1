import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Puts what runs in Node into few files: a command would otherwise load a thousand, at half a
 * millisecond each, and every thread most of them again.
 */

const root = join(import.meta.dirname, '..');

/** What is loaded by name from somewhere, and so needs a file of its own in its own place. */
const doors = [
  'server/main.ts',
  'server/command.ts',
  'agents/index.ts',
  'experiments/index.ts',
  'protocol/index.ts',
];
/** How a file names a thread that it starts, a script beside it, and a catalogue, a folder beside it. */
const thread = /new URL\(\s*'\.\/([\w-]+)\.js',\s*import\.meta\.url/g;
const catalogue = /new URL\(\s*'\.\/([\w-]+\/)',\s*import\.meta\.url/g;

/** Packages that every command loads, with theirs; the others stay where npm has put them. */
const bundled = new RegExp(
  `^(${[
    ...['zod', 'yaml', 'hyparquet', 'hyparquet-writer', 'commander', 'csv-parse', 'pngjs'],
    ...['jpeg-js', 'gifenc', 'fft\\.js', 'fastest-levenshtein', 'cli-progress', 'string-width'],
    ...['strip-ansi', 'ansi-regex', 'emoji-regex', 'is-fullwidth-code-point'],
  ].join('|')})(/|$)`,
);

/**
 * Bundles TypeScript of ours into `dist`, doors, catalogue members and threads each under its own
 * name, what they share in `dist/chunks`.
 *
 * @param {readonly string[]} files all source files, from the root of the project, with slashes.
 */
export async function bundleServer(files) {
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const threads = sources.flatMap((file) => namedIn(file, thread)).map((name) => `${name}.ts`);
  const catalogues = sources.flatMap((file) => namedIn(file, catalogue));
  const members = sources.filter((file) => catalogues.some((folder) => file.startsWith(folder)));
  const entries = [...doors, ...members, ...threads];
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((file) => [compiled(file, ''), join(root, file)])),
    platform: 'node',
    external: (id) => /^[^./\\]/.test(id) && !/^\w:/.test(id) && !bundled.test(id),
    plugins: [inItsPlace(new Set(sources))],
    tsconfig: false,
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  await bundle.write({
    dir: join(root, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await bundle.close();
}

/**
 * @param {string} file
 * @param {RegExp} pattern
 * @returns {string[]} what it names beside itself, from the root of the project.
 */
function namedIn(file, pattern) {
  const text = readFileSync(join(root, file), 'utf8');
  return Array.from(text.matchAll(pattern), ([, name = '']) => posix.join(dirname(file), name));
}

/**
 * @param {string} file
 * @param {string} extension
 */
function compiled(file, extension) {
  return file.replace(/\.ts$/, extension);
}

/**
 * A module that is put into a shared file still finds weights, tables and threads beside where it
 * was: `import.meta` is that of its own place in `dist`.
 *
 * @param {ReadonlySet<string>} sources
 * @returns {import('rolldown').Plugin}
 */
function inItsPlace(sources) {
  return {
    name: 'in-its-place',
    transform(code, id) {
      const file = relative(root, id).replaceAll(sep, '/');
      if (!sources.has(file) || !code.includes('import.meta.')) return null;
      const place = JSON.stringify(compiled(file, '.js'));
      return { code: code.replaceAll(/\bimport\.meta\.(\w+)/g, `__place_$1__(${place})`) };
    },
    renderChunk(code, { fileName }) {
      if (!code.includes('__place_')) return null;
      return {
        code: code.replaceAll(
          /__place_(\w+)__\("([^"]+)"\)/g,
          (_, /** @type {string} */ property, /** @type {string} */ place) =>
            metaOf(property, place, fileName),
        ),
      };
    },
  };
}

/**
 * An expression in the file `within` for `import.meta` of the module whose place is `place`.
 *
 * @param {string} property
 * @param {string} place
 * @param {string} within
 */
function metaOf(property, place, within) {
  if (place === within) return `import.meta.${property}`;
  const way = (/** @type {string} */ to) => posix.relative(posix.dirname(within), to);
  switch (property) {
    case 'url':
      return `new URL(${JSON.stringify(way(place))}, import.meta.url).href`;
    case 'dirname':
      return `(import.meta.dirname + ${JSON.stringify(`/${way(posix.dirname(place))}`)})`;
    default:
      throw new Error(`${place}: expected import.meta.url or import.meta.dirname; got ${property}`);
  }
}
