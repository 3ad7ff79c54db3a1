import './check-node.js';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { announced, say } from './progress.js';
import { runTool } from './run-tool.js';

/**
 * The three steps of a build, each with a stamp of what it was made from.
 *
 *   node tools/build.js [kernels] [server] [client]     builds those, or all three
 */

const root = join(import.meta.dirname, '..');
const assembly = 'agents/engine/wasm/assembly';
const kernels = 'agents/engine/wasm/kernels.wasm';
const serverFolders = ['protocol', 'agents', 'experiments', 'server'];

/**
 * One step: what it is made from, what it makes, and how. A step is stale when the contents of its
 * sources are not those that its stamp was written for; they are only read where sizes or times of
 * changes say that they may be others.
 * @typedef {{ sources: readonly string[], product: string, make: () => Promise<void> }} Step
 */

/** @type {Readonly<Record<string, Step>>} */
const steps = {
  kernels: {
    sources: [assembly, 'agents/engine/wasm/opcodes.ts', 'package-lock.json'],
    product: kernels,
    make: makeKernels,
  },
  server: {
    sources: [...serverFolders, 'package-lock.json', 'tools/bundle-server.js'],
    product: 'dist/server/command.js',
    make: makeServer,
  },
  client: {
    sources: ['client', 'protocol', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'],
    product: 'dist/client/index.html',
    make: makeClient,
  },
};

/** Whether there is nothing to build. */
export function isBuilt() {
  return Object.entries(steps).every(([name, step]) => isFresh(name, step));
}

/** Builds what is missing or older than its sources, in order. */
export async function buildStale() {
  for (const [name, step] of Object.entries(steps)) {
    if (!isFresh(name, step)) await build(name, step);
  }
}

/**
 * @param {string} name
 * @param {Step} step
 */
async function build(name, step) {
  const stamp = { fingerprint: fingerprintOf(step.sources), glance: glanceOf(step.sources) };
  rmSync(stampOf(name), { force: true });
  await announced(`building the ${name}`, step.make);
  mkdirSync(dirname(stampOf(name)), { recursive: true });
  writeStamp(name, stamp);
}

/**
 * @param {string} name
 * @param {Step} step
 */
function isFresh(name, { product, sources }) {
  if (!existsSync(join(root, product)) || !existsSync(stampOf(name))) return false;
  const [fingerprint, seen] = readFileSync(stampOf(name), 'utf8').split('\n');
  const glance = glanceOf(sources);
  if (seen === glance) return true;
  if (fingerprint !== fingerprintOf(sources)) return false;
  try {
    writeStamp(name, { fingerprint, glance });
  } catch {
    // A checkout that cannot be written to is read again each time.
  }
  return true;
}

/**
 * Whole or not at all: other commands may be reading it.
 * @param {string} name
 * @param {{ fingerprint: string, glance: string }} stamp
 */
function writeStamp(name, { fingerprint, glance }) {
  const part = `${stampOf(name)}.${process.pid}.part`;
  writeFileSync(part, `${fingerprint}\n${glance}`);
  renameSync(part, stampOf(name));
}

/** @param {string} name */
function stampOf(name) {
  return join(root, 'dist', '.stamps', name);
}

/**
 * A hash of the names and contents of files and of everything in folders.
 * @param {readonly string[]} sources
 */
function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn)) {
    const contents = readFileSync(join(root, file));
    hash.update(`${file}\0${contents.length}\0`).update(contents);
  }
  return hash.digest('hex');
}

/**
 * A hash of the names and sizes of the same files, and of when they were last written.
 * @param {readonly string[]} sources
 */
function glanceOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn)) {
    const { size, mtimeMs, ctimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\0${ctimeMs}\0`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path from the root.
 * @returns {string[]}
 */
function filesIn(path) {
  return statSync(join(root, path)).isDirectory() ? filesOfFolder(path) : [path];
}

/**
 * @param {string} folder from the root.
 * @returns {string[]}
 */
function filesOfFolder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesOfFolder(path) : [path];
    });
}

async function makeKernels() {
  await node('assemblyscript/bin/asc.js', [
    `${assembly}/index.ts`,
    ...['--outFile', kernels],
    '-O3',
    ...['--runtime', 'stub'],
    ...['--enable', 'simd'],
    '--importMemory',
    '--noAssert',
  ]);
}

async function makeServer() {
  // What is no longer in the sources must not stay behind, to be discovered as a catalogue member.
  for (const folder of [...serverFolders, 'chunks']) {
    rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  }
  // Not before the packages are there: this file also says whether they have to be installed.
  const { bundleServer } = await import('./bundle-server.js');
  await bundleServer(serverFolders.flatMap(filesIn));
  for (const folder of serverFolders) copyAssets(folder);
}

/**
 * Weights, kernels and tables are read at run time beside the module that names them.
 * @param {string} folder
 */
function copyAssets(folder) {
  cpSync(join(root, folder), join(root, 'dist', folder), {
    recursive: true,
    filter: (source) => !source.endsWith(`${sep}assembly`) && !/\.(ts|md)$/.test(source),
  });
}

async function makeClient() {
  await node('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
}

/**
 * @param {string} program a script of a package.
 * @param {readonly string[]} programArguments
 */
function node(program, programArguments) {
  const script = join(root, 'node_modules', program);
  return runTool(process.execPath, [script, ...programArguments], { cwd: root });
}

if (process.argv[1] === import.meta.filename) {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(steps);
  try {
    for (const name of names) {
      const step = steps[name];
      if (step === undefined) {
        throw new Error(`build: expected ${Object.keys(steps).join(', ')}; got ${name}`);
      }
      await build(name, step);
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
