import type { LadderShape } from './ladder.ts';
import type { HgfNetwork, StateNode } from './network.ts';

/** A network in the form of a ladder. */
export interface LadderNetwork {
  readonly shape: LadderShape;
  readonly parameters: Float64Array;
  /** Names of the states, the lowest first. */
  readonly names: readonly string[];
}

/** The network as a ladder; `null` if it has another form, for which {@link runHgf} is there. */
export function ladderOf({ scheme, inputs, states }: HgfNetwork): LadderNetwork | null {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0 || input.kind === 'categorical-input') return null;
  const shown = input.kind === 'binary-input' ? { [input.parent]: 1 } : input.parents;
  const ladder: StateNode[] = [];
  for (
    let link = onlyLink(shown);
    link !== null;
    link = onlyLink(ladder.at(-1)!.volatilityParents)
  ) {
    const state = states.find(({ name }) => name === link.name);
    if (state === undefined || Object.keys(state.valueParents).length > 0) return null;
    if (ladder.length === 0 && link.coupling !== 1) return null;
    ladder.push(state);
  }
  if (ladder.length !== states.length) return null;
  const numbers = ladder.flatMap((state) => [
    state.mean,
    state.precision,
    state.tonicVolatility,
    state.drift,
    Object.values(state.volatilityParents)[0] ?? 0,
  ]);
  return {
    shape: {
      input: input.kind === 'binary-input' ? 'binary' : 'continuous',
      levels: ladder.length,
      scheme,
    },
    parameters: Float64Array.from(
      input.kind === 'binary-input' ? numbers : [...numbers, input.precision],
    ),
    names: ladder.map(({ name }) => name),
  };
}

function onlyLink(
  couplings: Readonly<Record<string, number>>,
): { readonly name: string; readonly coupling: number } | null {
  const [entry, ...others] = Object.entries(couplings);
  return entry === undefined || others.length > 0 ? null : { name: entry[0], coupling: entry[1] };
}
