import { expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { exponential, exponentialNearZero } from '../../../agents/maths/exponential.ts';

test('the exponential of additions and multiplications is that of the library to 1e-15', () => {
  const random = createRandom(1);
  let worst = 0;
  for (let count = 0; count < 100_000; count++) {
    const x = 1400 * (random.uniform() - 0.5);
    worst = Math.max(worst, Math.abs(exponential(x) / Math.exp(x) - 1));
  }
  expect(worst).toBeLessThan(1e-15);
  for (const x of [0, 700, -700, 800, -800, Infinity, -Infinity]) {
    expect(exponential(x)).toBe(Math.exp(x));
  }
  expect(exponential(Number.NaN)).toBeNaN();
});

test('near zero its series is as exact', () => {
  for (let x = -0.1; x <= 0.1; x += 1e-3) {
    expect(Math.abs(exponentialNearZero(x) / Math.exp(x) - 1)).toBeLessThan(1e-15);
  }
});
