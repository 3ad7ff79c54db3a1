import { HelmholtzError } from '../../errors.ts';
import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { suggestion } from '../../nearest-name.ts';

/** A thing that is in one of a few states, which depends on its parents. */
export interface CategoricalVariable {
  readonly name: string;
  readonly states: readonly string[];
  /** Names of variables that come before it. */
  readonly parents: readonly string[];
  /** Probability of each state (columns) for every combination of the parents' states, those of the last one fastest. */
  readonly table: readonly (readonly number[])[];
}

/** A Bayesian network of categorical variables, parents before children. */
export type CategoricalNetwork = readonly CategoricalVariable[];

/** States of all variables, by index, in the order of the network. */
export type Assignment = readonly number[];

/** What is known: the state of some variables, by name. */
export type Evidence = Readonly<Record<string, string>>;

/** The exact answer to a question about a network. */
export interface CategoricalPosterior {
  /** ln p(evidence), nats. */
  readonly logEvidence: number;
  /** Every assignment that agrees with the evidence, with its posterior probability; the most probable first. */
  readonly table: readonly { readonly assignment: Assignment; readonly probability: number }[];
}

/** Draws all variables, parents before children. */
export function synthesiseNetwork(network: CategoricalNetwork, random: Random): Assignment {
  const assignment: number[] = [];
  for (const variable of network) {
    assignment.push(drawIndex(stateProbabilities(network, variable, assignment), random));
  }
  return assignment;
}

/** Probability of an assignment: the product of each variable's, given its parents. */
export function jointProbability(network: CategoricalNetwork, assignment: Assignment): number {
  return network.reduce(
    (product, variable, index) =>
      product * stateProbabilities(network, variable, assignment)[assignment[index]!]!,
    1,
  );
}

/**
 * Bayes' rule by summing over everything that is not known: p(hidden | evidence) = p(hidden, evidence) / p(evidence).
 *
 * @throws {HelmholtzError} `bad-datum` for a variable or a state that does not exist, naming the nearest one, and for
 *   evidence of probability zero.
 */
export function inferNetwork(
  network: CategoricalNetwork,
  evidence: Evidence,
): CategoricalPosterior {
  const known = new Map(
    Object.entries(evidence).map(([name, state]) => {
      const variable = network.find((one) => one.name === name);
      if (variable === undefined)
        refuse(
          'variable',
          name,
          network.map((one) => one.name),
        );
      const index = variable.states.indexOf(state);
      if (index < 0) refuse(name, state, variable.states);
      return [name, index];
    }),
  );
  const table: { assignment: number[]; probability: number }[] = [];
  let total = 0;
  const go = (assignment: number[], probability: number): void => {
    const variable = network[assignment.length];
    if (variable === undefined) {
      table.push({ assignment, probability });
      total += probability;
      return;
    }
    stateProbabilities(network, variable, assignment).forEach((chance, state) => {
      if ((known.get(variable.name) ?? state) === state && chance > 0) {
        go([...assignment, state], probability * chance);
      }
    });
  };
  go([], 1);
  if (total === 0) {
    throw new HelmholtzError(
      'bad-datum',
      `evidence: has probability 0: ${JSON.stringify(evidence)}`,
    );
  }
  table.sort((a, b) => b.probability - a.probability);
  return {
    logEvidence: Math.log(total),
    table: table.map(({ assignment, probability }) => ({
      assignment,
      probability: probability / total,
    })),
  };
}

/** Probability of each state of a variable, given the states of its parents. */
export function stateProbabilities(
  network: CategoricalNetwork,
  { parents, table }: CategoricalVariable,
  assignment: Assignment,
): readonly number[] {
  const index = parents.reduce((place, parent) => {
    const position = network.findIndex(({ name }) => name === parent);
    return place * network[position]!.states.length + assignment[position]!;
  }, 0);
  return table[index]!;
}

function refuse(place: string, value: string, known: readonly string[]): never {
  throw new HelmholtzError(
    'bad-datum',
    `${place}: no such one, "${value}"${suggestion(value, known)}`,
  );
}
