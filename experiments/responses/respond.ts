import { normalCumulative, type ParameterValues, type Random } from '../../agents/index.ts';
import type { Percept } from '../observer.ts';
import type { Column, Row } from '../running/experiment.ts';
import { crossedForGood, differenceOver, reactionAfter, settledTo } from './reaction-time.ts';
import type { RESPONSE_PARAMETERS } from './response-parameters.ts';

/** What is asked of a participant. */
export type Task = 'comparison' | 'yes-no' | 'rating' | 'matching' | 'naming';

/** Ratings go from 1, surely not, to 6, surely. */
const RATINGS = 6;
/** Settling has come to its end when this share is left. */
const REST = 0.01;

const TIME: Column = {
  name: 'reactionTime',
  meaning:
    'Time until the decision variable crossed its threshold while settling, and non-decision.',
  unit: 'ms',
  kind: 'number',
};
const CHOICES: readonly Column[] = [
  { name: 'choice', meaning: 'Whether "second" or "yes" was chosen.', unit: '1', kind: 'boolean' },
  { name: 'correct', meaning: 'Whether that was right.', unit: '1', kind: 'boolean' },
  {
    name: 'confidence',
    meaning: 'Posterior probability of being right, as the observer believes.',
    unit: '1',
    kind: 'number',
  },
  {
    name: 'decision',
    meaning: 'Decision variable: perceived difference, or distance from the criterion.',
    unit: 'quantity',
    kind: 'number',
  },
  TIME,
];

/** What a task records. */
export function answerColumns(task: Task): readonly Column[] {
  switch (task) {
    case 'comparison':
    case 'yes-no':
      return CHOICES;
    case 'rating':
      return [
        {
          name: 'rating',
          meaning: `1 (surely not) to ${RATINGS} (surely).`,
          unit: '1',
          kind: 'number',
        },
        ...CHOICES,
      ];
    case 'naming':
      return [
        { name: 'named', meaning: 'The name that was given.', unit: '1', kind: 'text' },
        ...CHOICES.slice(1).map((column) =>
          column.name === 'decision'
            ? { ...column, meaning: 'How far ahead of the next name it was.', unit: '1' }
            : column,
        ),
      ];
    case 'matching':
      return [
        { name: 'estimate', meaning: 'What was set to match.', unit: 'quantity', kind: 'number' },
        {
          name: 'error',
          meaning: 'Estimate minus what was right.',
          unit: 'quantity',
          kind: 'number',
        },
        TIME,
      ];
  }
}

/**
 * A response from settled beliefs. The decision variable d (perceived second minus first, or percept minus criterion)
 * decides; confidence is Phi(|d| / s), s being its posterior standard deviation. While settling, d(t) = d (1 - exp(-t /
 * tau)), or as it was watched; the reaction is made when |d(t)| has crossed the threshold for good, or when 1 % of settling
 * is left.
 *
 * The answer is what is right: whether it is "second" or "yes" for choices, the quantity for matching; `null` if nothing is.
 */
export function respond(
  task: Exclude<Task, 'naming'>,
  percepts: readonly Percept[],
  {
    answer,
    parameters,
    random,
  }: {
    readonly answer: number | null;
    readonly parameters: ParameterValues<typeof RESPONSE_PARAMETERS>;
    readonly random: Random;
  },
): Row {
  const [first, second] = percepts;
  if (task === 'matching') {
    const estimate = first!.mean + parameters.motorNoise * random.normal();
    return {
      estimate,
      error: answer === null ? null : estimate - answer,
      reactionTime:
        'course' in first!
          ? reactionAfter(settledTo(first.course, REST), parameters)
          : reactionTime(Infinity, first!.timeConstant, parameters),
    };
  }
  const isComparison = task === 'comparison';
  const end = isComparison ? second!.mean - first!.mean : first!.mean;
  const difference = isComparison ? end : end - parameters.criterion;
  const decision = difference + parameters.bias;
  const deviation = isComparison
    ? Math.hypot(first!.deviation, second!.deviation)
    : first!.deviation;
  const isLapse = random.uniform() < parameters.lapse;
  const guessed = random.uniform() < 0.5;
  const choice = isLapse ? guessed : decision > 0;
  const size = Math.abs(decision) / deviation;
  const confidence = isLapse ? 0.5 : normalCumulative(size);
  const sureness = choice ? confidence : 1 - confidence;
  return {
    ...(task === 'rating' ? { rating: Math.min(RATINGS, 1 + Math.floor(sureness * RATINGS)) } : {}),
    choice,
    correct: answer === null ? null : choice === (answer !== 0),
    confidence,
    decision,
    reactionTime: decisionTime(percepts, { size, deviation, shift: decision - end }, parameters),
  };
}

/** When the decision is made: as the variable was watched, else as it settles exponentially. */
function decisionTime(
  percepts: readonly Percept[],
  {
    size,
    deviation,
    shift,
  }: {
    readonly size: number;
    readonly deviation: number;
    /** What the decision variable has besides the beliefs: bias and criterion. */
    readonly shift: number;
  },
  parameters: ParameterValues<typeof RESPONSE_PARAMETERS>,
): number {
  const [first, second] = percepts;
  const isWatched = 'course' in first! && (second === undefined || 'course' in second);
  if (!isWatched) {
    const constants = percepts.map((one) => ('timeConstant' in one ? one.timeConstant : 0));
    return reactionTime(size, Math.max(...constants), parameters);
  }
  const beliefs =
    second !== undefined && 'course' in second
      ? differenceOver(first.course, second.course)
      : first.course;
  const course = beliefs.map(({ time, value }) => ({ time, value: value + shift }));
  return reactionAfter(
    crossedForGood(course, parameters.decisionThreshold * deviation),
    parameters,
  );
}

/** When a decision variable of a size, in deviations, has settled far enough. */
function reactionTime(
  size: number,
  timeConstant: number,
  { decisionThreshold, unitMilliseconds, nonDecision }: ParameterValues<typeof RESPONSE_PARAMETERS>,
): number {
  const share = size === Infinity ? 1 - REST : decisionThreshold / size;
  const left = share < 1 ? Math.max(REST, 1 - share) : REST;
  return nonDecision - unitMilliseconds * timeConstant * Math.log(left);
}
