import type { Random } from '../../agents/index.ts';
import { blurred } from './blur.ts';
import { drawDeadLeaves } from './dead-leaves.ts';

/** Patches of surfaces and of the light on them, both as logarithms. */
export interface LitPatches {
  /** ln reflectance, `count x side x side`, zero on average. */
  readonly reflectance: Float64Array;
  /** ln illumination, alike; what is seen is the sum of both. */
  readonly illumination: Float64Array;
}

/** How they are drawn. */
export interface LitScenes {
  readonly side: number;
  readonly count: number;
  /** Standard deviation of ln reflectance over all pixels. */
  readonly deviation: number;
  /** Variance of ln illumination divided by that of ln reflectance; 0 is constant light. */
  readonly ratio: number;
  readonly random: Random;
}

/** Side of a scene, pixels, and what is left out at its borders, where the blur knows no light beyond. */
const SCENE = 128;
const MARGIN = 16;
const PATCHES = 20;
/** Radii of discs, pixels: p(r) ~ r^-3 between these. */
const SURFACES = { smallest: 1.5, largest: 24 };
const LIGHTS = { smallest: 8, largest: 64 };
/** Standard deviation of the blur of light, pixels. */
const PENUMBRA = 4;

/**
 * Cuts patches at random from flat scenes: opaque discs of any reflectance under light that falls through other, larger
 * discs with soft edges. The ecology is two-dimensional: no disc casts a shadow on another.
 *
 * @see Corney & Lotto (2007), `REFERENCES.corneyLotto2007`
 */
export function drawLitPatches({ side, count, deviation, ratio, random }: LitScenes): LitPatches {
  const size = side * side;
  const reflectance = new Float64Array(count * size);
  const illumination = new Float64Array(count * size);
  for (let patch = 0; patch < count; patch += PATCHES) {
    const scene = random.fork('scene', patch);
    const leaves = (radii: typeof SURFACES, part: string): Float64Array =>
      Float64Array.from(
        drawDeadLeaves({
          ...{ rows: SCENE, columns: SCENE, shape: 'disc', ...radii },
          random: scene.fork(part),
        }).pixels,
      );
    const surfaces = leaves(SURFACES, 'surfaces');
    const light =
      ratio === 0
        ? new Float64Array(SCENE * SCENE)
        : blurred({ rows: SCENE, columns: SCENE, pixels: leaves(LIGHTS, 'light') }, PENUMBRA);
    const places = scene.fork('places');
    for (let cut = patch; cut < Math.min(count, patch + PATCHES); cut++) {
      const room = SCENE - 2 * MARGIN - side + 1;
      const [top, left] = [MARGIN + places.integer(room), MARGIN + places.integer(room)];
      for (let pixel = 0; pixel < size; pixel++) {
        const place = (top + Math.floor(pixel / side)) * SCENE + left + (pixel % side);
        reflectance[cut * size + pixel] = surfaces[place]!;
        illumination[cut * size + pixel] = light[place]!;
      }
    }
  }
  scaleTo(reflectance, deviation);
  scaleTo(illumination, deviation * Math.sqrt(ratio));
  return { reflectance, illumination };
}

/** Brings values to mean zero and a standard deviation, in place; what does not vary becomes zero. */
function scaleTo(values: Float64Array, deviation: number): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const factor = variance === 0 ? 0 : deviation / Math.sqrt(variance);
  values.forEach((value, at) => {
    values[at] = factor * (value - mean);
  });
}
