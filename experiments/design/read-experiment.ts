import { dirname } from 'node:path';
import {
  type ParameterTable,
  type ParameterValues,
  type Random,
  resolveParameters,
} from '../../agents/index.ts';
import { findObserver } from '../find-observer.ts';
import type { PreparedGroup } from '../observer.ts';
import { readDescribed, type Refusal } from '../read-described.ts';
import { nameSeen } from '../responses/name-seen.ts';
import { answerColumns, respond } from '../responses/respond.ts';
import { RESPONSE_PARAMETERS } from '../responses/response-parameters.ts';
import type { Column, Experiment, Participant } from '../running/experiment.ts';
import { compilePart, type PartContext } from './compile-part.ts';
import { EXPERIMENT_LIMITS, EXPERIMENT_SCHEMA, type ExperimentFile } from './experiment-schema.ts';
import { fileReadout } from './file-readout.ts';
import { type FilesBeside, filesOnDisk } from './files-beside.ts';
import { checkAt, placed } from './restate.ts';
import {
  type CompiledPart,
  countTrials,
  flattenedParts,
  TRIAL_NUMBER,
  walkTimeline,
} from './timeline.ts';

/** What somebody wants otherwise than the file says. */
export interface ReadOptions {
  /** Agents that take part, instead of those that the file names. */
  readonly agents?: readonly string[] | null;
  /** Participants of every group. */
  readonly participants?: number;
  /** Where tables and scripts are read; by default in the folder of the file. */
  readonly beside?: FilesBeside;
}

/** An experiment file that was found to be right. */
export interface CheckedFile {
  readonly name: string;
  readonly context: PartContext;
  readonly groups: readonly PreparedGroup[];
  readonly parts: readonly CompiledPart[];
}

/**
 * Checks an experiment file as a whole.
 *
 * @param path Where it lies, for messages and for the tables and scripts beside it.
 * @throws {HelmholtzError} `bad-experiment`, with file, line, column, expectation and nearest word; `not-readable` and
 * `bad-shape` for tables of conditions; `unknown-agent`, `not-applicable` for agents that are asked for.
 */
export async function checkExperiment(
  text: string,
  path: string,
  { agents = null, participants, beside = filesOnDisk(dirname(path)) }: ReadOptions = {},
): Promise<CheckedFile> {
  const place = path.split(/[\\/]/).at(-1) ?? path;
  const { value: file, refusal } = readDescribed(text, place, {
    schema: EXPERIMENT_SCHEMA,
    code: 'bad-experiment',
    what: 'an experiment',
    bytes: EXPERIMENT_LIMITS.bytes,
  });
  const kind = await placed(() => findObserver(file.observer), ['observer'], refusal);
  if (Object.keys(file.groups).length === 0) {
    throw refusal(['groups'], 'expected at least one group');
  }
  const observer = await kind.prepare({ file, agents, beside, refusal });
  const groups =
    participants === undefined
      ? observer.groups
      : observer.groups.map((group) => ({ ...group, participants }));
  if (file.task === 'naming' && groups.some(({ names }) => names === null)) {
    throw refusal(['task'], `expected another task; the observer ${kind.name} gives no names`);
  }
  checkGroups(file, groups, refusal);
  const context: PartContext = {
    ...{ file, observer, refusal, beside, tables: [], trials: [] },
    variables: new Map(Object.keys(file.counterbalance ?? {}).map((name) => [name, 'number'])),
  };
  const outer = Array.from(
    { length: dealtCombinations(file) },
    (_, index) => new Map(Object.entries(dealtValues(file, index))),
  );
  const parts: CompiledPart[] = [];
  for (const [index, part] of file.timeline.entries()) {
    parts.push(await compilePart(part, ['timeline', index], { context, outer }));
  }
  const expectedTrials = countTrials(parts);
  if (expectedTrials > EXPERIMENT_LIMITS.trials) {
    throw refusal(
      ['timeline'],
      `expected at most ${EXPERIMENT_LIMITS.trials} trials of a participant; got ${expectedTrials}`,
    );
  }
  return { name: file.name ?? place.replace(/\.[^.]*$/, ''), context, groups, parts };
}

/**
 * Reads an experiment file: all of it is checked before any of it runs.
 *
 * @throws {HelmholtzError} as `checkExperiment`.
 */
export async function readExperiment(
  text: string,
  path: string,
  options: ReadOptions = {},
): Promise<Experiment> {
  const { name, context, groups, parts } = await checkExperiment(text, path, options);
  const { file, observer, tables } = context;
  return {
    name,
    question: file.question ?? '',
    identity: [text, ...tables, ...observer.identity()].join('\n'),
    groups: groups.map((group) => ({ name: group.name, participants: group.participants })),
    parameters: parameterColumns(groups),
    shown: shownColumns(context, parts),
    answered: answerColumns(file.task),
    course: (seat, random) =>
      walkTimeline(parts, {
        ...{ seat, random },
        values: new Map(Object.entries(dealtValues(file, seat.index))),
      }),
    expectedTrials: countTrials(parts),
    open: (seat, random) =>
      openParticipant(
        context,
        groups.find(({ name }) => name === seat.group)!,
        random,
      ),
    readout: () =>
      fileReadout({
        ...{ file, parts, groups },
        variables: [...context.variables.keys()],
      }),
  };
}

/** Parameters of the members of a group, those of responses included. */
function parametersOf({ parameters }: PreparedGroup): ParameterTable {
  return { ...RESPONSE_PARAMETERS, ...parameters };
}

/** How many combinations of counterbalanced values there are. */
function dealtCombinations({ counterbalance = {} }: ExperimentFile): number {
  return Object.values(counterbalance).reduce((product, values) => product * values.length, 1);
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
function checkGroups(
  file: ExperimentFile,
  groups: readonly PreparedGroup[],
  refusal: Refusal,
): void {
  for (const group of groups) {
    const table = parametersOf(group);
    const { parameters = {} } = file.groups[group.source]!;
    for (const [name, distribution] of Object.entries(parameters)) {
      const path = ['groups', group.source, 'parameters', name];
      const ends =
        typeof distribution !== 'object'
          ? { '': distribution }
          : 'mean' in distribution
            ? { mean: distribution.mean }
            : { from: distribution.from, to: distribution.to };
      for (const [key, value] of Object.entries(ends)) {
        checkAt(table, { [name]: value }, { path: key === '' ? path : [...path, key], refusal });
      }
      if (typeof distribution === 'object' && table[name]?.kind !== 'number') {
        throw refusal(path, `expected one value, since it is no number`);
      }
    }
  }
}

/** What distinguishes participants: the parameters of all groups. */
function parameterColumns(groups: readonly PreparedGroup[]): Column[] {
  const all = groups.flatMap((group) => Object.entries(parametersOf(group)));
  const own = new Map(groups.flatMap(({ parameters }) => Object.entries(parameters)));
  // Those of the observer stand before those of responses.
  const names = new Set([...own.keys(), ...all.map(([name]) => name)]);
  return Array.from(names, (name): Column => {
    const parameter = all.find(([other]) => other === name)![1];
    return {
      ...{ name, meaning: parameter.meaning },
      kind: parameter.kind === 'number' ? 'number' : 'text',
      unit: 'unit' in parameter ? parameter.unit : '1',
    };
  });
}

function shownColumns({ variables, file }: PartContext, parts: readonly CompiledPart[]): Column[] {
  const all = flattenedParts(parts);
  const fields = all.flatMap(
    ({ trial }) => trial?.presentations.flatMap((shown) => shown.fields) ?? [],
  );
  const columns = new Map(fields.map(({ column }) => [column.name, column]));
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
    ...columns.values(),
    ...(hasAnswer
      ? [
          {
            name: 'answer',
            meaning: 'What is right.',
            unit: '1',
            kind: file.task === 'naming' ? 'text' : 'number',
          } as const,
        ]
      : []),
  ];
}

/** A participant whose parameters are drawn from the distributions of its group. */
async function openParticipant(
  { file, observer, trials }: PartContext,
  group: PreparedGroup,
  random: Random,
): Promise<Participant> {
  const values = drawnParameters(file, group, random);
  // The table holds those of responses.
  const parameters = values as ParameterValues<typeof RESPONSE_PARAMETERS>;
  const open = await observer.open(group, values);
  const { task } = file;
  return {
    parameters: Object.fromEntries(
      Object.entries(values).filter(
        (entry): entry is [string, number | string] => typeof entry[1] !== 'object',
      ),
    ),
    remembers: false,
    dispose: () => {
      open.dispose();
    },
    respond: (plan, trialRandom) => {
      const { presentations } = trials[Number(plan[TRIAL_NUMBER])]!;
      const answer = plan['answer'];
      if (task === 'naming') {
        return nameSeen(open.name!(presentations[0]!.input(plan), trialRandom), {
          ...{ parameters, random: trialRandom },
          answer: typeof answer === 'string' ? answer : null,
        });
      }
      const percepts = presentations.map((shown) => open.perceive(shown.input(plan), trialRandom));
      return respond(task, percepts, {
        ...{ parameters, random: trialRandom },
        answer: typeof answer === 'number' ? answer : null,
      });
    },
  };
}

/** One draw of every parameter, kept within its range. */
function drawnParameters(
  { groups }: ExperimentFile,
  group: PreparedGroup,
  random: Random,
): ParameterValues {
  const table = parametersOf(group);
  const given = groups[group.source]?.parameters ?? {};
  const drawn = Object.entries(given).map(([name, distribution]) => {
    const source = random.fork(name);
    if (typeof distribution !== 'object') return [name, distribution] as const;
    const value =
      'mean' in distribution
        ? distribution.mean + distribution.deviation * source.normal()
        : distribution.from + (distribution.to - distribution.from) * source.uniform();
    const parameter = table[name]!;
    if (parameter.kind !== 'number') return [name, value] as const;
    const { min, max, whole = false } = parameter;
    return [name, Math.min(max, Math.max(min, whole ? Math.round(value) : value))] as const;
  });
  return resolveParameters(group.name, table, Object.fromEntries(drawn));
}
