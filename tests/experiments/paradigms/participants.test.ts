import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  type Cell,
  findParadigm,
  type Participant,
  type Row,
  seatsOf,
} from '../../../experiments/index.ts';

/** The first participant of a group of a paradigm. */
async function participantOf(name: string, group: string): Promise<Participant> {
  const experiment = (await findParadigm(name)).experiment({ isQuick: true });
  const seat = seatsOf(experiment).find((one) => one.group === group)!;
  return experiment.open(seat, createRandom(1, name));
}

/** What is answered to trials, one after the other. */
async function answers(name: string, group: string, trials: readonly Row[]): Promise<Row[]> {
  const participant = await participantOf(name, group);
  const rows = trials.map((trial, at) => participant.respond(trial, createRandom(1, 'trial', at)));
  participant.dispose();
  return rows;
}

describe('conditioned hallucinations', () => {
  const probe = (weight: number): Row => ({
    ...{ part: 'probe', role: 'test', weight, isTone: false, hitRate: 0 },
  });

  test.each([
    [1, 0.375],
    [2, 0.5],
    [3, 0.5625],
    [0.5, 0.25],
    [9, 0.675],
  ])(
    'with a weight of %d an absent tone is believed with %d: .75 nu / (1 + nu)',
    async (nu, belief) => {
      const [row] = await answers('conditioned-hallucinations', 'strong-prior', [probe(nu)]);
      expect(row!['belief']).toBeCloseTo(belief, 9);
    },
  );

  test('what is expected follows the tones, and weighs nothing without a prior', async () => {
    const loud: Row = { part: 'conditioning', weight: null, isTone: true, hitRate: 1 };
    const none: Row = { part: 'detection', weight: null, isTone: false, hitRate: 0 };
    const trials = [none, ...new Array<Row>(12).fill(loud), none];
    const strong = await answers('conditioned-hallucinations', 'strong-prior', trials);
    expect(strong[0]!['expected']).toBe(0.5);
    expect(Number(strong.at(-1)!['expected'])).toBeGreaterThan(0.75);
    const without = await answers('conditioned-hallucinations', 'no-prior', trials);
    expect(without.at(-1)!['belief']).toBeCloseTo(0, 9);
    expect(without.at(-1)!['expected']).toBe(strong.at(-1)!['expected']);
  });
});

describe('local and global regularities', () => {
  test('the slow learner of a constant pattern is surprised as if its probability went up by .04 of the way', async () => {
    const trials = new Array<Row>(20).fill({ block: 'xxxxx', role: 'practice', pattern: 'xxxxx' });
    const rows = await answers('local-global', 'learned', trials);
    rows.forEach((row, k) => {
      expect(Number(row['globalSurprise'])).toBeCloseTo(-Math.log2(1 - 0.5 * 0.96 ** k), 4);
      // The fast one has met three transitions of a sequence before the last one, four times as often.
      expect(Number(row['localSurprise'])).toBeCloseTo(
        -Math.log2(0.02 + 0.96 * (1 - 0.5 * 0.82 ** (4 * k + 3))),
        4,
      );
    });
  });

  test('without precision the slow learner never learns, and the fast one is the same', async () => {
    const trials = new Array<Row>(8).fill({ block: 'xxxxY', role: 'practice', pattern: 'xxxxY' });
    const column = (rows: readonly Row[], name: string): Cell[] => rows.map((row) => row[name]!);
    const learned = await answers('local-global', 'learned', trials);
    const without = await answers('local-global', 'no-patterns', trials);
    expect(column(without, 'globalSurprise')).toEqual(new Array<number>(8).fill(1));
    expect(column(without, 'localSurprise')).toEqual(column(learned, 'localSurprise'));
  });
});

describe('omission', () => {
  test('after many tones silence is met by an error as large as the tone; channels that adapt are silent', async () => {
    const tone: Row = { part: 'omissions', role: 'test', event: 'standard', pitch: 10 };
    const silence: Row = { ...tone, event: 'omission', pitch: null };
    const trials = [...new Array<Row>(40).fill(tone), silence];
    const [predicting, adapting] = await Promise.all([
      answers('omission', 'predicting', trials),
      answers('omission', 'adapting', trials),
    ]);
    // Length of a tuned response: the root of .8 sqrt(pi), 1.19.
    expect(Math.abs(Number(predicting.at(-1)!['error']) - 1.19)).toBeLessThan(0.05);
    expect(Number(predicting.at(-2)!['error'])).toBeLessThan(0.1);
    expect(Number(adapting.at(-1)!['error'])).toBeLessThan(0.1);
    expect(Number(adapting.at(-2)!['error'])).toBeGreaterThan(0.5);
  });
});
