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

test('a difference of conditions is that of the means of each participant, averaged over a group', () => {
  const means = collectMeans();
  const trials: [number, string, number][] = [
    [1, 'rare', 3],
    [1, 'rare', 5],
    [1, 'common', 1],
    [2, 'rare', 10],
    [2, 'common', 4],
    [2, 'common', 6],
  ];
  for (const [participant, condition, value] of trials) {
    means.add({ group: 'some', participant }, condition, value);
  }
  means.add({ group: 'others', participant: 3 }, 'rare', 100);
  const difference = (of: (condition: string) => number): number => of('rare') - of('common');
  expect(means.each('some', difference)).toEqual([3, 5]);
  const { value, interval } = means.estimate('some', difference);
  expect(value).toBe(4);
  // Student's t of one degree of freedom, 12.706, times a standard error of 1.
  expect(interval.upper - value).toBeCloseTo(12.706, 3);
  // Without a trial there is no mean.
  expect(means.each('others', difference)).toEqual([Number.NaN]);
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
