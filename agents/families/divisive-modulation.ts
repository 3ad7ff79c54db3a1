import { HelmholtzError } from '../errors.ts';

/**
 * Predictive coding as divisive input modulation (PC/BC-DIM): error units divide the input by its reconstruction, and
 * prediction units multiply themselves by the errors that they receive,
 *
 *   e = x / max(eps2, V y)  or  x / (eps2 + V y),     y <- (eps1 + y) W e
 *
 * with non-negative inputs, weights and responses. With W = V' divided by its column sums and eps1, eps2 -> 0 it is the
 * multiplicative update of Lee & Seung (Richardson-Lucy): the generalised Kullback-Leibler divergence D(x || V y) never
 * rises. It is another model than the Gaussian hierarchies here, and its y is not a Bayesian posterior.
 *
 * @see Spratling (2010), `REFERENCES.spratling2010`; Lee & Seung (2001), `REFERENCES.leeSeung2001`
 */
export interface DivisiveModulation {
  /** Generative weights V, `inputs x causes`, row-major, >= 0. */
  readonly lowerFromUpper: Float64Array;
  /** Weights W from errors to causes, `causes x inputs`, row-major, >= 0. */
  readonly upperFromLower: Float64Array;
  readonly inputs: number;
  readonly causes: number;
  /** Lets silent causes begin to respond, eps1. */
  readonly baseline: number;
  /** Keeps errors finite where nothing is reconstructed, eps2; sets the size of the transient. */
  readonly errorFloor: number;
  /** Whether eps2 is added to the reconstruction (2010) or bounds it from below (later papers). */
  readonly floor: 'added' | 'largest';
}

/** Activity of the error and the prediction units. */
export interface DivisiveState {
  /** Responses y of the causes, `[causes]`. */
  readonly causes: Float64Array;
  /** Relative errors e of the inputs, `[inputs]`: 1 where the reconstruction is right. */
  readonly errors: Float64Array;
}

/**
 * A network whose settling is exactly the multiplicative update of Lee & Seung in the limit eps -> 0: W = V' with each
 * row divided by the sum of the cause's weights.
 *
 * @throws {HelmholtzError} `bad-shape` for weights of another length, or that are negative or not finite, or a cause
 *   that predicts nothing.
 */
export function divisiveModulation({
  lowerFromUpper,
  inputs,
  causes,
  baseline,
  errorFloor,
  floor,
}: Omit<DivisiveModulation, 'upperFromLower'>): DivisiveModulation {
  if (lowerFromUpper.length !== inputs * causes) {
    throw new HelmholtzError(
      'bad-shape',
      `divisive modulation: expected ${inputs} x ${causes} weights; got ${lowerFromUpper.length}`,
    );
  }
  checkNonNegative('weights', lowerFromUpper);
  const upperFromLower = new Float64Array(causes * inputs);
  for (let cause = 0; cause < causes; cause++) {
    let sum = 0;
    for (let input = 0; input < inputs; input++) sum += lowerFromUpper[input * causes + cause]!;
    if (!(sum > 0)) {
      throw new HelmholtzError(
        'bad-shape',
        `divisive modulation: expected weights that are not all zero; got cause ${cause} without any`,
      );
    }
    for (let input = 0; input < inputs; input++) {
      upperFromLower[cause * inputs + input] = lowerFromUpper[input * causes + cause]! / sum;
    }
  }
  return { lowerFromUpper, upperFromLower, inputs, causes, baseline, errorFloor, floor };
}

/** Relative errors e at some responses. */
export function divisiveErrors(
  network: DivisiveModulation,
  observation: ArrayLike<number>,
  responses: ArrayLike<number>,
): Float64Array {
  const { inputs, causes, lowerFromUpper, errorFloor, floor } = network;
  const errors = new Float64Array(inputs);
  for (let input = 0; input < inputs; input++) {
    let reconstruction = 0;
    for (let cause = 0; cause < causes; cause++) {
      reconstruction += lowerFromUpper[input * causes + cause]! * responses[cause]!;
    }
    errors[input] =
      observation[input]! /
      (floor === 'added' ? errorFloor + reconstruction : Math.max(errorFloor, reconstruction));
  }
  return errors;
}

/**
 * Settles the responses to one observation.
 *
 * @returns The states after 0, 1, ..., `steps` steps.
 * @throws {HelmholtzError} `bad-shape` for an observation of another length, or that is negative or not finite.
 */
export function settleDivisive(
  network: DivisiveModulation,
  observation: ArrayLike<number>,
  {
    steps,
    start,
    attention,
  }: {
    readonly steps: number;
    /** Responses to begin with; zero when absent. */
    readonly start?: ArrayLike<number>;
    /** Factor on each cause's response in every step, 1 + eta min(1, A) in the paper; 1 when absent. */
    readonly attention?: ArrayLike<number>;
  },
): DivisiveState[] {
  const { inputs, causes, upperFromLower, baseline, floor } = network;
  if (observation.length !== inputs) {
    throw new HelmholtzError(
      'bad-shape',
      `divisive modulation: expected ${inputs} numbers to look at; got ${observation.length}`,
    );
  }
  checkNonNegative('observation', observation);
  let responses = start === undefined ? new Float64Array(causes) : Float64Array.from(start);
  const states: DivisiveState[] = [];
  for (let step = 0; ; step++) {
    const errors = divisiveErrors(network, observation, responses);
    states.push({ causes: responses, errors });
    if (step === steps) return states;
    responses = responses.map((response, cause) => {
      let received = 0;
      for (let input = 0; input < inputs; input++) {
        received += upperFromLower[cause * inputs + input]! * errors[input]!;
      }
      const present = floor === 'added' ? baseline + response : Math.max(baseline, response);
      return present * received * (attention?.[cause] ?? 1);
    });
  }
}

/**
 * Learns from one settled state by the rule of the model, in place:
 *
 *   W <- max(0, W (1 + rate y (e' - 1)))
 *
 * and V after it: V = W' with each column brought to a largest entry of 1.
 */
export function learnDivisive(
  { lowerFromUpper, upperFromLower, inputs, causes }: DivisiveModulation,
  { causes: responses, errors }: DivisiveState,
  rate: number,
): void {
  for (let cause = 0; cause < causes; cause++) {
    let largest = 0;
    for (let input = 0; input < inputs; input++) {
      const at = cause * inputs + input;
      const grown = upperFromLower[at]! * (1 + rate * responses[cause]! * (errors[input]! - 1));
      upperFromLower[at] = Math.max(0, grown);
      largest = Math.max(largest, upperFromLower[at]);
    }
    for (let input = 0; input < inputs; input++) {
      lowerFromUpper[input * causes + cause] =
        largest > 0 ? upperFromLower[cause * inputs + input]! / largest : 0;
    }
  }
}

/**
 * Generalised Kullback-Leibler divergence of a reconstruction from an observation, in nats:
 *
 *   D(x || r) = sum_i x_i ln(x_i / r_i) - x_i + r_i >= 0, zero exactly when they are equal
 */
export function generalisedDivergence(
  observation: ArrayLike<number>,
  reconstruction: ArrayLike<number>,
): number {
  let sum = 0;
  for (let input = 0; input < observation.length; input++) {
    const seen = observation[input]!;
    const made = reconstruction[input]!;
    sum += made - seen + (seen > 0 ? seen * Math.log(seen / made) : 0);
  }
  return sum;
}

function checkNonNegative(what: string, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value >= 0 && Number.isFinite(value)) continue;
    throw new HelmholtzError(
      'bad-shape',
      `divisive modulation: expected finite ${what} >= 0; got ${value} at ${index}`,
    );
  }
}
