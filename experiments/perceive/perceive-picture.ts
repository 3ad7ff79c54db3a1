import {
  type Agent,
  type BeliefSnapshot,
  type Certificate,
  cropPicture,
  type FreeEnergy,
  HelmholtzError,
  pictureLevelOf,
  type Picture,
  type PosteriorVariance,
} from '../../agents/index.ts';
import { type Corner, tilePicture } from './tile-picture.ts';

/** What an agent makes of a picture. All pictures are as large as the part of it that was looked at. */
export interface Perception {
  /** Observation: what the sensory level was given, after the retina. */
  readonly input: Picture;
  /** What the agent expects to see there once it has settled. */
  readonly prediction: Picture;
  /** Input - prediction. */
  readonly error: Picture;
  /** Standard deviation of the prediction that the uncertainty of the causes implies. */
  readonly posteriorSd: Picture;
  /** One for each field, row by row. */
  readonly fields: readonly FieldPerception[];
  /** Free energy at each step, in nats, summed over the fields; a field that has settled keeps its last one. */
  readonly trace: readonly FreeEnergy[];
}

/** What an agent makes of one field. */
export interface FieldPerception {
  readonly corner: Corner;
  readonly certificate: Certificate;
  readonly belief: BeliefSnapshot;
  readonly variance: PosteriorVariance;
}

/** What to look at. */
export interface PerceiveOptions {
  readonly agent: Agent;
  /** Luminance, 0 to 1. */
  readonly picture: Picture;
  /** Look at one field only, with its upper left corner here. */
  readonly crop?: Corner;
  /** Most inference steps per field; the agent's own limit when absent. */
  readonly steps?: number;
  /** Called after each field; a long picture has many. Whatever it awaits is waited for. */
  readonly onField?: (done: number, of: number) => Promise<void> | void;
}

/**
 * Where there are many fields, the largest stable step size and the error of posterior variances are measured on so
 * many of them only: both take far longer than settling.
 */
const SAMPLED_FIELDS = 4;

/**
 * Lets an agent perceive a picture. One that scales pictures to its field sees it whole; one that crops sees it field by
 * field, side by side, each settled on its own from the agent's start (with the picture continued by reflection at its
 * edges), or one field if `crop` is given. A picture smaller than the field is scaled up to it.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for a crop outside of the picture or an agent that does not crop;
 *   `diverged` naming the field and what to change.
 */
export async function perceivePicture(options: PerceiveOptions): Promise<Perception> {
  const { agent, picture, crop, steps, onField } = options;
  const { kind, field, parameters } = agent;
  const isScaled =
    kind.fit === 'scale' || picture.rows < field.rows || picture.columns < field.columns;
  if (crop !== undefined && isScaled) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      kind.fit === 'scale'
        ? `crop: ${kind.name} looks at whole pictures and takes no crop`
        : `crop: expected a picture of at least ${field.columns} x ${field.rows} px; got ${picture.columns} x ${picture.rows}`,
    );
  }
  if (isScaled || crop !== undefined) {
    agent.look(picture, crop);
    const perceived = settleField(agent, crop ?? { x: 0, y: 0 }, { method: 'exact', steps });
    await onField?.(1, 1);
    return assemble(agent, [perceived.field], perceived.trace);
  }
  const { padded, corners } = tilePicture(picture, field);
  const seen = kind.retina(padded, parameters);
  const fields: FieldPerception[] = [];
  let trace: readonly FreeEnergy[] = [];
  const everySo = Math.ceil(corners.length / SAMPLED_FIELDS);
  for (const [index, corner] of corners.entries()) {
    agent.observe(cropPicture(seen, field, corner).pixels);
    const careful = corners.length === 1 ? 'exact' : 'auto';
    const perceived = settleField(agent, corner, {
      method: index % everySo === 0 ? careful : 'diagonal',
      steps,
    });
    fields.push(perceived.field);
    trace = sumOfTraces(trace, perceived.trace);
    await onField?.(fields.length, corners.length);
  }
  return cropPerception(assemble(agent, fields, trace), picture);
}

function settleField(
  agent: Agent,
  corner: Corner,
  {
    method,
    steps,
  }: {
    readonly method: 'exact' | 'auto' | 'diagonal';
    readonly steps: number | undefined;
  },
): { readonly field: FieldPerception; readonly trace: readonly FreeEnergy[] } {
  const settled = agent.settle(steps === undefined ? {} : { steps });
  if (settled.status === 'diverged') {
    throw new HelmholtzError(
      'diverged',
      `${agent.kind.name}, field at ${corner.x},${corner.y}: ${settled.explanation}`,
    );
  }
  const { trace } = agent;
  if (method !== 'diagonal') agent.estimateLargestStableRate();
  const belief = agent.belief();
  return {
    field: {
      corner,
      // The estimate is not to hide how settling ended.
      certificate: { ...settled, largestStableRate: belief.certificate.largestStableRate },
      belief,
      variance: agent.posteriorVariance(method),
    },
    trace,
  };
}

/** Puts the level that sees pictures in its place, for every field. */
function assemble(
  { field, kind }: Agent,
  fields: readonly FieldPerception[],
  trace: readonly FreeEnergy[],
): Perception {
  const [first] = fields;
  const originX = first?.corner.x ?? 0;
  const originY = first?.corner.y ?? 0;
  const columns = Math.max(...fields.map(({ corner }) => corner.x - originX)) + field.columns;
  const rows = Math.max(...fields.map(({ corner }) => corner.y - originY)) + field.rows;
  const together = (of: (field: FieldPerception, unit: number) => number): Picture => {
    const pixels = new Float32Array(rows * columns);
    for (const perceived of fields) {
      const start = (perceived.corner.y - originY) * columns + perceived.corner.x - originX;
      for (let unit = 0; unit < field.rows * field.columns; unit++) {
        const row = Math.floor(unit / field.columns);
        pixels[start + row * columns + (unit % field.columns)] = of(perceived, unit);
      }
    }
    return { rows, columns, pixels };
  };
  const level = pictureLevelOf(kind);
  return {
    input: together(({ belief }, unit) => belief.levels[level]!.values[unit]!),
    prediction: together(({ belief }, unit) => belief.levels[level]!.prediction[unit]!),
    error: together(({ belief }, unit) => belief.levels[level]!.predictionErrors[unit]!),
    posteriorSd: together(({ variance }, unit) =>
      Math.sqrt((level === 0 ? variance.prediction : variance.levels[level]!)[unit]!),
    ),
    fields,
    trace,
  };
}

/** Takes away what was added by reflection. */
function cropPerception(perception: Perception, { rows, columns }: Picture): Perception {
  const cropped = (picture: Picture): Picture =>
    cropPicture(picture, { rows, columns }, { x: 0, y: 0 });
  return {
    ...perception,
    input: cropped(perception.input),
    prediction: cropped(perception.prediction),
    error: cropped(perception.error),
    posteriorSd: cropped(perception.posteriorSd),
  };
}

function sumOfTraces(a: readonly FreeEnergy[], b: readonly FreeEnergy[]): readonly FreeEnergy[] {
  if (a.length === 0) return b;
  return Array.from({ length: Math.max(a.length, b.length) }, (_, step) => {
    const one = a[step] ?? a.at(-1)!;
    const other = b[step] ?? b.at(-1)!;
    return {
      total: one.total + other.total,
      accuracy: one.accuracy + other.accuracy,
      complexity: one.complexity + other.complexity,
      levels: one.levels.map((energy, level) => energy + other.levels[level]!),
    };
  });
}
