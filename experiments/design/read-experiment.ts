import { dirname, join } from 'node:path';
import {
  compileExpression,
  type Expression,
  ExpressionError,
  HelmholtzError,
  type ParameterTable,
  type ParameterValues,
  type Random,
  resolveParameters,
  suggestion,
} from '../../agents/index.ts';
import { findObserver } from '../find-observer.ts';
import { readTable } from '../fitting/read-table.ts';
import type { ObserverKind } from '../observer.ts';
import { readDescribed, type Refusal } from '../read-described.ts';
import { answerColumns, respond, RESPONSE_PARAMETERS } from '../responses/respond.ts';
import type { Column, Experiment, Participant, Row, Seat } from '../running/experiment.ts';
import { fileReadout } from './file-readout.ts';
import {
  EXPERIMENT_LIMITS,
  EXPERIMENT_SCHEMA,
  type ExperimentFile,
  type TimelinePart,
} from './experiment-schema.ts';
import {
  type CompiledPart,
  type CompiledTrial,
  type Condition,
  countTrials,
  flattenedParts,
  knownLevels,
  RESULT_NAMES,
  valueOf,
  walkTimeline,
  withNumbers,
} from './timeline.ts';

/** What the parts of a file are checked against. */
interface Context {
  readonly file: ExperimentFile;
  readonly observer: ObserverKind;
  readonly refusal: Refusal;
  /** Folder in which tables of conditions lie. */
  readonly folder: string;
  /** Texts of tables that were read, for the identity of the experiment. */
  readonly tables: string[];
  /** Variables in the order in which they first occur. */
  readonly variables: Map<string, Column['kind']>;
}

/**
 * Reads an experiment file: all of it is checked before any of it runs.
 *
 * @param path Where it lies, for messages and for the tables beside it.
 * @throws {HelmholtzError} `bad-experiment`, with file, line, column, expectation and nearest word; `not-readable` and
 * `bad-shape` for tables of conditions.
 */
export async function readExperiment(text: string, path: string): Promise<Experiment> {
  const place = path.split(/[\\/]/).at(-1) ?? path;
  const { value: file, refusal } = readDescribed(text, place, {
    schema: EXPERIMENT_SCHEMA,
    code: 'bad-experiment',
    what: 'an experiment',
    bytes: EXPERIMENT_LIMITS.bytes,
  });
  const observer = await placed(() => findObserver(file.observer), ['observer'], refusal);
  const context: Context = {
    ...{ file, observer, refusal, folder: dirname(path), tables: [] },
    variables: new Map(Object.keys(file.counterbalance ?? {}).map((name) => [name, 'number'])),
  };
  const groups = Object.entries(file.groups).map(([name, { participants }]) => ({
    name,
    participants,
  }));
  if (groups.length === 0) throw refusal(['groups'], 'expected at least one group');
  checkGroups(context);
  const dealt = dealtValues(file, 0);
  const parts: CompiledPart[] = [];
  for (const [index, part] of file.timeline.entries()) {
    parts.push(await compilePart(part, ['timeline', index], { context, outer: dealt }));
  }
  const expectedTrials = countTrials(parts);
  if (expectedTrials > EXPERIMENT_LIMITS.trials) {
    throw refusal(
      ['timeline'],
      `expected at most ${EXPERIMENT_LIMITS.trials} trials of a participant; got ${expectedTrials}`,
    );
  }
  const { task } = file;
  const parameterTable = parametersOf(observer);
  const shown = shownColumns(context, parts);
  return {
    name: file.name ?? place.replace(/\.[^.]*$/, ''),
    question: file.question ?? '',
    identity: [text, ...context.tables].join('\n'),
    groups,
    parameters: Object.entries(parameterTable).map(([name, { meaning, ...parameter }]) => ({
      ...{ name, meaning, kind: 'number' },
      unit: 'unit' in parameter ? parameter.unit : '1',
    })),
    shown,
    answered: answerColumns(task),
    course: (seat, random) =>
      walkTimeline(parts, {
        seat,
        random,
        values: new Map(Object.entries(dealtValues(file, seat.index))),
      }),
    expectedTrials,
    open: (seat, random) => openParticipant(file, observer, { seat, random }),
    readout: () => fileReadout({ file, parts, variables: [...context.variables.keys()], groups }),
  };
}

/** Parameters of an observer and of its responses. */
function parametersOf(observer: ObserverKind): ParameterTable {
  return { ...observer.parameters, ...RESPONSE_PARAMETERS };
}

/** Values of the counterbalanced variables for a participant: every combination in turn, the first name fastest. */
function dealtValues(
  { counterbalance = {} }: ExperimentFile,
  index: number,
): Record<string, number> {
  let rest = index;
  return Object.fromEntries(
    Object.entries(counterbalance).map(([name, values]) => {
      const value = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
      return [name, value];
    }),
  );
}

/** Names and ranges of the parameters of all groups. */
function checkGroups({ file, observer, refusal }: Context): void {
  const table = parametersOf(observer);
  for (const [group, { parameters = {} }] of Object.entries(file.groups)) {
    for (const [name, distribution] of Object.entries(parameters)) {
      const path = ['groups', group, 'parameters', name];
      const ends =
        typeof distribution === 'number'
          ? { '': distribution }
          : 'mean' in distribution
            ? { mean: distribution.mean }
            : { from: distribution.from, to: distribution.to };
      for (const [key, value] of Object.entries(ends)) {
        check(
          observer.name,
          table,
          { [name]: value },
          { path: key === '' ? path : [...path, key], refusal },
        );
      }
    }
  }
}

/** Refuses values that a table does not allow, at their place in the file. */
function check(
  owner: string,
  table: ParameterTable,
  values: Readonly<Record<string, number>>,
  { path, refusal }: { readonly path: readonly PropertyKey[]; readonly refusal: Refusal },
): void {
  try {
    resolveParameters(owner, table, values);
  } catch (error) {
    throw restated(error, path, refusal);
  }
}

async function placed<Result>(
  work: () => Promise<Result>,
  path: readonly PropertyKey[],
  refusal: Refusal,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw restated(error, path, refusal);
  }
}

/** The same refusal, at a place in the file; the place that it names itself is said by the path. */
function restated(error: unknown, path: readonly PropertyKey[], refusal: Refusal): unknown {
  if (!(error instanceof HelmholtzError)) return error;
  return refusal(path, error.message.replace(/^[\w.[\]-]+: /, ''));
}

async function compilePart(
  part: TimelinePart,
  path: readonly PropertyKey[],
  { context, outer }: { readonly context: Context; readonly outer: Condition },
): Promise<CompiledPart> {
  const { refusal } = context;
  const conditions = await conditionsOf(part, path, context);
  checkSample(part, path, { conditions: conditions.length, refusal });
  const numbers = (condition: Condition): string[] =>
    Object.keys(condition).filter((name) => typeof condition[name] === 'number');
  const around = numbers(outer);
  const names = [...new Set([...around, ...numbers(conditions[0] ?? {})])];
  const first: Condition = { ...outer, ...conditions[0] };
  const compile = (
    key: string,
    value: number | string | undefined,
    known: readonly string[],
  ): Expression | null =>
    value === undefined ? null : compiled(value, [...path, key], { known, refusal });
  const parts: CompiledPart[] = [];
  for (const [index, inner] of (part.timeline ?? []).entries()) {
    parts.push(await compilePart(inner, [...path, 'timeline', index], { context, outer: first }));
  }
  if ((part.trial === undefined) === (part.timeline === undefined)) {
    throw refusal(
      path,
      `expected either a trial or a timeline; got ${part.trial === undefined ? 'neither' : 'both'}`,
    );
  }
  if (part.procedure !== undefined && part.trial === undefined) {
    throw refusal([...path, 'procedure'], 'expected a trial beside a procedure');
  }
  if (
    part.procedure !== undefined &&
    (part.sample !== undefined || part.randomizeOrder !== undefined)
  ) {
    const key = part.sample === undefined ? 'randomizeOrder' : 'sample';
    throw refusal(
      [...path, key],
      'expected none beside a procedure, in which conditions take turns in random order',
    );
  }
  if (part.procedure !== undefined && context.file.task === 'matching') {
    throw refusal([...path, 'procedure'], 'expected none in matching, where there are no choices');
  }
  if (part.loopWhile !== undefined && part.loopAtMost === undefined) {
    throw refusal([...path, 'loopWhile'], 'expected loopAtMost beside it, so that it ends');
  }
  const trialNames = part.procedure === undefined ? names : [...names, 'level'];
  const trial =
    part.trial === undefined
      ? null
      : compileTrial(part.trial, [...path, 'trial'], { context, known: trialNames });
  const made: CompiledPart = {
    name:
      part.name ??
      path
        .filter((key) => typeof key === 'number')
        .map((key) => key + 1)
        .join('.'),
    role: part.role ?? 'test',
    conditions,
    sample: part.sample,
    randomizeOrder: part.randomizeOrder,
    repetitions: part.repetitions ?? 1,
    when: compile('when', part.when, [...around, ...RESULT_NAMES]),
    loopWhile: compile('loopWhile', part.loopWhile, [...around, ...RESULT_NAMES]),
    loopAtMost: part.loopAtMost ?? 1,
    order: part.order ?? 'given',
    procedure: part.procedure ?? null,
    trial,
    parts,
  };
  if (trial !== null) checkShown(made, path, { context, outer });
  return made;
}

/** Conditions of a part: rows that are written down, rows of a table, or all combinations of factors. */
async function conditionsOf(
  { variables, factors, table }: TimelinePart,
  path: readonly PropertyKey[],
  { refusal, folder, tables, variables: all }: Context,
): Promise<readonly Condition[]> {
  const given = Object.entries({ variables, factors, table }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length > 1) {
    throw refusal(
      [...path, given[1]![0]],
      `expected one of variables, factors and table; got ${given.map(([key]) => key).join(' and ')}`,
    );
  }
  let rows: readonly Condition[] = [{}];
  if (variables !== undefined) rows = variables;
  if (factors !== undefined) {
    rows = Object.entries(factors).reduce<Condition[]>(
      (before, [name, values]) =>
        before.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
      [{}],
    );
  }
  if (table !== undefined) {
    const { names, columns, lines } = await readTable(join(folder, table));
    rows = lines.map((_, row) =>
      Object.fromEntries(
        names.map((name, column) => {
          const text = columns[column]![row]!;
          return [name, text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text];
        }),
      ),
    );
    tables.push(JSON.stringify(rows));
  }
  if (rows.length > EXPERIMENT_LIMITS.conditions) {
    throw refusal(
      path,
      `expected at most ${EXPERIMENT_LIMITS.conditions} conditions; got ${rows.length}`,
    );
  }
  const [first = {}] = rows;
  rows.forEach((row, index) => {
    const at = variables === undefined ? path : [...path, 'variables', index];
    for (const name of new Set([...Object.keys(first), ...Object.keys(row)])) {
      if (name in row && typeof row[name] === typeof first[name]) continue;
      throw refusal(
        name in row ? [...at, name] : at,
        name in first
          ? `expected a ${typeof first[name] === 'number' ? 'number' : 'word'} for ${name}, as in the first condition; got ${name in row ? JSON.stringify(row[name]) : 'nothing'}`
          : `${name}: no such variable in the first condition${suggestion(name, Object.keys(first))}`,
      );
    }
  });
  for (const [name, value] of Object.entries(first)) {
    if (RESERVED.has(name))
      throw refusal(path, `${name}: expected another name; it is a column of its own`);
    all.set(name, typeof value === 'number' ? 'number' : 'text');
  }
  return rows;
}

const RESERVED = new Set([
  ...['participant', 'group', 'trial', 'part', 'role', 'level', 'answer', 'choice', 'correct'],
  ...['confidence', 'decision', 'rating', 'estimate', 'error', 'reactionTime', ...RESULT_NAMES],
]);

function checkSample(
  { sample, variables, factors, table }: TimelinePart,
  path: readonly PropertyKey[],
  { conditions, refusal }: { readonly conditions: number; readonly refusal: Refusal },
): void {
  if (sample === undefined) return;
  const at = [...path, 'sample'];
  if (variables === undefined && factors === undefined && table === undefined) {
    throw refusal(at, 'expected conditions to sample from: variables, factors or a table');
  }
  if (sample.type === 'without-replacement' && sample.size > conditions) {
    throw refusal(
      [...at, 'size'],
      `expected at most ${conditions}, the number of conditions; got ${sample.size}`,
    );
  }
  if (
    sample.type === 'with-replacement' &&
    sample.weights !== undefined &&
    sample.weights.length !== conditions
  ) {
    throw refusal(
      [...at, 'weights'],
      `expected ${conditions} weights, one per condition; got ${sample.weights.length}`,
    );
  }
  if (sample.type !== 'alternate-groups') return;
  sample.groups.forEach((group, index) => {
    group.forEach((row, place) => {
      if (row >= conditions) {
        throw refusal(
          [...at, 'groups', index, place],
          `expected the number of a condition, 0 to ${conditions - 1}; got ${row}`,
        );
      }
    });
  });
}

/** Which presentations a task has. */
const PRESENTATIONS = {
  comparison: ['first', 'second'],
  'yes-no': ['show'],
  rating: ['show'],
  matching: ['show'],
} as const;

function compileTrial(
  trial: NonNullable<TimelinePart['trial']>,
  path: readonly PropertyKey[],
  { context, known }: { readonly context: Context; readonly known: readonly string[] },
): CompiledTrial {
  const { file, observer, refusal } = context;
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
  const fields = (['show', 'first', 'second'] as const).flatMap((key) =>
    Object.entries(trial[key] ?? {}).map(([input, value]) => {
      if (!Object.hasOwn(observer.inputs, input)) {
        throw refusal(
          [...path, key, input],
          `no such input of ${observer.name}${suggestion(input, Object.keys(observer.inputs))}`,
        );
      }
      return {
        column: `${key}_${input}`,
        expression: compiled(value, [...path, key, input], { known, refusal }),
      };
    }),
  );
  const answer =
    trial.answer === undefined
      ? null
      : compiled(trial.answer, [...path, 'answer'], { known, refusal });
  return { fields, answer };
}

/** Works out what every condition shows, at the levels that are known, so that nothing is refused in the middle of a run. */
function checkShown(
  { conditions, procedure, trial, ...part }: CompiledPart,
  path: readonly PropertyKey[],
  { context, outer }: { readonly context: Context; readonly outer: Condition },
): void {
  const { observer, refusal } = context;
  if (
    procedure !== null &&
    'counts' in procedure &&
    procedure.counts === 'correct' &&
    trial?.answer === null
  ) {
    throw refusal(
      [...path, 'trial'],
      'expected an answer, since the procedure counts correct responses',
    );
  }
  const around = withNumbers(new Map(), outer);
  const levels: readonly (number | null)[] = procedure === null ? [null] : knownLevels(procedure);
  for (const condition of conditions) {
    for (const level of levels) {
      const scope = withNumbers(around, level === null ? condition : { ...condition, level });
      for (const { column, expression } of trial!.fields) {
        const [key = '', input = ''] = column.split('_');
        const value = valueOf(expression, scope);
        check(
          part.name,
          observer.inputs,
          { [input]: value },
          { path: [...path, 'trial', key, input], refusal },
        );
      }
    }
  }
}

function compiled(
  value: number | string,
  path: readonly PropertyKey[],
  { known, refusal }: { readonly known: readonly string[]; readonly refusal: Refusal },
): Expression {
  try {
    return compileExpression(String(value), known);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw refusal(path, error.reason, error.at ?? 0);
  }
}

function shownColumns({ variables, observer }: Context, parts: readonly CompiledPart[]): Column[] {
  const all = flattenedParts(parts);
  const fields = new Set(
    all.flatMap(({ trial }) => trial?.fields.map(({ column }) => column) ?? []),
  );
  const hasAnswer = all.some(({ trial }) => trial !== null && trial.answer !== null);
  const hasLevel = all.some(({ procedure }) => procedure !== null);
  return [
    { name: 'part', meaning: 'Part of the timeline.', unit: '1', kind: 'text' },
    { name: 'role', meaning: 'practice, catch or test.', unit: '1', kind: 'text' },
    ...Array.from(variables, ([name, kind]): Column => ({
      ...{ name, kind, unit: '1' },
      meaning: 'Variable of the experiment file.',
    })),
    ...(hasLevel
      ? [
          {
            name: 'level',
            meaning: 'Level that the procedure chose.',
            unit: '1',
            kind: 'number',
          } as const,
        ]
      : []),
    ...Array.from(fields, (column): Column => {
      const [key = '', input = ''] = column.split('_');
      const parameter = observer.inputs[input]!;
      return {
        ...{ name: column, kind: 'number' },
        meaning: `${parameter.meaning.replace(/\.$/, '')} (${key}).`,
        unit: 'unit' in parameter ? parameter.unit : '1',
      };
    }),
    ...(hasAnswer
      ? [{ name: 'answer', meaning: 'What is right.', unit: '1', kind: 'number' } as const]
      : []),
  ];
}

/** A participant whose parameters are drawn from the distributions of its group. */
function openParticipant(
  { groups, task }: ExperimentFile,
  observer: ObserverKind,
  { seat, random }: { readonly seat: Seat; readonly random: Random },
): Participant {
  const table = parametersOf(observer);
  const given = groups[seat.group]?.parameters ?? {};
  const drawn = Object.fromEntries(
    Object.entries(given).map(([name, distribution]) => {
      const source = random.fork(name);
      const value =
        typeof distribution === 'number'
          ? distribution
          : 'mean' in distribution
            ? distribution.mean + distribution.deviation * source.normal()
            : distribution.from + (distribution.to - distribution.from) * source.uniform();
      const parameter = table[name]!;
      const { min, max } = parameter.kind === 'number' ? parameter : { min: value, max: value };
      return [name, Math.min(max, Math.max(min, value))];
    }),
  );
  const values = resolveParameters(observer.name, table, drawn);
  const parameters = Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
  const keys = PRESENTATIONS[task];
  return {
    parameters,
    remembers: false,
    dispose: () => undefined,
    respond: (plan, trialRandom) => {
      const percepts = keys.map((key) =>
        observer.perceive(presentationOf(observer, plan, key), values, trialRandom),
      );
      const answer = plan['answer'];
      return respond(task, percepts, {
        answer: typeof answer === 'number' ? answer : null,
        // The table holds those of responses.
        parameters: values as ParameterValues<typeof RESPONSE_PARAMETERS>,
        random: trialRandom,
      });
    },
  };
}

function presentationOf(observer: ObserverKind, plan: Row, key: string): ParameterValues {
  const given = Object.keys(observer.inputs).flatMap((input) => {
    const value = plan[`${key}_${input}`];
    return typeof value === 'number' ? [[input, value] as const] : [];
  });
  return resolveParameters(observer.name, observer.inputs, Object.fromEntries(given));
}
