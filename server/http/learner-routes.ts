import { z } from 'zod';
import { learnerCourse, listLearners } from '../../experiments/index.ts';
import { learnerCourseDescription, learnerDescription } from '../../protocol/index.ts';
import { parse } from '../parse.ts';
import { Refusal } from '../problems.ts';
import type { Route } from './route.ts';

const courseQuery = z.object({
  trials: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(200)
    .describe('Trials of the reversal schedule.'),
  seed: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  set: z
    .string()
    .max(1000)
    .default('')
    .describe('Parameters in their units: `tonicVolatility2:-3,coupling2:1`.'),
});

/** Parameters that only move the start, or stand for noise that the picture does not show. */
const UNMOVED = /^(drift|initialMean|initialValue|noise)/;

/** Models of learning, and what they believe while they watch. */
export const LEARNER_ROUTES: readonly Route[] = [
  {
    path: '/learners',
    summary: 'Models of learning that can be looked at, with the parameters that can be moved.',
    response: z.array(learnerDescription),
    answer: () =>
      listLearners().map(({ name, summary, parameters }) => ({
        name,
        summary,
        parameters: parameters
          .filter((parameter) => !UNMOVED.test(parameter.name))
          .map((parameter) => ({
            name: parameter.name,
            meaning: parameter.meaning,
            scale: parameter.scale,
            lowest: parameter.prior.mean - 3 * parameter.prior.deviation,
            highest: parameter.prior.mean + 3 * parameter.prior.deviation,
            default: parameter.prior.mean,
          })),
      })),
  },
  {
    path: '/learners/{name}',
    summary: 'What a model of learning believes while it watches a reversal schedule.',
    query: courseQuery,
    response: learnerCourseDescription,
    answer: ({ params, query }) => {
      const { trials, seed, set } = parse('query', courseQuery, query);
      const name = params['name'] ?? '';
      const course = learnerCourse(name, { settings: settingsIn(set), trials, seed });
      const plain = (values: Float64Array): (number | null)[] =>
        Array.from(values, (value) => (Number.isFinite(value) ? value : null));
      const { interval, volatility, surprise, failure } = course;
      return {
        learner: name,
        input: [...course.input],
        prediction: plain(course.prediction),
        interval:
          interval === null ? null : { lower: plain(interval.lower), upper: plain(interval.upper) },
        volatility:
          volatility === null
            ? null
            : {
                mean: plain(volatility.mean),
                lower: plain(volatility.lower),
                upper: plain(volatility.upper),
              },
        surprise: Number.isFinite(surprise) ? surprise : null,
        failure,
      };
    },
  },
];

function settingsIn(text: string): Record<string, number> {
  return Object.fromEntries(
    text
      .split(',')
      .filter((part) => part !== '')
      .map((part): [string, number] => {
        const [name = '', value = ''] = part.split(':');
        const number = value.trim() === '' ? Number.NaN : Number(value);
        if (!Number.isFinite(number)) {
          throw new Refusal('bad-message', `query.set: expected name:number, ...; got "${part}"`);
        }
        return [name, number];
      }),
  );
}
