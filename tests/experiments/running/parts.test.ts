import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  type Experiment,
  findExperiment,
  listParadigms,
  type Readout,
  type Row,
  type Seat,
  seatsOf,
} from '../../../experiments/index.ts';
import { fitHere } from '../../../experiments/psychophysics/fit-resampled.ts';
import { claim, closeClaims, createClaims } from '../../../experiments/running/claims.ts';
import { twoGroups } from './two-groups.ts';

/** Trials with any answers: a readout must not care. */
function trialsOf(experiment: Experiment): { readonly seat: Seat; readonly row: Row }[] {
  return seatsOf(experiment).flatMap((seat) => {
    const rows: { readonly seat: Seat; readonly row: Row }[] = [];
    const random = createRandom(3, 'answers', seat.participant);
    const course = experiment.course(seat, createRandom(3, 'design', seat.participant));
    for (let next = course.next(); next.done !== true;) {
      const plan: Row = next.value;
      const answer: Row = Object.fromEntries(
        experiment.answered.map(({ name, kind }) => [
          name,
          kind === 'boolean' ? random.uniform() < 0.5 : random.uniform(),
        ]),
      );
      rows.push({ seat, row: { ...plan, ...answer } });
      next = course.next(answer);
    }
    return rows;
  });
}

/** What threads are handed: only data survive it. */
function sent(readout: Readout): unknown {
  return structuredClone(readout.parts!.take());
}

async function joinsToTheWhole(experiment: Experiment): Promise<void> {
  const trials = trialsOf(experiment);
  const whole = experiment.readout();
  for (const { seat, row } of trials) whole.add(seat, row);
  const joined = experiment.readout();
  const groups = [...new Set(trials.map(({ seat }) => Math.floor((seat.participant - 1) / 3)))];
  for (const group of groups) {
    const part = experiment.readout();
    const own = trials.filter(({ seat }) => Math.floor((seat.participant - 1) / 3) === group);
    for (const { seat, row } of own) part.add(seat, row);
    joined.parts!.join(sent(part));
  }
  const summary = await whole.finish(createRandom(1), fitHere);
  expect(summary.tables.flatMap(({ rows }) => rows).length).toBeGreaterThan(1);
  expect(await joined.finish(createRandom(1), fitHere)).toEqual(summary);
}

describe('a readout that is put together of parts shows what one that saw all trials shows', () => {
  test('for files', async () => {
    const text = twoGroups({ participants: 4 });
    await joinsToTheWhole(await findExperiment({ kind: 'file', path: 'two-groups.yaml', text }));
  });

  test('for the paradigms that have parts', async () => {
    const experiments = (await listParadigms())
      .map((paradigm) => paradigm.experiment({ isQuick: true, participants: 2 }))
      .filter((experiment) => experiment.readout().parts !== undefined);
    expect(experiments.length).toBeGreaterThan(0);
    for (const experiment of experiments) await joinsToTheWhole(experiment);
  });
});

describe('claims', () => {
  test('hand out every number once, and none when they are closed', () => {
    const claims = createClaims(3);
    expect(Array.from({ length: 5 }, () => claim(claims))).toEqual([0, 1, 2, null, null]);
    const closed = createClaims(3);
    expect(claim(closed)).toBe(0);
    closeClaims(closed);
    expect(claim(closed)).toBeNull();
  });
});
