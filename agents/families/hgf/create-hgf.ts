import { checkNetwork } from './check-network.ts';
import type { Couplings, HgfNetwork, InputNode, StateNode, UpdateScheme } from './network.ts';

/** What can be said of a state; what is left out is 0, a precision 1, a tonic volatility -4. */
export type StateOptions = Partial<Omit<StateNode, 'kind' | 'name'>>;

/** An unfinished network. Every call returns a new one. */
export interface HgfBuilder {
  /** Adds a hidden state. */
  state(name: string, options?: StateOptions): HgfBuilder;
  /** Adds an input that sees 0 or 1. */
  binaryInput(name: string, parent: string): HgfBuilder;
  /** Adds an input that sees a number; parents by name or with their weights. */
  continuousInput(
    name: string,
    parents: string | Couplings,
    options?: { readonly precision?: number },
  ): HgfBuilder;
  /** Adds an input that sees a category, one parent for each. */
  categoricalInput(name: string, parents: readonly string[]): HgfBuilder;
  /**
   * The network, checked.
   *
   * @throws {HelmholtzError} that names the node, the parameter and what was expected.
   */
  build(scheme?: UpdateScheme): HgfNetwork;
}

/**
 * Begins a hierarchical Gaussian filter, to be described by a chain of calls:
 *
 *     createHgf()
 *       .binaryInput('outcome', 'tendency')
 *       .state('tendency', { tonicVolatility: -2.5, volatilityParents: { volatility: 1 } })
 *       .state('volatility', { tonicVolatility: -6 })
 *       .build('ehgf')
 *
 * The order of the calls is that of the inputs in the data; states may be named before they are added.
 */
export function createHgf(): HgfBuilder {
  return builder([], []);
}

function builder(inputs: readonly InputNode[], states: readonly StateNode[]): HgfBuilder {
  const withInput = (input: InputNode): HgfBuilder => builder([...inputs, input], states);
  return {
    state: (name, options = {}) => builder(inputs, [...states, completeState(name, options)]),
    binaryInput: (name, parent) => withInput({ kind: 'binary-input', name, parent }),
    continuousInput: (name, parents, { precision = 1 } = {}) =>
      withInput({
        kind: 'continuous-input',
        name,
        precision,
        parents: typeof parents === 'string' ? { [parents]: 1 } : parents,
      }),
    categoricalInput: (name, parents) => withInput({ kind: 'categorical-input', name, parents }),
    build: (scheme = 'ehgf') => checkNetwork({ scheme, inputs, states }),
  };
}

/** Fills in what was not said of a state. */
export function completeState(name: string, options: StateOptions): StateNode {
  return {
    kind: 'state',
    name,
    mean: options.mean ?? 0,
    precision: options.precision ?? 1,
    tonicVolatility: options.tonicVolatility ?? -4,
    drift: options.drift ?? 0,
    valueParents: options.valueParents ?? {},
    volatilityParents: options.volatilityParents ?? {},
  };
}
