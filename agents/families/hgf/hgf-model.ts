import type { GenerativeModel } from '../../generative-model.ts';
import type { HgfNetwork, InputNode } from './network.ts';
import type { HgfObservations } from './observations.ts';
import { runHgfOrThrow } from './run-hgf.ts';
import { type HgfCauses, type HgfRequest, synthesiseHgf } from './synthesise-hgf.ts';
import { clipped, type HgfTrajectories } from './trajectories.ts';
import { logistic } from './volatility-update.ts';

/** What an input is expected to show next, one time step of 1 later. */
export interface HgfPrediction {
  /** A binary input: the probability of 1. A continuous one: its mean. A categorical one: the probability of each. */
  readonly mean: readonly number[];
  /** Variance of what is observed; for a category that of being it. */
  readonly variance: readonly number[];
}

/** The five kinds of thing that the HGF speaks of. */
export interface HgfTypes {
  readonly request: HgfRequest;
  readonly causes: HgfCauses;
  readonly observation: HgfObservations;
  readonly belief: HgfTrajectories;
  readonly prediction: Readonly<Record<string, HgfPrediction>>;
}

/**
 * A network as a generative model: it can synthesise sequences, infer the states behind one, predict what comes next,
 * and score a sequence. The score of a continuous input leaves out the noise of the input, as the HGF's surprise does,
 * and is therefore a density of the states' expectation, not of the observation.
 */
export function hgfModel(network: HgfNetwork): GenerativeModel<HgfTypes> {
  return {
    family: 'hgf',
    synthesise: (request, random) => synthesiseHgf(network, request, random),
    infer: (observation) => runHgfOrThrow(network, observation),
    score: (observation) => ({
      nats: -runHgfOrThrow(network, observation).surprise,
      kind: 'predictive',
    }),
    predict: (belief) =>
      Object.fromEntries(
        network.inputs.map((input) => [input.name, predictInput(network, input, belief)]),
      ),
  };
}

function predictInput(
  network: HgfNetwork,
  input: InputNode,
  belief: HgfTrajectories,
): HgfPrediction {
  const last = (name: string): number => belief.states[name]!.mean.at(-1)!;
  const expectation = (name: string): { readonly mean: number; readonly variance: number } => {
    const node = network.states.find((state) => state.name === name)!;
    const sumOf = (couplings: Readonly<Record<string, number>>): number =>
      Object.entries(couplings).reduce((sum, [parent, by]) => sum + by * last(parent), 0);
    return {
      mean: last(name) + node.drift + sumOf(node.valueParents),
      variance:
        1 / belief.states[name]!.precision.at(-1)! +
        Math.exp(node.tonicVolatility + sumOf(node.volatilityParents)),
    };
  };
  switch (input.kind) {
    case 'binary-input': {
      const chance = clipped(logistic(expectation(input.parent).mean));
      return { mean: [chance], variance: [chance * (1 - chance)] };
    }
    case 'continuous-input': {
      let mean = 0;
      let variance = 1 / input.precision;
      for (const [parent, coupling] of Object.entries(input.parents)) {
        const expected = expectation(parent);
        mean += coupling * expected.mean;
        variance += coupling ** 2 * expected.variance;
      }
      return { mean: [mean], variance: [variance] };
    }
    case 'categorical-input': {
      const raw = input.parents.map((parent) => clipped(logistic(expectation(parent).mean)));
      const sum = raw.reduce((total, chance) => total + chance, 0);
      const mean = raw.map((chance) => chance / sum);
      return { mean, variance: mean.map((chance) => chance * (1 - chance)) };
    }
  }
}
