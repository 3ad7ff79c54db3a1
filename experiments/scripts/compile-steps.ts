import type { Expression, ParameterValue } from '../../agents/index.ts';
import type { StimulusKind } from '../stimulus.ts';
import type { Refusal } from './refusal.ts';
import type { ScriptStep, ScriptStimulus } from './script.ts';

/** A value of a parameter of a catalogue stimulus, or the expression of a number. */
export type Setting = Expression | ParameterValue;

/** A stimulus of the catalogue, with settings that may be worked out from the parameters of the script. */
export interface CompiledSource {
  readonly kind: StimulusKind;
  readonly settings: readonly (readonly [name: string, setting: Setting])[];
}

/** One step of a combination, ready. */
export type CompiledStep =
  | { readonly kind: 'rotate'; readonly quarterTurns: number }
  | { readonly kind: 'flip'; readonly direction: 'across' | 'down' }
  | { readonly kind: 'roll'; readonly right: Expression; readonly up: Expression }
  | {
      readonly kind: 'pad';
      readonly border: Readonly<Record<'left' | 'right' | 'top' | 'bottom', Expression>>;
      readonly luminance: Expression;
    }
  | { readonly kind: 'resize'; readonly factor: number }
  | {
      readonly kind: 'twoSided';
      readonly sides: readonly (readonly [name: string, left: Setting, right: Setting])[];
    }
  | {
      readonly kind: 'stack';
      readonly direction: 'across' | 'down';
      readonly others: readonly CompiledSource[];
    }
  | { readonly kind: 'blur'; readonly sigma: Expression }
  | { readonly kind: 'bandpass'; readonly centre: Expression; readonly octaves: Expression }
  | {
      readonly kind: 'contrast';
      readonly measure: (typeof CONTRASTS)[number];
      /** One contrast, or the darkest and the lightest luminance. */
      readonly values: readonly Expression[];
      readonly mean: Expression | null;
    }
  | {
      readonly kind: 'through';
      readonly luminance: Expression;
      readonly other: CompiledSource;
    }
  | {
      readonly kind: 'superimpose' | 'plaid';
      readonly weights: readonly Expression[];
      readonly others: readonly CompiledSource[];
    };

/** Tells an expression from a plain setting. */
export function isExpression(setting: Setting): setting is Expression {
  return typeof setting === 'object' && setting !== null && 'evaluate' in setting;
}

/** What compiling a step takes from the script that it is part of. */
export interface StepCompiler {
  readonly refusal: Refusal;
  /** An expression of the parameters of the script. */
  readonly expression: (path: readonly PropertyKey[], value: number | string) => Expression;
  readonly stimulus: (given: ScriptStimulus, path: readonly PropertyKey[]) => CompiledSource;
  /** A setting of the stimulus that the combination begins with. */
  readonly setting: (name: string, value: ParameterValue, path: readonly PropertyKey[]) => Setting;
}

const OPERATIONS = [
  'rotate',
  'flip',
  'roll',
  'pad',
  'resize',
  'twoSided',
  'stack',
  'superimpose',
  'plaid',
  'blur',
  'bandpass',
  'contrast',
  'through',
] as const;
const WITH_OTHERS: readonly string[] = ['stack', 'superimpose', 'plaid', 'through'];
/** Kinds of contrast to which a picture can be brought. */
const CONTRASTS = ['michelson', 'rms', 'normalizedRms', 'range'] as const;

/**
 * Checks the steps of a combination and compiles their expressions.
 *
 * @param path Where in the script the list of steps is.
 * @throws {HelmholtzError} `bad-script`, with line and column.
 */
export function compileSteps(
  steps: readonly ScriptStep[],
  path: readonly PropertyKey[],
  compiler: StepCompiler,
): readonly CompiledStep[] {
  return steps.map((step, index) => compileStep(step, [...path, index], compiler));
}

function compileStep(
  step: ScriptStep,
  path: readonly PropertyKey[],
  { refusal, expression, stimulus, setting }: StepCompiler,
): CompiledStep {
  const [operation, second] = OPERATIONS.filter((key) => step[key] !== undefined);
  if (operation === undefined || second !== undefined) {
    const got = operation === undefined ? 'none' : `${operation} and ${second ?? ''}`;
    throw refusal(path, `expected one of ${OPERATIONS.join(', ')}; got ${got}`);
  }
  if (step.luminance !== undefined && operation !== 'pad') {
    throw refusal([...path, 'luminance'], `luminance belongs to pad; got it with ${operation}`);
  }
  const needsOthers = WITH_OTHERS.includes(operation);
  if (needsOthers !== (step.with !== undefined)) {
    throw refusal(
      needsOthers ? path : [...path, 'with'],
      needsOthers
        ? `expected with, a list of further stimuli, for ${operation}`
        : `with belongs to ${WITH_OTHERS.join(', ')}; got it with ${operation}`,
    );
  }
  const others = (step.with ?? []).map((given, index) => stimulus(given, [...path, 'with', index]));
  const inner = [...path, operation];
  const weightsOf = (given: readonly (number | string)[]): readonly Expression[] => {
    if (given.length !== others.length + 1) {
      throw refusal(
        inner,
        `expected ${others.length + 1} weights, one for each picture; got ${given.length}`,
      );
    }
    return given.map((weight, index) => expression([...inner, index], weight));
  };
  switch (operation) {
    case 'rotate':
      return { kind: 'rotate', quarterTurns: (step.rotate ?? 0) / 90 };
    case 'flip':
      return { kind: 'flip', direction: step.flip ?? 'across' };
    case 'roll': {
      const [right, up] = step.roll ?? [0, 0];
      return {
        kind: 'roll',
        right: expression([...inner, 0], right),
        up: expression([...inner, 1], up),
      };
    }
    case 'pad': {
      const { pad = 0, luminance = 0.5 } = step;
      const border = (name: 'left' | 'right' | 'top' | 'bottom'): Expression =>
        typeof pad === 'object'
          ? expression([...inner, name], pad[name] ?? 0)
          : expression(inner, pad);
      return {
        kind: 'pad',
        border: {
          left: border('left'),
          right: border('right'),
          top: border('top'),
          bottom: border('bottom'),
        },
        luminance: expression([...path, 'luminance'], luminance),
      };
    }
    case 'resize':
      return { kind: 'resize', factor: step.resize ?? 1 };
    case 'twoSided':
      return {
        kind: 'twoSided',
        sides: Object.entries(step.twoSided ?? {}).map(([name, [left, right]]) => [
          name,
          setting(name, left, [...inner, name, 0]),
          setting(name, right, [...inner, name, 1]),
        ]),
      };
    case 'stack':
      return { kind: 'stack', direction: step.stack ?? 'across', others };
    case 'blur':
      return { kind: 'blur', sigma: expression(inner, step.blur ?? 0) };
    case 'bandpass': {
      const [centre, octaves] = step.bandpass ?? [1, 1];
      return {
        kind: 'bandpass',
        centre: expression([...inner, 0], centre),
        octaves: expression([...inner, 1], octaves),
      };
    }
    case 'contrast': {
      const { mean, ...kinds } = step.contrast ?? {};
      const [measure, another] = CONTRASTS.filter((kind) => kinds[kind] !== undefined);
      if (measure === undefined || another !== undefined) {
        const got = measure === undefined ? 'none' : `${measure} and ${another ?? ''}`;
        throw refusal(inner, `expected one of ${CONTRASTS.join(', ')}; got ${got}`);
      }
      if (measure === 'range' && mean !== undefined) {
        throw refusal([...inner, 'mean'], 'a range has no mean to be chosen');
      }
      const given = kinds[measure] ?? 0;
      return {
        kind: 'contrast',
        measure,
        values: Array.isArray(given)
          ? given.map((value, index) => expression([...inner, measure, index], value))
          : [expression([...inner, measure], given)],
        mean: mean === undefined ? null : expression([...inner, 'mean'], mean),
      };
    }
    case 'through': {
      const [other, more] = others;
      if (other === undefined || more !== undefined) {
        throw refusal([...path, 'with'], `expected one stimulus for through; got ${others.length}`);
      }
      return { kind: 'through', luminance: expression(inner, step.through ?? 0.5), other };
    }
    case 'superimpose':
    case 'plaid': {
      const weights = weightsOf(step[operation] ?? []);
      if (operation === 'plaid' && others.length !== 1) {
        throw refusal([...path, 'with'], `expected one stimulus for plaid; got ${others.length}`);
      }
      return { kind: operation, weights, others };
    }
  }
}
