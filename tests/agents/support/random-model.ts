import {
  blankWeights,
  createModel,
  createRandom,
  type Hierarchy,
  type HierarchyWeights,
  type Model,
} from '../../../agents/index.ts';
import { createReferenceEngine } from '../../../agents/engine/reference/reference-engine.ts';
import { readKernels } from '../../../agents/engine/wasm/read-kernels.ts';
import { createWasmEngine } from '../../../agents/engine/wasm/wasm-engine.ts';

/** Both engines that are always there. */
export const engineOf = {
  reference: createReferenceEngine(),
  wasm: createWasmEngine(readKernels()),
} as const;

/** Weights of a hierarchy drawn at random, precisions around what is described. */
export function randomWeights(hierarchy: Hierarchy, seed = 1, deviation = 0.5): HierarchyWeights {
  const random = createRandom(seed, 'random weights');
  return blankWeights(hierarchy).map((entry) => ({
    ...entry,
    lowerFromUpper: entry.lowerFromUpper.map(() => deviation * random.normal()),
    bias: entry.bias?.map(() => 0.3 * random.normal()) ?? null,
    logPrecision: entry.logPrecision.map((value) => value + 0.3 * random.normal()),
  }));
}

/** A model with random weights and random values, the same numbers for every engine. */
export function randomModel(
  hierarchy: Hierarchy,
  options: Partial<Parameters<typeof createModel>[0]> & { readonly seed?: number } = {},
): { readonly model: Model; readonly weights: HierarchyWeights } {
  const weights = options.weights ?? randomWeights(hierarchy, options.seed);
  const model = createModel({
    hierarchy,
    weights,
    engine: engineOf.reference,
    batch: 2,
    held: new Set(),
    learning: true,
    inferenceRate: 0.01,
    ...options,
  });
  const random = createRandom(options.seed ?? 1, 'random values');
  model.built.levels.forEach(({ units }, level) => {
    const values = Array.from({ length: model.batch * units }, () => 0.8 * random.normal() + 0.05);
    // Numbers that float32 holds exactly, so that engines start alike.
    model.setValues(level, Float32Array.from(values));
  });
  return { model, weights };
}

/** Free energy of the whole batch at the present values. */
export const totalOf = (model: Model): number => model.freeEnergy(model.measure()).total;

/** Central difference of F with respect to one of the numbers that `set` writes. */
export function centralDifference(
  model: Model,
  present: Float64Array,
  index: number,
  set: (values: Float64Array) => void,
): number {
  const step = 1e-5;
  const at = (change: number): number => {
    const moved = Float64Array.from(present);
    moved[index]! += change;
    set(moved);
    return totalOf(model);
  };
  const slope = (at(step) - at(-step)) / (2 * step);
  set(present);
  return slope;
}

/** The largest |analytic - difference| / (1 + |difference|) of dF/dvalues over all levels that may move. */
export function worstValueGradient(model: Model): number {
  let worst = 0;
  for (const [level, { gradient, values }] of model.built.levels.entries()) {
    if (gradient === null) continue;
    totalOf(model);
    const analytic = model.read(gradient);
    const present = model.read(values);
    for (let index = 0; index < present.length; index++) {
      const slope = centralDifference(model, present, index, (moved) => {
        model.setValues(level, moved);
      });
      worst = Math.max(worst, Math.abs(analytic[index]! - slope) / (1 + Math.abs(slope)));
    }
  }
  return worst;
}

/** The same for -dF/dweights and -dF/dbias of all connections. */
export function worstWeightGradient(model: Model, weights: HierarchyWeights): number {
  let worst = 0;
  model.measure();
  model.learn();
  const descents = model.built.connections.map(({ learning }) => ({
    lowerFromUpper: model.read(learning!.weights),
    bias: learning!.bias === null ? null : model.read(learning!.bias),
  }));
  for (const [index, descent] of descents.entries()) {
    for (const name of ['lowerFromUpper', 'bias'] as const) {
      const present = weights[index]![name];
      const analytic = descent[name];
      if (present === null || analytic === null) continue;
      for (let entry = 0; entry < present.length; entry++) {
        const slope = centralDifference(model, present, entry, (moved) => {
          model.setWeights(
            weights.map((other, position) =>
              position === index ? { ...other, [name]: moved } : other,
            ),
          );
        });
        worst = Math.max(worst, Math.abs(analytic[entry]! + slope) / (1 + Math.abs(slope)));
      }
    }
  }
  return worst;
}
