import { expect, test } from '@jest/globals';
import { meanOverNetworks } from '../../../experiments/report/network-means.ts';

test('the interval is over networks where there are several, and over what it was shown where there is one', () => {
  // Two networks with means 1 and 3: t = 12.706 with one degree of freedom, standard error 1.
  const two = meanOverNetworks([0, 1, 2, 2, 3, 4], 3);
  expect(two.value).toBe(2);
  expect(two.interval.upper - 2).toBeCloseTo(12.706, 2);
  // One network: t = 4.303 with two degrees of freedom, standard error 1 / sqrt 3.
  const one = meanOverNetworks([0, 1, 2], 3);
  expect(one.interval.upper - 1).toBeCloseTo(4.303 / Math.sqrt(3), 2);
});
