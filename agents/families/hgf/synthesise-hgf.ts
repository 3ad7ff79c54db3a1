import type { Random } from '../../maths/random.ts';
import { compileNetwork } from './compile-network.ts';
import type { HgfNetwork } from './network.ts';
import type { HgfObservations } from './observations.ts';
import { logistic } from './volatility-update.ts';

/** How long a sequence to make. */
export interface HgfRequest {
  readonly trials: number;
  /** Time before each trial; by default 1 each. */
  readonly timeSteps?: ArrayLike<number>;
}

/** The paths of the hidden states, one value per trial, by name. */
export type HgfCauses = Readonly<Record<string, Float64Array>>;

/**
 * Runs the generative model of a network forward: every state takes its random step, the parents' values on the trial
 * before deciding on drift and variance, and the inputs show the states of this trial. The first values are drawn from
 * the initial beliefs. A categorical input draws a category with the normalised probabilities of its parents.
 */
export function synthesiseHgf(
  network: HgfNetwork,
  { trials, timeSteps }: HgfRequest,
  random: Random,
): { readonly causes: HgfCauses; readonly observation: HgfObservations } {
  const { states } = compileNetwork(network);
  const paths = states.map(() => new Float64Array(trials));
  let present = states.map(({ node }) => node.mean + random.normal() / Math.sqrt(node.precision));
  const values = network.inputs.map(() => new Float64Array(trials));
  const index = new Map(network.states.map(({ name }, at) => [name, at]));
  for (let trial = 0; trial < trials; trial++) {
    const time = timeSteps?.[trial] ?? 1;
    const before = present;
    present = states.map(({ node, valueParents, volatilityParents }, at) => {
      const change = valueParents.reduce(
        (sum, { state, coupling }) => sum + coupling * before[state]!,
        node.drift,
      );
      const logVariance = volatilityParents.reduce(
        (sum, { state, coupling }) => sum + coupling * before[state]!,
        node.tonicVolatility,
      );
      const deviation = Math.sqrt(time * Math.exp(logVariance));
      return before[at]! + time * change + deviation * random.normal();
    });
    present.forEach((value, at) => (paths[at]![trial] = value));
    const valueOf = (name: string): number => present[index.get(name)!]!;
    network.inputs.forEach((input, at) => {
      values[at]![trial] = observe(input, valueOf, random);
    });
  }
  return {
    causes: Object.fromEntries(network.states.map(({ name }, at) => [name, paths[at]!])),
    observation: {
      inputs: Object.fromEntries(network.inputs.map(({ name }, at) => [name, values[at]!])),
      ...(timeSteps === undefined ? {} : { timeSteps }),
    },
  };
}

function observe(
  input: HgfNetwork['inputs'][number],
  valueOf: (name: string) => number,
  random: Random,
): number {
  switch (input.kind) {
    case 'binary-input':
      return random.uniform() < logistic(valueOf(input.parent)) ? 1 : 0;
    case 'continuous-input': {
      let mean = 0;
      for (const [parent, coupling] of Object.entries(input.parents)) {
        mean += coupling * valueOf(parent);
      }
      return mean + random.normal() / Math.sqrt(input.precision);
    }
    case 'categorical-input': {
      const weights = input.parents.map((parent) => logistic(valueOf(parent)));
      let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      const chosen = weights.findIndex((weight) => (left -= weight) < 0);
      return chosen === -1 ? weights.length - 1 : chosen;
    }
  }
}
