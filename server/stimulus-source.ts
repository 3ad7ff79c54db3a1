import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HelmholtzError } from '../agents/index.ts';
import {
  defineStimulus,
  findStimulus,
  listStimuli,
  openScriptFile,
  type StimulusKind,
} from '../experiments/index.ts';

/** A stimulus with a text that changes whenever its file does. */
export interface SourcedStimulus {
  readonly kind: StimulusKind & { readonly family: string };
  readonly version: string;
}

/** What is wrong with a file of somebody's folder. */
export interface BrokenStimulus {
  readonly file: string;
  readonly problem: string;
}

/** The catalogue, and the stimuli of a folder of one's own, which is read again whenever a file of it has changed. */
export class StimulusSource {
  readonly #folder: string | null;
  readonly #opened = new Map<string, { readonly version: string; readonly result: Opened }>();

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** Every stimulus, one's own first, and the files of the folder that are none. */
  async list(): Promise<{
    readonly stimuli: readonly SourcedStimulus[];
    readonly broken: readonly BrokenStimulus[];
  }> {
    const { stimuli, broken } = await this.#own();
    const known = new Set(stimuli.map(({ kind }) => kind.name));
    const others = (await listStimuli()).filter(({ name }) => !known.has(name));
    return { stimuli: [...stimuli, ...others.map((kind) => ({ kind, version: '' }))], broken };
  }

  /**
   * The stimulus of a name.
   *
   * @throws {HelmholtzError} `unknown-picture`, naming the nearest one.
   */
  async find(name: string): Promise<SourcedStimulus> {
    const own = (await this.#own()).stimuli.find(({ kind }) => kind.name === name);
    return own ?? { kind: await findStimulus(name), version: '' };
  }

  async #own(): Promise<{ stimuli: SourcedStimulus[]; broken: BrokenStimulus[] }> {
    const stimuli: SourcedStimulus[] = [];
    const broken: BrokenStimulus[] = [];
    if (this.#folder === null) return { stimuli, broken };
    for (const file of await filesIn(this.#folder)) {
      const path = join(this.#folder, file);
      const { version, result } = await this.#open(path);
      // Problems of scripts begin with their place in the file.
      if ('problem' in result) broken.push({ file, problem: withoutFile(file, result.problem) });
      else stimuli.push({ kind: { ...result.kind, family: 'own' }, version });
    }
    return { stimuli, broken };
  }

  /** Opens a file, or gives what was opened as long as the file stays as it is. */
  async #open(path: string): Promise<{ readonly version: string; readonly result: Opened }> {
    const version = await versionOf(path);
    const before = this.#opened.get(path);
    if (before?.version === version) return before;
    const opened = { version, result: await openFile(path, version) };
    this.#opened.set(path, opened);
    return opened;
  }
}

type Opened = { readonly kind: StimulusKind } | { readonly problem: string };

function withoutFile(file: string, problem: string): string {
  return problem.startsWith(`${file}:`) ? problem.slice(file.length + 1).trim() : problem;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /\.(ya?ml|json|js|mjs|ts)$/.test(name) && !name.endsWith('.d.ts'))
      .sort();
  } catch {
    // The folder may come later.
    return [];
  }
}

async function versionOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs}-${size}`;
  } catch {
    return 'gone';
  }
}

/** Whatever is wrong with somebody's file is told and harms nothing else. */
async function openFile(path: string, version: string): Promise<Opened> {
  try {
    if (/\.(ya?ml|json)$/.test(path)) return { kind: (await openScriptFile(path)).kind };
    const module: unknown = await import(`${pathToFileURL(path).href}?version=${version}`);
    return { kind: declared(module) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: message.replaceAll(/\s*\n\s*/g, ' ') };
  }
}

/** The default export of somebody's module: what `defineStimulus` takes, or what it gives. */
function declared(module: unknown): StimulusKind {
  const value: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
  const has = (key: string): boolean => typeof value === 'object' && value !== null && key in value;
  const isDrawn = has('drawing') || has('luminance') || has('render') || has('frames');
  if (!isDrawn || !['name', 'summary', 'sources', 'parameters'].every(has)) {
    throw new HelmholtzError(
      'bad-script',
      'expected a default export with name, summary, sources, parameters and luminance, render or frames',
    );
  }
  // Trusted: it is a program of whoever started the server.
  return has('drawing')
    ? (value as StimulusKind)
    : defineStimulus(value as Parameters<typeof defineStimulus>[0]);
}
