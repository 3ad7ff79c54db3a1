import { describe, expect, test } from '@jest/globals';
import { createClaims, workOnClaims } from '../../../experiments/running/claims.ts';

describe('work on claims', () => {
  test('every number is had once, as many side by side as asked', async () => {
    const claims = createClaims(20);
    const had: number[] = [];
    let [now, most] = [0, 0];
    const work = async (number: number): Promise<void> => {
      had.push(number);
      now++;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
    };
    await Promise.all([workOnClaims(claims, 2, work), workOnClaims(claims, 1, work)]);
    expect(had.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(most).toBe(3);
  });

  test('where one fails, nothing is begun any more, and what is under way ends before the failure is told', async () => {
    const claims = createClaims(20);
    const begun: number[] = [];
    let hasEnded = false;
    const work = async (number: number, signal: AbortSignal): Promise<void> => {
      begun.push(number);
      if (number === 1) throw new Error('number 1');
      while (!signal.aborted) await new Promise((resolve) => setImmediate(resolve));
      hasEnded = true;
    };
    await expect(workOnClaims(claims, 2, work)).rejects.toThrow('number 1');
    expect(begun).toEqual([0, 1]);
    expect(hasEnded).toBe(true);
  });
});
