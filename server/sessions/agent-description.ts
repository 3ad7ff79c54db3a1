import {
  type AgentKind,
  connectionEnds,
  type Hierarchy,
  type Level,
  type ParameterValues,
  energyOf,
  pictureLevelOf,
  predictionsOf,
  resolveParameters,
  type SchemeFacts,
  type WeightsRecord,
  unitsOf,
} from '../../agents/index.ts';
import type {
  AgentDescription,
  LevelDescription,
  SchemeDescription,
  TrainingDescription,
} from '../../protocol/index.ts';
import { describeParameters } from './parameter-description.ts';

/** Describes an agent kind at some parameters (its defaults when none are given) in the words of the wire. */
export function describeAgent(
  kind: AgentKind,
  {
    parameters = resolveParameters(kind.name, kind.parameters),
    training = null,
  }: { parameters?: ParameterValues; training?: WeightsRecord | null } = {},
): AgentDescription {
  const hierarchy = kind.hierarchy(parameters);
  const predictions = predictionsOf(hierarchy);
  return {
    name: kind.name,
    summary: kind.summary,
    sources: kind.sources.map(({ text, url }) => ({ text, url })),
    parameters: describeParameters(kind.parameters),
    levels: hierarchy.levels.map((level, index) =>
      describeLevel(
        level,
        kind.inference === undefined
          ? (predictions
              .find((prediction) => prediction.level === index)
              ?.connections.map((connection) => predictionInWords(hierarchy, connection)) ?? [])
          : [kind.inference.predictedBy[index] ?? []].flat(),
      ),
    ),
    pictureLevel: pictureLevelOf(kind),
    classes: kind.classes?.names ?? [],
    training: training === null ? null : describeTraining(training),
    energy: energyOf(kind),
    firstPicture: kind.firstPicture,
  };
}

/** One scheme of inference in the words of the wire. */
export function describeScheme({
  kind,
  refusal,
}: {
  readonly kind: SchemeFacts;
  readonly refusal: string | null;
}): SchemeDescription {
  return {
    name: kind.name,
    summary: kind.summary,
    parameters: describeParameters(kind.parameters),
    settles: kind.settles,
    usesInferenceRate: kind.usesInferenceRate,
    refusal,
  };
}

function describeLevel(level: Level, predictedBy: readonly string[]): LevelDescription {
  return {
    name: level.name,
    meaning: level.meaning,
    units: unitsOf(level),
    arrangement: level.arrangement,
    predictedBy: predictedBy.length === 0 ? null : predictedBy.join(' + '),
    prior: priorInWords(level),
    unitNames: level.unitNames ?? null,
    unit: level.unit,
  };
}

function predictionInWords(hierarchy: Hierarchy, index: number): string {
  const connection = hierarchy.connections[index];
  if (connection === undefined) return '';
  const { activation, outputActivation, biased, transform } = connection;
  const { lower, upper } = connectionEnds(hierarchy, index);
  const source =
    upper === lower + 1 ? 'the level above' : (hierarchy.levels[upper]?.name ?? String(upper));
  const values = activation === 'linear' ? 'values' : `${activation}(values)`;
  const weights = transform.kind === 'identity' ? '' : 'weights x ';
  const sum = `${outputActivation === 'linear' ? '' : `${outputActivation} of `}${weights}${values} of ${source}${biased ? ' + bias' : ''}`;
  return transform.kind === 'windows'
    ? `${sum}, in ${transform.gridRows} x ${transform.gridColumns} windows of ${transform.rows} x ${transform.columns}, ${transform.offset} apart, that share their weights`
    : sum;
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

function describeTraining(record: WeightsRecord): TrainingDescription {
  const { command, seed, engine, durationSeconds, finalFreeEnergy, sha256 } = record;
  return { command, seed, engine, durationSeconds, finalFreeEnergy, sha256 };
}
