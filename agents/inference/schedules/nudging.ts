import { HelmholtzError } from '../../errors.ts';
import type { Model } from '../../model.ts';
import type { SchemeChoice } from '../scheme-facts.ts';
import { settleWith } from '../settle-with.ts';
import { checkSupervisedChain, readDescent, type WeightDescent } from './weight-descent.ts';

/** How the output is nudged. */
export interface NudgingOptions {
  /** What the output should have been, `batch x units` of level 0. */
  readonly target: ArrayLike<number>;
  /** Share of the way from the output to the target, beta > 0. 1 with `positive` is predictive coding as usual. */
  readonly strength: number;
  /**
   * `positive` pulls the output towards the target, `negative` pushes it away and learns the opposite, `centred` takes
   * the mean of both, in which the errors of second order cancel.
   */
  readonly direction: 'positive' | 'negative' | 'centred';
  readonly scheme: SchemeChoice;
  readonly inferenceRate: number;
  readonly settleSteps: number;
  /** Norm of dF/dvalues at which settling ends. Default 0. */
  readonly tolerance?: number;
}

/**
 * Predictive coding with a nudged output: level 0 is held not at the target but at
 *
 *   output +- strength (target - output),
 *
 * the levels between settle from the forward pass, and the local rule is divided by +-strength. As the strength goes to
 * 0 the direction becomes that of the net linearised at the forward pass,
 *
 *   Pi_l e_l = A_l' S^-1 (target - output),   S = sum_l A_l Pi_l^-1 A_l',   A_l = J_0 ... J_{l-1},
 *
 * with an error of order strength for `positive` and `negative`, and of order strength^2 for `centred`. That is not
 * backpropagation, whose S is the precision of the output alone, unless the output is far less precise than the levels
 * between.
 *
 * @throws {HelmholtzError} `not-applicable` where the model is no supervised chain; `parameter-out-of-range` for a
 *   strength that is not positive.
 * @see Pinchetti et al. (2025), `REFERENCES.pinchetti2025`
 */
export function nudgedDescent(model: Model, options: NudgingOptions): WeightDescent[] {
  checkSupervisedChain(model, 'nudging');
  const { strength, direction } = options;
  if (!(strength > 0 && Number.isFinite(strength))) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `nudging.strength: expected a finite number > 0; got ${strength}`,
    );
  }
  if (direction === 'positive') return oneSided(model, options, strength);
  if (direction === 'negative') return oneSided(model, options, -strength);
  const pulled = oneSided(model, options, strength);
  const pushed = oneSided(model, options, -strength);
  const mean = (a: Float64Array, b: Float64Array): Float64Array =>
    a.map((value, index) => (value + b[index]!) / 2);
  return pulled.map(({ weights, bias }, index) => {
    const other = pushed[index]!;
    return {
      weights: mean(weights, other.weights),
      bias: bias === null || other.bias === null ? null : mean(bias, other.bias),
    };
  });
}

function oneSided(
  model: Model,
  { target, scheme, inferenceRate, settleSteps, tolerance = 0 }: NudgingOptions,
  signedStrength: number,
): WeightDescent[] {
  const { levels, connections } = model.built;
  model.predictDownwards(levels.length - 1);
  model.measure();
  const output = model.read(connections[0]!.prediction);
  if (output.length !== target.length) {
    throw new HelmholtzError(
      'bad-shape',
      `nudging.target: expected ${output.length} numbers; got ${target.length}`,
    );
  }
  model.setValues(
    0,
    output.map((value, entry) => value + signedStrength * (target[entry]! - value)),
  );
  settleWith(model, { scheme, inferenceRate, steps: settleSteps, tolerance });
  model.learn();
  return connections.map((_, index) => {
    const { weights, bias } = readDescent(model, index);
    return {
      weights: weights.map((entry) => entry / signedStrength),
      bias: bias?.map((entry) => entry / signedStrength) ?? null,
    };
  });
}
