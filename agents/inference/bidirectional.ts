import { HelmholtzError } from '../errors.ts';
import type { Model } from '../model.ts';
import { turnedLevel } from './recognition.ts';
import type { SchemeChoice } from './scheme-facts.ts';
import { checkScheme, resolveScheme, schemeConditions } from './schemes.ts';
import { surfaceOf, type Surface } from './surface.ts';

/** Two models over the same values: one predicts downwards, the other guesses upwards. */
export interface BidirectionalModel {
  readonly generative: Model;
  /** Made by {@link createRecognitionModel}; its hierarchy is turned upside down. */
  readonly recognition: Model;
}

/**
 * The free energy of bidirectional predictive coding, in which every level is predicted from both sides and beliefs have
 * to agree with both,
 *
 *   F = sum_l 1/2 e_l' Pi_l e_l + sum_l 1/2 d_l' P_l d_l + priors + constants,
 *   e_l = x_l - g(W_l f(x_{l+1})),   d_{l+1} = x_{l+1} - h(V_l k(x_l)),
 *
 * as the sum of the free energies of two models. Where the precisions P of the guesses go to 0 it is predictive coding.
 *
 * @throws {HelmholtzError} `bad-shape` if the two do not have the same levels turned upside down, another batch, or a level
 *   that only one of them lets move.
 * @see Oliviers, Tang & Bogacz (2025), `REFERENCES.oliviersTangBogacz2025`
 */
export function bidirectionalSurface({ generative, recognition }: BidirectionalModel): Surface {
  const { hierarchy, batch } = generative;
  const levels = generative.built.levels;
  levels.forEach(({ units, gradient }, level) => {
    const other = recognition.built.levels[turnedLevel(hierarchy, level)];
    if (gradient !== null && other?.gradient === null) {
      throw new HelmholtzError(
        'bad-shape',
        `bidirectional: level ${level} may move in one direction and is held in the other`,
      );
    }
    if (other?.units === units && recognition.batch === batch) return;
    throw new HelmholtzError(
      'bad-shape',
      `bidirectional: expected level ${level} to have ${units} units and a batch of ${batch} in both directions; got ${other?.units ?? 'none'} and ${recognition.batch}`,
    );
  });
  const down = surfaceOf(generative);

  /** Lays the values of the generative model before the recognition model too. */
  const share = (): void => {
    levels.forEach((_, level) => {
      recognition.setValues(turnedLevel(hierarchy, level), generative.values(level));
    });
    recognition.measure();
  };

  /** dF/dvalues of the recognition model in the order of the generative surface. */
  const upwards = (): Float64Array => {
    const all = new Float64Array(batch * down.size);
    let offset = 0;
    levels.forEach(({ gradient, units }, level) => {
      if (gradient === null) return;
      const turned = recognition.built.levels[turnedLevel(hierarchy, level)]!.gradient;
      if (turned !== null) {
        const slope = recognition.read(turned);
        for (let row = 0; row < batch; row++) {
          const from = row * units;
          all.set(slope.subarray(from, from + units), row * down.size + offset);
        }
      }
      offset += units;
    });
    return all;
  };

  return {
    ...down,
    moveTo: (values) => {
      const row = down.moveTo(values);
      share();
      return row;
    },
    gradient: () => {
      const other = upwards();
      return down.gradient().map((slope, entry) => slope + other[entry]!);
    },
    energies: () => {
      const other = recognition.rowEnergies();
      return down.energies().map((energy, row) => energy + other[row]!);
    },
  };
}

/** What came of settling in both directions. */
export interface SettledBidirectional {
  readonly steps: number;
  /** Free energy of both directions, summed over the batch, before the first step and after each, in nats. */
  readonly trace: readonly number[];
  /** Largest absolute entry of dF/dvalues over the free nodes at the end. */
  readonly gradientNorm: number;
}

/**
 * Settles beliefs between predictions from above and guesses from below. Both models are left measured at the settled
 * values, so that `learn` of either gives its own local rule there.
 *
 * @throws {HelmholtzError} as {@link bidirectionalSurface} does; `not-applicable` for gauss-newton and error-based,
 *   which know the predictions of one direction only.
 */
export function settleBidirectional(
  models: BidirectionalModel,
  options: {
    readonly scheme: SchemeChoice;
    readonly inferenceRate: number;
    readonly steps: number;
    /** Norm of dF/dvalues at which settling ends. Default 0. */
    readonly tolerance?: number;
    /** Seed of everything random. Default 1. */
    readonly seed?: number;
  },
): SettledBidirectional {
  const { inferenceRate, tolerance = 0, seed = 1 } = options;
  const scheme = resolveScheme(options.scheme);
  checkScheme(scheme, schemeConditions(models.generative));
  const oneSided = (): never => {
    throw new HelmholtzError(
      'not-applicable',
      `${scheme.kind.name}: cannot settle in both directions, since it needs what one direction knows alone; use accelerated`,
    );
  };
  const surface = bidirectionalSurface(models);
  const run = scheme.kind.begin(
    { surface, inferenceRate: () => inferenceRate, seed, curvaturePoint: oneSided },
    scheme.parameters,
  );
  const free = surface.free();
  const norm = (): number =>
    surface
      .gradient()
      .reduce(
        (most, slope, entry) => Math.max(most, Math.abs(slope) * free[entry % surface.size]!),
        0,
      );
  const total = (): number => surface.energies().reduce((sum, energy) => sum + energy, 0);
  surface.moveTo(surface.values());
  const trace = [total()];
  let steps = 0;
  while (steps < options.steps && norm() > tolerance) {
    run.step(steps);
    steps++;
    trace.push(total());
  }
  return { steps, trace, gradientNorm: norm() };
}
