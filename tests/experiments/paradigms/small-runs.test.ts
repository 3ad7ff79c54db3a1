import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { findParadigm, type Row, seatsOf, type Summary } from '../../../experiments/index.ts';
import { fitHere } from '../../../experiments/psychophysics/fit-resampled.ts';

/** Runs a paradigm with few participants, without files. */
async function small(name: string, participants: number): Promise<Summary> {
  const experiment = (await findParadigm(name)).experiment({ isQuick: true, participants });
  const readout = experiment.readout();
  for (const seat of seatsOf(experiment)) {
    const participant = await experiment.open(seat, createRandom(11, 'small', seat.participant));
    const course = experiment.course(seat, createRandom(11, 'design', seat.participant));
    let trial = 0;
    for (let next = course.next(); next.done !== true; trial++) {
      const plan: Row = next.value;
      const answer = participant.respond(plan, createRandom(11, seat.participant, trial));
      readout.add(seat, { ...plan, ...answer });
      next = course.next(answer);
    }
    participant.dispose();
  }
  return await readout.finish(createRandom(11, 'read-out'), fitHere);
}

const valueIn = ({ estimates }: Summary, name: string): number => estimates[name]!.value;

describe('posner-cueing, two participants of each group', () => {
  test('the effect is that of the fixed point at every validity, and there is none without cue or learning', async () => {
    const summary = await small('posner-cueing', 2);
    // -ln(1 - c (Pi + 1) / Pi) / (Pi + 1) at c = .25, Pi the inverse of the mean variance.
    const time = (validity: number): number => {
      const precision = 1 / (validity * 0.25 + (1 - validity));
      return -Math.log(1 - (0.25 * (precision + 1)) / precision) / (precision + 1);
    };
    for (const percent of [20, 50, 65, 80, 95]) {
      const expected = time(1 - percent / 100) - time(percent / 100);
      const found = valueIn(summary, `effect valid-${percent}`);
      expect(Math.abs(found - expected)).toBeLessThan(0.05);
    }
    expect(valueIn(summary, 'effect cue-unseen')).toBe(0);
    expect(valueIn(summary, 'effect no-learning')).toBe(0);
  });
});

describe('food-item, two participants of each group', () => {
  test('settles at the root of 2 p^3 - 3 p - 3, and without a prior at the root of the light', async () => {
    const summary = await small('food-item', 2);
    const size = valueIn(summary, 'settle size prior');
    expect(Math.abs(2 * size ** 3 - 3 * size - 3)).toBeLessThan(1e-8);
    expect(valueIn(summary, 'settle size no-prior') ** 2).toBeCloseTo(2, 5);
    expect(valueIn(summary, 'circuit priorError prior')).toBeCloseTo(-1.43051, 4);
    expect(Math.abs(valueIn(summary, 'variance variance prior') - 2)).toBeLessThan(0.4);
    expect((await findParadigm('food-item')).shape!.holds(summary.estimates)).toBe(true);
  });
});

describe('roving-mismatch, one participant of each group', () => {
  test('errors fall by the factor .85 with each repetition where they teach, and stay where they do not', async () => {
    const summary = await small('roving-mismatch', 1);
    for (const repetition of [1, 2, 3, 4, 5]) {
      const found = valueIn(summary, `error ${repetition} learned`);
      expect(Math.abs(found - 0.85 ** repetition)).toBeLessThan(0.03);
      expect(Math.abs(valueIn(summary, `error ${repetition} no-learning`) - 1)).toBeLessThan(0.03);
    }
  });
});

describe('repetition-suppression, one participant of each group', () => {
  test('expectation looks like an interaction in blocks and adds with cues; adaptation is what suppresses with cues', async () => {
    const summary = await small('repetition-suppression', 1);
    const near = (name: string, expected: number): void => {
      expect(Math.abs(valueIn(summary, name) - expected)).toBeLessThan(0.05);
    };
    // w (2 - a) with w = a = .2, and w 2 without adaptation.
    near('interaction in blocks learned', 0.36);
    near('interaction in blocks no-adaptation', 0.4);
    near('interaction in blocks no-learning', 0);
    near('interaction with cues learned', 0);
    near('suppression, surprising learned', 0.2);
    near('suppression, expected no-adaptation', 0);
    // Without learning the share of errors is that of the response: a (1 + w).
    near('suppression, expected no-learning', 0.24);
  });
});
