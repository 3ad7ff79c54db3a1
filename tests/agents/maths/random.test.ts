import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { philox4x32 } from '../../../agents/maths/philox.ts';
import { createRandom, type Random, restoreRandom } from '../../../agents/maths/random.ts';

const draw = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.uniform());

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('philox4x32', () => {
  // The known-answer vectors that are distributed with Random123 by the authors of the paper.
  test.each([
    {
      counter: [0, 0, 0, 0],
      key: [0, 0],
      expected: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      expected: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      expected: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])('maps counter $counter to the published words', ({ counter, key, expected }) => {
    const out = new Uint32Array(4);
    philox4x32(counter, key[0]!, key[1]!, out);
    expect([...out]).toEqual(expected);
  });

  test('equals ten rounds written with exact integers, for any counter and key', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.array(word, { minLength: 6, maxLength: 6 }), (words) => {
        const out = new Uint32Array(4);
        philox4x32(words.slice(0, 4), words[4]!, words[5]!, out);
        expect([...out].map(BigInt)).toEqual(philoxWithExactIntegers(words.map(BigInt)));
      }),
    );
  });
});

/** The definition of the paper, section 3.3, in arbitrary-precision integers. */
function philoxWithExactIntegers(words: readonly bigint[]): bigint[] {
  let [c0, c1, c2, c3, k0, k1] = words as [bigint, bigint, bigint, bigint, bigint, bigint];
  const low = (value: bigint): bigint => value & 0xffffffffn;
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * c0;
    const product1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [
      (product1 >> 32n) ^ c1 ^ k0,
      low(product1),
      (product0 >> 32n) ^ c3 ^ k1,
      low(product0),
    ];
    k0 = low(k0 + 0x9e3779b9n);
    k1 = low(k1 + 0xbb67ae85n);
  }
  return [c0, c1, c2, c3];
}

describe('a random source', () => {
  test('gives the same numbers for the same seed and stream', () => {
    expect(draw(createRandom(7, 'trial', 17), 100)).toEqual(
      draw(createRandom(7, 'trial', 17), 100),
    );
  });

  test('gives unrelated numbers for another seed, another label and another order of labels', () => {
    const sources = [
      createRandom(7),
      createRandom(8),
      createRandom(7 + 2 ** 32),
      createRandom(7, 0),
      createRandom(7, ''),
      createRandom(7, '0'),
      createRandom(7, 'a', 'b'),
      createRandom(7, 'b', 'a'),
      createRandom(7, 'ab'),
      createRandom(7, 'trial', 1),
      createRandom(7, 'trial', 2),
      createRandom(7, 'trial', -1),
      createRandom(7, 'trial', 1.5),
    ];
    const sequences = sources.map((source) => draw(source, 2000));
    for (const [index, sequence] of sequences.entries()) {
      for (const other of sequences.slice(index + 1)) {
        const covariance = mean(sequence.map((number, at) => (number - 0.5) * (other[at]! - 0.5)));
        // The standard error of a correlation from 2000 pairs is 0.022.
        expect(Math.abs(covariance * 12)).toBeLessThan(0.1);
      }
    }
  });

  test('makes forks that depend on the labels only, not on what was drawn before', () => {
    const parent = createRandom(3, 'session');
    draw(parent, 5);
    const fork = parent.fork('trial', 17);
    expect(draw(fork, 20)).toEqual(draw(createRandom(3, 'session', 'trial', 17), 20));
  });

  test('goes on to the bit after its state went through JSON, wherever it was stopped', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.nat(3), (uniforms, words, normals) => {
        const random = createRandom(11, 'checkpoint');
        for (let index = 0; index < uniforms; index++) random.uniform();
        for (let index = 0; index < words; index++) random.integer(16);
        for (let index = 0; index < normals; index++) random.normal();
        const restored = restoreRandom(
          JSON.parse(JSON.stringify(random.state())) as ReturnType<Random['state']>,
        );
        for (let index = 0; index < 9; index++) {
          expect(restored.normal()).toBe(random.normal());
          expect(restored.integer(10)).toBe(random.integer(10));
          expect(restored.uniform()).toBe(random.uniform());
        }
      }),
    );
  });

  test.each([0, 1, 2, 3, 8, 9])('fills with the normal numbers that %i calls give', (count) => {
    // From the start of a block, its middle, its end, and with half of a pair left.
    const begun: readonly ((random: Random) => void)[] = [
      () => undefined,
      (random) => random.integer(2),
      (random) => random.uniform(),
      (random) => random.normal(),
      (random) => [random.integer(2), random.normal()],
    ];
    for (const begin of begun) {
      const [filling, calling] = [createRandom(5, 'fill'), createRandom(5, 'fill')];
      begin(filling);
      begin(calling);
      const filled = filling.normals(new Float64Array(count));
      expect([...filled]).toEqual(Array.from({ length: count }, () => calling.normal()));
      expect(filling.state()).toEqual(calling.state());
    }
  });

  test('draws uniform numbers with the mean, variance and histogram of the uniform distribution', () => {
    const numbers = draw(createRandom(1), 100_000);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(mean(numbers)).toBeCloseTo(1 / 2, 2);
    expect(mean(numbers.map((number) => (number - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
    const bins = new Array<number>(100).fill(0);
    for (const number of numbers) bins[Math.floor(number * 100)]!++;
    // Chi-squared with 99 degrees of freedom: mean 99, sd 14.
    const chiSquared = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeGreaterThan(99 - 4 * 14.1);
    expect(chiSquared).toBeLessThan(99 + 4 * 14.1);
  });

  test('draws normal numbers with the first four moments of the standard normal', () => {
    const random = createRandom(2);
    const numbers = Array.from({ length: 100_000 }, () => random.normal());
    const moment = (power: number): number => mean(numbers.map((number) => number ** power));
    expect(Math.abs(moment(1))).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(3))).toBeLessThan(0.05);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
    const successive = mean(numbers.slice(1).map((number, index) => number * numbers[index]!));
    expect(Math.abs(successive)).toBeLessThan(0.015);
  });

  test('draws every whole number below a bound equally often', () => {
    const random = createRandom(3);
    // A bound just above 2^31 would give twice as many small numbers without rejection.
    const bound = 3 * 2 ** 30;
    let below = 0;
    for (let index = 0; index < 30_000; index++) {
      if (random.integer(bound) < 2 ** 30) below++;
    }
    expect(Math.abs(below / 30_000 - 1 / 3)).toBeLessThan(0.012);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(6)))).toEqual(
      new Set([0, 1, 2, 3, 4, 5]),
    );
  });

  test('shuffles into each of the six orders of three elements equally often', () => {
    const random = createRandom(4);
    const counts = new Map<string, number>();
    for (let index = 0; index < 12_000; index++) {
      const order = random.shuffle(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // The standard error of each count is 41.
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(4 * 41);
  });

  test('chooses among the given elements and refuses to choose among none', () => {
    const random = createRandom(5);
    const chosen = new Set(Array.from({ length: 100 }, () => random.choose(['x', 'y'])));
    expect(chosen).toEqual(new Set(['x', 'y']));
    expect(() => random.choose([])).toThrow('random.choose: expected at least one element');
  });

  test('refuses seeds and bounds that are not whole numbers in range', () => {
    expect(() => createRandom(-1)).toThrow('seed: expected whole number');
    expect(() => createRandom(1.5)).toThrow('got 1.5');
    expect(() => createRandom(1).integer(0)).toThrow('got 0');
    expect(() => createRandom(1).integer(2 ** 32 + 1)).toThrow('random.integer');
  });
});
