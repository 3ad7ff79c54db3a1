import { describe, expect, test } from '@jest/globals';
import {
  divisiveErrors,
  divisiveModulation,
  type DivisiveModulation,
  generalisedDivergence,
  learnDivisive,
  settleDivisive,
} from '../../../agents/families/divisive-modulation.ts';
import { createRandom } from '../../../agents/index.ts';

const INPUTS = 14;
const CAUSES = 6;

function randomNetwork(
  seed: number,
  { baseline, errorFloor }: { readonly baseline: number; readonly errorFloor: number },
): { network: DivisiveModulation; observation: Float64Array } {
  const random = createRandom(seed, 'divisive');
  return {
    network: divisiveModulation({
      lowerFromUpper: Float64Array.from({ length: INPUTS * CAUSES }, () => random.uniform()),
      inputs: INPUTS,
      causes: CAUSES,
      baseline,
      errorFloor,
      floor: 'largest',
    }),
    observation: Float64Array.from({ length: INPUTS }, () => random.uniform()),
  };
}

function reconstruct(
  { lowerFromUpper }: DivisiveModulation,
  responses: ArrayLike<number>,
): Float64Array {
  return Float64Array.from({ length: INPUTS }, (_, input) =>
    Array.from(responses).reduce(
      (sum, response, cause) => sum + lowerFromUpper[input * CAUSES + cause]! * response,
      0,
    ),
  );
}

/** The least divergence over y >= 0 by exact coordinate descent: an algorithm of another kind. */
function leastDivergence(network: DivisiveModulation, observation: Float64Array): number {
  const { lowerFromUpper } = network;
  // Coordinate descent: D is convex in each response, with a root of its slope found by bisection.
  const responses = new Float64Array(CAUSES).fill(0.3);
  for (let sweep = 0; sweep < 4000; sweep++) {
    for (let cause = 0; cause < CAUSES; cause++) {
      const rest = reconstruct(network, responses).map(
        (made, input) => made - lowerFromUpper[input * CAUSES + cause]! * responses[cause]!,
      );
      const slopeAt = (response: number): number =>
        rest.reduce((sum, made, input) => {
          const weight = lowerFromUpper[input * CAUSES + cause]!;
          return sum + weight * (1 - observation[input]! / (made + weight * response));
        }, 0);
      let low = 0;
      let high = 10;
      if (slopeAt(0) >= 0) high = 0;
      for (let halving = 0; halving < 60 && high > 0; halving++) {
        const middle = (low + high) / 2;
        if (slopeAt(middle) < 0) low = middle;
        else high = middle;
      }
      responses[cause] = (low + high) / 2;
    }
  }
  return generalisedDivergence(observation, reconstruct(network, responses));
}

describe('divisive input modulation', () => {
  test.each([1, 2, 3])(
    'lowers the generalised KL divergence in every one of 400 steps as eps -> 0 (net %i)',
    (seed) => {
      const { network, observation } = randomNetwork(seed, { baseline: 0, errorFloor: 1e-300 });
      const states = settleDivisive(network, observation, {
        steps: 400,
        start: new Float64Array(CAUSES).fill(0.5),
      });
      const divergences = states.map(({ causes }) =>
        generalisedDivergence(observation, reconstruct(network, causes)),
      );
      divergences.slice(1).forEach((divergence, step) => {
        expect(divergence).toBeLessThanOrEqual(divergences[step]! + 1e-12);
      });
      expect(divergences.at(-1)!).toBeLessThan(divergences[0]!);
    },
  );

  test('is the update of Lee & Seung there, term by term', () => {
    const { network, observation } = randomNetwork(4, { baseline: 0, errorFloor: 1e-300 });
    const start = Float64Array.from({ length: CAUSES }, (_, cause) => 0.1 + 0.2 * cause);
    const after = settleDivisive(network, observation, { steps: 1, start })[1]!.causes;
    const made = reconstruct(network, start);
    start.forEach((response, cause) => {
      let above = 0;
      let below = 0;
      for (let input = 0; input < INPUTS; input++) {
        const weight = network.lowerFromUpper[input * CAUSES + cause]!;
        above += (weight * observation[input]!) / made[input]!;
        below += weight;
      }
      expect(after[cause]).toBeCloseTo((response * above) / below, 13);
    });
  });

  test.each([5, 6])(
    'with eps1 = 1e-6 and eps2 = 1e-4 ends within 1e-3 nats of the least divergence (net %i)',
    (seed) => {
      const { network, observation } = randomNetwork(seed, { baseline: 1e-6, errorFloor: 1e-4 });
      const { causes } = settleDivisive(network, observation, { steps: 5000 }).at(-1)!;
      const gap =
        generalisedDivergence(observation, reconstruct(network, causes)) -
        leastDivergence(network, observation);
      expect(gap).toBeGreaterThan(-1e-9);
      expect(gap).toBeLessThan(1e-3);
    },
  );

  test('the transient is the larger the smaller eps2 is, and then sinks to the sustained response', () => {
    const random = createRandom(7, 'transient');
    const lowerFromUpper = Float64Array.from({ length: INPUTS * CAUSES }, () => random.uniform());
    const transient = (errorFloor: number): number => {
      const network = divisiveModulation({
        lowerFromUpper,
        inputs: INPUTS,
        causes: CAUSES,
        baseline: errorFloor / 100,
        errorFloor,
        floor: 'added',
      });
      const seen = new Float64Array(INPUTS).fill(0.8);
      const total = settleDivisive(network, seen, { steps: 200 }).map(({ causes }) =>
        causes.reduce((sum, response) => sum + response, 0),
      );
      return Math.max(...total) / total.at(-1)!;
    };
    expect(transient(1e-3)).toBeGreaterThan(1);
    expect(transient(1e-3)).toBeGreaterThan(transient(0.5));
  });

  test('learning stops exactly where every input is reconstructed', () => {
    const { network, observation } = randomNetwork(8, { baseline: 0, errorFloor: 1e-12 });
    const causes = Float64Array.from({ length: CAUSES }, () => 0.4);
    const perfect = reconstruct(network, causes);
    const before = Float64Array.from(network.upperFromLower);
    learnDivisive(network, { causes, errors: divisiveErrors(network, perfect, causes) }, 0.1);
    network.upperFromLower.forEach((weight, index) => {
      expect(weight).toBeCloseTo(before[index]!, 13);
    });
    const errors = divisiveErrors(network, observation, causes);
    learnDivisive(network, { causes, errors }, 0.1);
    // W (1 + rate y (e - 1)), written out for one weight.
    const normalised = network.upperFromLower[2 * INPUTS + 3]!;
    expect(normalised).toBeCloseTo(
      before[2 * INPUTS + 3]! * (1 + 0.1 * 0.4 * (errors[3]! - 1)),
      12,
    );
  });

  test('refuses what is negative or has another size', () => {
    const { network } = randomNetwork(9, { baseline: 0, errorFloor: 1 });
    expect(() => settleDivisive(network, [1, 2], { steps: 1 })).toThrow(
      'divisive modulation: expected 14 numbers to look at; got 2',
    );
    const negative = new Float64Array(INPUTS).fill(1);
    negative[3] = -1;
    expect(() => settleDivisive(network, negative, { steps: 1 })).toThrow(
      'divisive modulation: expected finite observation >= 0; got -1 at 3',
    );
  });
});
