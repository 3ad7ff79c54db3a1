import { describe, expect, test } from '@jest/globals';
import {
  checkRecombinationModel,
  countSequences,
  createRandom,
  explainSequence,
  learnRecombination,
  proteinProbability,
  type RecombinationModel,
  sequenceProbability,
  synthesiseRecombination,
  TOY_VDJ,
  TOY_VJ,
  translate,
} from '../../../../agents/index.ts';
import { enumerate } from './enumerate.ts';

const MODELS = { vj: TOY_VJ, vdj: TOY_VDJ };

function randomModel(seed: number): RecombinationModel {
  const random = createRandom(seed, 'random model');
  const shares = (count: number): number[] => {
    const draws = Array.from({ length: count }, () => 0.05 + random.uniform());
    const total = draws.reduce((sum, value) => sum + value, 0);
    return draws.map((value) => value / total);
  };
  const gene = (name: string, length: number) => ({
    name,
    sequence: Array.from({ length }, () => random.choose(Array.from('ACGT'))).join(''),
  });
  const junction = (direction: 'rightwards' | 'leftwards') => ({
    lengths: shares(3),
    first: shares(4),
    next: [shares(4), shares(4), shares(4), shares(4)],
    direction,
  });
  return {
    name: `random-${seed}`,
    v: [gene('Va', 5), gene('Vb', 6), gene('Vc', 4)],
    d: [gene('Da', 4)],
    j: [gene('Ja', 4), gene('Jb', 5)],
    vChoice: shares(3),
    jGivenV: [shares(2), shares(2), shares(2)],
    dGivenVj: [0, 1, 2].map(() => [[1], [1]]),
    vDeletions: { least: -2, probability: [shares(5), shares(5), shares(5)] },
    jDeletions: { least: -1, probability: [shares(4), shares(4)] },
    dDeletions: {
      least5: 0,
      least3: -1,
      probability: [[shares(3), shares(3), shares(3)].map((row) => row.map((p) => p / 3))],
    },
    junctions: [junction('rightwards'), junction('leftwards')],
    errorRate: 0,
  };
}

describe('the toy recombination of V and J', () => {
  const { sequences, scenarioEntropy } = enumerate(TOY_VJ);

  test('has 2132 sequences with a total of 1, and the entropies and probability that are known', () => {
    expect(sequences.size).toBe(2132);
    const all = [...sequences.values()];
    expect(all.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(-all.reduce((sum, p) => sum + p * Math.log2(p), 0)).toBeCloseTo(8.498504, 6);
    expect(scenarioEntropy).toBeCloseTo(9.197664, 6);
    expect(sequenceProbability(TOY_VJ, 'TGTGCCTTC')).toBeCloseTo(0.03742536, 12);
    expect(sequenceProbability(TOY_VJ, 'TGTGCCAAAAAATTC')).toBe(0);
  });
});

describe.each([
  ...Object.entries(MODELS),
  ...[3, 4].map((seed): [string, RecombinationModel] => [`random ${seed}`, randomModel(seed)]),
])('generation probability of the model %s', (_, model) => {
  const { sequences } = enumerate(checkRecombinationModel(model));
  const some = [...sequences].filter((__, index) => index % Math.ceil(sequences.size / 400) === 0);

  test('of bases equals enumeration to 1e-12, by recursion and by going through all scenarios', () => {
    for (const [sequence, probability] of some) {
      expect(Math.abs(sequenceProbability(model, sequence) - probability)).toBeLessThan(1e-12);
      const { probability: sum } = explainSequence(model, sequence);
      expect(Math.abs(sum - probability)).toBeLessThan(1e-12);
    }
  });

  test('of proteins equals the sum over all of their codons, to 1e-12', () => {
    const proteins = new Map<string, number>();
    for (const [sequence, probability] of sequences) {
      if (sequence.length % 3 !== 0) continue;
      const protein = translate(sequence);
      proteins.set(protein, (proteins.get(protein) ?? 0) + probability);
    }
    expect(proteins.size).toBeGreaterThan(20);
    const every = Math.ceil(proteins.size / 100);
    for (const [protein, probability] of [...proteins].filter((__, index) => index % every === 0)) {
      expect(Math.abs(proteinProbability(model, protein) - probability)).toBeLessThan(1e-12);
    }
  });

  test('with errors of reading is that of every sequence that may have been misread', () => {
    const errorRate = 0.03;
    const noisy = { ...model, errorRate };
    for (const [made] of some.slice(0, 12)) {
      const read = made.replace(/.$/, (base) => (base === 'A' ? 'C' : 'A'));
      let expected = 0;
      for (const [other, probability] of sequences) {
        if (other.length !== read.length) continue;
        const wrong = Array.from(other).filter((base, index) => base !== read[index]).length;
        expected +=
          probability * (1 - errorRate) ** (read.length - wrong) * (errorRate / 3) ** wrong;
      }
      expect(expected).toBeGreaterThan(0);
      expect(Math.abs(sequenceProbability(noisy, read) / expected - 1)).toBeLessThan(1e-10);
      expect(Math.abs(explainSequence(noisy, read).probability / expected - 1)).toBeLessThan(1e-10);
    }
  });
});

describe.each(Object.entries(MODELS))('the story of %s', (_, model) => {
  test('told forward makes sequences as often as they are probable (chi-square over frequent ones)', () => {
    const { sequences } = enumerate(model);
    const draws = 10_000;
    const random = createRandom(5, 'recombination');
    const seen = new Map<string, number>();
    for (let index = 0; index < draws; index++) {
      const { sequence } = synthesiseRecombination(model, random);
      expect(sequences.has(sequence)).toBe(true);
      seen.set(sequence, (seen.get(sequence) ?? 0) + 1);
    }
    const frequent = [...sequences].filter(([, p]) => p * draws >= 10);
    const rest = 1 - frequent.reduce((sum, [, p]) => sum + p, 0);
    const restSeen = draws - frequent.reduce((sum, [text]) => sum + (seen.get(text) ?? 0), 0);
    const chi =
      frequent.reduce((sum, [text, p]) => {
        const expected = p * draws;
        return sum + ((seen.get(text) ?? 0) - expected) ** 2 / expected;
      }, 0) +
      (restSeen - rest * draws) ** 2 / (rest * draws);
    const freedom = frequent.length;
    // Mean and standard deviation of chi-square; five of the latter.
    expect(Math.abs(chi - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom));
  });

  test('told backward gives a posterior that is right as often as it says', () => {
    const random = createRandom(6, 'recombination');
    const draws = 3000;
    let sure = 0;
    let right = 0;
    let variance = 0;
    for (let index = 0; index < draws; index++) {
      const { sequence, scenario } = synthesiseRecombination(model, random);
      const posterior = explainSequence(model, sequence, 1);
      expect(posterior.v.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
      const { scenario: guess, probability } = posterior.best[0]!;
      sure += probability;
      variance += probability * (1 - probability);
      if (JSON.stringify(sorted(guess)) === JSON.stringify(sorted(scenario))) right++;
    }
    expect(Math.abs(right - sure)).toBeLessThan(4 * Math.sqrt(variance));
    expect(right / draws).toBeLessThan(0.95);
  });

  test('the same seed makes the same sequences', () => {
    const tell = (): string[] => {
      const random = createRandom(7, 'recombination');
      return Array.from({ length: 50 }, () => synthesiseRecombination(model, random).sequence);
    };
    expect(tell()).toEqual(tell());
  });
});

function sorted(object: object): [string, unknown][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('learning from sequences alone', () => {
  const flat = (model: RecombinationModel): RecombinationModel => {
    const even = (row: readonly number[]): number[] => row.map(() => 1 / row.length);
    const among = (row: readonly number[]): number[] => {
      const possible = row.filter((p) => p > 0).length;
      return row.map((p) => (p > 0 ? 1 / possible : 0));
    };
    return {
      ...model,
      vChoice: even(model.vChoice),
      jGivenV: model.jGivenV.map(even),
      vDeletions: { ...model.vDeletions, probability: model.vDeletions.probability.map(among) },
      jDeletions: { ...model.jDeletions, probability: model.jDeletions.probability.map(among) },
      junctions: model.junctions.map((junction) => ({
        ...junction,
        lengths: even(junction.lengths),
        first: even(junction.first),
        next: junction.next.map(even),
      })),
    };
  };
  const divergence = (p: readonly number[], q: readonly number[]): number =>
    p.reduce(
      (sum, value, index) => sum + (value === 0 ? 0 : value * Math.log(value / q[index]!)),
      0,
    );

  test('recovers the marginals of the toy to .01 nats per event, from 1e5 sequences, and the likelihood never falls', () => {
    const random = createRandom(11, 'learning');
    const sequences = Array.from(
      { length: 100_000 },
      () => synthesiseRecombination(TOY_VJ, random).sequence,
    );
    const { model, logLikelihood } = learnRecombination(flat(TOY_VJ), countSequences(sequences), {
      rounds: 25,
    });
    logLikelihood.slice(1).forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(logLikelihood[index]! - 1e-12);
    });
    expect(divergence(TOY_VJ.vChoice, model.vChoice)).toBeLessThan(0.01);
    for (const v of [0, 1]) {
      expect(divergence(TOY_VJ.jGivenV[v]!, model.jGivenV[v]!)).toBeLessThan(0.01);
      expect(
        divergence(TOY_VJ.vDeletions.probability[v]!, model.vDeletions.probability[v]!),
      ).toBeLessThan(0.01);
      expect(
        divergence(TOY_VJ.jDeletions.probability[v]!, model.jDeletions.probability[v]!),
      ).toBeLessThan(0.01);
    }
    const [truth, learned] = [TOY_VJ.junctions[0]!, model.junctions[0]!];
    expect(divergence(truth.lengths, learned.lengths)).toBeLessThan(0.01);
    expect(divergence(truth.first, learned.first)).toBeLessThan(0.01);
    for (const base of [0, 1, 2, 3]) {
      expect(divergence(truth.next[base]!, learned.next[base]!)).toBeLessThan(0.01);
    }
  });

  test('finds the rate of errors of reading', () => {
    const noisy = { ...TOY_VJ, errorRate: 0.02 };
    const random = createRandom(12, 'learning');
    const sequences = Array.from(
      { length: 1000 },
      () => synthesiseRecombination(noisy, random).sequence,
    );
    const { model, logLikelihood } = learnRecombination(
      { ...noisy, errorRate: 0.1 },
      countSequences(sequences),
      {
        rounds: 8,
      },
    );
    expect(logLikelihood.at(-1)!).toBeGreaterThan(logLikelihood[0]!);
    // About 7700 bases: five standard errors of a share of .02.
    expect(Math.abs(model.errorRate - 0.02)).toBeLessThan(0.008);
  });

  test('leaves the truth where it is when every sequence counts as it is probable', () => {
    const model: RecombinationModel = {
      ...TOY_VDJ,
      junctions: TOY_VDJ.junctions.map((junction, index) => ({
        ...junction,
        lengths: index === 0 ? [0.8, 0.2] : [0.5, 0.3, 0.2],
      })),
    };
    const { sequences } = enumerate(model);
    const { model: after } = learnRecombination(model, sequences, { rounds: 1 });
    const close = (learned: readonly number[], truth: readonly number[]): void => {
      learned.forEach((value, index) => {
        expect(value).toBeCloseTo(truth[index]!, 10);
      });
    };
    close(after.vChoice, model.vChoice);
    close(after.jGivenV.flat(), model.jGivenV.flat());
    close(after.dGivenVj.flat(2), model.dGivenVj.flat(2));
    close(after.vDeletions.probability.flat(), model.vDeletions.probability.flat());
    close(after.jDeletions.probability.flat(), model.jDeletions.probability.flat());
    close(after.dDeletions!.probability.flat(2), model.dDeletions!.probability.flat(2));
    after.junctions.forEach(({ lengths, first, next }, index) => {
      close(lengths, model.junctions[index]!.lengths);
      close(first, model.junctions[index]!.first);
      close(next.flat(), model.junctions[index]!.next.flat());
    });
  });

  test('a sequence that the model cannot make is named', () => {
    expect(() =>
      learnRecombination(TOY_VJ, countSequences(['TGTGCCTTC', 'GGG']), { rounds: 1 }),
    ).toThrow('learning: toy-vj cannot make the sequence GGG');
  });
});

describe('what is wrong with a model or a sequence is said', () => {
  test.each([
    [{ vChoice: [0.6, 0.5] }, 'toy-vj.vChoice: expected probabilities that add up to 1; got 1.1'],
    [{ vChoice: [1] }, 'toy-vj.vChoice: expected 2 numbers; got 1'],
    [{ errorRate: 0.8 }, 'toy-vj.errorRate: expected a number in [0, 0.75); got 0.8'],
    [{ junctions: [] }, 'toy-vj.junctions: expected 1; got 0'],
    [
      {
        jDeletions: {
          least: 2,
          probability: [
            [0.5, 0.5],
            [0.5, 0, 0.5],
          ],
        },
      },
      'toy-vj.jDeletions[J2]: expected at most 3 deletions; got 4',
    ],
    [{ v: [{ name: 'V1', sequence: 'TGX' }, TOY_VJ.v[1]!] }, 'expected bases A, C, G, T; got "X"'],
  ])('%j', (change, message) => {
    expect(() => checkRecombinationModel({ ...TOY_VJ, ...change })).toThrow(message);
  });

  test('letters that are no bases or no amino acids', () => {
    expect(() => sequenceProbability(TOY_VJ, 'TGTN')).toThrow(
      'sequence: expected bases A, C, G, T; got "N" at position 4',
    );
    expect(() => proteinProbability(TOY_VJ, 'CB')).toThrow('got "B" at position 2');
  });
});
