import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  conditionOrder,
  latinSquareOrder,
  readExperiment,
  type Row,
} from '../../../experiments/index.ts';

const header = `observer: magnitude
task: yes-no
groups: { all: { participants: 4 } }
`;

/** Everything that one participant is shown, answered by `answer`. */
async function shownTo(
  timeline: string,
  {
    index = 0,
    seed = 1,
    answer = () => ({ choice: true, correct: true, confidence: 0.9 }),
  }: { index?: number; seed?: number; answer?: (plan: Row, trial: number) => Row } = {},
): Promise<Row[]> {
  const { course } = await readExperiment(header + timeline, 'test.yaml');
  const walk = course({ participant: index + 1, group: 'all', index }, createRandom(seed));
  const rows: Row[] = [];
  for (let next = walk.next(); next.done !== true;) {
    rows.push(next.value);
    next = walk.next(answer(next.value, rows.length));
  }
  return rows;
}

const valuesOf = (rows: readonly Row[], name = 'a'): unknown[] => rows.map((row) => row[name]);

const part = (lines: string): string => `timeline:
  - factors: { a: [1, 2, 3, 4] }
    trial: { show: { value: a }, answer: a > 2 }
${lines.replace(/^/gm, '    ')}
`;

describe('the order of conditions', () => {
  test('is the given one, repeated as often as asked', async () => {
    expect(valuesOf(await shownTo(part('repetitions: 2')))).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });

  test('is random where asked, anew in each repetition, and decided by the seed', async () => {
    const text = part('repetitions: 30\nrandomizeOrder: true');
    const found = valuesOf(await shownTo(text));
    expect(valuesOf(await shownTo(text))).toEqual(found);
    expect(valuesOf(await shownTo(text, { seed: 2 }))).not.toEqual(found);
    const passes = Array.from({ length: 30 }, (_, pass) => found.slice(4 * pass, 4 * pass + 4));
    for (const pass of passes) expect([...pass].sort()).toEqual([1, 2, 3, 4]);
    expect(new Set(passes.map(String)).size).toBeGreaterThan(10);
  });

  test('samples as jsPsych 8 does', () => {
    const random = createRandom(5);
    const order = (sample: Parameters<typeof conditionOrder>[1]['sample']) =>
      conditionOrder(4, { sample }, random);
    const weighted = order({ type: 'with-replacement', size: 4000, weights: [0, 1, 3, 0] });
    expect(weighted.filter((one) => one === 0 || one === 3)).toEqual([]);
    // Binomial, four standard deviations.
    expect(Math.abs(weighted.filter((one) => one === 2).length - 3000)).toBeLessThan(
      4 * Math.sqrt(4000 * 0.75 * 0.25),
    );
    const without = order({ type: 'without-replacement', size: 3 });
    expect(new Set(without).size).toBe(3);
    const fixed = order({ type: 'fixed-repetitions', size: 3 });
    expect([...fixed].sort()).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(fixed).not.toEqual([...fixed].sort());
    const alternating = order({
      type: 'alternate-groups',
      groups: [
        [0, 1],
        [2, 3],
      ],
    });
    expect(alternating.map((one) => Math.floor(one / 2))).toEqual([0, 1, 0, 1]);
    const starts = Array.from({ length: 60 }, () =>
      Math.floor(
        order({
          type: 'alternate-groups',
          groups: [
            [0, 1],
            [2, 3],
          ],
          randomizeGroupOrder: true,
        })[0]! / 2,
      ),
    );
    expect(new Set(starts)).toEqual(new Set([0, 1]));
  });
});

describe('parts', () => {
  test('are shown again while their condition is true of the latest pass, at most as often as allowed', async () => {
    const text = part('loopWhile: correct < 0.75\nloopAtMost: 5');
    const answer = (_: Row, trial: number): Row => ({ choice: true, correct: trial > 6 });
    // First pass 0 of 4, second pass 2 of 4 (trials 7 and 8), third 4 of 4.
    expect(await shownTo(text, { answer })).toHaveLength(12);
    const never = (): Row => ({ choice: true, correct: false });
    expect(await shownTo(text, { answer: never })).toHaveLength(20);
  });

  test('are left out unless their condition is true of everything so far', async () => {
    const text = `${part('name: first')}  - name: second
    when: correct >= 0.5
    trial: { show: { value: 9 } }
`;
    const answered = (correct: boolean) => ({ answer: (): Row => ({ choice: true, correct }) });
    expect(valuesOf(await shownTo(text, answered(true)), 'part')).toContain('second');
    expect(valuesOf(await shownTo(text, answered(false)), 'part')).not.toContain('second');
  });

  test('within parts see the variables around them', async () => {
    const rows = await shownTo(`timeline:
  - factors: { a: [1, 2] }
    timeline:
      - factors: { b: [10, 20] }
        trial: { show: { value: a + b } }
`);
    expect(valuesOf(rows, 'show_value')).toEqual([11, 21, 12, 22]);
  });

  test('are ordered by a Latin square over participants', async () => {
    const text = `timeline:
  - order: latin-square
    timeline:
      - { name: w, trial: { show: { value: 1 } } }
      - { name: x, trial: { show: { value: 2 } } }
      - { name: y, trial: { show: { value: 3 } } }
      - { name: z, trial: { show: { value: 4 } } }
`;
    const orders = await Promise.all(
      [0, 1, 2, 3].map(async (index) => valuesOf(await shownTo(text, { index }), 'part')),
    );
    for (let place = 0; place < 4; place++) {
      expect(new Set(orders.map((order) => order[place])).size).toBe(4);
    }
  });

  test.each([4, 5, 6])(
    'a Latin square of %i is balanced: each follows each other equally often',
    (count) => {
      const rows = count % 2 === 0 ? count : 2 * count;
      const followed = new Map<string, number>();
      for (let row = 0; row < rows; row++) {
        const order = latinSquareOrder(count, row);
        expect([...order].sort()).toEqual(Array.from({ length: count }, (_, at) => at));
        order.slice(1).forEach((one, at) => {
          const pair = `${order[at]!} ${one}`;
          followed.set(pair, (followed.get(pair) ?? 0) + 1);
        });
      }
      expect(followed.size).toBe(count * (count - 1));
      expect(new Set(followed.values()).size).toBe(1);
    },
  );

  test('counterbalanced values are dealt out in turn', async () => {
    const text = `counterbalance: { side: [-1, 1], key: [1, 2] }
timeline:
  - trial: { show: { value: side * key } }
`;
    const shown = await Promise.all(
      [0, 1, 2, 3].map(async (index) => (await shownTo(text, { index }))[0]!['show_value']),
    );
    expect(shown).toEqual([-1, 1, -2, 2]);
  });
});

test('with a procedure every condition has its own, and they take turns', async () => {
  const text = `timeline:
  - factors: { a: [0, 5] }
    procedure: { kind: staircase, start: 10, steps: [1], trials: 6 }
    trial: { show: { value: level + a } }
`;
  // "yes" at 0 goes down, "no" at 5 goes up.
  const rows = await shownTo(text, { answer: ({ a }) => ({ choice: a === 0, correct: null }) });
  expect(rows).toHaveLength(12);
  const levels = (a: number) => rows.filter((row) => row['a'] === a).map((row) => row['level']);
  expect(levels(0)).toEqual([10, 9, 8, 7, 6, 5]);
  expect(levels(5)).toEqual([10, 11, 12, 13, 14, 15]);
  for (let round = 0; round < 6; round++) {
    expect(new Set(rows.slice(2 * round, 2 * round + 2).map((row) => row['a'])).size).toBe(2);
  }
});
