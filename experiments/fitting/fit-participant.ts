import type { Random } from '../../agents/index.ts';
import { inverseOfPositive } from './covariance.ts';
import type { BehaviourModel, Prior, TrialSequence } from './behaviour-model.ts';
import { type LogPosterior, prepareLogPosterior } from './log-posterior.ts';
import { curvatureAt } from './hessian.ts';
import { minimise, type Minimum } from './minimise.ts';
import { valueFromScale } from './scales.ts';

/** How to fit. */
export interface FitOptions {
  /** Starting points: the middle of the prior, then draws from it. At least 1. */
  readonly starts: number;
  /** Other priors than those of the model, by name of the parameter. */
  readonly priors?: Readonly<Record<string, Prior>>;
}

/** One fitted parameter. */
export interface Estimate {
  readonly name: string;
  /** Posterior mode, in the unit of the parameter. */
  readonly value: number;
  /** The same on the scale of the parameter. */
  readonly place: number;
  /** Posterior standard deviation on the scale (Laplace). */
  readonly deviation: number;
  /** 95 % interval in the unit of the parameter: place +- 1.96 deviations. */
  readonly interval: readonly [number, number];
}

/** What was found for one participant. */
export interface ParticipantFit {
  readonly estimates: readonly Estimate[];
  /** Correlation of the parameters under the posterior, row-major. */
  readonly correlation: readonly number[];
  /** ln p(responses | mode). */
  readonly logLikelihood: number;
  /** Laplace approximation of ln p(responses), nats. */
  readonly logEvidence: number;
  /** Responses that the likelihood is about. */
  readonly responses: number;
  /** How many starting points led to this mode, within 0.01 nats. */
  readonly agreeingStarts: number;
  readonly evaluations: number;
  /** Why there is no fit, or why it should not be trusted; `null` if all is well. */
  readonly failure: string | null;
  /** What should be known about the data. */
  readonly notes: readonly string[];
}

/** Slope at which a search from one of several starting points is near enough to tell modes apart. */
const ROUGH = 1e-2;
/** A mode that is nearer than this many posterior deviations is found. */
const NEAR = 1e-2;
const INTERVAL = 1.959963984540054;

/**
 * Maximum a posteriori: the mode of p(parameters | responses), from several starting points, with the Laplace
 * approximation of its covariance and of the model evidence:
 *
 *   ln p(y) = ln p(y | mode) + ln p(mode) + d/2 ln 2 pi - 1/2 ln |H|
 *
 * @param random Draws the starting points.
 */
export function fitParticipant(
  model: BehaviourModel,
  sequence: TrialSequence,
  { starts, priors = {} }: FitOptions,
  random: Random,
): ParticipantFit {
  const posterior = prepareLogPosterior(model, sequence, priors);
  const size = posterior.free.length;
  const responses = sequence.response.reduce((n, one) => n + (Number.isNaN(one) ? 0 : 1), 0);
  let best: Minimum | null = null;
  let evaluations = 0;
  const ends: number[] = [];
  let firstFailure: string | null = null;
  for (let start = 0; start < starts; start++) {
    const from = Float64Array.from({ length: size }, () => (start === 0 ? 0 : random.normal()));
    const minimum = minimise(posterior.energy, from, { tolerance: ROUGH });
    if (minimum.value === Infinity) firstFailure ??= posterior.failure();
    ends.push(minimum.value);
    evaluations += minimum.evaluations;
    if (best === null || minimum.value < best.value) best = minimum;
  }
  const notes = notesOn(sequence, responses, model);
  if (best === null || best.value === Infinity) {
    const failure = `no starting point could be evaluated: ${firstFailure ?? 'the likelihood is not finite'}`;
    return noFit(model, { responses, evaluations, failure, notes });
  }
  best = minimise(posterior.energy, best.point);
  evaluations += best.evaluations;
  const lowest = best.value;
  const curvature = curvatureAt(posterior.energy, best.point);
  evaluations += 1 + 2 * size * size;
  const laplace = inverseOfPositive(curvature, size);
  const mode = best.point;
  const hasConverged =
    best.hasConverged || (laplace !== null && distanceLeft(best, laplace.covariance) < NEAR);
  const failure =
    hasConverged && laplace !== null
      ? null
      : (wallNear(posterior, mode) ??
        (hasConverged
          ? 'the posterior is not curved downwards at its mode: no intervals, no evidence'
          : `the search stopped on a slope of ${best.slope.toPrecision(2)}`));
  const free = model.parameters.filter(({ isFree }) => isFree);
  const deviations = free.map((parameter, at) => {
    const own = Object.hasOwn(priors, parameter.name) ? priors[parameter.name]! : parameter.prior;
    const deviation =
      laplace === null ? Number.NaN : Math.sqrt(laplace.covariance[at * size + at]!);
    return { prior: own, deviation };
  });
  const estimates = free.map((parameter, at): Estimate => {
    const { prior, deviation } = deviations[at]!;
    const place = prior.mean + prior.deviation * mode[at]!;
    const spread = prior.deviation * deviation;
    return {
      name: parameter.name,
      value: valueFromScale(parameter, place),
      place,
      deviation: spread,
      interval: [
        valueFromScale(parameter, place - INTERVAL * spread),
        valueFromScale(parameter, place + INTERVAL * spread),
      ],
    };
  });
  const correlation = Array.from(curvature, (_, cell) => {
    const row = Math.floor(cell / size);
    const column = cell % size;
    if (laplace === null) return Number.NaN;
    return laplace.covariance[cell]! / deviations[row]!.deviation / deviations[column]!.deviation;
  });
  return {
    estimates,
    correlation,
    logLikelihood: posterior.logLikelihood(mode),
    // The prior is standard normal in these coordinates, so that its constant cancels d/2 ln 2 pi.
    logEvidence: laplace === null ? Number.NaN : -lowest - laplace.logDeterminant / 2,
    responses,
    agreeingStarts: ends.filter((end) => end - lowest < 0.01).length,
    evaluations,
    failure,
    notes,
  };
}

/** How far the mode is, in posterior deviations, by the slope that is left: sqrt(g' covariance g). */
function distanceLeft({ gradient }: Minimum, covariance: Float64Array): number {
  const size = gradient.length;
  let square = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      square += gradient[row]! * covariance[row * size + column]! * gradient[column]!;
    }
  }
  return Math.sqrt(square);
}

/** If the model fails with parameters beside those where the search ended: how. */
function wallNear(posterior: LogPosterior, mode: Float64Array): string | null {
  for (let at = 0; at < mode.length; at++) {
    for (const step of [0.01, -0.01]) {
      const beside = Float64Array.from(mode);
      beside[at]! += step;
      if (posterior.energy(beside) < Infinity) continue;
      const why = posterior.failure();
      if (why !== null)
        return `the best parameters lie beside some with which the model fails: ${why}`;
    }
  }
  return null;
}

/** What in the data limits what can be said. */
function notesOn(
  { input, response }: TrialSequence,
  responses: number,
  { responding }: BehaviourModel,
): string[] {
  const given = response.filter((one) => !Number.isNaN(one));
  const seen = input.filter((one) => !Number.isNaN(one));
  const notes: string[] = [];
  if (responses === 0) notes.push('no response: every estimate is the prior');
  else if (responses < 10) {
    notes.push(
      `${responses} response${responses === 1 ? '' : 's'}: estimates are mostly the prior`,
    );
  }
  if (responses > 1 && given.every((one) => one === given[0])) {
    notes.push(
      `all responses are ${given[0]!}: ${responding.response === 'binary' ? 'they say little about decision noise and learning' : 'the noise has no lower limit but the prior'}`,
    );
  }
  if (seen.length === 0) notes.push('no observation: nothing can be learned');
  const missing = response.length - responses;
  if (missing > 0) notes.push(`${missing} of ${response.length} responses missing`);
  const unseen = input.length - seen.length;
  if (unseen > 0) notes.push(`${unseen} of ${input.length} observations missing`);
  return notes;
}

function noFit(
  model: BehaviourModel,
  rest: Pick<ParticipantFit, 'responses' | 'evaluations' | 'failure' | 'notes'>,
): ParticipantFit {
  const free = model.parameters.filter(({ isFree }) => isFree);
  return {
    estimates: free.map(({ name }) => ({
      ...{ name, value: Number.NaN, place: Number.NaN, deviation: Number.NaN },
      interval: [Number.NaN, Number.NaN],
    })),
    correlation: free.flatMap(() => free.map(() => Number.NaN)),
    logLikelihood: -Infinity,
    logEvidence: Number.NaN,
    agreeingStarts: 0,
    ...rest,
  };
}
