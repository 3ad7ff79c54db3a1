import type { Random } from '../../maths/random.ts';
import type { Sequence } from '../../sequence.ts';
import { generalisedFilter, type GeneralisedFiltering } from './generalised-filter.ts';
import type { GeneralisedModel } from './generalised-model.ts';
import { smoothNoise } from './smooth-noise.ts';

/** Which targets appear: where the cue points (right), elsewhere (left), or both. */
export type PosnerTrial = 'valid' | 'invalid' | 'both';

/** Bins of 10 ms in a trial. */
export const POSNER_BINS = 64;

/** Options of generalised coordinates in the paper: n = 4, d = 2, s = 1/2. */
export const POSNER_COORDINATES = { stateOrder: 4, causeOrder: 2, smoothness: 0.5 } as const;

/**
 * Attention as precision (Posner's task): the cue moves states that set the log precision of what is seen left and right.
 *
 *   v = (left, right, cue),  f = [1 -1 -2; -1 1 2] v / 4 - x / 32,  g = v,
 *   log precision of g: [2 + [1 -1; -1 1] x; 4],  prior precision of x 1/32
 *
 * @param options ln precisions of the states' motion and of the causes about 0. The paper gives 4 for the motion; the
 * precision of the causes is not given, and 0 is taken.
 * @see Feldman & Friston (2010), `REFERENCES.feldmanFriston2010`
 */
export function posnerModel({
  motion = 4,
  causes = 0,
}: { readonly motion?: number; readonly causes?: number } = {}): GeneralisedModel {
  return {
    levels: [
      {
        states: 2,
        causes: 3,
        outputs: 3,
        flow: (x, v) => {
          const push = (v[0]! - v[1]! - 2 * v[2]!) / 4;
          return [push - x[0]! / 32, -push - x[1]! / 32];
        },
        output: (_, v) => [...v],
        flowLogPrecision: [motion, motion],
        statePrecision: 1 / 32,
        outputLogPrecision: (x) => [2 + x[0]! - x[1]!, 2 - x[0]! + x[1]!, 4],
      },
    ],
    causeLogPrecision: [causes, causes, causes],
  };
}

/**
 * What is seen in a trial: a cue (Gaussian in time at T/4, deviation T/16) and targets (derivative of a Gaussian at 2T/3,
 * deviation T/8), each with peak 1, under smooth noise of log precision 8.
 */
export function posnerTrial(trial: PosnerTrial, random: Random): Sequence {
  const steps = POSNER_BINS;
  const values = new Float64Array(steps * 3);
  const noise = [0, 1, 2].map((channel) =>
    smoothNoise(random.fork('posner', channel), { points: steps, spacing: 1, smoothness: 0.5 }),
  );
  for (let step = 0; step < steps; step++) {
    const time = step + 1;
    const cue = Math.exp(-((time - steps / 4) ** 2) / (2 * (steps / 16) ** 2));
    const phase = (time - (2 * steps) / 3) / (steps / 8);
    const target = -phase * Math.exp((1 - phase ** 2) / 2);
    const shown = [trial === 'valid' ? 0 : target, trial === 'invalid' ? 0 : target, cue];
    shown.forEach((value, channel) => {
      values[step * 3 + channel] = value + Math.exp(-4) * noise[channel]![step]!;
    });
  }
  return { steps, channels: 3, values };
}

/** A trial as the model perceives it. */
export function perceivePosnerTrial(trial: PosnerTrial, random: Random): GeneralisedFiltering {
  return generalisedFilter(posnerModel(), posnerTrial(trial, random), POSNER_COORDINATES);
}
