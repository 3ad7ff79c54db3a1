import {
  compileExpression,
  CONSTANTS,
  type Expression,
  ExpressionError,
  FUNCTIONS,
  type NumberParameter,
  type ParameterValue,
  resolveParameters,
} from '../../agents/index.ts';
import type { StimulusKind } from '../stimulus.ts';
import type { ScriptSource } from './read-script.ts';
import {
  type CompiledSource,
  type CompiledStep,
  compileSteps,
  type Setting,
} from './compile-steps.ts';
import { type Refusal, refused } from './refusal.ts';
import { type Script, SCRIPT_LIMITS, type ScriptLayer, type ScriptStimulus } from './script.ts';

/** Names with a meaning of their own: the point in degrees, its distance and angle, and the time in seconds. */
const PLACE_NAMES = ['x', 'y', 'r', 'theta'] as const;
const TIME_NAME = 't';

/** A script whose every name is known and whose every expression is ready. */
export interface CompiledScript {
  readonly parameters: Readonly<Record<string, NumberParameter>>;
  readonly variables: readonly (readonly [name: string, expression: Expression])[];
  readonly background: Expression;
  readonly layers: readonly CompiledLayer[];
  readonly masks: readonly (readonly [name: string, expression: Expression])[];
  /** Nanoseconds per pixel, about. */
  readonly cost: number;
  /** Whether anything depends on the time. */
  readonly moves: boolean;
}

/** One layer, ready. */
export interface CompiledLayer {
  readonly source: ScriptLayer;
  readonly luminance: Expression | null;
  readonly picture: CompiledPicture | null;
  readonly where: Expression | null;
  readonly opacity: Expression;
}

/** A stimulus of the catalogue in a layer, and what is done to it. */
export interface CompiledPicture extends CompiledSource {
  readonly steps: readonly CompiledStep[];
  readonly at: readonly [x: Expression, y: Expression];
}

/** About what a stimulus of the catalogue takes per pixel, ns. */
const PICTURE_COST = 60;

/**
 * Checks all names of a script and compiles its expressions.
 *
 * @param find The stimulus of a name; throws when there is none.
 * @throws {HelmholtzError} `bad-script`, with line and column.
 */
export function compileScript(
  { script, refusal }: ScriptSource,
  find: (name: string) => StimulusKind,
): CompiledScript {
  const parameters = parametersOf(script, refusal);
  const settings = [...Object.keys(parameters), TIME_NAME];
  const names: string[] = [...settings, ...PLACE_NAMES];
  const all: Expression[] = [];
  let pictures = 0;

  const compile = (
    path: readonly PropertyKey[],
    value: number | string,
    known: readonly string[],
  ): Expression => {
    try {
      const expression = compileExpression(String(value), known);
      all.push(expression);
      return expression;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw refusal(path, error.reason, error.at ?? 0);
    }
  };

  const variables = Object.entries(script.variables ?? {}).map(([name, value]) => {
    checkName(['variables', name], name, names, refusal);
    const expression = compile(['variables', name], value, names);
    names.push(name);
    return [name, expression] as const;
  });
  checkCount(variables.length, 'variables', refusal);

  const setting = (
    kind: StimulusKind,
    name: string,
    value: ParameterValue,
    path: readonly PropertyKey[],
  ): Setting =>
    settingOf({ kind, name, value, path, refusal }, (text) => compile(path, text, settings));

  const stimulus = (given: ScriptStimulus, path: readonly PropertyKey[]): CompiledSource => {
    const kind = refused(() => find(given.stimulus), [...path, 'stimulus'], refusal);
    pictures++;
    return {
      kind,
      settings: Object.entries(given.set ?? {}).map(([name, value]) => [
        name,
        setting(kind, name, value, [...path, 'set', name]),
      ]),
    };
  };

  const picture = (layer: ScriptLayer, path: readonly PropertyKey[]): CompiledPicture | null => {
    if (layer.stimulus === undefined) return null;
    const [x, y] = layer.at ?? [0, 0];
    const source = stimulus({ stimulus: layer.stimulus, set: layer.set }, path);
    return {
      ...source,
      steps: compileSteps(layer.combine ?? [], [...path, 'combine'], {
        refusal,
        expression: (at, value) => compile(at, value, settings),
        stimulus,
        setting: (name, value, at) => setting(source.kind, name, value, at),
      }),
      at: [compile([...path, 'at', 0], x, settings), compile([...path, 'at', 1], y, settings)],
    };
  };

  const layers = script.layers.map((layer, index): CompiledLayer => {
    const path = ['layers', index];
    checkLayer(layer, path, refusal);
    const optional = (key: 'luminance' | 'where'): Expression | null => {
      const value = layer[key];
      return value === undefined ? null : compile([...path, key], value, names);
    };
    return {
      source: layer,
      luminance: optional('luminance'),
      picture: picture(layer, path),
      where: optional('where'),
      opacity: compile([...path, 'opacity'], layer.opacity ?? 1, names),
    };
  });
  const background = compile(['background'], script.background ?? 0.5, names);
  const masks = Object.entries(script.masks ?? {}).map(
    ([name, value]) => [name, compile(['masks', name], value, names)] as const,
  );
  checkCount(masks.length, 'masks', refusal);
  return {
    parameters,
    variables,
    background,
    layers,
    masks,
    cost:
      all.reduce((sum, { cost }) => sum + cost, 0) + PICTURE_COST * pictures + 10 * layers.length,
    moves:
      all.some((expression) => expression.names.has(TIME_NAME)) ||
      script.layers.some(({ onset, duration }) => onset !== undefined || duration !== undefined),
  };
}

function parametersOf(script: Script, refusal: Refusal): Readonly<Record<string, NumberParameter>> {
  const entries = Object.entries(script.parameters ?? {});
  checkCount(entries.length, 'parameters', refusal);
  return Object.fromEntries(
    entries.map(([name, given]) => {
      const path = ['parameters', name];
      checkName(path, name, [TIME_NAME, ...PLACE_NAMES], refusal);
      const {
        default: value,
        min = -1e6,
        max = 1e6,
        unit = '1',
        meaning = 'Parameter of the script.',
      } = typeof given === 'number' ? { default: given } : given;
      if (!(min <= value && value <= max)) {
        throw refusal(path, `expected min <= default <= max; got ${min}, ${value} and ${max}`);
      }
      return [name, { kind: 'number', default: value, min, max, unit, meaning } as const];
    }),
  );
}

/** A name must not have a meaning already. */
function checkName(
  path: readonly PropertyKey[],
  name: string,
  taken: readonly string[],
  refusal: Refusal,
): void {
  if (taken.includes(name) || CONSTANTS.has(name) || FUNCTIONS.has(name)) {
    throw refusal(path, `the name "${name}" has a meaning already: expected another`);
  }
}

function checkCount(
  count: number,
  what: 'parameters' | 'variables' | 'masks',
  refusal: Refusal,
): void {
  if (count > SCRIPT_LIMITS[what]) {
    throw refusal([what], `expected at most ${SCRIPT_LIMITS[what]} ${what}; got ${count}`);
  }
}

function checkLayer(layer: ScriptLayer, path: readonly PropertyKey[], refusal: Refusal): void {
  if ((layer.luminance === undefined) === (layer.stimulus === undefined)) {
    throw refusal(path, 'expected either luminance or stimulus');
  }
  for (const key of ['set', 'combine', 'size', 'at'] as const) {
    if (layer.stimulus === undefined && layer[key] !== undefined) {
      throw refusal([...path, key], `${key} belongs to a layer with a stimulus`);
    }
  }
  const { duration, ramp = 0 } = layer;
  if (duration !== undefined && 2 * ramp > duration) {
    throw refusal([...path, 'ramp'], `expected at most half of the duration; got ${ramp} s`);
  }
}

/** A setting of a catalogue stimulus: what is a number there may be an expression here. */
function settingOf(
  {
    kind,
    name,
    value,
    path,
    refusal,
  }: {
    readonly kind: StimulusKind;
    readonly name: string;
    readonly value: ParameterValue;
    readonly path: readonly PropertyKey[];
    readonly refusal: Refusal;
  },
  compile: (text: string) => Expression,
): Setting {
  const parameter = Object.hasOwn(kind.parameters, name) ? kind.parameters[name] : undefined;
  if (parameter?.kind === 'number' && typeof value === 'string') return compile(value);
  refused(() => resolveParameters(kind.name, kind.parameters, { [name]: value }), path, refusal);
  return value;
}
