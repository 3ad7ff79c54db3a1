/** One level of a model in generalised coordinates: hidden states x, driven by causes v that the level above predicts. */
export interface GeneralisedLevel {
  readonly states: number;
  readonly causes: number;
  /** Channels at the lowest level; causes of the level below at the others. */
  readonly outputs: number;
  /** dx/dt = f(x, v) per bin. Not called where there are no states. */
  readonly flow: (states: Float64Array, causes: Float64Array) => readonly number[];
  /** What the level predicts, g(x, v). */
  readonly output: (states: Float64Array, causes: Float64Array) => readonly number[];
  /** ln precision of each state's flow. */
  readonly flowLogPrecision: readonly number[];
  /** ln precision of each output, or a function of the states: precision is then inferred like anything else. */
  readonly outputLogPrecision: readonly number[] | ((states: Float64Array) => readonly number[]);
  /**
   * Prior precision of the states themselves (not their motion) about 0. Without one, a state that only decays may have
   * had any amplitude, as far as its dynamics are concerned. Default 0: none.
   */
  readonly statePrecision?: number;
}

/**
 * A hierarchical dynamic model,
 *
 *   y = g(x_1, v_1) + z_1,  dx_1/dt = f(x_1, v_1) + w_1,  v_1 = g(x_2, v_2) + z_2,  ...
 *
 * with smooth fluctuations w and z.
 */
export interface GeneralisedModel {
  /** Lowest first. */
  readonly levels: readonly GeneralisedLevel[];
  /** ln precision of the causes of the highest level about their prior mean. */
  readonly causeLogPrecision: readonly number[];
}

/** How a generalised filter represents motion. */
export interface GeneralisedOptions {
  /** Highest derivative of states and observations, n. Default 4. */
  readonly stateOrder?: number;
  /** Highest derivative of causes, d. Default 2; never above `stateOrder`. */
  readonly causeOrder?: number;
  /** Standard deviation s of the window that makes fluctuations smooth, bins. Default 1. */
  readonly smoothness?: number;
  /** How fast beliefs descend free energy against the clock, 1/bins. Default 1. */
  readonly descentRate?: number;
  /** States of every level in the first bin, before anything is seen. Zeros if absent. */
  readonly initialStates?: readonly (readonly number[])[];
}
