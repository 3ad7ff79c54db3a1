import {
  createRandom,
  type Expression,
  type GivenValues,
  type ParameterValue,
  suggestion,
} from '../../agents/index.ts';
import { findStimulus } from '../find-stimulus.ts';
import type { ObserverSetting, Place, Presentation } from '../observer.ts';
import { type RenderedStimulus, renderStimulus } from '../render-stimulus.ts';
import { type ResolutionRequest, resolveResolution } from '../resolution.ts';
import type { Cell, Row } from '../running/experiment.ts';
import { openScript } from '../scripts/open-script.ts';
import type { StimulusKind } from '../stimulus.ts';
import type { ShownDescription } from './experiment-schema.ts';
import type { FilesBeside } from './files-beside.ts';
import { checkAt, placed } from './restate.ts';
import { compiledAt, type Field, type Scope, valueOf } from './scope.ts';

/** A stimulus as it is to be drawn. */
export interface ShownStimulus {
  readonly kind: StimulusKind;
  readonly set: GivenValues;
  readonly geometry: ResolutionRequest;
}

/** The stimuli of an experiment file, each opened once. */
export class StimulusShelf {
  readonly #kinds = new Map<string, StimulusKind>();
  readonly #beside: FilesBeside;
  /** Texts of the scripts that were opened, for the identity of the experiment. */
  readonly texts: string[] = [];
  /** Pixels that may still be drawn to see whether stimuli can be. */
  #pixels = MOST_PIXELS;

  constructor(beside: FilesBeside) {
    this.#beside = beside;
  }

  /** The stimulus of a name, or the script file. */
  async open(name: string): Promise<StimulusKind> {
    const known = this.#kinds.get(name);
    if (known !== undefined) return known;
    const kind = await this.#find(name);
    this.#kinds.set(name, kind);
    return kind;
  }

  /** The same, for one that was opened before. */
  opened(name: string): StimulusKind {
    const kind = this.#kinds.get(name);
    if (kind === undefined) throw new RangeError(`expected an opened stimulus; got ${name}`);
    return kind;
  }

  /** Draws a stimulus to see whether it can be; `null` once so much has been drawn that more would take long. */
  tryOut(shown: ShownStimulus): RenderedStimulus | null {
    if (this.#pixels <= 0) return null;
    const drawn = drawStimulus(shown);
    this.#pixels -= drawn.rows * drawn.columns;
    return drawn;
  }

  async #find(name: string): Promise<StimulusKind> {
    if (!/\.(ya?ml|json)$/i.test(name)) return findStimulus(name);
    const { bytes } = await this.#beside(name);
    const text = new TextDecoder().decode(bytes);
    this.texts.push(text);
    return (await openScript(text, name)).kind;
  }
}

/** A stimulus, drawn by the same chance each time. */
function drawStimulus({ kind, set, geometry }: ShownStimulus): RenderedStimulus {
  return renderStimulus(kind, { parameters: set, geometry, random: createRandom(0, 'try-out') });
}

/** About a second of drawing. */
const MOST_PIXELS = 4_000_000;

const KEYS = ['stimulus', 'set', 'size', 'pixelsPerDegree'];

/** What a parameter of a stimulus is set to. */
type Setting =
  | { readonly kind: 'constant'; readonly value: ParameterValue }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'variable'; readonly name: string };

/**
 * What a presentation of a stimulus says, checked and compiled. `checkDrawn` refuses a drawn stimulus in which something is
 * missing.
 *
 * @throws {HelmholtzError} `bad-experiment`, at its place in the file.
 */
export async function presentStimulus(
  given: ShownDescription,
  { key, path, numbers, words }: Place,
  {
    shelf,
    refusal,
    checkDrawn,
  }: {
    readonly shelf: StimulusShelf;
    readonly refusal: ObserverSetting['refusal'];
    readonly checkDrawn: (drawn: RenderedStimulus, path: readonly PropertyKey[]) => void;
  },
): Promise<Presentation<ShownStimulus>> {
  const { stimulus, set = {}, size, pixelsPerDegree } = given;
  for (const other of Object.keys(given)) {
    if (KEYS.includes(other)) continue;
    throw refusal([...path, other], `no such key${suggestion(other, KEYS)}`);
  }
  if (stimulus === undefined) {
    throw refusal(path, 'expected a stimulus: its name, a script file, or a variable');
  }
  const at = [...path, 'stimulus'];
  const isVariable = words.includes(stimulus);
  const fixed = isVariable ? null : await placed(() => shelf.open(stimulus), at, refusal);
  const settings = Object.entries(set).map(([name, value]) => {
    const setting = settingOf(value, [...path, 'set', name], {
      ...{ name, kind: fixed, numbers, words, refusal },
    });
    return { name, setting, ...fieldOf(setting, { key, name, kind: fixed }) };
  });
  const nameField: Field = {
    column: {
      ...{ name: `${key}_stimulus`, kind: 'text', unit: '1' },
      meaning: `Stimulus that is shown (${key}).`,
    },
    value: (scope) => (isVariable ? String(scope.get(stimulus)) : stimulus),
  };
  const inputOf = (cell: (field: Field) => Cell): ShownStimulus => {
    const kind = shelf.opened(String(cell(nameField)));
    return {
      kind,
      set: Object.fromEntries(
        settings.map(({ name, setting, field }): [string, ParameterValue] => [
          name,
          field === null ? (setting.kind === 'constant' ? setting.value : null) : cell(field),
        ]),
      ),
      geometry: geometryOf(kind, size, pixelsPerDegree),
    };
  };
  const tried = new Set<string>();
  return {
    fields: [nameField, ...settings.flatMap(({ field }) => field ?? [])],
    limitsLevel: settings.some(
      ({ setting }) => setting.kind === 'expression' && setting.expression.names.has('level'),
    ),
    draw: (scope: Scope) => drawStimulus(inputOf(({ value }) => value(scope))),
    input: (plan: Row) => inputOf(({ column }) => plan[column.name] ?? null),
    check: async (scope: Scope) => {
      await placed(() => shelf.open(String(nameField.value(scope))), at, refusal);
      const shown = inputOf(({ value }) => value(scope));
      for (const [name, value] of Object.entries(shown.set)) {
        checkAt(
          shown.kind.parameters,
          { [name]: value },
          { path: [...path, 'set', name], refusal },
        );
      }
      const identity = JSON.stringify([shown.kind.name, shown.set]);
      if (tried.has(identity)) return;
      tried.add(identity);
      const drawn = await placed(() => Promise.resolve(shelf.tryOut(shown)), at, refusal);
      if (drawn !== null) checkDrawn(drawn, at);
    },
  };
}

/** What is a number in the stimulus may be an expression; a word that names a variable stands for its value. */
function settingOf(
  value: unknown,
  path: readonly PropertyKey[],
  {
    name,
    kind,
    numbers,
    words,
    refusal,
  }: {
    readonly name: string;
    /** `null` where a variable says which stimulus it is. */
    readonly kind: StimulusKind | null;
    readonly numbers: readonly string[];
    readonly words: readonly string[];
    readonly refusal: ObserverSetting['refusal'];
  },
): Setting {
  if (kind !== null && !Object.hasOwn(kind.parameters, name)) {
    throw refusal(
      path,
      `no such parameter of ${kind.name}${suggestion(name, Object.keys(kind.parameters))}`,
    );
  }
  if (typeof value === 'string' && words.includes(value)) return { kind: 'variable', name: value };
  const parameter = kind?.parameters[name];
  if (typeof value === 'string' && (parameter === undefined || parameter.kind === 'number')) {
    return {
      kind: 'expression',
      expression: compiledAt(value, path, { known: numbers, refusal }),
    };
  }
  if (typeof value === 'string' && numbers.includes(value)) {
    return { kind: 'variable', name: value };
  }
  // JSON, as the schema has seen.
  return { kind: 'constant', value: value as ParameterValue };
}

/** The column of a setting; lists have none, since they are the same in every trial. */
function fieldOf(
  setting: Setting,
  {
    key,
    name,
    kind,
  }: { readonly key: string; readonly name: string; readonly kind: StimulusKind | null },
): { readonly field: Field | null } {
  if (setting.kind === 'constant' && typeof setting.value === 'object') return { field: null };
  const parameter = kind?.parameters[name];
  const value = (scope: Scope): Cell => {
    switch (setting.kind) {
      case 'constant':
        return setting.value as Cell;
      case 'expression':
        return valueOf(setting.expression, scope);
      case 'variable':
        return scope.get(setting.name) ?? null;
    }
  };
  const isNumber =
    setting.kind === 'expression' ||
    (setting.kind === 'constant' && typeof setting.value === 'number');
  return {
    field: {
      column: {
        name: `${key}_${name}`,
        kind: isNumber
          ? 'number'
          : setting.kind === 'constant' && typeof setting.value === 'boolean'
            ? 'boolean'
            : 'text',
        unit: parameter !== undefined && 'unit' in parameter ? parameter.unit : '1',
        meaning: `${(parameter?.meaning ?? `Parameter ${name} of the stimulus`).replace(/\.$/, '')} (${key}).`,
      },
      value: isNumber || setting.kind === 'constant' ? value : (scope) => String(value(scope)),
    },
  };
}

/** Size and resolution; what is not said is that of the stimulus. */
function geometryOf(
  { name, resolution }: StimulusKind,
  size: ShownDescription['size'],
  pixelsPerDegree: ShownDescription['pixelsPerDegree'],
): ResolutionRequest {
  if (size === undefined && pixelsPerDegree === undefined) return resolution;
  if (size !== undefined && pixelsPerDegree !== undefined) {
    return { visualSize: size, pixelsPerDegree };
  }
  const own = resolveResolution(name, resolution);
  return {
    visualSize: size ?? own.visualSize,
    pixelsPerDegree: pixelsPerDegree ?? own.pixelsPerDegree,
  };
}
