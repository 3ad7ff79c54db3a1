/** Activity of the three neurons of the smallest predictive-coding circuit. */
export interface ErrorNeuronState {
  /** Estimate of the cause, phi. */
  readonly cause: number;
  /** Neuron that settles to the precision-weighted prior error (phi - v_p)/Sigma_p. */
  readonly priorError: number;
  /** Neuron that settles to the precision-weighted sensory error (u - g(phi))/Sigma_u. */
  readonly sensoryError: number;
}

/** What the circuit is told. */
export interface ErrorNeuronCircuit {
  readonly observation: number;
  readonly priorMean: number;
  readonly priorVariance: number;
  readonly sensoryVariance: number;
  /** Generative function g and its slope. */
  readonly generate: (cause: number) => number;
  /** Its derivative. */
  readonly generateSlope: (cause: number) => number;
}

/**
 * Predictive coding with error neurons that need time of their own, integrated by explicit Euler:
 *
 *   dphi/dt = eps_u g'(phi) - eps_p,  deps_p/dt = phi - v_p - Sigma_p eps_p,  deps_u/dt = u - g(phi) - Sigma_u eps_u
 *
 * It has the same fixed point as descending the free energy, but it oscillates on the way, since errors lag behind.
 *
 * @returns The states at times 0, timeStep, 2 timeStep, ..., `steps + 1` of them.
 * @see Bogacz (2017), exercise 3, doi:10.1016/j.jmp.2015.11.003
 */
export function integrateErrorNeurons(
  circuit: ErrorNeuronCircuit,
  {
    start,
    timeStep,
    steps,
  }: { readonly start: ErrorNeuronState; readonly timeStep: number; readonly steps: number },
): ErrorNeuronState[] {
  const states = [start];
  let state = start;
  for (let step = 0; step < steps; step++) {
    const { cause, priorError, sensoryError } = state;
    state = {
      cause: cause + timeStep * (sensoryError * circuit.generateSlope(cause) - priorError),
      priorError:
        priorError + timeStep * (cause - circuit.priorMean - circuit.priorVariance * priorError),
      sensoryError:
        sensoryError +
        timeStep *
          (circuit.observation - circuit.generate(cause) - circuit.sensoryVariance * sensoryError),
    };
    states.push(state);
  }
  return states;
}
