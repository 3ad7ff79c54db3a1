import { turnedLevel } from '../inference/recognition.ts';
import type { Model } from '../model.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import {
  createOptimiserState,
  optimise,
  type OptimiserOptions,
  type OptimiserState,
} from './optimiser.ts';

/** Learns recognition weights; it owns the weights that it was given. */
export interface RecognitionLearner {
  /** The weights as they are now. */
  readonly weights: HierarchyWeights;
  /**
   * Learns from one batch: the guesses of every level are drawn towards where the generative model has settled.
   *
   * @returns Mean squared distance between guess and settled value before this step, over all levels above the senses.
   */
  learn(settled: Model): number;
}

/**
 * Regression of settled beliefs on the guesses below them (hybrid predictive coding): for each connection
 *
 *   min 1/2 | x*_{l+1} - h(V_l k(xhat_l) + c_l) |^2,   xhat_0 = x_0,  xhat_l the guess of level l,
 *
 * one step of an optimiser per batch. The rule is local: the error of a guess times what it was guessed from.
 *
 * @see Tschantz, Millidge, Seth & Buckley (2023), `REFERENCES.tschantz2023`
 */
export function createRecognitionLearner(
  recognition: Model,
  start: HierarchyWeights,
  {
    optimiser,
    learningRate,
  }: { readonly optimiser: OptimiserOptions; readonly learningRate: number },
): RecognitionLearner {
  const weights: HierarchyWeights = start.map(({ lowerFromUpper, bias, logPrecision }) => ({
    lowerFromUpper: Float64Array.from(lowerFromUpper),
    bias: bias === null ? null : Float64Array.from(bias),
    logPrecision: Float64Array.from(logPrecision),
  }));
  const states = weights.map(({ lowerFromUpper, bias }) => ({
    weights: createOptimiserState(optimiser, lowerFromUpper.length),
    bias: bias === null ? null : createOptimiserState(optimiser, bias.length),
  }));
  recognition.setWeights(weights);

  const guess = (settled: Model): Float64Array[] => {
    const { hierarchy } = settled;
    const senses = turnedLevel(hierarchy, 0);
    recognition.setValues(senses, settled.values(0));
    recognition.predictDownwards(senses);
    return hierarchy.levels.map((_, level) => recognition.values(turnedLevel(hierarchy, level)));
  };

  return {
    weights,
    learn: (settled) => {
      const { hierarchy, batch } = settled;
      const guesses = guess(settled);
      let squares = 0;
      let count = 0;
      for (let level = 1; level < hierarchy.levels.length; level++) {
        const connection = turnedLevel(hierarchy, level);
        const target = settled.values(level);
        target.forEach((value, entry) => {
          squares += (value - guesses[level]![entry]!) ** 2;
        });
        count += target.length;
        // The connection's own input is the guess below, its target the settled value.
        recognition.setValues(connection + 1, guesses[level - 1]!);
        recognition.setValues(connection, target);
        recognition.measure();
        recognition.learn();
        const { learning } = recognition.built.connections[connection]!;
        const own = weights[connection]!;
        const mean = (buffer: number): Float64Array =>
          recognition.read(buffer).map((entry) => entry / batch);
        const step = (state: OptimiserState, tensor: Float64Array, buffer: number): void => {
          optimise(optimiser, state, tensor, mean(buffer), learningRate);
        };
        step(states[connection]!.weights, own.lowerFromUpper, learning!.weights);
        const { bias } = states[connection]!;
        if (bias !== null && own.bias !== null) step(bias, own.bias, learning!.bias!);
      }
      recognition.setWeights(weights);
      return squares / count;
    },
  };
}
