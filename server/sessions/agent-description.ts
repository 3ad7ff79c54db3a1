import {
  type AgentKind,
  type Connection,
  type Level,
  type ParameterValues,
  resolveParameters,
  type TrainingRecord,
  unitsOf,
} from '../../agents/index.ts';
import type {
  AgentDescription,
  LevelDescription,
  TrainingDescription,
} from '../../protocol/index.ts';
import { describeParameters } from './parameter-description.ts';

/** Describes an agent kind at some parameters (its defaults when none are given) in the words of the wire. */
export function describeAgent(
  kind: AgentKind,
  {
    parameters = resolveParameters(kind.name, kind.parameters),
    training = null,
  }: { parameters?: ParameterValues; training?: TrainingRecord | null } = {},
): AgentDescription {
  const { levels, connections } = kind.hierarchy(parameters);
  return {
    name: kind.name,
    summary: kind.summary,
    sources: kind.sources.map(({ text, url }) => ({ text, url })),
    parameters: describeParameters(kind.parameters),
    levels: levels.map((level, index) => describeLevel(level, connections[index])),
    classes: kind.classes?.names ?? [],
    training: training === null ? null : describeTraining(training),
    firstPicture: kind.firstPicture,
  };
}

function describeLevel(level: Level, connection: Connection | undefined): LevelDescription {
  return {
    name: level.name,
    meaning: level.meaning,
    units: unitsOf(level),
    arrangement: level.arrangement,
    predictedBy: connection === undefined ? null : predictionInWords(connection),
    prior: priorInWords(level),
    unitNames: level.unitNames ?? null,
    unit: level.unit,
  };
}

function predictionInWords({
  activation,
  outputActivation,
  biased,
  transform,
}: Connection): string {
  const upper = activation === 'linear' ? 'values' : `${activation}(values)`;
  const sum = `${outputActivation === 'linear' ? '' : `${outputActivation} of `}weights x ${upper} of the level above${biased ? ' + bias' : ''}`;
  return transform.kind === 'dense'
    ? sum
    : `${sum}, in ${transform.gridRows} x ${transform.gridColumns} windows of ${transform.rows} x ${transform.columns}, ${transform.offset} apart, that share their weights`;
}

function priorInWords({ prior }: Level): string | null {
  switch (prior?.kind) {
    case undefined:
      return null;
    case 'gaussian': {
      const precision =
        typeof prior.precision === 'number' ? String(prior.precision) : 'one per unit';
      return `Gaussian, mean ${prior.mean}, precision ${precision}`;
    }
    case 'laplace':
      return `Laplace, ${prior.rate} |x|`;
    case 'cauchy':
      return `Cauchy, ${prior.weight} ln(1 + x^2)`;
  }
}

function describeTraining(record: TrainingRecord): TrainingDescription {
  const { command, seed, engine, durationSeconds, finalFreeEnergy, sha256 } = record;
  return { command, seed, engine, durationSeconds, finalFreeEnergy, sha256 };
}
