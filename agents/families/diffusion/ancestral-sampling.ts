import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import type { FlowDenoiser } from './probability-flow.ts';

/** A step from noise of one deviation to noise of a lesser one: share of the noisy point that stays, and what is added. */
function stepDown(now: number, next: number): { readonly kept: number; readonly added: number } {
  const kept = (next / now) ** 2;
  return { kept, added: next * Math.sqrt(1 - kept) };
}

/**
 * A datum in scaled units by diffusion told backward, a step at a time, with noise of the variance that a step has once the
 * datum is known (Ho, Jain & Abbeel's lower choice); the last step hands out what is expected.
 *
 * @param levels Deviations of the noise from much to little.
 * @see Ho, Jain & Abbeel (2020), `REFERENCES.ho2020`
 */
export function sampleAncestrally(
  { datum }: FlowDenoiser,
  size: number,
  { levels, random }: { readonly levels: Float64Array; readonly random: Random },
): Float64Array {
  const most = Math.sqrt(1 + levels[0]! ** 2);
  let point = Float64Array.from({ length: size }, () => most * random.normal());
  for (let index = 0; index + 1 < levels.length; index++) {
    const expected = datum(point, levels[index]!);
    const { kept, added } = stepDown(levels[index]!, levels[index + 1]!);
    point = point.map(
      (value, axis) => expected[axis]! + kept * (value - expected[axis]!) + added * random.normal(),
    );
  }
  return datum(point, levels.at(-1)!);
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
  { datum }: FlowDenoiser,
  seen: ArrayLike<number>,
  {
    visible,
    particles,
    levels,
    random,
  }: {
    readonly visible: ArrayLike<number>;
    readonly particles: number;
    readonly levels: Float64Array;
    readonly random: Random;
  },
): Float64Array[] {
  const size = seen.length;
  const path = noisedPath(seen, levels, random);
  const most = Math.sqrt(1 + levels[0]! ** 2);
  const setSeen = (point: Float64Array, level: number): Float64Array =>
    point.map((value, axis) => (visible[axis] === 0 ? value : path[level]![axis]!));
  let points = Array.from({ length: particles }, () =>
    setSeen(
      Float64Array.from({ length: size }, () => most * random.normal()),
      0,
    ),
  );
  for (let index = 0; index + 1 < levels.length; index++) {
    const { kept, added } = stepDown(levels[index]!, levels[index + 1]!);
    const next = path[index + 1]!;
    const means = points.map((point) => {
      const expected = datum(point, levels[index]!);
      return expected.map((value, axis) => value + kept * (point[axis]! - value));
    });
    const logs = means.map((mean) => {
      let sum = 0;
      for (let axis = 0; axis < size; axis++) {
        if (visible[axis] !== 0) sum -= (next[axis]! - mean[axis]!) ** 2;
      }
      return sum / (2 * added ** 2);
    });
    const largest = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - largest));
    points = means.map(() => {
      const mean = means[drawIndex(weights, random)]!;
      return setSeen(
        mean.map((value) => value + added * random.normal()),
        index + 1,
      );
    });
  }
  return points.map((point) => {
    const last = datum(point, levels.at(-1)!);
    return last.map((value, axis) => (visible[axis] === 0 ? value : seen[axis]!));
  });
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
