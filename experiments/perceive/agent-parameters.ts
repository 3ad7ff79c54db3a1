import {
  type Agent,
  type AgentKind,
  type GivenValues,
  type Hierarchy,
  type NumberParameter,
  type ParameterTable,
  type ParameterValues,
  pictureLevelOf,
  predictionsOf,
  resolveParameters,
} from '../../agents/index.ts';

/**
 * What distinguishes agents of a kind that take part in an experiment: the parameters of the agent, a factor on the
 * precision of each level, lesions, and noise.
 *
 * @param given Parameters that all of them share, such as those that decide which levels there are.
 * @throws {HelmholtzError} for unknown or impossible parameters.
 */
export function agentParameters(kind: AgentKind, given: GivenValues = {}): ParameterTable {
  const hierarchy = kind.hierarchy(resolveParameters(kind.name, kind.parameters, given));
  const { unit } = hierarchy.levels[pictureLevelOf(kind)]!;
  return {
    ...kind.parameters,
    ...Object.fromEntries(
      gainLevels(hierarchy).map((level) => [
        gainName(hierarchy, level),
        number(1, [0, 1e3], `Factor on the precision of ${hierarchy.levels[level]!.name}.`),
      ]),
    ),
    ...Object.fromEntries(
      lesionLevels(kind, hierarchy).map((level) => [
        lesionName(hierarchy, level),
        {
          ...number(0, [0, 1], `1 where ${hierarchy.levels[level]!.name} is removed, else 0.`),
          whole: true,
        },
      ]),
    ),
    sensoryNoise: {
      ...number(0, [0, 1e6], 'Standard deviation of noise on every unit of the senses.'),
      unit,
    },
    readingNoise: {
      ...number(0, [0, 1e6], 'Standard deviation of noise on the belief when it is read out.'),
      unit: 'quantity',
    },
    unitMilliseconds: {
      ...number(1, [1e-9, 1e9], 'Milliseconds of one inference step: the one calibration of time.'),
      unit: 'ms',
    },
  };
}

/** Treats an agent as its parameters as a participant say. */
export function treatAgent(agent: Agent, values: ParameterValues): void {
  const { hierarchy, kind } = agent;
  for (const level of gainLevels(hierarchy)) {
    agent.setPrecisionGain(level, Number(values[gainName(hierarchy, level)]));
  }
  for (const level of lesionLevels(kind, hierarchy)) {
    agent.setLesioned(level, values[lesionName(hierarchy, level)] === 1);
  }
}

/** Levels that something predicts, or that have a prior: a precision belongs to them. */
function gainLevels(hierarchy: Hierarchy): number[] {
  const predicted = new Set(predictionsOf(hierarchy).map(({ level }) => level));
  return hierarchy.levels.flatMap(({ prior }, level) =>
    predicted.has(level) || prior !== undefined ? [level] : [],
  );
}

/** All levels but the one that sees and the one that names. */
function lesionLevels(kind: AgentKind, hierarchy: Hierarchy): number[] {
  const seeing = pictureLevelOf(kind);
  return hierarchy.levels.flatMap(({ unitNames }, level) =>
    level === seeing || unitNames !== undefined ? [] : [level],
  );
}

function gainName(hierarchy: Hierarchy, level: number): string {
  return `${camel(hierarchy.levels[level]!.name)}Gain`;
}

function lesionName(hierarchy: Hierarchy, level: number): string {
  return `${camel(hierarchy.levels[level]!.name)}Lesion`;
}

/** `log-precisions` as `logPrecisions`. */
function camel(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next?: string) => (next ?? '').toUpperCase());
}

function number(
  value: number,
  [min, max]: readonly [number, number],
  meaning: string,
): NumberParameter {
  return { kind: 'number', default: value, min, max, unit: '1', meaning };
}
