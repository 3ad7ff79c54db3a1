import { describe, expect, test } from '@jest/globals';
import { normalCumulative } from '../../../agents/index.ts';
import {
  reportedCount,
  reportProbabilities,
} from '../../../experiments/ideal-observers/flash-illusion.ts';

describe('reports of flashes beside beeps', () => {
  const deviations = [0.6, 0.3] as const;
  const even = { counts: 4, deviations, chances: new Array<number>(16).fill(1 / 16) };

  test.each([0, 1, 2])(
    'where beeps say nothing, %f beeps leave errors to the noise alone',
    (beeps) => {
      // Reports change half-way between numbers.
      const shares = reportProbabilities(even, { flashes: 1, beeps });
      const beyond = normalCumulative(-0.5 / deviations[0]);
      [beyond, 1 - 2 * beyond, beyond, 0].forEach((share, number) => {
        expect(Math.abs(shares[number]! - share)).toBeLessThan(number === 3 ? 0.01 : 0.02);
      });
    },
  );

  test('where beeps tell of flashes, one flash with two beeps is seen as two more often', () => {
    const bound = Array.from({ length: 16 }, (_, pair) =>
      Math.floor(pair / 4) === pair % 4 ? 0.22 : 0.01,
    );
    const world = { ...even, deviations: [0.6, 0.12] as const, chances: bound };
    const [alone, together] = [1, 2].map(
      (beeps) => reportProbabilities(world, { flashes: 1, beeps })[2]!,
    );
    // All but certain beeps: two wins where ln 22 outweighs (x - 1)^2 - (x - 2)^2 = 2 x - 3 over twice the variance.
    const boundary = 1.5 - Math.log(22) * deviations[0] ** 2;
    const expected = 1 - normalCumulative((boundary - 1) / deviations[0]);
    expect(Math.abs(together! - expected)).toBeLessThan(0.03);
    expect(alone!).toBeLessThan(0.05);
  });

  test('what is reported is the number of greatest probability, whatever is heard', () => {
    expect(reportedCount([0.3, 0, 0.2, 0.2, 0.25, 0.05, 0, 0, 0], 3)).toBe(0);
    expect(reportedCount([0.3, 0, 0.1, 0.2, 0.2, 0.15, 0.05, 0, 0], 3)).toBe(1);
  });
});
