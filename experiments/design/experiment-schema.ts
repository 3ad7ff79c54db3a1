import { z } from 'zod';

/** What an experiment file may be at most. */
export const EXPERIMENT_LIMITS = {
  /** Length of the file. */
  bytes: 262_144,
  groups: 20,
  participants: 10_000,
  /** Rows of conditions of one part of a timeline. */
  conditions: 10_000,
  /** Trials of one participant. */
  trials: 1_000_000,
} as const;

const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]{0,39}$/,
    'expected a name of letters and digits that begins with a letter',
  );
const hyphenated = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'expected lower-case letters, digits and hyphens');
const expression = z.union([z.number(), z.string()], 'expected an expression or a number');
const count = z.int('expected a whole number').min(1, 'expected a whole number >= 1');
const level = z.number('expected a number');
const degrees = z.union(
  [z.number(), z.tuple([z.number(), z.number()])],
  'expected a number, or [vertical, horizontal]',
);

/** Inputs of an observer as expressions; for agents, a stimulus. */
const shown = z
  .object({
    /** Name of a stimulus of the catalogue, a script file beside this one, or a variable that holds one of them. */
    stimulus: z.string('expected the name of a stimulus or a script file').optional(),
    /** Values of its parameters: what is a number there may be an expression, and a word a variable. */
    set: z.record(z.string(), z.json(), 'expected parameters of the stimulus by name').optional(),
    /** Size of the picture in degrees of visual angle; by default that of the stimulus. */
    size: degrees.optional(),
    pixelsPerDegree: degrees.optional(),
  })
  .catchall(expression);

const distribution = z.union(
  [
    z.number(),
    /** One of the words that a parameter of an agent may be. */
    z.string().max(60),
    z.strictObject({
      mean: z.number('expected a number'),
      deviation: z.number('expected a number >= 0').min(0, 'expected a number >= 0'),
    }),
    z.strictObject({ from: z.number('expected a number'), to: z.number('expected a number') }),
  ],
  'expected a number, a word, {mean, deviation} or {from, to}',
);

const group = z.strictObject({
  participants: count.max(EXPERIMENT_LIMITS.participants),
  /** Agent that its members are, for the observer `agent`. */
  agent: z.string('expected the name of an agent').optional(),
  /** Parameters of the observer and of its responses, by name. */
  parameters: z.record(name, distribution).optional(),
});

const deviation = level.positive('expected a number > 0').optional();
const target = z
  .int('expected the number of a target, from 1')
  .min(1, 'expected the number of a target, from 1');

const belief = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('reconstruction'),
      /** Target of the stimulus in which the mean of what the agent expects to see is read out. */
      target: target.optional(),
      /** Target whose mean is taken from it. */
      minus: target.optional(),
      /** Standard deviation that the belief is taken to have; that of the posterior where absent, which takes longer. */
      deviation,
    }),
    z.strictObject({
      kind: z.literal('value'),
      /** Name of a level. */
      level: z.string('expected the name of a level'),
      /** Number of a unit of it, from 0, or its name; needed where there are several. */
      unit: z
        .union([z.int().min(0), z.string()], 'expected the number or the name of a unit')
        .optional(),
      deviation,
    }),
  ],
  'expected a kind: reconstruction or value',
);

const counted = z.enum(['correct', 'more'], 'expected one of correct, more').optional();

const procedure = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('constant'),
      levels: z.array(level).min(2, 'expected at least two levels'),
      /** Trials at each level. */
      trials: count,
    }),
    z.strictObject({
      kind: z.literal('staircase'),
      start: level,
      up: count.optional(),
      down: count.optional(),
      steps: z.array(level.positive('expected a step > 0')).min(1, 'expected at least one step'),
      upOverDown: level.positive('expected a ratio > 0').optional(),
      min: level.optional(),
      max: level.optional(),
      reversals: count.optional(),
      trials: count,
      counts: counted,
    }),
    z.strictObject({
      kind: z.literal('quest'),
      levels: z.array(level).min(2, 'expected at least two levels'),
      /** Values that the location of the psychometric function may have; those of `levels` where absent. */
      locations: z.array(level).min(2, 'expected at least two locations').optional(),
      spreads: z
        .array(level.positive('expected a spread > 0'))
        .min(1, 'expected at least one spread'),
      guess: level
        .min(0, 'expected a number in [0, 1)')
        .max(0.99, 'expected a number in [0, 1)')
        .optional(),
      lapse: level
        .min(0, 'expected a number in [0, 1)')
        .max(0.99, 'expected a number in [0, 1)')
        .optional(),
      trials: count,
      counts: counted,
    }),
  ],
  'expected a kind: constant, staircase or quest',
);

const sample = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.literal('with-replacement'),
      size: count,
      weights: z.array(level.min(0, 'expected a weight >= 0')).optional(),
    }),
    z.strictObject({ type: z.literal('without-replacement'), size: count }),
    z.strictObject({ type: z.literal('fixed-repetitions'), size: count }),
    z.strictObject({
      type: z.literal('alternate-groups'),
      groups: z
        .array(z.array(z.int('expected the number of a row, from 0').min(0)))
        .min(2, 'expected at least two groups'),
      randomizeGroupOrder: z.boolean().optional(),
    }),
  ],
  'expected a type: with-replacement, without-replacement, fixed-repetitions or alternate-groups',
);

const cell = z.union([z.number(), z.string().max(60)], 'expected a number or a word');

const trial = z.strictObject({
  /** What is shown, for tasks with one stimulus. */
  show: shown.optional(),
  /** What is shown first and second, for comparisons. */
  first: shown.optional(),
  second: shown.optional(),
  /** True where "yes" or "second" is correct; for matching, the true quantity; for naming, the name. */
  answer: expression.optional(),
});

/** A part of an experiment: trials, or parts within it. */
export interface TimelinePart {
  readonly name?: string | undefined;
  readonly role?: 'practice' | 'catch' | 'test' | undefined;
  readonly variables?: readonly Readonly<Record<string, number | string>>[] | undefined;
  readonly factors?: Readonly<Record<string, readonly (number | string)[]>> | undefined;
  readonly table?: string | undefined;
  readonly randomizeOrder?: boolean | undefined;
  readonly sample?: z.output<typeof sample> | undefined;
  readonly repetitions?: number | undefined;
  readonly when?: number | string | undefined;
  readonly loopWhile?: number | string | undefined;
  readonly loopAtMost?: number | undefined;
  readonly order?: 'given' | 'random' | 'latin-square' | undefined;
  readonly procedure?: z.output<typeof procedure> | undefined;
  readonly trial?: z.output<typeof trial> | undefined;
  readonly timeline?: readonly TimelinePart[] | undefined;
}

const part: z.ZodType<TimelinePart> = z.lazy(() =>
  z.strictObject({
    name: hyphenated.optional(),
    role: z.enum(['practice', 'catch', 'test'], 'expected one of practice, catch, test').optional(),
    variables: z.array(z.record(name, cell)).min(1, 'expected at least one condition').optional(),
    factors: z.record(name, z.array(cell).min(1, 'expected at least one value')).optional(),
    /** A CSV or TSV file beside this one. */
    table: z.string().optional(),
    randomizeOrder: z.boolean('expected true or false').optional(),
    sample: sample.optional(),
    repetitions: count.optional(),
    /** The part is left out unless this is true. */
    when: expression.optional(),
    /** The part begins again while this is true. */
    loopWhile: expression.optional(),
    loopAtMost: count.optional(),
    /** Order of the parts within. */
    order: z
      .enum(['given', 'random', 'latin-square'], 'expected one of given, random, latin-square')
      .optional(),
    procedure: procedure.optional(),
    trial: trial.optional(),
    timeline: z.array(part).min(1, 'expected at least one part').optional(),
  }),
);

/** Schema of an experiment file. */
export const EXPERIMENT_SCHEMA = z.strictObject({
  name: hyphenated.optional(),
  question: z.string().max(400).optional(),
  /** Name of the observer that takes part. */
  observer: z.string(),
  task: z.enum(
    ['comparison', 'yes-no', 'rating', 'matching', 'naming'],
    'expected one of comparison, yes-no, rating, matching, naming',
  ),
  /** For the observer `agent`: agents of the catalogue, each of which makes a group out of every group below. */
  agents: z.array(z.string()).min(1, 'expected at least one agent').optional(),
  /** For the observer `agent`: which belief is read out. */
  belief: belief.optional(),
  groups: z.record(hyphenated, group),
  /** Names whose values are dealt out over participants in turn. */
  counterbalance: z.record(name, z.array(level).min(2, 'expected at least two values')).optional(),
  timeline: z.array(part).min(1, 'expected at least one part'),
});

/** JSON Schema (2020-12) of an experiment file: editors complete and check with it. */
export function experimentJsonSchema(): object {
  const schema = z.toJSONSchema(EXPERIMENT_SCHEMA, { io: 'input', unrepresentable: 'any' });
  return { title: 'Experiment of Helmholtz', ...schema };
}

/** An experiment as it is written down. */
export type ExperimentFile = z.output<typeof EXPERIMENT_SCHEMA>;

/** What a presentation shows. */
export type ShownDescription = z.output<typeof shown>;

/** Which belief of an agent is read out. */
export type BeliefDescription = z.output<typeof belief>;

/** How the level of trials is chosen. */
export type ProcedureDescription = z.output<typeof procedure>;

/** How conditions are sampled. */
export type SampleDescription = z.output<typeof sample>;
