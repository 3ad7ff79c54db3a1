import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import {
  findParadigm,
  judge,
  listParadigms,
  type Row,
  seatsOf,
  type Summary,
} from '../../experiments/index.ts';

const paradigms = await listParadigms();

/** All that is planned for the first participant of a group, whatever is answered. */
function planned(course: Generator<Row, void, Row>): Row[] {
  const rows: Row[] = [];
  for (let next = course.next(); next.done !== true; next = course.next({})) rows.push(next.value);
  return rows;
}

describe.each(paradigms.map((paradigm) => [paradigm.name, paradigm] as const))(
  '%s',
  (name, paradigm) => {
    const experiment = paradigm.experiment({ isQuick: true });

    test('says what it asks, where it comes from, what must kill it, and what it does not show', async () => {
      expect((await findParadigm(name)).name).toBe(name);
      expect(paradigm.sources.length).toBeGreaterThan(0);
      expect(paradigm.question).toMatch(/\?$/);
      for (const text of [
        paradigm.why,
        paradigm.datum,
        paradigm.limits,
        paradigm.ablation.meaning,
      ]) {
        expect(text.length).toBeGreaterThan(20);
      }
      expect(paradigm.claim.expected).not.toBe(paradigm.claim.without);
      expect(paradigm.claim.tolerance).toBeLessThan(
        Math.abs(paradigm.claim.expected - paradigm.claim.without),
      );
    });

    test('has a design that only the seed decides, with every trial whole', () => {
      const [seat] = seatsOf(experiment);
      const rows = planned(experiment.course(seat!, createRandom(1)));
      expect(rows).toEqual(planned(experiment.course(seat!, createRandom(1))));
      expect(rows).toHaveLength(experiment.expectedTrials);
      const all = ['participant', 'group', 'trial'].concat(
        [...experiment.shown, ...experiment.answered].map((column) => column.name),
      );
      expect(new Set(all).size).toBe(all.length);
      const columns = experiment.shown.map((column) => column.name);
      for (const row of rows) expect(Object.keys(row).sort()).toEqual([...columns].sort());
    });

    test('shows every condition equally often to every participant of it', () => {
      const seats = seatsOf(experiment);
      const key = (row: Row): string =>
        JSON.stringify(experiment.shown.map((column) => row[column.name]));
      const tally = (rows: readonly Row[]): Map<string, number> => {
        const counts = new Map<string, number>();
        for (const row of rows.filter(({ role }) => role !== 'practice')) {
          counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
        }
        return counts;
      };
      const first = tally(planned(experiment.course(seats[0]!, createRandom(1))));
      const last = tally(planned(experiment.course(seats.at(-1)!, createRandom(2))));
      expect(new Map([...last].sort())).toEqual(new Map([...first].sort()));
    });

    test('has groups, columns that are described, and a size that can be asked for', () => {
      for (const { name: column, meaning } of [...experiment.shown, ...experiment.answered]) {
        expect(column).toMatch(/^[a-z][A-Za-z]*$/);
        expect(meaning).toMatch(/\.$/);
      }
      for (const { participants } of paradigm.experiment({ isQuick: true, participants: 3 })
        .groups) {
        expect(participants).toBe(3);
      }
    });
  },
);

describe('verdicts', () => {
  const [paradigm] = paradigms;
  const judged = (found: number, half: number, ablated: number, hasShape = true) => {
    const claim = {
      ...paradigm!.claim,
      estimate: 'found',
      expected: 1,
      tolerance: 0.2,
      without: 0,
    };
    const estimates: Summary['estimates'] = {
      found: { value: found, interval: { lower: found - half, upper: found + half } },
      ablated: { value: ablated, interval: { lower: ablated - half, upper: ablated + half } },
    };
    return judge(
      {
        ...paradigm!,
        claim,
        shape: { says: 'a shape', holds: () => hasShape },
        ablation: { ...paradigm!.ablation, estimate: 'ablated', within: 0.1 },
      },
      { estimates, tables: [], figures: [], notes: [] },
    );
  };

  test.each([
    ['magnitude', 1.1, 0.1, 0, true],
    ['shape', 1.5, 0.1, 0, true],
    ['sign', 1.1, 0.1, 0, false],
    ['not reproduced', 1.1, 1.2, 0, true],
    ['not reproduced', 1.1, 0.1, 0.5, true],
    ['not reproduced', -1, 0.1, 0, true],
    ['not reproduced', Number.NaN, 0.1, 0, true],
    ['not reproduced', 1, Number.NaN, 0, true],
  ] as const)(
    '%s: found %f +- %f, ablated %f, shape %s',
    (verdict, found, half, ablated, shape) => {
      const result = judged(found, half, ablated, shape);
      expect(result.verdict).toBe(verdict);
      expect(result.reason === '').toBe(verdict === 'magnitude');
    },
  );
});
