/**
 * How the posterior of a volatility parent is computed from what its child reports.
 *
 * - `standard`: the precision first, then the mean with that precision.
 * - `ehgf`: the mean first, with the expected precision; the precision afterwards.
 * - `unbounded`: two quadratic approximations, blended, which keeps the precision positive where the others fail.
 */
export type UpdateScheme = 'standard' | 'ehgf' | 'unbounded';

/** All schemes, in the order of their age. */
export const UPDATE_SCHEMES: readonly UpdateScheme[] = ['standard', 'ehgf', 'unbounded'];

/** Strengths of coupling, by name of the parent. */
export type Couplings = Readonly<Record<string, number>>;

/** A hidden state that performs a Gaussian random walk. */
export interface StateNode {
  readonly kind: 'state';
  readonly name: string;
  /** Mean of the belief before the first trial. */
  readonly mean: number;
  /** Precision of that belief, > 0. */
  readonly precision: number;
  /** Tonic volatility omega: log variance of the walk per unit of time, where nothing modulates it. */
  readonly tonicVolatility: number;
  /** Tonic drift rho: expected change per unit of time. */
  readonly drift: number;
  /** States that drive the drift, alpha: mean += time x alpha x parent. */
  readonly valueParents: Couplings;
  /** States that modulate the log variance of the walk, kappa: omega + kappa x parent. */
  readonly volatilityParents: Couplings;
}

/** Sees 0 or 1, the probability of 1 being the logistic function of its parent. */
export interface BinaryInput {
  readonly kind: 'binary-input';
  readonly name: string;
  readonly parent: string;
}

/** Sees a number, a weighted sum of its parents with Gaussian noise. */
export interface ContinuousInput {
  readonly kind: 'continuous-input';
  readonly name: string;
  /** Precision of the noise, > 0. */
  readonly precision: number;
  readonly parents: Couplings;
}

/** Sees one of K categories, 0 to K - 1; each category has a parent of its own, as a binary input has. */
export interface CategoricalInput {
  readonly kind: 'categorical-input';
  readonly name: string;
  readonly parents: readonly string[];
}

/** Something that is observed. */
export type InputNode = BinaryInput | ContinuousInput | CategoricalInput;

/**
 * A hierarchical Gaussian filter: hidden states that walk at random, their steps and their variance driven by other
 * states, seen through inputs. Made by {@link createHgf} or read from a file; it has been checked.
 *
 * @see Mathys et al. (2014), `REFERENCES.mathys2014`; Weber et al. (2023), `REFERENCES.weber2023`
 */
export interface HgfNetwork {
  readonly scheme: UpdateScheme;
  readonly inputs: readonly InputNode[];
  readonly states: readonly StateNode[];
}
