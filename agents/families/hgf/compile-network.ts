import type { HgfNetwork, InputNode, StateNode } from './network.ts';

/** A coupling, with the index of the state at its other end. */
export interface Link {
  readonly state: number;
  readonly coupling: number;
}

/** A state with everything it is linked to, by index. */
export interface CompiledState {
  readonly node: StateNode;
  readonly valueParents: readonly Link[];
  readonly volatilityParents: readonly Link[];
  readonly valueChildren: readonly Link[];
  readonly volatilityChildren: readonly Link[];
  /** Inputs that hang on the state; their links name inputs, not states. */
  readonly inputs: readonly InputLink[];
}

/** How an input hangs on a state. */
export interface InputLink {
  readonly input: number;
  readonly coupling: number;
  /** Which category the state stands for; 0 for other inputs. */
  readonly category: number;
}

/** A network with indices in the place of names, and the order in which states are updated. */
export interface CompiledNetwork {
  readonly network: HgfNetwork;
  readonly states: readonly CompiledState[];
  /** Children before their parents: the order of updating. */
  readonly order: readonly number[];
}

/** Looks up every name once. */
export function compileNetwork(network: HgfNetwork): CompiledNetwork {
  const index = new Map(network.states.map(({ name }, state) => [name, state]));
  const linksTo = (couplings: Readonly<Record<string, number>>): Link[] =>
    Object.entries(couplings).map(([name, coupling]) => ({ state: index.get(name)!, coupling }));
  const childrenOf = (name: string, pick: (node: StateNode) => Readonly<Record<string, number>>) =>
    network.states.flatMap((child, state): Link[] => {
      const coupling = Object.hasOwn(pick(child), name) ? pick(child)[name] : undefined;
      return coupling === undefined ? [] : [{ state, coupling }];
    });
  const states = network.states.map((node): CompiledState => ({
    node,
    valueParents: linksTo(node.valueParents),
    volatilityParents: linksTo(node.volatilityParents),
    valueChildren: childrenOf(node.name, ({ valueParents }) => valueParents),
    volatilityChildren: childrenOf(node.name, ({ volatilityParents }) => volatilityParents),
    inputs: network.inputs.flatMap((input, at) => inputLinks(input, at, node.name)),
  }));
  return { network, states, order: childrenFirst(states) };
}

function inputLinks(input: InputNode, at: number, name: string): InputLink[] {
  switch (input.kind) {
    case 'binary-input':
      return input.parent === name ? [{ input: at, coupling: 1, category: 0 }] : [];
    case 'categorical-input':
      return input.parents.flatMap((parent, category) =>
        parent === name ? [{ input: at, coupling: 1, category }] : [],
      );
    case 'continuous-input': {
      const coupling = Object.hasOwn(input.parents, name) ? input.parents[name] : undefined;
      return coupling === undefined ? [] : [{ input: at, coupling, category: 0 }];
    }
  }
}

function childrenFirst(states: readonly CompiledState[]): number[] {
  const order: number[] = [];
  const visit = (state: number): void => {
    if (order.includes(state)) return;
    const { valueChildren, volatilityChildren } = states[state]!;
    for (const child of [...valueChildren, ...volatilityChildren]) visit(child.state);
    order.push(state);
  };
  states.forEach((_, state) => visit(state));
  return order;
}
