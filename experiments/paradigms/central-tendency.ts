import { type Random, REFERENCES } from '../../agents/index.ts';
import { latinSquareOrder } from '../design/condition-order.ts';
import { combineCues } from '../ideal-observers/cue-combination.ts';
import {
  centralTendency,
  leastSquaresDuration,
  meanDuration,
} from '../ideal-observers/interval-timing.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** Ranges of durations, ms. */
const CONTEXTS = [
  { name: 'short', shortest: 494, longest: 847 },
  { name: 'intermediate', shortest: 671, longest: 1023 },
  { name: 'long', shortest: 847, longest: 1200 },
] as const;
const DURATIONS = 11;
const WEBER = 0.1;
const PRODUCTION = 0.06;
const PRACTICE = 150;
/** How fast the prior follows what is perceived. */
const RATE = 0.04;

const GROUPS = ['learned', 'no-prior', 'ideal'] as const;

function durationsOf({ shortest, longest }: (typeof CONTEXTS)[number]): number[] {
  return Array.from(
    { length: DURATIONS },
    (_, at) => shortest + (at / (DURATIONS - 1)) * (longest - shortest),
  );
}

/**
 * A participant that expects durations as they have been perceived so far: one level of predictive coding whose prior
 * learns its mean and its precision from its own settled errors, with the variance of the posterior.
 */
function openParticipant(group: (typeof GROUPS)[number]): Participant {
  let mean = 800;
  let variance = 200 ** 2;
  return {
    parameters: {},
    remembers: group === 'learned',
    dispose: () => undefined,
    respond: (plan, random) => {
      const duration = Number(plan['duration']);
      const measured = duration * (1 + WEBER * random.normal());
      let perceived = measured;
      if (group === 'ideal') {
        const context = CONTEXTS.find(({ name }) => name === plan['context'])!;
        perceived = leastSquaresDuration(measured, { ...context, weber: WEBER });
      } else if (group === 'learned') {
        const cue = { value: measured, deviation: WEBER * measured };
        const posterior = combineCues([cue], { mean, deviation: Math.sqrt(variance) });
        perceived = posterior.mean;
        const error = perceived - mean;
        mean += RATE * error;
        variance += RATE * (error ** 2 + posterior.deviation ** 2 - variance);
      }
      return {
        perceived,
        produced: perceived * (1 + PRODUCTION * random.normal()),
        expected: group === 'learned' ? mean : null,
      };
    },
  };
}

function* course(index: number, repetitions: number, random: Random): Course {
  for (const place of latinSquareOrder(CONTEXTS.length, index)) {
    const { name: context } = CONTEXTS[place]!;
    const durations = durationsOf(CONTEXTS[place]!);
    for (let trial = 0; trial < PRACTICE; trial++) {
      yield { context, role: 'practice', duration: random.choose(durations) };
    }
    const trials = durations.flatMap((duration) => new Array<number>(repetitions).fill(duration));
    for (const duration of random.shuffle(trials)) yield { context, role: 'test', duration };
  }
}

function readout(): Readout {
  /** Sums of the productions of one participant, by context and duration. */
  const sums = new Map<string, Map<number, { sum: number; count: number }>>();
  const groups = new Map<number, string>();
  return {
    add: ({ participant, group }, row) => {
      if (row['role'] !== 'test') return;
      groups.set(participant, group);
      const key = `${participant} ${String(row['context'])}`;
      const own = sums.get(key) ?? new Map<number, { sum: number; count: number }>();
      sums.set(key, own);
      const duration = Number(row['duration']);
      const at = own.get(duration) ?? { sum: 0, count: 0 };
      own.set(duration, at);
      at.sum += Number(row['produced']);
      at.count++;
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows: (string | number)[][] = [];
      for (const group of GROUPS) {
        const own = [...groups]
          .filter(([, name]) => name === group)
          .map(([participant]) => participant);
        for (const context of CONTEXTS) {
          const each = own.map((participant) => {
            const means = sums.get(`${participant} ${context.name}`)!;
            const durations = [...means.keys()].sort((a, b) => a - b);
            return centralTendency(
              durations,
              durations.map((one) => means.get(one)!.sum / means.get(one)!.count),
            );
          });
          const slope = meanOverParticipants(each.map((one) => one.slope));
          const bias = meanOverParticipants(each.map((one) => one.bias));
          estimates[`slope ${context.name} ${group}`] = slope;
          estimates[`bias ${context.name} ${group}`] = bias;
          const durations = durationsOf(context);
          const world = { ...context, weber: WEBER };
          const exact = centralTendency(
            durations,
            durations.map((time) => meanDuration(time, world)),
          );
          rows.push([
            ...[
              group,
              context.name,
              slope.value,
              slope.interval.lower,
              slope.interval.upper,
              exact.slope,
            ],
            ...[bias.value, bias.interval.lower, bias.interval.upper, exact.bias],
          ]);
        }
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'central-tendency',
            caption:
              'Slope of produced over shown durations, and root mean square of the bias (ms), beside the Bayes least-squares observer.',
            columns: [
              'group',
              'context',
              'slope',
              'lower',
              'upper',
              'ideal',
              'bias',
              'lower',
              'upper',
              'ideal',
            ],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Are durations pulled to the middle of those that have been met, more so where they are long?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 24 : 36);
  const repetitions = 20;
  const milliseconds = (name: string, meaning: string) =>
    ({ name, meaning, unit: 'ms', kind: 'number' }) as const;
  return {
    name: 'central-tendency',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'central-tendency', count, repetitions }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      { name: 'context', meaning: 'Range of durations.', unit: '1', kind: 'text' },
      { name: 'role', meaning: 'practice or test.', unit: '1', kind: 'text' },
      milliseconds('duration', 'Duration that is shown.'),
    ],
    answered: [
      milliseconds('perceived', 'Duration that is perceived.'),
      milliseconds('produced', 'Duration that is produced.'),
      milliseconds('expected', 'Mean of the learned prior after the trial.'),
    ],
    course: ({ index }, random) => course(index, repetitions, random),
    expectedTrials: CONTEXTS.length * (PRACTICE + DURATIONS * repetitions),
    open: ({ group }) => openParticipant(GROUPS.find((name) => name === group)!),
    readout,
  };
}

export default defineParadigm({
  name: 'central-tendency',
  summary: 'Durations of three overlapping ranges are shown and produced again.',
  question: QUESTION,
  label: 'partly',
  why: 'mean and precision of the prior are learned trial by trial in each context; the noise of measurements, in proportion to the duration, is given.',
  sources: [REFERENCES.jazayeriShadlen2010],
  datum:
    'productions regress to the mean of each range, more so for longer ranges, as a Bayes least-squares observer does (Jazayeri & Shadlen 2010). The numbers are those of that observer with a Weber fraction of .1.',
  limits:
    'the learned prior is Gaussian, that of the reference uniform: slopes are expected to be somewhat larger (.74, .64, .54). Sequential effects are not scored.',
  claim: {
    quantity: 'slope of produced over shown durations, 671 to 1023 ms',
    unit: '1',
    estimate: 'slope intermediate learned',
    expected: 0.594,
    tolerance: 0.06,
    without: 1,
  },
  shape: {
    says: 'the slope falls and the bias grows from the short to the long range',
    holds: (estimates) => {
      const of = (what: string): number[] =>
        CONTEXTS.map(({ name }) => estimates[`${what} ${name} learned`]?.value ?? Number.NaN);
      const [slopes, biases] = [of('slope'), of('bias')];
      return (
        slopes[0]! > slopes[1]! &&
        slopes[1]! > slopes[2]! &&
        biases[0]! < biases[1]! &&
        biases[1]! < biases[2]!
      );
    },
  },
  ablation: {
    name: 'no prior',
    meaning: 'nothing is expected: what is measured is produced, and the slope is one.',
    estimate: 'slope intermediate no-prior',
    within: 0.06,
  },
  experiment,
});
