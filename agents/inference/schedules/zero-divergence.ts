import type { Model } from '../../model.ts';
import { checkSupervisedChain, readDescent, type WeightDescent } from './weight-descent.ts';

/**
 * Zero-divergence inference learning (Z-IL): predictive coding with a schedule under which its weight changes are those
 * of backpropagation, to the last digits. From a forward pass, at which all errors but that of the target vanish, level
 * l takes its only step at time l, with step size 1 / precision,
 *
 *   e_l = W_{l-1}' (g' .* Pi_{l-1} e_{l-1}) .* f'(x_l) / Pi_l,
 *
 * and connection l learns at that very time, while the levels above it are still where the forward pass put them.
 *
 * The model's level 0 holds the target and its top level the input; it must have been built for learning.
 *
 * @returns Per connection minus the slope of the cost 1/2 sum Pi_0 (target - output)^2.
 * @throws {HelmholtzError} `not-applicable` where the model is no such chain.
 * @see Song, Lukasiewicz, Xu & Bogacz (2020), `REFERENCES.song2020`; Rosenbaum (2022), `REFERENCES.rosenbaum2022`, on
 *   what such equivalences do and do not say.
 */
export function zeroDivergenceDescent(model: Model): WeightDescent[] {
  checkSupervisedChain(model, 'zero-divergence');
  const { levels, connections } = model.built;
  model.predictDownwards(levels.length - 1);
  return connections.map(({ precision }, level) => {
    model.measure();
    const { gradient, units } = levels[level]!;
    if (gradient !== null) {
      const slope = model.read(gradient);
      const precisions = model.read(precision);
      const stepped = model
        .values(level)
        .map((value, entry) => value - slope[entry]! / precisions[entry % units]!);
      model.setValues(level, stepped);
      model.measure();
    }
    model.learn();
    return readDescent(model, level);
  });
}
