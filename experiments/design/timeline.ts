import type { Expression, Random } from '../../agents/index.ts';
import { constantStimuli } from '../procedures/constant-stimuli.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { questPlusProcedure } from '../procedures/quest-plus.ts';
import { staircase } from '../procedures/staircase.ts';
import { probabilityAt } from '../psychophysics/psychometric-function.ts';
import type { Presentation } from '../observer.ts';
import type { Cell, Course, Row, Seat } from '../running/experiment.ts';
import { conditionOrder, latinSquareOrder, type OrderOptions } from './condition-order.ts';
import type { ProcedureDescription } from './experiment-schema.ts';
import { type Condition, type Scope, valueOf, withCondition } from './scope.ts';

/** A part of a timeline, checked and compiled. */
export interface CompiledPart extends OrderOptions {
  /** Name in the table of trials. */
  readonly name: string;
  readonly role: 'practice' | 'catch' | 'test';
  /** At least one; a single empty one where there are no variables. */
  readonly conditions: readonly Condition[];
  readonly repetitions: number;
  readonly when: Expression | null;
  readonly loopWhile: Expression | null;
  readonly loopAtMost: number;
  readonly order: 'given' | 'random' | 'latin-square';
  readonly procedure: ProcedureDescription | null;
  readonly trial: CompiledTrial | null;
  readonly parts: readonly CompiledPart[];
}

/** What a trial shows. */
export interface CompiledTrial {
  /** Place among the trials that the file describes, from 0. */
  readonly number: number;
  /** One after the other. */
  readonly presentations: readonly Presentation[];
  /** Every combination of variables, at the first level of a procedure: for pictures of the design. */
  readonly shown: readonly Scope[];
  /** What is right: a number, or a name in naming. */
  readonly answer: ((scope: Scope) => number | string) | null;
}

/** Where a planned trial says which trial of the file it is. No column has this name, since it has spaces. */
export const TRIAL_NUMBER = 'number of the trial';

/** What the trials of a stretch have come to. */
class Tally {
  trials = 0;
  #judged = 0;
  #correct = 0;
  #confidence = 0;

  add({ correct, confidence }: Row): void {
    this.trials++;
    if (typeof correct === 'boolean') {
      this.#judged++;
      if (correct) this.#correct++;
    }
    if (typeof confidence === 'number') this.#confidence += confidence;
  }

  scope(): (readonly [string, number])[] {
    return [
      ['trials', this.trials],
      ['correct', this.#judged === 0 ? 0 : this.#correct / this.#judged],
      ['confidence', this.trials === 0 ? 0 : this.#confidence / this.trials],
    ];
  }
}

/** Names of results in `when` and `loopWhile`. */
export const RESULT_NAMES: readonly string[] = ['trials', 'correct', 'confidence'];

interface Walk {
  readonly random: Random;
  readonly seat: Seat;
  /** Of all trials so far, and of the parts within which the walk is. */
  readonly tallies: readonly Tally[];
}

/**
 * Walks through a timeline as jsPsych 8 does: a part is left out unless `when` is true (of all results so far); it is shown
 * `repetitions` times, and each time again while `loopWhile` is true (of the results of the latest pass); conditions are
 * put in order anew for every pass. With a procedure, every condition has one of its own, and they take turns in random
 * order until each has ended.
 */
export function* walkTimeline(
  parts: readonly CompiledPart[],
  {
    random,
    seat,
    values,
  }: { readonly random: Random; readonly seat: Seat; readonly values: Scope },
): Course {
  const walk: Walk = { random, seat, tallies: [new Tally()] };
  for (const [index, part] of parts.entries()) {
    yield* walkPart(part, values, { ...walk, random: random.fork('part', index) });
  }
}

function* walkPart(part: CompiledPart, outer: Scope, walk: Walk): Course {
  const { when, loopWhile, repetitions, loopAtMost } = part;
  if (when !== null && !isTrue(when, outer, walk.tallies[0]!)) return;
  let pass = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (let loop = 1; ; loop++) {
      const tally = new Tally();
      yield* walkPass(part, outer, {
        ...walk,
        random: walk.random.fork('pass', pass++),
        tallies: [...walk.tallies, tally],
      });
      if (loopWhile === null || loop >= loopAtMost || !isTrue(loopWhile, outer, tally)) break;
    }
  }
}

function* walkPass(part: CompiledPart, outer: Scope, walk: Walk): Course {
  const { conditions, procedure, parts, trial, order } = part;
  const { random, seat } = walk;
  if (procedure !== null) {
    yield* walkProcedures(part, outer, walk);
    return;
  }
  const shown = conditionOrder(conditions.length, part, random.fork('order'));
  for (const [place, number] of shown.entries()) {
    const condition = conditions[number]!;
    const scope = withCondition(outer, condition);
    if (trial !== null) yield* shownTrial(part, { scope, level: null }, walk);
    const within =
      order === 'latin-square'
        ? latinSquareOrder(parts.length, seat.index)
        : Array.from(parts.keys());
    if (order === 'random') random.fork('parts', place).shuffle(within);
    for (const index of within) {
      yield* walkPart(parts[index]!, scope, {
        ...walk,
        random: random.fork('within', place, index),
      });
    }
  }
}

/** Procedures of all conditions, taking turns. */
function* walkProcedures(part: CompiledPart, outer: Scope, walk: Walk): Course {
  const { conditions, procedure } = part;
  const turns = walk.random.fork('turns');
  let going = conditions.map((condition, index) => ({
    scope: withCondition(outer, condition),
    procedure: procedureOf(procedure!, walk.random.fork('procedure', index)),
  }));
  while (going.length > 0) {
    for (const one of turns.shuffle([...going])) {
      const level = one.procedure.next();
      if (level === null) continue;
      const answer = yield* shownTrial(part, { ...one, level }, walk);
      const isCorrect = 'counts' in procedure! && procedure.counts === 'correct';
      one.procedure.record({
        level,
        success: (isCorrect ? answer['correct'] : answer['choice']) === true,
      });
    }
    going = going.filter((one) => one.procedure.next() !== null);
  }
}

function* shownTrial(
  { name, role, trial }: CompiledPart,
  { scope, level }: { readonly scope: Scope; readonly level: number | null },
  { tallies }: Walk,
): Generator<Row, Row, Row> {
  const full: Scope = level === null ? scope : new Map([...scope, ['level', level]]);
  const { number, presentations, answer: right } = trial!;
  const plan: Record<string, Cell> = {
    part: name,
    role,
    ...Object.fromEntries(scope),
    level,
    [TRIAL_NUMBER]: number,
    answer: right?.(full) ?? null,
  };
  for (const { fields } of presentations) {
    for (const { column, value } of fields) plan[column.name] = value(full);
  }
  const answer = yield plan;
  for (const tally of tallies) tally.add(answer);
  return answer;
}

function isTrue(expression: Expression, scope: Scope, tally: Tally): boolean {
  return valueOf(expression, new Map([...scope, ...tally.scope()])) !== 0;
}

/** A procedure of its own for one condition of one participant. */
function procedureOf(description: ProcedureDescription, random: Random): Procedure {
  switch (description.kind) {
    case 'constant':
      return constantStimuli(
        { levels: description.levels, repetitions: description.trials },
        random,
      );
    case 'staircase': {
      const {
        kind: _,
        counts: __,
        up = 1,
        down = 1,
        upOverDown,
        min,
        max,
        reversals,
        ...rest
      } = description;
      return staircase({
        ...{ ...rest, up, down },
        ...(upOverDown === undefined ? {} : { upOverDown }),
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(reversals === undefined ? {} : { reversals }),
      });
    }
    case 'quest': {
      const { levels, locations = levels, spreads, trials, lapse = 0.02 } = description;
      const { guess = description.counts === 'correct' ? 0.5 : lapse } = description;
      return questPlusProcedure({
        stimuli: levels,
        parameters: { location: locations, spread: spreads },
        success: (level, { location, spread }) =>
          probabilityAt(
            { shape: 'normal', location: location!, spread: spread!, guess, lapse },
            level,
          ),
        estimated: 'location',
        trials,
      });
    }
  }
}

/** Levels that a procedure can be known to show, for checking before anything runs. */
export function knownLevels(description: ProcedureDescription): readonly number[] {
  if (description.kind !== 'staircase') return description.levels;
  const { start, min = start, max = start } = description;
  return [start, min, max];
}

/** Trials of one participant, if nothing is left out or looped; procedures at their longest. */
export function countTrials(parts: readonly CompiledPart[]): number {
  return parts.reduce(
    (sum, { conditions, sample, repetitions, procedure, trial, parts: inner }) => {
      const shown =
        sample === undefined
          ? conditions.length
          : sample.type === 'fixed-repetitions'
            ? conditions.length * sample.size
            : sample.type === 'alternate-groups'
              ? sample.groups.length * Math.min(...sample.groups.map(({ length }) => length))
              : sample.size;
      const perCondition =
        procedure === null
          ? (trial === null ? 0 : 1) + countTrials(inner)
          : procedure.kind === 'constant'
            ? procedure.levels.length * procedure.trials
            : procedure.trials;
      return sum + repetitions * shown * perCondition;
    },
    0,
  );
}

/** All parts, those within others too. */
export function flattenedParts(parts: readonly CompiledPart[]): CompiledPart[] {
  return parts.flatMap((part) => [part, ...flattenedParts(part.parts)]);
}
