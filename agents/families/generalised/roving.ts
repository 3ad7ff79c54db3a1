import type { Random } from '../../maths/random.ts';
import type { Sequence } from '../../sequence.ts';
import { energyAt } from './generalised-energy.ts';
import { generalisedFilter, type GeneralisedFiltering } from './generalised-filter.ts';
import type { GeneralisedModel } from './generalised-model.ts';
import { simulateGeneralised } from './simulate-generalised.ts';

/** Bins of 5 ms in a presentation. */
export const ROVING_BINS = 48;

/** Options of generalised coordinates: n = 4, d = 2, s = 1. */
export const ROVING_COORDINATES = { stateOrder: 4, causeOrder: 2, smoothness: 1 } as const;

/**
 * Linear convolution model of a tone: an amplitude v drives two states, which are heard.
 *
 *   f = [-1 4; -2 -1] x / 16 + [1; 0] v,   g = [0 1; pitch 0] x
 *
 * @param options `pitch` is g_21; `logPrecision` that of what is heard. Motion has log precision 8; the amplitude has
 * log precision 0 about 0.
 * @see Friston & Kiebel (2009), `REFERENCES.fristonKiebel2009`
 */
export function toneModel({
  pitch,
  logPrecision,
}: {
  readonly pitch: number;
  readonly logPrecision: number;
}): GeneralisedModel {
  return {
    levels: [
      {
        states: 2,
        causes: 1,
        outputs: 2,
        flow: (x, v) => [(-x[0]! + 4 * x[1]!) / 16 + v[0]!, (-2 * x[0]! - x[1]!) / 16],
        output: (x) => [x[1]!, pitch * x[0]!],
        flowLogPrecision: [8, 8],
        outputLogPrecision: [logPrecision, logPrecision],
      },
    ],
    causeLogPrecision: [0],
  };
}

/** Amplitude of a tone at a time in bins: a bump about bin 20. */
export function toneAmplitude(time: number): number {
  return Math.exp(-((time + 1 - 20) ** 2) / 16);
}

/** What a listener made of one presentation. */
export interface RovingTrial {
  readonly filtering: GeneralisedFiltering;
  readonly amplitude: Sequence;
  /** The pitch of the stimulus, and what the listener supposed before and after it. */
  readonly pitch: number;
  readonly supposedBefore: number;
  readonly supposedAfter: number;
  readonly logPrecisionBefore: number;
  readonly logPrecisionAfter: number;
  /** Sum over bins of squared errors of what is heard (order 0), before the listener learned. */
  readonly sensoryError: number;
  /** The same of the motion of the states. */
  readonly higherError: number;
}

/** Prior covariance of the log precision, about a mean of 4. */
const LOG_PRECISION = { mean: 4, covariance: Math.exp(-4) } as const;

/**
 * Roving: presentations whose pitch changes after the second one. After each, the listener re-estimates pitch (prior:
 * what it supposed, variance 1) and precision (prior: mean 4, variance e^-4), and goes into the next one with both.
 */
export function perceiveRoving({
  presentations = 9,
  pitchOf = (presentation) => (presentation < 2 ? 4 : 1),
  random,
}: {
  readonly presentations?: number;
  readonly pitchOf?: (presentation: number) => number;
  readonly random: Random;
}): readonly RovingTrial[] {
  let supposed = { pitch: pitchOf(0), logPrecision: LOG_PRECISION.mean as number };
  return Array.from({ length: presentations }, (_, presentation) => {
    const pitch = pitchOf(presentation);
    const { observations, causes } = simulateGeneralised(
      toneModel({ pitch, logPrecision: LOG_PRECISION.mean }),
      {
        steps: ROVING_BINS,
        smoothness: ROVING_COORDINATES.smoothness,
        random: random.fork('presentation', presentation),
        initialStates: [[0, 0]],
        causes: (time) => [toneAmplitude(time)],
        causeNoise: false,
      },
    );
    const before = supposed;
    const filtering = generalisedFilter(toneModel(before), observations, ROVING_COORDINATES);
    supposed = learned(before, observations);
    const squared = (of: (step: GeneralisedFiltering['steps'][number]) => Float64Array): number =>
      filtering.steps.reduce((total, step) => total + Math.hypot(...of(step)) ** 2, 0);
    return {
      filtering,
      amplitude: causes[0]!,
      pitch,
      supposedBefore: before.pitch,
      supposedAfter: supposed.pitch,
      logPrecisionBefore: before.logPrecision,
      logPrecisionAfter: supposed.logPrecision,
      sensoryError: squared((step) => step.outputErrors[0]!),
      higherError: squared((step) => step.flowErrors[0]!),
    };
  });
}

/** Rounds of estimating both after a presentation. */
const ROUNDS = 4;

/**
 * Pitch and log precision that minimise free action over a presentation, given their priors, by Newton's method. Another
 * pitch is tried by perceiving the presentation again with it; another precision, with the beliefs as they are.
 */
function learned(
  before: { readonly pitch: number; readonly logPrecision: number },
  observations: Sequence,
): { pitch: number; logPrecision: number } {
  let { pitch, logPrecision } = before;
  for (let round = 0; round < ROUNDS; round++) {
    const perceived = (value: number): GeneralisedFiltering =>
      generalisedFilter(
        toneModel({ pitch: value, logPrecision }),
        observations,
        ROVING_COORDINATES,
      );
    pitch += newtonStep(
      (value) => (value - before.pitch) ** 2 / 2 + perceived(value).freeAction,
      pitch,
    );
    const { layout, steps, embedded, causePriors } = perceived(pitch);
    const actionAt = (value: number): number => {
      const model = toneModel({ pitch, logPrecision: value });
      const own = {
        ...layout,
        levels: layout.levels.map((place, index) => ({ ...place, level: model.levels[index]! })),
      };
      return steps.reduce(
        (sum, { unknowns }, bin) =>
          sum +
          energyAt(own, model.causeLogPrecision, {
            unknowns,
            observation: embedded[bin]!,
            causePrior: causePriors[bin]!,
          }).freeEnergy,
        (value - LOG_PRECISION.mean) ** 2 / (2 * LOG_PRECISION.covariance),
      );
    };
    logPrecision += newtonStep(actionAt, logPrecision);
  }
  return { pitch, logPrecision };
}

/** -f' / f'' by central differences, at most 1 in size. */
function newtonStep(of: (value: number) => number, at: number): number {
  const width = 1e-2;
  const [below, here, above] = [of(at - width), of(at), of(at + width)];
  const slope = (above - below) / (2 * width);
  const curvature = (above - 2 * here + below) / width ** 2;
  return Math.max(-1, Math.min(1, -slope / Math.max(curvature, 1e-6)));
}
