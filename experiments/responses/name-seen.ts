import type { ParameterValues, Random } from '../../agents/index.ts';
import type { NamingPercept } from '../observer.ts';
import type { Row } from '../running/experiment.ts';
import { crossedForGood, reactionAfter } from './reaction-time.ts';
import type { RESPONSE_PARAMETERS } from './response-parameters.ts';

/**
 * A name from settled beliefs: the one for which most speaks. Confidence is its posterior probability, where there is one.
 * The reaction is made once this name stays ahead of the next one by the decision threshold.
 */
export function nameSeen(
  { names, course, posterior }: NamingPercept,
  {
    answer,
    parameters,
    random,
  }: {
    /** The right name; `null` where nothing is right. */
    readonly answer: string | null;
    readonly parameters: ParameterValues<typeof RESPONSE_PARAMETERS>;
    readonly random: Random;
  },
): Row {
  const settled = course.at(-1)!.value;
  const seen = settled.indexOf(Math.max(...settled));
  const lead = (scores: readonly number[]): number =>
    scores[seen]! - Math.max(...scores.filter((_, name) => name !== seen));
  const isLapse = random.uniform() < parameters.lapse;
  const guessed = random.integer(names.length);
  const named = isLapse ? guessed : seen;
  const times = course.map(({ time, value }) => ({ time, value: lead(value) }));
  return {
    named: names[named]!,
    correct: answer === null ? null : names[named] === answer,
    confidence: posterior?.[named] ?? null,
    decision: lead(settled),
    reactionTime: reactionAfter(crossedForGood(times, parameters.decisionThreshold), parameters),
  };
}
