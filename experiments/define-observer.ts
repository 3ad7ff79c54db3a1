import {
  HelmholtzError,
  type ParameterTable,
  type ParameterValues,
  type Random,
  type Reference,
  resolveParameters,
  suggestion,
} from '../agents/index.ts';
import { checkAt } from './design/restate.ts';
import { compiledAt, type Field, valueOf } from './design/scope.ts';
import type { ObserverKind, ObserverSetting, Percept, Place, Presentation } from './observer.ts';

/** What a member of the catalogue writes: an observer that perceives numbers. */
export interface ObserverDeclaration<
  Parameters extends ParameterTable = ParameterTable,
  Inputs extends ParameterTable = ParameterTable,
> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  /** What distinguishes one observer from another. Numbers only: a group is a distribution over them. */
  readonly parameters: Parameters;
  /** What a presentation says. */
  readonly inputs: Inputs;
  /** Perceives one presentation. */
  readonly perceive: (
    presentation: ParameterValues<Inputs>,
    parameters: ParameterValues<Parameters>,
    random: Random,
  ) => Percept;
}

/** An observer of numbers, with its declaration. */
export type NumberObserver = ObserverKind<ParameterValues> & ObserverDeclaration;

/** Declares an observer of numbers; a file of `experiments/observers` exports the result as its default. */
export function defineObserver<
  const Parameters extends ParameterTable,
  const Inputs extends ParameterTable,
>(declaration: ObserverDeclaration<Parameters, Inputs>): NumberObserver {
  const { name, parameters, inputs } = declaration;
  // Values are resolved against these very tables before they come here.
  const perceive: ObserverDeclaration['perceive'] = (presentation, values, random) =>
    declaration.perceive(
      presentation as ParameterValues<Inputs>,
      values as ParameterValues<Parameters>,
      random,
    );
  return {
    ...declaration,
    perceive,
    prepare: (setting) => {
      refuseAgents(name, setting);
      return Promise.resolve({
        groups: Object.entries(setting.file.groups).map(([group, { participants }]) => ({
          ...{ name: group, source: group, participants, parameters, names: null },
        })),
        identity: () => [],
        present: (given, place) =>
          Promise.resolve(numbersShown({ name, inputs }, given, { ...place, ...setting })),
        open: (_, values) => ({
          perceive: (presentation, random) => perceive(presentation, values, random),
          dispose: () => undefined,
        }),
      });
    },
  };
}

/** Refuses what belongs to agents. */
function refuseAgents(name: string, { file, agents, refusal }: ObserverSetting): void {
  if (agents !== null) {
    throw new HelmholtzError(
      'not-applicable',
      `agents: expected an experiment with "observer: agent"; its observer is ${name}`,
    );
  }
  const places = [
    ...(['agents', 'belief'] as const).filter((key) => file[key] !== undefined).map((key) => [key]),
    ...Object.entries(file.groups)
      .filter(([, { agent }]) => agent !== undefined)
      .map(([group]) => ['groups', group, 'agent']),
  ];
  for (const path of places) {
    throw refusal(path, `expected none with the observer ${name}; it belongs to "observer: agent"`);
  }
}

function numbersShown(
  { name, inputs }: Pick<ObserverDeclaration, 'name' | 'inputs'>,
  given: Readonly<Record<string, unknown>>,
  { key, path, numbers: known, refusal }: Place & Pick<ObserverSetting, 'refusal'>,
): Presentation<ParameterValues> {
  const compiled = Object.entries(given).map(([input, value]) => {
    const parameter = inputs[input];
    if (parameter === undefined || !Object.hasOwn(inputs, input)) {
      throw refusal(
        [...path, input],
        `no such input of ${name}${suggestion(input, Object.keys(inputs))}`,
      );
    }
    // What is not among the inputs may be other things; these the schema has seen to be expressions.
    const expression = compiledAt(value as number | string, [...path, input], { known, refusal });
    const field: Field = {
      column: {
        name: `${key}_${input}`,
        kind: 'number',
        meaning: `${parameter.meaning.replace(/\.$/, '')} (${key}).`,
        unit: 'unit' in parameter ? parameter.unit : '1',
      },
      value: (scope) => valueOf(expression, scope),
    };
    return { input, field };
  });
  return {
    fields: compiled.map(({ field }) => field),
    limitsLevel: false,
    check: (scope) => {
      for (const { input, field } of compiled) {
        checkAt(inputs, { [input]: field.value(scope) }, { path: [...path, input], refusal });
      }
      return Promise.resolve();
    },
    input: (plan) => {
      const shown: Record<string, number> = {};
      for (const { input, field } of compiled) {
        const value = plan[field.column.name];
        if (typeof value === 'number') shown[input] = value;
      }
      return resolveParameters(name, inputs, shown);
    },
  };
}
