import {
  type Agent,
  type AgentKind,
  createAgent,
  findAgent,
  HelmholtzError,
  pictureLevelOf,
  suggestion,
  unitsOf,
} from '../../agents/index.ts';
import type { ObserverSetting, PreparedGroup } from '../observer.ts';
import { agentParameters } from '../perceive/agent-parameters.ts';
import type { BeliefDescription } from './experiment-schema.ts';
import { placed } from './restate.ts';

/** Which belief of an agent is read out: what the file says, or, in naming, the name. */
export type AskedBelief = BeliefDescription | { readonly kind: 'names' };

/** A group whose members are agents of a kind. */
export interface AgentGroup extends PreparedGroup {
  readonly kind: AgentKind;
  /** Kind and weights: what decides beliefs besides file and seed. */
  readonly identity: string;
}

/**
 * What is read out: names in naming, else what the file says.
 *
 * @throws {HelmholtzError} `bad-experiment`.
 */
export function askedBelief({ file: { belief, task }, refusal }: ObserverSetting): AskedBelief {
  if (task === 'naming') {
    if (belief === undefined) return { kind: 'names' };
    throw refusal(['belief'], 'expected none in naming, where it is the name');
  }
  if (belief !== undefined) return belief;
  throw refusal(
    ['observer'],
    `expected a belief beside it in the task ${task}, of the kind reconstruction or value`,
  );
}

/**
 * Every group of the file with every agent that it is to consist of. An agent of each is made, to see whether it has the
 * belief that is asked for.
 *
 * @throws {HelmholtzError} `bad-experiment`; `unknown-agent`, `not-applicable` for agents that the file does not name.
 */
export async function agentGroups(
  setting: ObserverSetting,
  belief: AskedBelief,
): Promise<readonly AgentGroup[]> {
  const { file, refusal } = setting;
  const groups: AgentGroup[] = [];
  for (const source of Object.keys(file.groups)) {
    const chosen = chosenAgents(setting, source);
    for (const { name: agent, path } of chosen) {
      const kind =
        path === null
          ? await findAgent(agent)
          : await placed(() => findAgent(agent), path, refusal);
      const several = Object.keys(file.groups).length > 1;
      const name = chosen.length === 1 ? source : several ? `${source}-${agent}` : agent;
      if (groups.some((group) => group.name === name)) {
        const reason = `expected each agent once; got ${agent} twice`;
        throw path === null
          ? new HelmholtzError('not-applicable', `agents: ${reason}`)
          : refusal(path, reason);
      }
      groups.push(await agentGroup(setting, { name, source, kind }, belief));
    }
  }
  return groups;
}

interface ChosenAgent {
  readonly name: string;
  /** Where the file names it; `null` where somebody else has. */
  readonly path: readonly PropertyKey[] | null;
}

/** The agents of a group: those that are asked for, else its own, else those of the whole file. */
function chosenAgents(
  { file, agents, refusal }: ObserverSetting,
  source: string,
): readonly ChosenAgent[] {
  if (agents !== null) return agents.map((name) => ({ name, path: null }));
  const { agent } = file.groups[source]!;
  if (agent !== undefined) return [{ name: agent, path: ['groups', source, 'agent'] }];
  if (file.agents !== undefined) {
    return file.agents.map((name, index) => ({ name, path: ['agents', index] }));
  }
  throw refusal(['groups', source], 'expected an agent here, or agents for all groups');
}

async function agentGroup(
  { file, refusal }: ObserverSetting,
  { name, source, kind }: Pick<AgentGroup, 'name' | 'source' | 'kind'>,
  belief: AskedBelief,
): Promise<AgentGroup> {
  const { participants, parameters: given = {} } = file.groups[source]!;
  // What all members share may decide which levels there are.
  const shared = Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, number | string] =>
        typeof entry[1] !== 'object' && Object.hasOwn(kind.parameters, entry[0]),
    ),
  );
  const path = ['groups', source, 'parameters'];
  const [parameters, agent] = await placed(
    async () =>
      [agentParameters(kind, shared), await createAgent(kind, { parameters: shared })] as const,
    path,
    refusal,
  );
  try {
    const names = namesOf(agent);
    if (belief.kind === 'names' && names === null) {
      throw refusal(['task'], `expected another task; ${kind.name} gives no names`);
    }
    checkBelief(agent, belief, refusal);
    const weights = agent.trainingRecord?.sha256 ?? 'as declared';
    return {
      ...{ name, source, participants, parameters, kind, names },
      identity: `${name}: ${kind.name}, weights ${weights}`,
    };
  } finally {
    agent.dispose();
  }
}

/** The names that an agent can give something; `null` if it gives none. */
function namesOf({ kind, hierarchy }: Agent): readonly string[] | null {
  return kind.classes?.names ?? hierarchy.levels[namingLevel({ hierarchy })]?.unitNames ?? null;
}

/** Number of the level whose units stand for names; -1 if there is none. */
export function namingLevel({ hierarchy }: Pick<Agent, 'hierarchy'>): number {
  return hierarchy.levels.findIndex(({ unitNames }) => unitNames !== undefined);
}

function checkBelief(agent: Agent, belief: AskedBelief, refusal: ObserverSetting['refusal']): void {
  if (belief.kind === 'names') return;
  const { kind, hierarchy } = agent;
  if (belief.kind === 'reconstruction' && pictureLevelOf(kind) !== 0) {
    throw refusal(
      ['belief'],
      `expected another belief; nothing predicts the pictures that ${kind.name} sees`,
    );
  }
  if (belief.kind === 'value') {
    try {
      unitOf(agent, belief);
    } catch (error) {
      if (!(error instanceof UnknownUnit)) throw error;
      throw refusal(['belief', ...error.path], error.message);
    }
  }
  if (belief.deviation !== undefined) return;
  try {
    agent.varianceOf(0, new Float64Array(unitsOf(hierarchy.levels[0]!)));
  } catch (error) {
    if (!(error instanceof HelmholtzError)) throw error;
    throw refusal(['belief'], `expected a deviation beside it; ${error.message}`);
  }
}

/** A belief names a level or a unit that there is not. */
class UnknownUnit extends Error {
  readonly path: readonly PropertyKey[];

  constructor(path: readonly PropertyKey[], message: string) {
    super(message);
    this.path = path;
  }
}

/** Level and number of the unit whose value is read out. */
export function unitOf(
  { hierarchy, kind }: Pick<Agent, 'hierarchy' | 'kind'>,
  { level: name, unit }: Extract<BeliefDescription, { readonly kind: 'value' }>,
): { readonly level: number; readonly unit: number } {
  const levels = hierarchy.levels.map((one) => one.name);
  const level = levels.indexOf(name);
  const described = hierarchy.levels[level];
  if (described === undefined) {
    throw new UnknownUnit(['level'], `no such level of ${kind.name}${suggestion(name, levels)}`);
  }
  const units = unitsOf(described);
  if (unit === undefined && units === 1) return { level, unit: 0 };
  const { unitNames = [] } = described;
  const number = typeof unit === 'string' ? unitNames.indexOf(unit) : (unit ?? -1);
  if (number >= 0 && number < units) return { level, unit: number };
  const called = unitNames.length === 0 ? '' : `, or its name: ${unitNames.join(' ')}`;
  throw new UnknownUnit(
    unit === undefined ? [] : ['unit'],
    `expected the number of a unit of ${name}, 0 to ${units - 1}${called}; got ${unit === undefined ? 'none' : JSON.stringify(unit)}`,
  );
}
