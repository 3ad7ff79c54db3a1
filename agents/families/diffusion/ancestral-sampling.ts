import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import type { FlowDenoiser } from './probability-flow.ts';

/**
 * A step from noise of one deviation to noise of a lesser one: share of the noisy point that stays, and the deviation of what is
 * added. `chance` is 1 for the variance that a step has once the datum is known (Ho, Jain & Abbeel's lower choice), 0 for none.
 */
function stepDown(
  now: number,
  next: number,
  chance: number,
): { readonly kept: number; readonly added: number } {
  const added = chance * next * Math.sqrt(1 - (next / now) ** 2);
  return { kept: Math.sqrt(next ** 2 - added ** 2) / now, added };
}

/**
 * Data in scaled units by diffusion told backward, a step at a time; the last step hands out what is expected. With chance 1 that
 * is ancestral sampling, with chance 0 the deterministic sampling of implicit models (DDIM), which takes fewer steps.
 *
 * @param levels Deviations of the noise from much to little.
 * @returns `count x size`.
 * @see Ho, Jain & Abbeel (2020), `REFERENCES.ho2020`; Song, Meng & Ermon (2021), `REFERENCES.songMengErmon2021`
 */
export function sampleStepwise(
  { size, datum }: FlowDenoiser,
  {
    count,
    levels,
    chance,
    random,
  }: {
    readonly count: number;
    readonly levels: Float64Array;
    readonly chance: number;
    readonly random: Random;
  },
): Float64Array {
  const most = Math.sqrt(1 + levels[0]! ** 2);
  const points = Float64Array.from({ length: count * size }, () => most * random.normal());
  for (let index = 0; index + 1 < levels.length; index++) {
    const expected = datum(points, levels[index]!);
    const { kept, added } = stepDown(levels[index]!, levels[index + 1]!, chance);
    for (let at = 0; at < points.length; at++) {
      const value = expected[at]! + kept * (points[at]! - expected[at]!);
      points[at] = added === 0 ? value : value + added * random.normal();
    }
  }
  return datum(points, levels.at(-1)!).slice();
}

/** What a denoiser has to say for steps backward. */
export type StepDenoiser = Pick<FlowDenoiser, 'size' | 'datum'>;

/** How particles go backward. */
export interface ParticleOptions {
  /** Other than 0 where a datum is seen. */
  readonly visible: ArrayLike<number>;
  /** Deviations of the noise from much to little. */
  readonly levels: Float64Array;
  readonly random: Random;
  /** Factor on the precision of what is seen, when particles are weighed. Default 1. */
  readonly gain?: number;
}

/** Particles at one level of noise, in scaled units. */
export interface Particles {
  /** `particles x size` */
  readonly points: Float64Array;
  /** What each looks like without its noise, `particles x size`. */
  readonly expected: Float64Array;
  /** What is seen, noised once, at all levels. */
  readonly path: readonly Float64Array[];
}

/**
 * What is hidden, given what is seen: particles go backward together. What is seen is noised once, all levels of it; at every
 * level particles are weighed by how probable that makes it, drawn anew by their weights, and set to it where it is seen. With
 * many particles their distribution comes to that of the model given the noised path.
 *
 * @returns Particles in scaled units.
 * @see Trippe et al. (2023), `REFERENCES.trippe2023`
 */
export function fillByParticles(
  denoiser: StepDenoiser,
  seen: ArrayLike<number>,
  { particles, ...options }: ParticleOptions & { readonly particles: number },
): Float64Array[] {
  const { visible, levels } = options;
  const { size } = denoiser;
  let state = startParticles(denoiser, seen, { ...options, particles });
  for (let index = 0; index + 1 < levels.length; index++) {
    state = stepParticles(denoiser, state, { ...options, index });
  }
  const { expected } = state;
  return Array.from({ length: particles }, (_, particle) =>
    Float64Array.from({ length: size }, (__, axis) =>
      visible[axis] === 0 ? expected[particle * size + axis]! : seen[axis]!,
    ),
  );
}

/** Particles of noise alone, but for what is seen. */
export function startParticles(
  { size, datum }: StepDenoiser,
  seen: ArrayLike<number>,
  {
    visible,
    particles,
    levels,
    random,
  }: ParticleOptions & {
    readonly particles: number;
  },
): Particles {
  const path = noisedPath(seen, levels, random);
  const most = Math.sqrt(1 + levels[0]! ** 2);
  const points = Float64Array.from({ length: particles * size }, () => most * random.normal());
  setSeen(points, path[0]!, visible);
  return { points, expected: datum(points, levels[0]!).slice(), path };
}

/** Particles after the step from level `index` of the noise to the next. */
export function stepParticles(
  { size, datum }: StepDenoiser,
  { points, expected, path }: Particles,
  { visible, levels, random, index, gain = 1 }: ParticleOptions & { readonly index: number },
): Particles {
  const particles = points.length / size;
  const { kept, added } = stepDown(levels[index]!, levels[index + 1]!, 1);
  const means = points.map((value, at) => expected[at]! + kept * (value - expected[at]!));
  const next = path[index + 1]!;
  const logs = Array.from({ length: particles }, (_, particle) => {
    let sum = 0;
    for (let axis = 0; axis < size; axis++) {
      if (visible[axis] !== 0) sum -= (next[axis]! - means[particle * size + axis]!) ** 2;
    }
    return (gain * sum) / (2 * added ** 2);
  });
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const moved = new Float64Array(points.length);
  for (let particle = 0; particle < particles; particle++) {
    const from = drawIndex(weights, random) * size;
    for (let axis = 0; axis < size; axis++) {
      moved[particle * size + axis] = means[from + axis]! + added * random.normal();
    }
  }
  setSeen(moved, next, visible);
  return { points: moved, expected: datum(moved, levels[index + 1]!).slice(), path };
}

/** Sets particles to what is seen. */
function setSeen(points: Float64Array, seen: Float64Array, visible: ArrayLike<number>): void {
  const size = seen.length;
  for (let at = 0; at < points.length; at++) {
    if (visible[at % size] !== 0) points[at] = seen[at % size]!;
  }
}

/** A datum with noise at all levels: noise is added from level to level, from little to much. */
function noisedPath(seen: ArrayLike<number>, levels: Float64Array, random: Random): Float64Array[] {
  const path: Float64Array[] = [];
  let point = Float64Array.from(seen);
  let before = 0;
  for (let index = levels.length - 1; index >= 0; index--) {
    const added = Math.sqrt(levels[index]! ** 2 - before ** 2);
    point = point.map((value) => value + added * random.normal());
    path[index] = point;
    before = levels[index]!;
  }
  return path;
}
