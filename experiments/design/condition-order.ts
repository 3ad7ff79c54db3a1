import type { Random } from '../../agents/index.ts';
import type { SampleDescription } from './experiment-schema.ts';

/** How the conditions of a part are put in order. */
export interface OrderOptions {
  readonly sample?: SampleDescription | undefined;
  readonly randomizeOrder?: boolean | undefined;
}

/**
 * Numbers of the conditions to be shown, in order, as jsPsych 8 has it: sampling first, then shuffling where the order is
 * random.
 *
 * - `with-replacement`: `size` draws, each condition as likely as its weight;
 * - `without-replacement`: `size` different conditions in random order;
 * - `fixed-repetitions`: every condition `size` times, in random order;
 * - `alternate-groups`: conditions of the groups in turn, each group in random order.
 *
 * @see de Leeuw, Gilbert & Luchterhandt (2023), `REFERENCES.deLeeuw2023`
 */
export function conditionOrder(
  count: number,
  { sample, randomizeOrder = false }: OrderOptions,
  random: Random,
): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  const order = sample === undefined ? all : sampled(all, sample, random);
  return randomizeOrder ? random.shuffle(order) : order;
}

function sampled(all: readonly number[], sample: SampleDescription, random: Random): number[] {
  switch (sample.type) {
    case 'with-replacement':
      return Array.from({ length: sample.size }, () => drawn(all, sample.weights, random));
    case 'without-replacement':
      return random.shuffle([...all]).slice(0, sample.size);
    case 'fixed-repetitions':
      return random.shuffle(all.flatMap((index) => new Array<number>(sample.size).fill(index)));
    case 'alternate-groups': {
      const shuffled = sample.groups.map((group) => random.shuffle([...group]));
      const groups = sample.randomizeGroupOrder === true ? random.shuffle(shuffled) : shuffled;
      const rounds = Math.min(...groups.map(({ length }) => length));
      return Array.from({ length: rounds }, (_, round) =>
        groups.map((group) => group[round]!),
      ).flat();
    }
  }
}

function drawn(
  all: readonly number[],
  weights: readonly number[] | undefined,
  random: Random,
): number {
  if (weights === undefined) return random.choose(all);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = total * random.uniform();
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return all[index]!;
  }
  return all.at(-1)!;
}

/**
 * Order of things for one participant in a balanced Latin square: over as many participants as there are things (twice as
 * many where their number is odd), each stands once in each place and follows each other one equally often.
 *
 * @see Williams (1949), Australian Journal of Scientific Research A 2, 149
 */
export function latinSquareOrder(count: number, participant: number): number[] {
  const row = participant % (count % 2 === 0 ? count : 2 * count);
  const order = Array.from({ length: count }, (_, place) => {
    const zigzag = place % 2 === 0 ? place / 2 : count - (place + 1) / 2;
    return (zigzag + row) % count;
  });
  return count % 2 === 1 && row >= count ? order.reverse() : order;
}
