import { HelmholtzError } from '../../errors.ts';
import { suggestion } from '../../nearest-name.ts';
import { type HgfNetwork, type InputNode, type StateNode, UPDATE_SCHEMES } from './network.ts';

/**
 * Returns the network if it is one.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` or `bad-shape`, naming the node and the parameter.
 */
export function checkNetwork(network: HgfNetwork): HgfNetwork {
  const { scheme, inputs, states } = network;
  if (!UPDATE_SCHEMES.includes(scheme)) {
    refuse(
      `hgf.scheme: expected one of ${UPDATE_SCHEMES.join(', ')}; got "${scheme}"${suggestion(scheme, UPDATE_SCHEMES)}`,
    );
  }
  if (inputs.length === 0) refuse('hgf.inputs: expected at least one input; got none', 'bad-shape');
  const names = new Set<string>();
  for (const { name } of [...inputs, ...states]) {
    if (name === '')
      refuse('hgf: expected every node to have a name; got an empty one', 'bad-shape');
    if (names.has(name))
      refuse(`hgf.${name}: expected one node of this name; got two`, 'bad-shape');
    names.add(name);
  }
  const known = states.map(({ name }) => name);
  for (const state of states) checkState(state, known);
  for (const input of inputs) checkInput(input, known);
  refuseCycles(states);
  refuseUnseen(network);
  if (scheme === 'unbounded') refuseManyChildren(network);
  return network;
}

function checkState(state: StateNode, known: readonly string[]): void {
  const { name, mean, precision, tonicVolatility, drift, valueParents, volatilityParents } = state;
  finite(`hgf.${name}.mean`, mean);
  positive(`hgf.${name}.precision`, precision);
  finite(`hgf.${name}.tonicVolatility`, tonicVolatility);
  finite(`hgf.${name}.drift`, drift);
  for (const [kind, parents] of Object.entries({ valueParents, volatilityParents })) {
    for (const [parent, coupling] of Object.entries(parents)) {
      finite(`hgf.${name}.${kind}.${parent}`, coupling);
      knownState(`hgf.${name}.${kind}`, parent, known);
    }
  }
}

function checkInput(input: InputNode, known: readonly string[]): void {
  const place = `hgf.${input.name}`;
  switch (input.kind) {
    case 'binary-input':
      knownState(`${place}.parent`, input.parent, known);
      break;
    case 'categorical-input':
      if (input.parents.length < 2) {
        refuse(
          `${place}.parents: expected at least two categories; got ${input.parents.length}`,
          'bad-shape',
        );
      }
      for (const parent of input.parents) knownState(`${place}.parents`, parent, known);
      if (new Set(input.parents).size < input.parents.length) {
        refuse(`${place}.parents: expected a parent for each category; got one twice`, 'bad-shape');
      }
      break;
    case 'continuous-input':
      positive(`${place}.precision`, input.precision);
      if (Object.keys(input.parents).length === 0) {
        refuse(`${place}.parents: expected at least one parent; got none`, 'bad-shape');
      }
      for (const [parent, coupling] of Object.entries(input.parents)) {
        finite(`${place}.parents.${parent}`, coupling);
        knownState(`${place}.parents`, parent, known);
      }
  }
}

/** A state that drives itself, directly or not, would have to be updated before itself. */
function refuseCycles(states: readonly StateNode[]): void {
  const byName = new Map(states.map((state) => [state.name, state]));
  const finished = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (finished.has(name)) return;
    if (path.includes(name)) {
      const cycle = [...path.slice(path.indexOf(name)), name].join(' -> ');
      refuse(`hgf.${name}: expected no state to drive itself; got ${cycle}`, 'bad-shape');
    }
    for (const parent of parentsOf(byName.get(name)!)) visit(parent, [...path, name]);
    finished.add(name);
  };
  for (const { name } of states) visit(name, []);
}

/** A state that nothing hangs on would never learn: most often a name is mistyped. */
function refuseUnseen({ inputs, states }: HgfNetwork): void {
  const used = new Set([...inputs.flatMap(parentsOfInput), ...states.flatMap(parentsOf)]);
  const unseen = states.find(({ name }) => !used.has(name));
  if (unseen !== undefined) {
    refuse(
      `hgf.${unseen.name}: expected an input or a state to have it as parent; got none`,
      'bad-shape',
    );
  }
}

/** The unbounded update is derived for one child whose variance is all that the parent hears of. */
function refuseManyChildren({ states, inputs }: HgfNetwork): void {
  for (const { name } of states) {
    const reporting = states.filter((child) => Object.hasOwn(child.volatilityParents, name)).length;
    const others =
      states.filter((child) => Object.hasOwn(child.valueParents, name)).length +
      inputs.filter((input) => parentsOfInput(input).includes(name)).length;
    if (reporting > 1 || (reporting === 1 && others > 0)) {
      refuse(
        `hgf.${name}: expected at most one child with the scheme unbounded, which is derived for one; got ${reporting + others}; use the scheme ehgf`,
        'bad-shape',
      );
    }
  }
}

function parentsOf({ valueParents, volatilityParents }: StateNode): string[] {
  return [...Object.keys(valueParents), ...Object.keys(volatilityParents)];
}

function parentsOfInput(input: InputNode): readonly string[] {
  switch (input.kind) {
    case 'binary-input':
      return [input.parent];
    case 'categorical-input':
      return input.parents;
    case 'continuous-input':
      return Object.keys(input.parents);
  }
}

function knownState(place: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  refuse(`${place}: expected the name of a state; got "${name}"${suggestion(name, known)}`);
}

function finite(place: string, value: number): void {
  if (!Number.isFinite(value)) refuse(`${place}: expected a finite number; got ${value}`);
}

function positive(place: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    refuse(`${place}: expected a finite number > 0; got ${value}`);
  }
}

function refuse(
  message: string,
  code: 'parameter-out-of-range' | 'bad-shape' = 'parameter-out-of-range',
): never {
  throw new HelmholtzError(code, message);
}
