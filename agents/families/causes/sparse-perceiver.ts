import type { Engine } from '../../engine/engine.ts';
import type { Hierarchy } from '../../hierarchy.ts';
import { createOptimiserState, optimise, type OptimiserOptions } from '../../learning/optimiser.ts';
import { normalCumulative, normalDensity } from '../../maths/normal.ts';
import { createModel } from '../../model.ts';

/** Perceives a quantity of which small sizes are met more often than large ones, and learns how much more often. */
export interface SparsePerceiver {
  /** Rate of the Laplace prior: ln p(x) falls by this much per unit of |x|. */
  readonly rate: number;
  /** Settled values, one per cue. */
  perceive(cues: ArrayLike<number>, deviation: number): Float64Array;
  /** Takes one step of learning the rate from a batch of cues. */
  learn(cues: ArrayLike<number>, deviation: number, rate: number): void;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** How a sparse perceiver is made. */
export interface SparsePerceiverOptions {
  readonly engine: Engine;
  /** Cues of one call. */
  readonly batch: number;
  /** Rate before learning; 0: nothing is expected. */
  readonly start: number;
}

const ADAM: OptimiserOptions = { kind: 'adam', firstDecay: 0.9, secondDecay: 0.99 };

/**
 * Two levels of predictive coding with a Laplace prior:
 *
 *   cue = x + noise,  noise ~ N(0, s^2),  ln p(x) = ln (a / 2) - a |x|
 *
 * Away from 0 the settled value is cue -+ a s^2: what is noisy seems smaller. The rate a descends the free energy, with
 * the mean of |x| under the exact posterior:
 *
 *   -dF/d ln a = 1 - a E|x|
 *
 * @see Stocker & Simoncelli (2006), `REFERENCES.stockerSimoncelli2006`
 */
export function createSparsePerceiver({
  engine,
  batch,
  start,
}: SparsePerceiverOptions): SparsePerceiver {
  const model = createModel({
    ...{ hierarchy: HIERARCHY, engine, batch, held: new Set([0]) },
    weights: [
      { lowerFromUpper: Float64Array.of(1), bias: null, logPrecision: new Float64Array(1) },
    ],
    ...{ inferenceRate: 1, learning: false },
  });
  const logRate = Float64Array.of(Math.log(start));
  const adam = createOptimiserState(ADAM, 1);
  const rateNow = (): number => Math.exp(logRate[0]!);
  return {
    get rate() {
      return rateNow();
    },
    perceive: (cues, deviation) => {
      const precision = deviation ** -2;
      model.setPrecision(0, [precision]);
      model.setPriorStrength(1, [rateNow()]);
      model.setInferenceRate(1 / precision);
      model.setValues(0, cues);
      model.setValues(1, [0]);
      // A step of this size ends on the minimum: one is enough, the second stays.
      model.settle({
        ...{ steps: 2, tolerance: 0, traceEvery: 0 },
        risesToDiverge: Number.MAX_SAFE_INTEGER,
      });
      return model.values(1);
    },
    learn: (cues, deviation, rate) => {
      const a = rateNow();
      let size = 0;
      for (let cue = 0; cue < batch; cue++) size += expectedSize(cues[cue]!, deviation, a);
      optimise(ADAM, adam, logRate, [1 - (a * size) / batch], rate);
    },
    dispose: () => {
      model.dispose();
    },
  };
}

/**
 * E|x| under p(x | cue), which is proportional to exp(-(cue - x)^2 / 2 s^2 - a |x|): two halves of Gaussians around cue - a
 * s^2 and cue + a s^2.
 */
export function expectedSize(cue: number, deviation: number, rate: number): number {
  const shift = rate * deviation ** 2;
  const half = (side: number): { readonly mass: number; readonly size: number } => {
    // The half on which side x is positive, as a Gaussian around `middle`.
    const middle = side * cue - shift;
    const z = middle / deviation;
    const mass = Math.exp(-rate * (side * cue)) * normalCumulative(z);
    const share = normalCumulative(z);
    const size = share > 0 ? middle + (deviation * normalDensity(z)) / share : 0;
    return { mass, size };
  };
  const [above, below] = [half(1), half(-1)];
  return (above.mass * above.size + below.mass * below.size) / (above.mass + below.mass);
}

const unit = { gridRows: 1, gridColumns: 1, rows: 1, columns: 1 };
const HIERARCHY: Hierarchy = {
  levels: [
    { name: 'cue', meaning: 'What the sense says', unit: '1', arrangement: unit },
    {
      ...{ name: 'cause', meaning: 'What is behind it', unit: '1', arrangement: unit },
      prior: { kind: 'laplace', rate: 1 },
    },
  ],
  connections: [
    {
      ...{ activation: 'linear', outputActivation: 'linear', biased: false, precision: 1 },
      ...{ precisionLearned: 'each', transform: { kind: 'dense' } },
    },
  ],
};
