import {
  type Agent,
  type Certificate,
  type ParameterValues,
  energyOf,
  pictureLevelOf,
} from '../../agents/index.ts';
import type { Perception } from './perceive-picture.ts';
import type { TargetBeliefs } from './target-beliefs.ts';

/** What is known about where a perception came from. */
export interface Provenance {
  /** Name of the image, as given. */
  readonly image: string;
  /** SHA-256 of the image file or of the drawn pixels, hexadecimal. */
  readonly imageSha256: string;
  /** Versions of what computed it, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** SHA-256 of the weights file; `null` where weights were made up. */
  readonly weightsSha256: string | null;
  /** What is believed in the targets of a stimulus that has some. */
  readonly targets?: TargetBeliefs;
}

/** A perception in numbers: `summary.json`. It holds no time and no path, so that a seed gives the same one again. */
export interface PerceptionSummary {
  readonly agent: string;
  readonly parameters: ParameterValues;
  readonly seed: number;
  readonly engine: { readonly name: string; readonly reason: string };
  readonly scheme: Agent['scheme'];
  readonly input: { readonly image: string; readonly sha256: string };
  readonly rows: number;
  readonly columns: number;
  readonly versions: Readonly<Record<string, string>>;
  /** SHA-256 of the weights file; `null` where weights were made up. */
  readonly weightsSha256: string | null;
  /** Where settling stands, over all fields: the worst status and, of each number, the worst. */
  readonly certificate: Certificate;
  /** How many fields ended in each way. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What `freeEnergy` holds, in words: something else where inference is the agent's own. */
  readonly energy: string;
  /** Nats, summed over fields; one entry per inference step, the state before the first included. */
  readonly freeEnergy: {
    readonly total: readonly number[];
    readonly accuracy: readonly number[];
    readonly complexity: readonly number[];
    /** By level, sensory level first, with its name. */
    readonly levels: readonly { readonly name: string; readonly values: readonly number[] }[];
  };
  /** Root mean square of the sensory level, in its unit. */
  readonly rms: {
    readonly unit: string;
    readonly input: number;
    readonly error: number;
    readonly posteriorSd: number;
  };
  /**
   * How posterior variances were found, and the largest of the relative errors where they were measured; `null` if none
   * was.
   */
  readonly posteriorVariance: { readonly method: string; readonly relativeError: number | null };
  /** Posterior probability of each class, for agents with classes. */
  readonly posterior: Readonly<Record<string, number>> | null;
  /** Values of the top level by the names of its units, for agents that name them without a posterior. */
  readonly namedValues: Readonly<Record<string, number>> | null;
  /** What is believed in the targets of a stimulus; `null` for pictures without targets. */
  readonly targets: TargetBeliefs | null;
}

const WORST_LAST = ['settled', 'settling', 'step-limit', 'diverged'] as const;

/** Sums a perception up. */
export function summarisePerception(
  agent: Agent,
  perception: Perception,
  provenance: Provenance,
): PerceptionSummary {
  const { trace, fields } = perception;
  const { levels } = agent.hierarchy;
  const certificates = fields.map(({ certificate }) => certificate);
  const outcomes: Record<string, number> = {};
  for (const { status } of certificates) outcomes[status] = (outcomes[status] ?? 0) + 1;
  const relativeErrors = fields.flatMap(({ variance }) => variance.relativeError ?? []);
  return {
    agent: agent.kind.name,
    parameters: agent.parameters,
    seed: agent.seed,
    engine: agent.engine,
    scheme: agent.scheme,
    input: { image: provenance.image, sha256: provenance.imageSha256 },
    rows: perception.input.rows,
    columns: perception.input.columns,
    versions: provenance.versions,
    weightsSha256: provenance.weightsSha256,
    certificate: worstOf(certificates),
    outcomes,
    energy: energyOf(agent.kind),
    freeEnergy: {
      total: trace.map(({ total }) => total),
      accuracy: trace.map(({ accuracy }) => accuracy),
      complexity: trace.map(({ complexity }) => complexity),
      levels: levels.map(({ name }, level) => ({
        name,
        values: trace.map((energy) => energy.levels[level]!),
      })),
    },
    rms: {
      unit: levels[pictureLevelOf(agent.kind)]!.unit,
      input: rootMeanSquare(perception.input.pixels),
      error: rootMeanSquare(perception.error.pixels),
      posteriorSd: rootMeanSquare(perception.posteriorSd.pixels),
    },
    posteriorVariance: {
      method:
        (['diagonal', 'sampled'] as const).find((name) =>
          fields.some(({ variance }) => variance.method === name),
        ) ?? 'exact',
      relativeError: relativeErrors.length === 0 ? null : Math.max(...relativeErrors),
    },
    posterior: posteriorOf(agent, perception),
    namedValues: namedValuesOf(agent, perception),
    targets: provenance.targets ?? null,
  };
}

function worstOf(certificates: readonly Certificate[]): Certificate {
  const ranked = [...certificates].sort(
    (a, b) =>
      WORST_LAST.indexOf(a.status) - WORST_LAST.indexOf(b.status) ||
      a.gradientNorm - b.gradientNorm,
  );
  const worst = ranked.at(-1)!;
  const rates = certificates.flatMap(({ largestStableRate }) => largestStableRate ?? []);
  return {
    ...worst,
    steps: Math.max(...certificates.map(({ steps }) => steps)),
    levelNorms: worst.levelNorms.map((_, level) =>
      Math.max(...certificates.map(({ levelNorms }) => levelNorms[level]!)),
    ),
    largestStableRate: rates.length === 0 ? null : Math.min(...rates),
  };
}

/** Only a whole picture has one posterior over classes. */
function posteriorOf(agent: Agent, { fields }: Perception): Record<string, number> | null {
  const { classes } = agent.kind;
  const [field] = fields;
  if (classes === undefined || field === undefined || fields.length > 1) return null;
  return Object.fromEntries(
    classes.names.map((name, index) => [name, field.belief.posterior[index]!]),
  );
}

/** What the level whose units have names says of a whole picture. */
function namedValuesOf(agent: Agent, { fields }: Perception): Record<string, number> | null {
  const level = agent.hierarchy.levels.findIndex(({ unitNames }) => unitNames !== undefined);
  const names = agent.hierarchy.levels[level]?.unitNames;
  const [field] = fields;
  if (
    agent.kind.classes !== undefined ||
    names === undefined ||
    field === undefined ||
    fields.length > 1
  ) {
    return null;
  }
  const { values } = field.belief.levels[level]!;
  return Object.fromEntries(names.map((name, unit) => [name, values[unit]!]));
}

function rootMeanSquare(numbers: Float32Array): number {
  return Math.sqrt(
    numbers.reduce((sum, number) => sum + number * number, 0) / Math.max(1, numbers.length),
  );
}
