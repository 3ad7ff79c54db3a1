import './check-node.js';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who imports whom: checks the rules of `.dependency-cruiser.js`, and draws the picture between the
 * markers in ARCHITECTURE.md.
 *
 *   node tools/boundaries.js --check     fails on a broken rule or an outdated picture
 *   node tools/boundaries.js --write     draws the picture anew
 *
 * @typedef {{ from: string, to: string, rule: { name: string } }} Violation
 * @typedef {{ source: string, dependencies: readonly { resolved: string }[] }} Module
 * @typedef {{ modules: readonly Module[], summary: { violations: readonly Violation[] } }} Cruise
 */

const root = join(import.meta.dirname, '..');
const document = join(root, 'ARCHITECTURE.md');
const startMarker = '<!-- boundaries:start -->';
const endMarker = '<!-- boundaries:end -->';

/** The folders in the picture; tests import everything and would only darken it. */
const drawn = ['client', 'server', 'protocol', 'experiments', 'agents'];

/** @returns {Cruise} */
function cruise() {
  const folders = [...drawn, 'tests', 'bench'].filter((folder) => existsSync(join(root, folder)));
  const output = execFileSync(
    process.execPath,
    [
      join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.js'],
      ...['--output-type', 'json'],
      ...folders,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e9 },
  );
  /** @type {unknown} */
  const parsed = JSON.parse(output);
  return /** @type {Cruise} */ (parsed);
}

/**
 * One box per folder, with the folders in it, in Mermaid. Arrows between boxes, and between the
 * folders of one box; files that lie directly in a box have no arrows of their own.
 *
 * @param {readonly Module[]} modules
 */
function pictureOf(modules) {
  /** @type {Set<string>} */
  const rooms = new Set();
  /** @type {Set<string>} */
  const arrows = new Set();
  for (const { source, dependencies } of modules) {
    const from = placeOf(source);
    if (from?.room !== undefined) rooms.add(`${from.folder}/${from.room}`);
    for (const { resolved } of dependencies) {
      const to = placeOf(resolved);
      if (from === undefined || to === undefined) continue;
      if (from.folder !== to.folder) {
        arrows.add(`  ${from.folder} --> ${to.folder}`);
      } else if (from.room !== undefined && to.room !== undefined && from.room !== to.room) {
        arrows.add(`  ${from.folder}_${from.room} --> ${to.folder}_${to.room}`);
      }
    }
  }
  const boxes = drawn.flatMap((folder) => {
    const inside = [...rooms].filter((room) => room.startsWith(`${folder}/`)).sort();
    if (inside.length === 0) return [`  ${folder}[${folder}]`];
    const names = inside.map((room) => room.slice(folder.length + 1));
    return [
      `  subgraph ${folder}`,
      ...names.map((name) => `    ${folder}_${name}[${name}]`),
      '  end',
    ];
  });
  return ['```mermaid', 'flowchart TD', ...boxes, ...[...arrows].sort(), '```'].join('\n');
}

/**
 * @param {string} file
 * @returns {{ folder: string, room: string | undefined } | undefined} undefined if it is not drawn.
 */
function placeOf(file) {
  const [folder = '', ...rest] = file.split('/');
  if (!drawn.includes(folder)) return undefined;
  return { folder, room: rest.length > 1 ? rest[0] : undefined };
}

/**
 * @param {string} text
 * @param {string} picture
 */
function withPicture(text, picture) {
  const start = text.indexOf(startMarker);
  const end = text.indexOf(endMarker);
  if (start < 0 || end < start) {
    throw new Error(`ARCHITECTURE.md: expected ${startMarker} and ${endMarker} around the picture`);
  }
  return `${text.slice(0, start + startMarker.length)}\n\n${picture}\n\n${text.slice(end)}`;
}

const { modules, summary } = cruise();
const present = readFileSync(document, 'utf8');
const wanted = withPicture(present, pictureOf(modules));
if (process.argv.includes('--write')) {
  writeFileSync(document, wanted);
} else {
  for (const { from, to, rule } of summary.violations) {
    console.error(`${rule.name}: ${from === to ? from : `${from} imports ${to}`}`);
  }
  if (wanted !== present) {
    console.error('ARCHITECTURE.md: the picture is outdated; run `npm run boundaries:picture`');
  }
  if (summary.violations.length > 0 || wanted !== present) process.exitCode = 1;
  else console.log(`${modules.length} modules keep the rules, and the picture is up to date`);
}
