import {
  type Agent,
  cropPicture,
  HelmholtzError,
  type Picture,
  type Random,
  scalePicture,
} from '../../agents/index.ts';
import { valueAt } from '../responses/reaction-time.ts';
import { tilePicture } from './tile-picture.ts';

/** What is looked at while an agent settles. */
export type Watched =
  /** A weighted sum of what the agent expects to see, one weight per pixel of the picture. */
  | { readonly kind: 'reconstruction'; readonly weights: Float64Array }
  /** The value of a unit. */
  | { readonly kind: 'value'; readonly level: number; readonly unit: number }
  /** Log probabilities of the classes of the agent. */
  | { readonly kind: 'classes' }
  /** All values of a level. */
  | { readonly kind: 'values'; readonly level: number };

/** How an agent looks at a picture. */
export interface WatchOptions {
  readonly agent: Agent;
  /** Luminance, 0 to 1. */
  readonly picture: Picture;
  readonly watched: Watched;
  /** Standard deviation of noise on every unit of the senses, after the retina. */
  readonly noise: number;
  readonly random: Random;
  /** Most inference steps. */
  readonly steps: number;
  /** Whether the posterior variance is wanted: it takes longer than settling. */
  readonly wantsVariance: boolean;
}

/** A belief of one or several numbers after a number of inference steps. */
export interface BeliefAt {
  readonly time: number;
  readonly value: readonly number[];
}

/** How a belief came about. */
export interface WatchedBelief {
  /** From the start to where it has settled. */
  readonly course: readonly BeliefAt[];
  /** Posterior variance of a single number; `null` where it was not asked for, or is not known there. */
  readonly variance: number | null;
}

/** Looks are this many times further apart, one after the other. */
const STRIDE = 1.25;

/**
 * Lets an agent look at a picture, with noise on its senses, and follows a belief while it settles. Reconstructions are
 * those of {@link perceivePicture}: whole, or field by field, of which those without weight are left out since fields
 * settle by themselves; other beliefs are of the whole picture, or of the field in its middle.
 *
 * @throws {HelmholtzError} `diverged`, naming the field and what to change.
 */
export function watchBelief(options: WatchOptions): WatchedBelief {
  const { agent, watched } = options;
  const fields = fieldsOf(options).filter(({ watched: own }) => isAnyWeight(own));
  if (fields.length === 0) throw new RangeError('watchBelief: expected a weight other than 0');
  const all = fields.map((field) => {
    agent.observe(field.observation);
    const course = settleWatched(agent, field.watched, options.steps);
    return { course, variance: options.wantsVariance ? varianceOf(agent, field.watched) : null };
  });
  if (watched.kind !== 'reconstruction') return all[0]!;
  const variances = all.map(({ variance }) => variance);
  return {
    course: sumOver(all.map(({ course }) => course)),
    variance: variances.reduce<number | null>(
      (sum, one) => (sum === null || one === null ? null : sum + one),
      0,
    ),
  };
}

interface WatchedField {
  readonly observation: Float32Array;
  readonly watched: Watched;
}

function isAnyWeight(watched: Watched): boolean {
  return watched.kind !== 'reconstruction' || watched.weights.some((weight) => weight !== 0);
}

/** What the senses get, field by field. Noise is drawn for the whole picture, whichever fields matter. */
function fieldsOf({ agent, picture, watched, noise, random }: WatchOptions): WatchedField[] {
  const { kind, field, parameters } = agent;
  const sensed = (luminance: Picture): Picture => {
    const seen = kind.retina(luminance, parameters);
    return noise === 0
      ? seen
      : { ...seen, pixels: seen.pixels.map((value) => value + noise * random.normal()) };
  };
  const { rows, columns } = picture;
  if (kind.fit === 'scale' || rows < field.rows || columns < field.columns) {
    return [{ observation: sensed(scalePicture(picture, field)).pixels, watched }];
  }
  if (watched.kind !== 'reconstruction') {
    const corner = {
      x: Math.floor((columns - field.columns) / 2),
      y: Math.floor((rows - field.rows) / 2),
    };
    return [{ observation: cropPicture(sensed(picture), field, corner).pixels, watched }];
  }
  const { padded, corners } = tilePicture(picture, field);
  const seen = sensed(padded);
  const weights = new Float32Array(padded.rows * padded.columns);
  for (let row = 0; row < rows; row++) {
    weights.set(watched.weights.subarray(row * columns, (row + 1) * columns), row * padded.columns);
  }
  const weighted = { ...padded, pixels: weights };
  return corners.map((corner) => ({
    observation: cropPicture(seen, field, corner).pixels,
    watched: {
      kind: 'reconstruction',
      weights: Float64Array.from(cropPicture(weighted, field, corner).pixels),
    },
  }));
}

/** Settles, and looks at the belief on the way: often at first, when it changes fast. */
function settleWatched(agent: Agent, watched: Watched, steps: number): BeliefAt[] {
  const course: BeliefAt[] = [{ time: 0, value: readOff(agent, watched) }];
  for (let time = 0, next = 1; time < steps; next = Math.max(next + 1, Math.round(next * STRIDE))) {
    const settled = agent.settle({ steps: Math.min(next, steps) - time });
    if (settled.status === 'diverged') {
      throw new HelmholtzError('diverged', `${agent.kind.name}: ${settled.explanation}`);
    }
    course.push({ time: settled.steps, value: readOff(agent, watched) });
    if (settled.status === 'settled') break;
    time = settled.steps;
  }
  return course;
}

function readOff(agent: Agent, watched: Watched): number[] {
  const { levels, posterior } = agent.belief();
  switch (watched.kind) {
    case 'reconstruction': {
      const { prediction } = levels[0]!;
      return [watched.weights.reduce((sum, weight, unit) => sum + weight * prediction[unit]!, 0)];
    }
    case 'value':
      return [levels[watched.level]!.values[watched.unit]!];
    case 'classes':
      return posterior.map((probability) => Math.log(Math.max(probability, Number.MIN_VALUE)));
    case 'values':
      return Array.from(levels[watched.level]!.values);
  }
}

function varianceOf(agent: Agent, watched: Watched): number | null {
  if (watched.kind === 'reconstruction') return agent.varianceOf(0, watched.weights);
  if (watched.kind !== 'value') return null;
  const weights = new Float64Array(agent.belief().levels[watched.level]!.values.length);
  weights[watched.unit] = 1;
  return agent.varianceOf(watched.level, weights);
}

/** The sum of beliefs that settle side by side; one that has settled stays where it is. */
function sumOver(courses: readonly (readonly BeliefAt[])[]): BeliefAt[] {
  const times = [...new Set(courses.flatMap((course) => course.map(({ time }) => time)))];
  times.sort((a, b) => a - b);
  const single = courses.map((course) =>
    course.map(({ time, value }) => ({ time, value: value[0]! })),
  );
  return times.map((time) => ({
    time,
    value: [single.reduce((sum, course) => sum + valueAt(course, time), 0)],
  }));
}
