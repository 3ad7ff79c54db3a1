import { type Expression, suggestion } from '../../agents/index.ts';
import type { PreparedObserver, Presentation } from '../observer.ts';
import type { Refusal } from '../read-described.ts';
import { checkSample, type ConditionContext, conditionsOf } from './conditions.ts';
import {
  EXPERIMENT_LIMITS,
  type ExperimentFile,
  type ProcedureDescription,
  type TimelinePart,
} from './experiment-schema.ts';
import { compiledAt, type Scope, valueOf, withCondition } from './scope.ts';
import { type CompiledPart, type CompiledTrial, knownLevels, RESULT_NAMES } from './timeline.ts';

/** What the parts of a file are checked against, and what is learned of them on the way. */
export interface PartContext extends ConditionContext {
  readonly file: ExperimentFile;
  readonly observer: PreparedObserver;
  /** All trials that the file describes. */
  readonly trials: CompiledTrial[];
}

/** Which presentations a task has. */
const PRESENTATIONS = {
  comparison: ['first', 'second'],
  'yes-no': ['show'],
  rating: ['show'],
  matching: ['show'],
  naming: ['show'],
} as const;

/**
 * Checks and compiles a part of a timeline with all parts within it. `outer` is what the variables around it can be: every
 * combination.
 *
 * @throws {HelmholtzError} `bad-experiment`; `not-readable` and `bad-shape` for tables of conditions.
 */
export async function compilePart(
  part: TimelinePart,
  path: readonly PropertyKey[],
  { context, outer }: { readonly context: PartContext; readonly outer: readonly Scope[] },
): Promise<CompiledPart> {
  const { refusal } = context;
  const conditions = await conditionsOf(part, path, context);
  checkSample(part, path, { conditions: conditions.length, refusal });
  checkKeys(part, path, context);
  if (outer.length * conditions.length > EXPERIMENT_LIMITS.conditions) {
    throw refusal(
      path,
      `expected at most ${EXPERIMENT_LIMITS.conditions} combinations with the conditions around it; got ${outer.length * conditions.length}`,
    );
  }
  const scopes = outer.flatMap((around) =>
    conditions.map((condition) => withCondition(around, condition)),
  );
  const around = namesIn(outer[0]!, 'number');
  const compile = (key: 'when' | 'loopWhile'): Expression | null => {
    const value = part[key];
    const known = [...around, ...RESULT_NAMES];
    return value === undefined ? null : compiledAt(value, [...path, key], { known, refusal });
  };
  const parts: CompiledPart[] = [];
  for (const [index, inner] of (part.timeline ?? []).entries()) {
    parts.push(await compilePart(inner, [...path, 'timeline', index], { context, outer: scopes }));
  }
  const numbered = path.filter((key) => typeof key === 'number').map((key) => key + 1);
  return {
    name: part.name ?? numbered.join('.'),
    role: part.role ?? 'test',
    conditions,
    sample: part.sample,
    randomizeOrder: part.randomizeOrder,
    repetitions: part.repetitions ?? 1,
    when: compile('when'),
    loopWhile: compile('loopWhile'),
    loopAtMost: part.loopAtMost ?? 1,
    order: part.order ?? 'given',
    procedure: part.procedure ?? null,
    trial:
      part.trial === undefined
        ? null
        : await compileTrial(part.trial, [...path, 'trial'], {
            ...{ context, scopes, procedure: part.procedure ?? null },
          }),
    parts,
  };
}

/** Which keys of a part go with each other. */
function checkKeys(
  { trial, timeline, procedure, sample, randomizeOrder, loopWhile, loopAtMost }: TimelinePart,
  path: readonly PropertyKey[],
  { file: { task }, refusal }: PartContext,
): void {
  if ((trial === undefined) === (timeline === undefined)) {
    throw refusal(
      path,
      `expected either a trial or a timeline; got ${trial === undefined ? 'neither' : 'both'}`,
    );
  }
  if (loopWhile !== undefined && loopAtMost === undefined) {
    throw refusal([...path, 'loopWhile'], 'expected loopAtMost beside it, so that it ends');
  }
  if (procedure === undefined) return;
  if (trial === undefined) {
    throw refusal([...path, 'procedure'], 'expected a trial beside a procedure');
  }
  if (sample !== undefined || randomizeOrder !== undefined) {
    throw refusal(
      [...path, sample === undefined ? 'randomizeOrder' : 'sample'],
      'expected none beside a procedure, in which conditions take turns in random order',
    );
  }
  if (task === 'matching') {
    throw refusal([...path, 'procedure'], 'expected none in matching, where there are no choices');
  }
  if (task === 'naming' && 'counts' in procedure && procedure.counts !== 'correct') {
    throw refusal([...path, 'procedure', 'counts'], 'expected correct, since names are no choices');
  }
  const isCounting = procedure.kind !== 'constant';
  if (task === 'naming' && isCounting && procedure.counts === undefined) {
    throw refusal([...path, 'procedure'], 'expected counts: correct, since names are no choices');
  }
  if ('counts' in procedure && procedure.counts === 'correct' && trial.answer === undefined) {
    throw refusal(
      [...path, 'trial'],
      'expected an answer, since the procedure counts correct responses',
    );
  }
}

function namesIn(scope: Scope, kind: 'number' | 'string'): string[] {
  return Array.from(scope.keys()).filter((name) => typeof scope.get(name) === kind);
}

/** What decides whether a trial can be shown. */
interface TrialContext {
  readonly context: PartContext;
  /** Every combination of the variables. */
  readonly scopes: readonly Scope[];
  readonly procedure: ProcedureDescription | null;
}

async function compileTrial(
  trial: NonNullable<TimelinePart['trial']>,
  path: readonly PropertyKey[],
  { context, scopes, procedure }: TrialContext,
): Promise<CompiledTrial> {
  const { file, observer, refusal, trials } = context;
  const wanted: readonly string[] = PRESENTATIONS[file.task];
  for (const key of ['show', 'first', 'second'] as const) {
    if ((trial[key] !== undefined) === wanted.includes(key)) continue;
    throw trial[key] === undefined
      ? refusal(path, `expected ${wanted.join(' and ')} in the task ${file.task}; got no ${key}`)
      : refusal(
          [...path, key],
          `expected ${wanted.join(' and ')} in the task ${file.task}; got ${key}`,
        );
  }
  const variables = {
    numbers: [...namesIn(scopes[0]!, 'number'), ...(procedure === null ? [] : ['level'])],
    words: namesIn(scopes[0]!, 'string'),
  };
  const presentations: Presentation[] = [];
  for (const key of PRESENTATIONS[file.task]) {
    const place = { key, path: [...path, key], ...variables };
    const presentation = await observer.present(trial[key]!, place);
    if (presentation.limitsLevel && procedure?.kind === 'staircase') {
      const missing = (['min', 'max'] as const).find((end) => procedure[end] === undefined);
      if (missing !== undefined) {
        throw refusal(
          [...path.slice(0, -1), 'procedure'],
          `expected ${missing}, so that the level stays where the stimulus can be shown`,
        );
      }
    }
    presentations.push(presentation);
  }
  const shown =
    procedure === null
      ? scopes
      : scopes.flatMap((scope) =>
          knownLevels(procedure).map((level) => withCondition(scope, { level })),
        );
  // What every condition shows, at the levels that are known, so that nothing is refused in the middle of a run.
  for (const presentation of presentations) {
    for (const scope of shown) await presentation.check(scope);
  }
  const compiled = {
    number: trials.length,
    presentations,
    shown:
      procedure === null
        ? scopes
        : scopes.map((scope) => withCondition(scope, { level: knownLevels(procedure)[0]! })),
    answer: answerOf(trial.answer, [...path, 'answer'], {
      ...{ ...variables, shown, refusal },
      names: file.task === 'naming' ? sharedNames(observer) : null,
    }),
  };
  trials.push(compiled);
  return compiled;
}

/** Names that the members of every group can give. */
function sharedNames({ groups }: PreparedObserver): readonly string[] {
  const [first = [], ...others] = groups.map(({ names }) => names ?? []);
  return first.filter((name) => others.every((names) => names.includes(name)));
}

/** What is right: an expression, or, where names are given, a name or the variable that holds it. */
function answerOf(
  answer: number | string | undefined,
  path: readonly PropertyKey[],
  {
    numbers,
    words,
    names,
    shown,
    refusal,
  }: {
    readonly numbers: readonly string[];
    readonly words: readonly string[];
    /** `null` where no names are asked for. */
    readonly names: readonly string[] | null;
    readonly shown: readonly Scope[];
    readonly refusal: Refusal;
  },
): CompiledTrial['answer'] {
  if (answer === undefined) return null;
  if (names === null) {
    const expression = compiledAt(answer, path, { known: numbers, refusal });
    return (scope) => valueOf(expression, scope);
  }
  const text = String(answer);
  const isVariable = words.includes(text) || numbers.includes(text);
  const named = (scope: Scope): string => (isVariable ? String(scope.get(text)) : text);
  for (const scope of shown) {
    const name = named(scope);
    if (names.includes(name)) continue;
    throw refusal(
      path,
      `expected one of the names ${names.join(' ')}; got "${name}"${suggestion(name, names)}`,
    );
  }
  return named;
}
