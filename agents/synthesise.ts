import type { AgentKind } from './agent.ts';
import type { Engine } from './engine/engine.ts';
import { priorStrength } from './energy/priors.ts';
import type { Random } from './maths/random.ts';
import { predictionOrder } from './graph.ts';
import { createModel } from './model.ts';
import type { ParameterValues } from './parameter-table.ts';
import type { HierarchyWeights } from './weights/parameters-of-hierarchy.ts';
import { averagedOverWindows } from './window-average.ts';

/** What to generate with. */
export interface SynthesisOptions {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
  /** Values of the top level, `count x units`; drawn from its prior when absent. */
  readonly causes?: Float32Array;
  readonly count: number;
  /** Source of the noise at every level between the top and the senses; without it each is at its prediction. */
  readonly random?: Random;
}

/**
 * Runs the generative model forward (ancestral sampling): causes at the top, then every level from the one above,
 *
 *   x_l = g(W f(x_{l+1}) + b) + e_l,   e_l ~ N(0, Pi_l^-1) or 0
 *
 * @returns The prediction of the sensory level, `count x units`, without sensory noise.
 */
export function synthesise(options: SynthesisOptions): Float32Array {
  const { kind, parameters, weights, engine, causes, count, random } = options;
  const hierarchy = kind.hierarchy(parameters);
  const top = hierarchy.levels.length - 1;
  const model = createModel({
    hierarchy,
    weights,
    engine,
    batch: count,
    held: new Set([top]),
    learning: false,
    inferenceRate: 1,
  });
  try {
    const { units } = model.built.levels[top]!;
    model.setValues(top, causes ?? sampledCauses(options, count, units));
    for (const level of predictionOrder(hierarchy)) {
      const found = model.built.predictions[level];
      if (found === null || found === undefined) continue;
      model.prepare();
      model.executable.run('evaluate');
      const { prediction, unitOfError, leader } = found;
      const predicted = model.read(prediction);
      if (level === 0) {
        const { units: sensoryUnits } = model.built.levels[0]!;
        return Float32Array.from(
          unitOfError === null
            ? predicted
            : averagedOverWindows(predicted, unitOfError, sensoryUnits, count),
        );
      }
      const { logPrecision } = weights[leader]!;
      model.setValues(
        level,
        random === undefined
          ? predicted
          : predicted.map(
              (value, entry) =>
                value + random.normal() * Math.exp(-logPrecision[entry % logPrecision.length]! / 2),
            ),
      );
    }
    return Float32Array.from(model.values(0));
  } finally {
    model.dispose();
  }
}

function sampledCauses(
  { kind, parameters, random }: SynthesisOptions,
  count: number,
  units: number,
): Float64Array {
  const prior = kind.hierarchy(parameters).levels.at(-1)?.prior;
  const strength = prior === undefined ? null : priorStrength(prior, units);
  return Float64Array.from({ length: count * units }, (_, entry) => {
    if (prior === undefined || strength === null || random === undefined) {
      return prior?.kind === 'gaussian' ? prior.mean : 0;
    }
    const own = strength[entry % units]!;
    switch (prior.kind) {
      case 'gaussian':
        return prior.mean + (own > 0 ? random.normal() / Math.sqrt(own) : 0);
      case 'laplace': {
        const u = random.uniform() - 0.5;
        return (-Math.sign(u) * Math.log(1 - 2 * Math.abs(u))) / own;
      }
      case 'cauchy':
        // weight ln(1 + x^2) with weight 1 is the Cauchy density.
        return Math.tan(Math.PI * (random.uniform() - 0.5));
    }
  });
}
