import { expect, test } from '@jest/globals';
import { createConditionMeans } from '../../../experiments/report/condition-means.ts';

test('a difference of conditions is that of the means of each participant, averaged over a group', () => {
  const means = createConditionMeans();
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
