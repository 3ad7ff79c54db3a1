import { HelmholtzError } from '../../errors.ts';
import type { Model } from '../../model.ts';
import { checkSupervisedChain, readDescent, type WeightDescent } from './weight-descent.ts';

/**
 * Predictive coding with fixed predictions: from a forward pass, predictions and their slopes stay where they are while
 * the values settle,
 *
 *   x_l <- x_l - rate (Pi_l e_l - f'(xhat_l) .* W_{l-1}' (g' .* Pi_{l-1} e_{l-1})),   e_l = x_l - xhat_l,
 *
 * until the weighted errors are those of backpropagation. With step size 1 / precision they are so after as many steps
 * as there are levels that may move; the weight changes are then those of backpropagation. The rate must be below 2 / the
 * largest precision of the levels between.
 *
 * The model's level 0 holds the target and its top level the input; it must have been built for learning, with
 * `fixedPredictions`.
 *
 * @returns Per connection minus the slope of the cost 1/2 sum Pi_0 (target - output)^2.
 * @throws {HelmholtzError} `not-applicable` where the model is no such chain, `diverged` where the rate is too large.
 * @see Millidge, Tschantz & Buckley (2022), `REFERENCES.millidge2022`
 */
export function fixedPredictionDescent(
  model: Model,
  { inferenceRate, settleSteps }: { readonly inferenceRate: number; readonly settleSteps: number },
): WeightDescent[] {
  checkSupervisedChain(model, 'fixed-prediction');
  if (!model.built.fixedPredictions) {
    throw new HelmholtzError(
      'not-applicable',
      'fixed-prediction: expected a model that was built with fixed predictions; got one whose predictions follow its values',
    );
  }
  model.predictDownwards(model.built.levels.length - 1);
  model.executable.run('prepare');
  model.setInferenceRate(inferenceRate);
  const { trace } = model.settle({
    steps: settleSteps,
    tolerance: 0,
    traceEvery: 0,
    risesToDiverge: Number.MAX_SAFE_INTEGER,
  });
  if (!trace.every(Number.isFinite)) {
    throw new HelmholtzError(
      'diverged',
      `fixed-prediction: diverged with the inference rate ${inferenceRate}; expected one below 2 / the largest precision of the levels between`,
    );
  }
  model.learn();
  return model.built.connections.map((_, index) => readDescent(model, index));
}
