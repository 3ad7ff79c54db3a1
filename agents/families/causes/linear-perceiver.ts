import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import type { Hierarchy, Level } from '../../hierarchy.ts';
import { createOptimiserState, optimise, type OptimiserOptions } from '../../learning/optimiser.ts';
import { logPrecisionGradient } from '../../learning/precision-learning.ts';
import { addScaled, dense, diagonalOf, identity, inverseSymmetric } from '../../maths/dense.ts';
import { sandwich, transposedTimes } from '../../maths/dense.ts';
import { symmetricEigenvalues } from '../../maths/symmetric-eigenvalues.ts';
import { createModel } from '../../model.ts';

/** Several scenes with the same geometry. */
export interface LinearScenes {
  /** How each cue shows the causes: a row per cue, an entry per cause. */
  readonly weights: readonly (readonly number[])[];
  /** What the senses say, `scenes x cues`. */
  readonly cues: ArrayLike<number>;
  /** Which kind of noise the cues have, such as that of a contrast: an index of {@link LinearKnowledge.logPrecision}. */
  readonly noise: number;
}

/** What is learned from scenes. */
export interface LinearKnowledge {
  /** ln of the precision of cues, one per kind of noise. */
  readonly logPrecision: Float64Array;
  /** ln of the precision of causes around 0. */
  readonly logPriorPrecision: number;
}

/** How a perceiver is made. */
export interface LinearPerceiverOptions {
  readonly engine: Engine;
  /** Scenes of one call. */
  readonly batch: number;
  readonly cues: number;
  readonly causes: number;
  /** Where learning begins: standard deviations of each kind of noise, and of the causes; infinite: nothing is expected. */
  readonly start: { readonly noiseDeviations: readonly number[]; readonly priorDeviation: number };
}

/** Perceives causes that are shown linearly by cues, and learns noise and spread of causes from cues alone. */
export interface LinearPerceiver {
  readonly knowledge: LinearKnowledge;
  /** Settled causes, `batch x causes`. */
  perceive(scenes: LinearScenes): Float64Array;
  /** Takes one step of learning from a batch of scenes. */
  learn(scenes: LinearScenes, rate: number): void;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** Settling ends when this share of the slowest part is left. */
const REST = 1e-6;
const MOST_STEPS = 4000;
const ADAM: OptimiserOptions = { kind: 'adam', firstDecay: 0.9, secondDecay: 0.99 };

/**
 * Two levels of predictive coding with a geometry that is given with each scene:
 *
 *   cues = W causes + noise,  noise ~ N(0, 1 / Pi_k),  causes ~ N(0, 1 / Pi_0)
 *
 * Values settle by descent of F; ln Pi descend it too, with the covariance C = (Pi_k W'W + Pi_0)^-1 of the posterior:
 *
 *   -dF/d ln Pi_k = (1 - Pi_k mean(e^2 + diag W C W')) / 2,   -dF/d ln Pi_0 = (1 - Pi_0 mean(x^2 + diag C)) / 2
 *
 * @throws {HelmholtzError} `bad-shape` where weights do not fit the numbers of cues and causes, or a noise is unknown.
 * @see Bogacz (2017), `REFERENCES.bogacz2017`
 */
export function createLinearPerceiver({
  engine,
  batch,
  cues,
  causes,
  start: { noiseDeviations, priorDeviation },
}: LinearPerceiverOptions): LinearPerceiver {
  const model = createModel({
    ...{ hierarchy: hierarchyOf(cues, causes), engine, batch, held: new Set([0]) },
    weights: [
      {
        lowerFromUpper: new Float64Array(cues * causes),
        bias: null,
        logPrecision: new Float64Array(cues),
      },
    ],
    ...{ inferenceRate: 1, learning: false },
  });
  const learned = Float64Array.from(
    [...noiseDeviations, priorDeviation],
    (deviation) => -2 * Math.log(deviation),
  );
  const adam = createOptimiserState(ADAM, learned.length);
  const kinds = noiseDeviations.length;

  const settle = ({ weights, cues: given, noise }: LinearScenes) => {
    check({ weights, noise }, { cues, causes, kinds });
    const precision = Math.exp(learned[noise]!);
    const prior = Math.exp(learned[kinds]!);
    const w = dense(weights);
    const curvature = addScaled(identity(causes, prior), transposedTimes(w, w), {
      scale: precision,
    });
    const spectrum = symmetricEigenvalues(curvature.data, causes);
    const most = spectrum.at(-1)!;
    // What nothing says anything about stays at 0.
    const least = spectrum.find((one) => one > 1e-9 * most)!;
    model.setWeights([
      { lowerFromUpper: w.data, bias: null, logPrecision: new Float64Array(cues) },
    ]);
    model.setPrecision(0, new Float64Array(cues).fill(precision));
    model.setPriorStrength(1, new Float64Array(causes).fill(prior));
    model.setInferenceRate(1 / most);
    model.setValues(0, given);
    model.setValues(1, new Float64Array(causes));
    const left = 1 - least / most;
    const steps = left < REST ? 2 : Math.ceil(Math.log(REST) / Math.log(left));
    model.settle({
      ...{ steps: Math.min(MOST_STEPS, steps), tolerance: 0, traceEvery: 0 },
      risesToDiverge: Number.MAX_SAFE_INTEGER,
    });
    return { values: model.values(1), w, curvature };
  };

  return {
    get knowledge() {
      return { logPrecision: learned.slice(0, kinds), logPriorPrecision: learned[kinds]! };
    },
    perceive: (scenes) => settle(scenes).values,
    learn: (scenes, rate) => {
      const { values, w, curvature } = settle(scenes);
      const covariance = inverseSymmetric(curvature)!;
      const unexplained = diagonalOf(sandwich(w, covariance)).reduce((sum, one) => sum + one, 0);
      const unsure = diagonalOf(covariance).reduce((sum, one) => sum + one, 0);
      let [errors, spread] = [batch * unexplained, batch * unsure];
      for (let scene = 0; scene < batch; scene++) {
        for (let cue = 0; cue < cues; cue++) {
          let error = scenes.cues[scene * cues + cue]!;
          for (let cause = 0; cause < causes; cause++) {
            error -= w.data[cue * causes + cause]! * values[scene * causes + cause]!;
          }
          errors += error * error;
        }
      }
      for (const value of values) spread += value * value;
      const { noise } = scenes;
      const descent = new Float64Array(kinds + 1);
      const slopeOf = (at: number, squares: number, count: number): number =>
        -logPrecisionGradient(learned.subarray(at, at + 1), [squares], count)[0]!;
      descent[noise] = slopeOf(noise, errors, batch * cues);
      descent[kinds] = slopeOf(kinds, spread, batch * causes);
      optimise(ADAM, adam, learned, descent, rate);
    },
    dispose: () => {
      model.dispose();
    },
  };
}

function check(
  { weights, noise }: Pick<LinearScenes, 'weights' | 'noise'>,
  {
    cues,
    causes,
    kinds,
  }: { readonly cues: number; readonly causes: number; readonly kinds: number },
): void {
  const odd = weights.find((row) => row.length !== causes);
  if (weights.length !== cues || odd !== undefined) {
    throw new HelmholtzError(
      'bad-shape',
      `linear perceiver: expected weights of ${cues} x ${causes}; got ${weights.length} x ${odd?.length ?? causes}`,
    );
  }
  if (!Number.isInteger(noise) || noise < 0 || noise >= kinds) {
    throw new HelmholtzError(
      'bad-shape',
      `linear perceiver: expected a noise in 0..${kinds - 1}; got ${noise}`,
    );
  }
}

function hierarchyOf(cues: number, causes: number): Hierarchy {
  const level = (name: string, meaning: string, columns: number): Level => ({
    ...{ name, meaning, unit: '1' },
    arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns },
  });
  return {
    levels: [
      level('cues', 'What the senses say', cues),
      {
        ...level('causes', 'What is behind it', causes),
        prior: { kind: 'gaussian', mean: 0, precision: 1 },
      },
    ],
    connections: [
      {
        ...{ activation: 'linear', outputActivation: 'linear', biased: false, precision: 1 },
        ...{ precisionLearned: 'each', transform: { kind: 'dense' } },
      },
    ],
  };
}
