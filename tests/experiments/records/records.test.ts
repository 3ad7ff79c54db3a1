import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  areaUnderCurve,
  COHORT_SCHEMA,
  copying,
  describeJudgement,
  judgeRecords,
  privateClasses,
  readRecords,
  readRecordSchema,
  RECORD_GENERATORS,
  type RecordGenerator,
  recordsPage,
  type RecordTable,
  simulateCohort,
  writeRecords,
} from '../../../experiments/index.ts';
import { attributeInference } from '../../../experiments/records/attribute-inference.ts';
import { recordEncoding } from '../../../experiments/records/encode-records.ts';
import { recordFidelity } from '../../../experiments/records/fidelity.ts';
import { fitLogisticScores } from '../../../experiments/records/logistic-scores.ts';
import { recordPrivacy } from '../../../experiments/records/privacy.ts';

const cohort = (count: number, seed: number): RecordTable =>
  simulateCohort(count, createRandom(seed, 'cohort'));
const LEARNED = cohort(300, 1);
const OTHERS = cohort(300, 2);
const independent = RECORD_GENERATORS['independent-margins'];

/** Privacy of four synthetic records per one that was learned from. */
function attacked(generator: RecordGenerator, seed = 1) {
  const draw = generator.learn(LEARNED, createRandom(seed, 'learning'));
  return recordPrivacy(LEARNED, OTHERS, draw(1200, createRandom(seed, 'synthetic')));
}

describe('membership inference', () => {
  test('flags copies with probability .2, with an area under the curve above .7', () => {
    const { membership, membersFound, isLeaking } = attacked(RECORD_GENERATORS.copying);
    expect(membership).toBeGreaterThan(0.7);
    expect(isLeaking).toBe(true);
    // 240 copies of 300 records: 1 - (1 - 1/300)^240 of them are there.
    const expected = 1 - (1 - 1 / 300) ** 240;
    expect(Math.abs(membersFound - expected)).toBeLessThan(0.06);
    expect(Math.abs(membership - (expected + (1 - expected) / 2))).toBeLessThan(0.05);
  });

  test('does not flag margins drawn independently, nor the Gaussian copula, nor principal causes', () => {
    // Under no leak the standard error of the area is sqrt((2 n + 1) / 12) / n = .024.
    for (const name of ['independent-margins', 'gaussian-copula', 'principal-causes'] as const) {
      const { membership, isLeaking } = attacked(RECORD_GENERATORS[name]);
      expect(Math.abs(membership - 0.5)).toBeLessThan(4 * 0.024);
      expect(isLeaking).toBe(false);
    }
  });

  test('rises with the share of copies, and falls when they are shaken', () => {
    const found = [0, 0.05, 0.2, 0.6].map(
      (probability) => attacked(copying(independent, { probability })).membership,
    );
    expect(found).toEqual([...found].sort((a, b) => a - b));
    const shaken = [0, 0.3, 1.5].map(
      (noise) => attacked(copying(independent, { probability: 0.2, noise })).membership,
    );
    expect(shaken).toEqual([...shaken].sort((a, b) => b - a));
    expect(shaken[2]).toBeLessThan(0.65);
  });

  test('sees what distances to the closest record hide: few people copied often', () => {
    const few: RecordGenerator = {
      learn: copying(independent, { probability: 0.04 }).learn,
    };
    const { closestRatio, membersFound } = attacked(few);
    // Less than the 5 % that the percentile looks at are copies, yet ten times as many members as chance are found.
    expect(closestRatio).toBeGreaterThan(0.2);
    expect(membersFound).toBeGreaterThan(0.1);
  });
});

describe('attribute inference', () => {
  test('gains on members as many columns as there are copies, and nothing without copies', () => {
    const { members, others, advantage } = attacked(
      copying(independent, { probability: 0.6 }),
    ).attribute;
    // Of 720 copies of 300 records 1 - exp(-2.4) of the members have one, in which every column is right.
    const copied = 1 - Math.exp(-2.4);
    expect(Math.abs(members - (copied + (1 - copied) * others))).toBeLessThan(0.05);
    expect(advantage).toBeCloseTo(members - others, 12);
    for (const name of ['independent-margins', 'gaussian-copula', 'principal-causes'] as const) {
      // 300 x 10 guesses on each side: the standard error of their difference is at most .013.
      expect(Math.abs(attacked(RECORD_GENERATORS[name]).attribute.advantage)).toBeLessThan(0.05);
    }
  });

  test('of records that follow from each other tells others as well: that is no leak', () => {
    const schema = {
      columns: ['first', 'second', 'third'].map((name) => ({
        name,
        kind: 'category' as const,
        values: ['no', 'yes'],
      })),
      outcome: 'third',
    };
    const rows = Array.from({ length: 40 }, (_, index) => [index % 2, index % 2, index % 2]);
    const same = { schema, rows };
    expect(attributeInference(same, same, same)).toEqual({ members: 1, others: 1, advantage: 0 });
    const turned = { schema, rows: rows.map((row) => [...row.slice(0, 2), 1 - row[2]!]) };
    // Nearest in two columns is the record with the wrong third, and nearest in the third and one other is a tie.
    expect(attributeInference(same, turned, turned).others).toBe(1);
    expect(attributeInference(same, turned, turned).members).toBeLessThan(1);
  });
});

describe('the generator with a guarantee', () => {
  const OUTCOME = COHORT_SCHEMA.columns.length - 1;

  test('says nothing of one person beyond exp(epsilon)', () => {
    // Two tables of one column and the outcome that differ in one record: how often is its cell drawn from each?
    const schema = {
      columns: ['kind', 'ill'].map((name) => ({
        name,
        kind: 'category' as const,
        values: ['no', 'yes'],
      })),
      outcome: 'ill',
    };
    const table = (last: number[]): RecordTable => ({
      schema,
      rows: [[0, 0], [0, 0], [1, 1], last],
    });
    const epsilon = 0.7;
    const random = createRandom(1, 'noise');
    const tries = 40_000;
    /** Chances of all 16 patterns of what two drawn records are, which is some of what anybody could look at. */
    const chances = (given: RecordTable): number[] => {
      const counts = new Array<number>(16).fill(0);
      for (let index = 0; index < tries; index++) {
        const { rows } = privateClasses({ epsilon }).learn(given, random)(2, random);
        counts[rows.flat().reduce((place, value) => 2 * place + value, 0)]! += 1;
      }
      return counts.map((count) => count / tries);
    };
    const one = chances(table([0, 0]));
    const other = chances(table([1, 1]));
    one.forEach((chance, pattern) => {
      const [low, high] = [chance, other[pattern]!].sort((a, b) => a - b) as [number, number];
      const error = 4 * Math.sqrt((low + Math.exp(2 * epsilon) * high) / tries);
      expect(high).toBeLessThan(Math.exp(epsilon) * low + error);
    });
    // Yet the tables are told apart: noise does not hide everything.
    expect(Math.max(...one.map((chance, at) => Math.abs(chance - other[at]!)))).toBeGreaterThan(
      0.02,
    );
  });

  test('with hardly any noise has the margins of each class; with much noise nothing', () => {
    const drawn = (epsilon: number): RecordTable =>
      privateClasses({ epsilon }).learn(LEARNED, createRandom(1, 'noise'))(
        3000,
        createRandom(1, 'draws'),
      );
    const share = ({ rows }: RecordTable, column: number, value: number, label: number): number => {
      const own = rows.filter((row) => row[OUTCOME] === label);
      return own.filter((row) => row[column] === value).length / own.length;
    };
    const good = drawn(1e4);
    for (const label of [0, 1]) {
      for (const [column, value] of [
        [1, 0],
        [2, 2],
        [8, 1],
      ] as const) {
        const difference = share(good, column, value, label) - share(LEARNED, column, value, label);
        expect(Math.abs(difference)).toBeLessThan(0.05);
      }
    }
    const trained = (table: RecordTable): number =>
      recordFidelity(LEARNED, OTHERS, table).trainedOnSynthetic;
    expect(trained(good)).toBeGreaterThan(0.7);
    expect(Math.abs(trained(drawn(1e-3)) - 0.5)).toBeLessThan(0.2);
  });

  test('asks for ranges that are not read off the data, and for an epsilon', () => {
    const open = {
      ...LEARNED,
      schema: {
        ...COHORT_SCHEMA,
        columns: COHORT_SCHEMA.columns.map((column) =>
          column.name === 'bmi' ? ({ name: 'bmi', kind: 'number' } as const) : column,
        ),
      },
    };
    expect(() => privateClasses({ epsilon: 1 }).learn(open, createRandom(1))).toThrow(
      'records: private-classes: column "bmi": expected a "range"',
    );
    expect(() => privateClasses({ epsilon: 0 })).toThrow(
      'epsilon: expected a number above 0; got 0',
    );
  });
});

describe('fidelity', () => {
  const judged = (name: keyof typeof RECORD_GENERATORS) =>
    recordFidelity(
      LEARNED,
      OTHERS,
      RECORD_GENERATORS[name].learn(LEARNED, createRandom(3, 'learning'))(
        300,
        createRandom(3, 'synthetic'),
      ),
    );

  test('of other real records is that of chance', () => {
    const { margins, correlationDifference, discriminator, trainedOnReal, trainedOnSynthetic } =
      recordFidelity(LEARNED, OTHERS, cohort(300, 4));
    for (const { difference } of margins) expect(difference).toBeLessThan(0.17);
    expect(correlationDifference).toBeLessThan(0.08);
    expect(Math.abs(discriminator - 0.5)).toBeLessThan(0.15);
    expect(Math.abs(trainedOnReal - trainedOnSynthetic)).toBeLessThan(0.06);
    expect(trainedOnReal).toBeGreaterThan(0.65);
  });

  test('of independent margins: right margins, no correlations, nothing to predict from', () => {
    const { margins, correlationDifference, trainedOnSynthetic } = judged('independent-margins');
    for (const { difference } of margins) expect(difference).toBeLessThan(0.15);
    const copula = judged('gaussian-copula');
    expect(correlationDifference).toBeGreaterThan(1.5 * copula.correlationDifference);
    expect(trainedOnSynthetic).toBeLessThan(0.68);
    expect(copula.trainedOnReal - copula.trainedOnSynthetic).toBeLessThan(0.05);
  });

  test('of a shifted number and an exchanged category is their distance', () => {
    const at = COHORT_SCHEMA.columns.findIndex(({ name }) => name === 'age');
    const sex = COHORT_SCHEMA.columns.findIndex(({ name }) => name === 'sex');
    const rows = LEARNED.rows.map((row) =>
      row.map((value, column) => (column === at ? value + 1000 : column === sex ? 1 : value)),
    );
    const { margins } = recordFidelity(LEARNED, OTHERS, { schema: COHORT_SCHEMA, rows });
    const women = LEARNED.rows.filter((row) => row[sex] === 0).length / LEARNED.rows.length;
    expect(margins[at]!.difference).toBe(1);
    expect(margins[sex]!.difference).toBeCloseTo(women, 12);
    expect(margins.at(-1)!.difference).toBe(0);
  });
});

describe('the parts', () => {
  test('area under the curve counts pairs, ties as halves', () => {
    expect(areaUnderCurve([3, 2], [1, 0])).toBe(1);
    expect(areaUnderCurve([1, 2, 2], [2, 0])).toBeCloseTo((1 + 0 + 2 * 1 + 2 * 0.5) / 6, 12);
    expect(areaUnderCurve([1, 1], [1])).toBe(0.5);
  });

  test('logistic regression finds the log odds of a table of counts', () => {
    const rows = [...new Array<number[]>(300).fill([0]), ...new Array<number[]>(300).fill([1])];
    const labels = rows.map(([x], index) => (index % 300 < (x === 0 ? 75 : 200) ? 1 : 0));
    const score = fitLogisticScores(rows, labels);
    expect(Math.abs(score([0]) - Math.log(75 / 225))).toBeLessThan(1e-3);
    expect(Math.abs(score([1]) - Math.log(200 / 100))).toBeLessThan(1e-3);
  });

  test('encoding and decoding give a record back', () => {
    const { encode, decode, width } = recordEncoding(LEARNED);
    expect(width).toBe(6 + 2 + 3 + 2 + 2);
    for (const row of LEARNED.rows.slice(0, 20)) {
      decode(encode(row)).forEach((value, at) => {
        expect(value).toBeCloseTo(row[at]!, 10);
      });
    }
  });

  test('copies are copies, with the probability that is asked for', () => {
    const draw = copying(independent, { probability: 0.3 }).learn(
      LEARNED,
      createRandom(1, 'learning'),
    );
    const known = new Set<readonly number[]>(LEARNED.rows);
    const { rows } = draw(2000, createRandom(1, 'copies'));
    const share = rows.filter((row) => known.has(row)).length / 2000;
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 2000));
  });
});

describe('files', () => {
  test('written records are read back, to six digits', () => {
    const few = { ...LEARNED, rows: LEARNED.rows.slice(0, 5) };
    const again = readRecords(writeRecords(few), COHORT_SCHEMA, 'records.csv');
    again.rows.forEach((row, index) => {
      row.forEach((value, at) => {
        expect(value).toBe(Number(few.rows[index]![at]!.toPrecision(6)));
      });
    });
  });

  const schema = {
    columns: [
      { name: 'age', kind: 'number' },
      { name: 'ill', kind: 'category', values: ['no', 'yes'] },
    ],
    outcome: 'ill',
  };
  test('what is wrong in them is said with line and column', () => {
    const read = readRecordSchema(JSON.stringify(schema), 's.json');
    expect(readRecords('ill,age\nyes,3\n', read, 'r.csv').rows).toEqual([[3, 1]]);
    for (const [text, message] of [
      ['age,ill\n3,yes\n4,maybe\n', 'r.csv:3: ill: expected no, yes; got "maybe"'],
      ['age,ill\n,yes\n', 'r.csv:2: age: expected a number; got ""'],
      ['agee,ill\n3,yes\n', 'r.csv: column "age": no such column; did you mean "agee"?'],
      ['age,ill\n', 'r.csv: expected rows; got none'],
    ] as const) {
      expect(() => readRecords(text, read, 'r.csv')).toThrow(message);
    }
    for (const [change, message] of [
      [{ outcome: 'age' }, 's.json.outcome: expected the name of a category with two values'],
      [{ columns: [] }, 's.json.columns: expected a list of at least two'],
      [
        { columns: [{ name: 'age', kind: 'number', range: [9, 3] }, schema.columns[1]] },
        's.json.columns[0].range: expected two numbers, the lower one first',
      ],
      [
        { columns: [schema.columns[0], { name: 'ill', kind: 'text' }] },
        's.json.columns[1]: expected kind "number" or "category"',
      ],
    ] as const) {
      const text = JSON.stringify({ ...schema, ...change });
      expect(() => readRecordSchema(text, 's.json')).toThrow(message);
    }
  });

  test('a report says first whether there is a leak', () => {
    const judged = judgeRecords(cohort(400, 5), RECORD_GENERATORS.copying, 1);
    expect(describeJudgement(judged)[0]!.name).toContain('membership inference');
    expect(recordsPage(judged, 'a < b')).toContain('give away who was learned from');
    expect(recordsPage(judged, 'a < b')).toContain('<h1>a &lt; b</h1>');
    expect(judged.synthetic.rows.length).toBe(judged.learned);
    expect(() => judgeRecords(cohort(10, 5), independent, 1)).toThrow(
      'records: expected at least 40 rows; got 10',
    );
  });
});
