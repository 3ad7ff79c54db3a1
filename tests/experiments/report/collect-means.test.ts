import { expect, test } from '@jest/globals';
import { collectMeans, foundTable } from '../../../experiments/report/collect-means.ts';

const seat = (participant: number, group = 'one') => ({ participant, group, index: participant });

test('means and deviations are those of each participant, in the order in which they took part', () => {
  const means = collectMeans();
  [1, 2, 6].forEach((value) => {
    means.add(seat(1), 'a', value);
  });
  means.add(seat(2), 'a', 1e9);
  means.add(seat(2), 'a', 1e9 + 2);
  means.add(seat(2), 'a', Number.NaN);
  means.add(seat(3, 'other'), 'a', 5);
  expect(means.of('one', 'a')).toEqual([3, 1e9 + 1]);
  expect(means.deviationsOf('one', 'a')).toEqual([Math.sqrt(7), Math.sqrt(2)]);
  expect(means.of('other', 'a')).toEqual([5]);
  expect(means.of('other', 'b')).toEqual([Number.NaN]);
  expect(means.of('nobody', 'a')).toEqual([]);
  expect(means.mean('other', 'a').value).toBe(5);
});

test('a table sets what was found beside what is expected, and leaves a gap where nothing is', () => {
  const found = { value: 1, interval: { lower: 0, upper: 2 } };
  const { columns, rows } = foundTable(
    'name',
    'A caption.',
    ['what'],
    [
      { about: ['x'], found, expected: 3 },
      { about: ['y'], found, expected: null },
    ],
  );
  expect(columns).toEqual(['what', 'found', 'lower', 'upper', 'expected']);
  expect(rows).toEqual([
    ['x', 1, 0, 2, 3],
    ['y', 1, 0, 2, ''],
  ]);
});
