import { describe, expect, test } from '@jest/globals';
import {
  type AnnotatedSequence,
  createRandom,
  explainSequence,
  learnSelection,
  type Random,
  selectedProbability,
  type Selection,
  selectionFactor,
  selectionFeatures,
  selectionScore,
  synthesiseSelected,
  TOY_VJ,
} from '../../../../agents/index.ts';
import { enumerate } from './enumerate.ts';

/** Every sequence of the toy with every pair of genes, its probability as count: by writing all out. */
const EVERYTHING: readonly AnnotatedSequence[] = TOY_VJ.v.flatMap(({ name: v }, gene) =>
  TOY_VJ.j.flatMap(({ name: j }, other) => {
    const one = {
      ...TOY_VJ,
      vChoice: TOY_VJ.vChoice.map((p, index) => (index === gene ? p : 0)),
      jGivenV: TOY_VJ.jGivenV.map((row) => row.map((p, index) => (index === other ? p : 0))),
    };
    return [...enumerate(one).sequences].map(([sequence, count]) => ({ sequence, v, j, count }));
  }),
);

/** Weights of our own; the most frequent of each kind (length 3, V1, J1, C) is where the others are measured from. */
const TRUTH = new Map([
  ['length 2', -0.8],
  ['length 4', 0.7],
  ['V V2', 0.9],
  ['J J2', -0.6],
  ['amino acid F', 0.5],
  ['amino acid S', -0.9],
  ['amino acid A', 0.8],
  ['amino acid R', -0.4],
  ['amino acid L', 0.3],
]);

function normalised(weights: ReadonlyMap<string, number>): Selection {
  const sum = EVERYTHING.reduce(
    (total, sequence) => total + sequence.count * Math.exp(selectionScore(weights, sequence)),
    0,
  );
  return { weights, logNormaliser: Math.log(sum) };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((sum, v, index) => sum + (v - mx) * (y[index]! - my), 0);
  return dot(a, ma, b, mb) / Math.sqrt(dot(a, ma, a, ma) * dot(b, mb, b, mb));
}

/** So many sequences drawn from the list by their counts. */
function draw(
  list: readonly AnnotatedSequence[],
  count: number,
  random: Random,
): AnnotatedSequence[] {
  const ends: number[] = [];
  let total = 0;
  for (const one of list) ends.push((total += one.count));
  const counts = list.map(() => 0);
  for (let index = 0; index < count; index++) {
    const place = total * random.uniform();
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! > place) high = middle;
      else low = middle + 1;
    }
    counts[low]! += 1;
  }
  return list.flatMap((one, index) =>
    counts[index]! > 0 ? [{ ...one, count: counts[index]! }] : [],
  );
}

/** Every sequence with its probability after selection. */
function selected(selection: Selection): AnnotatedSequence[] {
  return EVERYTHING.map((one) => ({
    ...one,
    count: one.count * selectionFactor(selection, one),
  })).filter(({ count }) => count > 0);
}

describe('selection after recombination', () => {
  const truth = normalised(TRUTH);

  test('acts on length, genes and amino acids, and lets nothing pass that makes no protein', () => {
    expect(selectionFeatures({ sequence: 'TGTGCCTTC', v: 'V1', j: 'J1' })).toEqual(
      new Map([
        ['length 3', 1],
        ['V V1', 1],
        ['J J1', 1],
        ['amino acid C', 1],
        ['amino acid A', 1],
        ['amino acid F', 1],
      ]),
    );
    for (const sequence of ['TGTGCCTT', 'TGTTAATTC', '']) {
      expect(selectionFeatures({ sequence, v: 'V1', j: 'J1' })).toBeNull();
      expect(selectionFactor(truth, { sequence, v: 'V1', j: 'J1' })).toBe(0);
    }
  });

  test('makes probabilities that add up to 1, the mean of Q under generation', () => {
    const productive = EVERYTHING.filter((sequence) => selectionFeatures(sequence) !== null);
    let sum = 0;
    for (const sequence of productive) {
      const probability = selectedProbability(TOY_VJ, truth, sequence);
      const generated = sequence.count * selectionFactor(truth, sequence);
      expect(Math.abs(probability - generated)).toBeLessThan(1e-14);
      sum += probability;
    }
    expect(sum).toBeCloseTo(1, 10);
    const { probability } = explainSequence(TOY_VJ, 'TGTGCCTTC');
    const genes = EVERYTHING.filter(({ sequence }) => sequence === 'TGTGCCTTC');
    expect(genes.reduce((total, { count }) => total + count, 0)).toBeCloseTo(probability, 12);
  });

  test('is learned from samples: weights correlate above .95 with the truth, the mean of Q is 1 to 1 %', () => {
    const random = createRandom(1, 'selection');
    const observed = draw(selected(truth), 30_000, random);
    const generated = draw(EVERYTHING, 150_000, random);
    const learned = learnSelection(observed, generated);
    const names = [...learned.weights.keys()];
    for (const name of TRUTH.keys()) expect(names).toContain(name);
    const r = correlation(
      names.map((name) => TRUTH.get(name) ?? 0),
      names.map((name) => learned.weights.get(name)!),
    );
    expect(r).toBeGreaterThan(0.95);
    const mean = (list: readonly AnnotatedSequence[]): number =>
      list.reduce((sum, one) => sum + one.count * selectionFactor(learned, one), 0) /
      list.reduce((sum, one) => sum + one.count, 0);
    expect(mean(generated)).toBeCloseTo(1, 9);
    // On all sequences there are, instead of those it was learned from.
    expect(Math.abs(mean(EVERYTHING) - 1)).toBeLessThan(0.01);
  });

  test('is found exactly when every sequence counts as it is probable', () => {
    const learned = learnSelection(selected(truth), EVERYTHING, { rarest: 0 });
    for (const [name, weight] of learned.weights) {
      expect(Math.abs(weight - (TRUTH.get(name) ?? 0))).toBeLessThan(0.01);
    }
    expect(learned.logNormaliser).toBeCloseTo(truth.logNormaliser, 3);
  });

  test('told forward makes sequences as often as they are probable (chi-square over frequent ones)', () => {
    const draws = 250;
    const random = createRandom(2, 'selected');
    const seen = new Map<string, number>();
    for (let index = 0; index < draws; index++) {
      const { sequence, v, j } = synthesiseSelected(TOY_VJ, truth, { longest: 4, random });
      const key = `${sequence} ${v} ${j}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const frequent = selected(truth).filter(({ count }) => count * draws >= 5);
    const chi = frequent.reduce((sum, { sequence, v, j, count }) => {
      const expected = count * draws;
      return sum + ((seen.get(`${sequence} ${v} ${j}`) ?? 0) - expected) ** 2 / expected;
    }, 0);
    expect(frequent.length).toBeGreaterThan(5);
    expect(chi).toBeLessThan(frequent.length + 5 * Math.sqrt(2 * frequent.length));
  });

  test('is none where observed sequences are generated ones', () => {
    const learned = learnSelection(EVERYTHING, EVERYTHING);
    for (const weight of learned.weights.values()) expect(Math.abs(weight)).toBeLessThan(1e-9);
    // Q then is 1 / share of sequences that make a protein.
    const share = EVERYTHING.reduce(
      (sum, one) => sum + (selectionFeatures(one) === null ? 0 : one.count),
      0,
    );
    expect(learned.logNormaliser).toBeCloseTo(Math.log(share), 9);
  });

  test('cannot be learned from sequences that make no protein', () => {
    expect(() =>
      learnSelection([{ sequence: 'TGTG', v: 'V1', j: 'J1', count: 1 }], EVERYTHING),
    ).toThrow('selection: expected observed and generated sequences that make a protein');
  });
});
