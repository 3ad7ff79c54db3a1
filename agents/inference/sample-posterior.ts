import type { Model } from '../model.ts';
import { beginScheme, resolveScheme } from './schemes.ts';
import { surfaceOf } from './surface.ts';

/** How to sample. */
export interface SamplingOptions {
  /** Step size of the Langevin dynamics; with correction, about half of the proposals should be accepted. */
  readonly inferenceRate: number;
  /** Steps that are taken before the first sample, from the present values. */
  readonly burnIn: number;
  /** Samples of every row of the batch. */
  readonly samples: number;
  /** Steps from one sample to the next. */
  readonly every: number;
  /** Whether proposals are accepted or refused so that the posterior is exact. Default `on`. */
  readonly correction?: 'on' | 'off';
  /** Divides the free energy. Default 1. */
  readonly temperature?: number;
  readonly seed: number;
}

/** Moments of the posterior over the value nodes of the levels that are not held, levels one after the other. */
export interface PosteriorSamples {
  /** `batch x size` numbers for each sample: one row per chain. */
  readonly samples: readonly Float64Array[];
  /** Mean over all samples of all rows, `[size]`; only meaningful where all rows see the same. */
  readonly mean: Float64Array;
  /** Covariance over all samples of all rows, `size x size`. */
  readonly covariance: Float64Array;
  /** Share of steps at which a row moved: 1 without correction. */
  readonly accepted: number;
}

/**
 * Samples the posterior p(values | observation) of every row by Langevin dynamics (Monte-Carlo predictive coding). The
 * model is left at the last sample.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for an impossible temperature.
 * @see Oliviers, Bogacz & Meulemans (2024), `REFERENCES.oliviersBogaczMeulemans2024`
 */
export function samplePosterior(model: Model, options: SamplingOptions): PosteriorSamples {
  const { inferenceRate, burnIn, samples: count, every, seed } = options;
  const { correction = 'on', temperature = 1 } = options;
  const surface = surfaceOf(model);
  const run = beginScheme(
    model,
    resolveScheme({ name: 'langevin', parameters: { correction, temperature } }),
    { inferenceRate: () => inferenceRate, seed },
  );
  model.measure();
  const samples: Float64Array[] = [];
  let previous = surface.values();
  let moves = 0;
  const steps = burnIn + count * every;
  for (let step = 0; step < steps; step++) {
    run.step(step);
    const values = surface.values();
    moves += movedRows(previous, values, surface.size);
    previous = values;
    if (step >= burnIn && (step - burnIn) % every === every - 1) samples.push(values);
  }
  return {
    samples,
    ...moments(samples, surface.size),
    accepted: steps === 0 ? 1 : moves / (steps * surface.batch),
  };
}

function movedRows(before: Float64Array, after: Float64Array, size: number): number {
  let moved = 0;
  for (let start = 0; start < before.length; start += size) {
    for (let entry = start; entry < start + size; entry++) {
      if (before[entry] === after[entry]) continue;
      moved++;
      break;
    }
  }
  return moved;
}

function moments(
  samples: readonly Float64Array[],
  size: number,
): Pick<PosteriorSamples, 'mean' | 'covariance'> {
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  const count = samples.reduce((sum, { length }) => sum + length / size, 0);
  for (const sample of samples) {
    sample.forEach((value, entry) => {
      mean[entry % size]! += value / count;
    });
  }
  for (const sample of samples) {
    for (let start = 0; start < sample.length; start += size) {
      for (let i = 0; i < size; i++) {
        const first = sample[start + i]! - mean[i]!;
        for (let j = 0; j < size; j++) {
          covariance[i * size + j]! += (first * (sample[start + j]! - mean[j]!)) / (count - 1);
        }
      }
    }
  }
  return { mean, covariance };
}
