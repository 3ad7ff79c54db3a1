import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import { listParadigms, type Participant, type Row, seatsOf } from '../../experiments/index.ts';

const paradigms = await listParadigms();
const TRIALS = 3;

/**
 * What a resumed run relies on: it shows no trial again that is on the disk, but to participants who say that they remember
 * them; to these it shows all of them.
 */
describe.each(paradigms.map((paradigm) => [paradigm.name, paradigm] as const))(
  '%s',
  (_, paradigm) => {
    const experiment = paradigm.experiment({ isQuick: true, participants: 1 });
    test.each(seatsOf(experiment).map((seat) => [seat.group, seat] as const))(
      'group %s answers a trial to the last bit as if it were the first, or else after the same ones',
      async (_group, seat) => {
        const open = async (): Promise<Participant> =>
          experiment.open(seat, createRandom(1, 'participant', seat.participant));
        const first = await open();
        const course = experiment.course(seat, createRandom(1, 'design'));
        const plans: Row[] = [];
        const answers: Row[] = [];
        const answerTo = (one: Participant, trial: number): Row =>
          one.respond(plans[trial]!, createRandom(1, 'trial', trial));
        for (let next = course.next(); next.done !== true && plans.length < TRIALS;) {
          plans.push(next.value);
          answers.push(answerTo(first, answers.length));
          next = course.next(answers.at(-1)!);
        }
        const second = first.remembers ? await open() : first;
        const order = first.remembers ? answers.keys() : [...answers.keys()].reverse();
        for (const trial of order) expect(answerTo(second, trial)).toEqual(answers[trial]);
        for (const one of new Set([first, second])) one.dispose();
      },
    );
  },
);
