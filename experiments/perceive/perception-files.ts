import { createHash } from 'node:crypto';
import {
  type Agent,
  encodeSafetensors,
  type LevelBelief,
  type Picture,
  type Tensor,
} from '../../agents/index.ts';
import { encodeGreyPng, encodeSequentialPng, encodeSignedPng } from '../images/encode-png.ts';
import type { Perception } from './perceive-picture.ts';
import type { PerceptionSummary } from './summarise.ts';

/** What the colours of the pictures mean, in the unit of the sensory level. */
export interface PictureScales {
  /** Values drawn in black and in white in the pictures of input and prediction. */
  readonly grey: readonly [black: number, white: number];
  /** Absolute error drawn in full orange (more than predicted) or purple (less). */
  readonly error: number;
  /** Standard deviation drawn in yellow; dark violet is 0. */
  readonly posteriorSd: number;
}

/** Names of the files that {@link perceptionFiles} makes. */
export const PERCEPTION_FILES: ReadonlySet<string> = new Set([
  'input.png',
  'prediction.png',
  'error.png',
  'posterior-sd.png',
  'beliefs.safetensors',
  'summary.json',
]);

/**
 * The files of a perception, by name: `input.png` and `prediction.png` on one grey scale, `error.png` (signed),
 * `posterior-sd.png`, `beliefs.safetensors` (every level's values, predictions, errors and precision as
 * fields x units), and `summary.json`, which holds the SHA-256 of all others.
 */
export function perceptionFiles(
  agent: Agent,
  perception: Perception,
  summary: PerceptionSummary,
): ReadonlyMap<string, Uint8Array> {
  const scales = scalesOf(perception);
  const [black, white] = scales.grey;
  const grey = (picture: Picture): Uint8Array =>
    encodeGreyPng({
      ...picture,
      pixels: picture.pixels.map((value) => (value - black) / (white - black)),
    });
  const files = new Map<string, Uint8Array>([
    ['input.png', grey(perception.input)],
    ['prediction.png', grey(perception.prediction)],
    ['error.png', encodeSignedPng(perception.error, scales.error)],
    ['posterior-sd.png', encodeSequentialPng(perception.posteriorSd, scales.posteriorSd)],
    ['beliefs.safetensors', encodeBeliefs(agent, perception)],
  ]);
  const outputs = Object.fromEntries(
    [...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
  const text = JSON.stringify({ ...summary, scales, outputs }, null, 2);
  return files.set('summary.json', Buffer.from(`${text}\n`));
}

/** Grey is symmetric about zero where values have a sign, so that mid-grey is zero; else black is zero. */
function scalesOf({ input, prediction, error, posteriorSd }: Perception): PictureScales {
  const isSigned = [input, prediction].some(({ pixels }) => pixels.some((value) => value < 0));
  const largest = Math.max(largestOf(input), largestOf(prediction)) || 1;
  return {
    grey: [isSigned ? -largest : 0, largest],
    error: largestOf(error) || 1,
    posteriorSd: largestOf(posteriorSd) || 1,
  };
}

function largestOf({ pixels }: Picture): number {
  return pixels.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
}

const QUANTITIES = [
  'values',
  'prediction',
  'predictionErrors',
  'weightedErrors',
  'precision',
] as const satisfies readonly (keyof LevelBelief)[];

/** Double precision where the engine has it. */
function encodeBeliefs(agent: Agent, { fields }: Perception): Uint8Array {
  const tensors = new Map<string, Tensor>();
  const isDouble = agent.engine.name === 'reference';
  const add = (name: string, rows: readonly ArrayLike<number>[]): void => {
    const width = rows[0]?.length ?? 0;
    const data = isDouble
      ? new Float64Array(rows.length * width)
      : new Float32Array(rows.length * width);
    rows.forEach((row, index) => {
      data.set(row, index * width);
    });
    tensors.set(name, { shape: [rows.length, width], data });
  };
  add(
    'fields.corner',
    fields.map(({ corner }) => [corner.x, corner.y]),
  );
  agent.hierarchy.levels.forEach(({ name }, level) => {
    const place = `${level}.${name}`;
    for (const quantity of QUANTITIES) {
      add(
        `${place}.${quantity}`,
        fields.map(({ belief }) => belief.levels[level]![quantity]),
      );
    }
    add(
      `${place}.posteriorVariance`,
      fields.map(({ variance }) => variance.levels[level]!),
    );
  });
  return encodeSafetensors(tensors, {
    agent: agent.kind.name,
    seed: String(agent.seed),
    engine: agent.engine.name,
  });
}
