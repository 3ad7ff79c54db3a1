import {
  type CauseLearner,
  type CauseLearningStart,
  createCauseLearner,
  createEngine,
  type Engine,
  type Random,
  REFERENCES,
} from '../../agents/index.ts';
import { combineCues } from '../ideal-observers/cue-combination.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { percentiles } from '../psychophysics/fit-psychometric.ts';
import type { ResampledCounts, ResampledFit } from '../psychophysics/fit-resampled.ts';
import { justNoticeable } from '../psychophysics/psychometric-function.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout, Row, Seat } from '../running/experiment.ts';

/** Height of the standard, mm, and thresholds (84 % of a comparison) as shares of it. */
const HEIGHT = 55;
const HAPTIC = 0.085;
const VISUAL = [0.04, 0.06, 0.085, 0.12, 0.2] as const;
/** Sight minus touch in the standard, mm. */
const CONFLICTS = [-6, 6] as const;
/** Height of the comparison minus that of the standard, mm. */
const LEVELS = [-10, -6, -3.5, -1.2, 1.2, 3.5, 6, 10] as const;
const REPETITIONS = 5;

/** Standard deviation of heights that are met in life, mm. */
const SPREAD = 6;
const MET = 200;
const ROUNDS = 100;
const RESAMPLES = 200;

const deviationOf = (threshold: number): number => (threshold * HEIGHT) / Math.SQRT2;

const GROUPS = ['learned', 'equal', 'ideal'] as const;
type Learner = (typeof GROUPS)[number];

/** What everybody believes before learning, mm. */
const NAIVE: CauseLearningStart = { cueDeviations: [3, 3], priorDeviation: 3 };
const HYPOTHESES = [[0, 0]];

/** Learns from heights that are seen and felt at once, without ever being told how high they are. */
function experience(learner: CauseLearner, threshold: number, random: Random): CauseLearningStart {
  learner.restart(NAIVE);
  const cues = new Float64Array(2 * MET);
  // Height, noise of sight and noise of touch, one after the other.
  const drawn = new Float64Array(3 * MET);
  const [sight, touch] = [deviationOf(threshold), deviationOf(HAPTIC)];
  for (let round = 0; round < ROUNDS; round++) {
    random.normals(drawn);
    for (let met = 0; met < MET; met++) {
      const height = SPREAD * drawn[3 * met]!;
      cues[2 * met] = height + sight * drawn[3 * met + 1]!;
      cues[2 * met + 1] = height + touch * drawn[3 * met + 2]!;
    }
    learner.learn(cues, 0.1 * (1 - round / ROUNDS));
  }
  const { logPrecision, logPriorPrecision } = learner.knowledge;
  return {
    cueDeviations: Array.from(logPrecision, (log) => Math.exp(-log / 2)),
    priorDeviation: Math.exp(-logPriorPrecision / 2),
  };
}

/** What a participant believes where sight has each of its thresholds. */
function believed(group: Learner, engine: Engine, random: Random): CauseLearningStart[] {
  switch (group) {
    case 'equal':
      return VISUAL.map(() => NAIVE);
    case 'ideal':
      return VISUAL.map((threshold) => ({
        cueDeviations: [deviationOf(threshold), deviationOf(HAPTIC)],
        priorDeviation: SPREAD,
      }));
    case 'learned': {
      const learner = createCauseLearner({
        ...{ engine, batch: MET, hypotheses: HYPOTHESES },
        start: NAIVE,
      });
      const all = VISUAL.map((threshold) =>
        experience(learner, threshold, random.fork('life', threshold)),
      );
      learner.dispose();
      return all;
    }
  }
}

async function openParticipant(group: Learner, random: Random): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const perceivers = new Map<number, CauseLearner>();
  const parameters: Record<string, number> = {};
  for (const [at, start] of believed(group, engine, random).entries()) {
    const threshold = VISUAL[at]!;
    parameters[`visualDeviation${threshold}`] = start.cueDeviations[0]!;
    parameters[`hapticDeviation${threshold}`] = start.cueDeviations[1]!;
    perceivers.set(
      threshold,
      createCauseLearner({ engine, batch: 2, hypotheses: HYPOTHESES, start }),
    );
  }
  const touch = deviationOf(HAPTIC);
  return {
    parameters,
    remembers: false,
    dispose: () => {
      for (const perceiver of perceivers.values()) perceiver.dispose();
    },
    respond: (plan, trial) => {
      const threshold = Number(plan['visualThreshold']);
      const sight = deviationOf(threshold);
      const half = Number(plan['conflict']) / 2;
      const level = Number(plan['level']);
      const cues = [
        half + sight * trial.normal(),
        -half + touch * trial.normal(),
        level + sight * trial.normal(),
        level + touch * trial.normal(),
      ];
      const perceived = perceivers.get(threshold)!.perceive(cues);
      const decision = perceived[1]!.estimates[0]! - perceived[0]!.estimates[0]!;
      return { choice: decision > 0, decision };
    },
  };
}

function* course(random: Random): Course {
  const trials: Row[] = [];
  for (const visualThreshold of VISUAL) {
    for (const conflict of CONFLICTS) {
      for (const level of LEVELS) {
        const trial = { visualThreshold, conflict, level };
        for (let time = 0; time < REPETITIONS; time++) trials.push(trial);
      }
    }
  }
  for (const trial of random.shuffle(trials)) yield trial;
}

/** Counts of one participant at one noise and one conflict. */
type Counts = Map<string, Map<number, { trials: number; successes: number }>>;

function emptyCounts(): Counts {
  return new Map();
}

/** Weight of sight, and threshold of both senses as a share of the height. */
type Measured = Readonly<Record<'weight' | 'threshold', number>>;

/** What is to be fitted at one noise: a function for each conflict, whose draws are of the same participants. */
function requestsAt(all: readonly Counts[], visual: number, random: Random): ResampledCounts[] {
  const draws = Int32Array.from({ length: all.length < 2 ? 0 : RESAMPLES * all.length }, () =>
    random.integer(all.length),
  );
  return CONFLICTS.map((conflict) => ({
    ...{ draws, guess: 0, lapse: 0 },
    participants: all.map((counts) => {
      const levels = counts.get(`${visual} ${conflict}`) ?? [];
      return Array.from(levels, ([level, count]) => ({ level, ...count }));
    }),
  }));
}

/** Distance between 1/2 and 3/4 of a cumulative normal, in deviations. */
const QUARTER = justNoticeable({ shape: 'normal', location: 0, spread: 1 });

/** Weight and threshold from points of equality and just noticeable differences at both conflicts. */
function measured(
  fits: readonly (readonly [pointOfEquality: number, justNoticeable: number])[],
): Measured {
  const [[first, one], [second, other]] = [fits[0]!, fits[1]!];
  return {
    weight: 0.5 + (second - first) / (CONFLICTS[1] - CONFLICTS[0]),
    threshold: (one + other) / QUARTER / 2 / HEIGHT,
  };
}

/** The same of what was fitted at both conflicts, with 95 % intervals from resampled participants. */
function withIntervals(
  fits: readonly ResampledFit[],
): Readonly<Record<keyof Measured, Estimate95>> {
  const made = fits.map((fit) => {
    if ('reason' in fit) throw new RangeError(fit.reason);
    return fit;
  });
  const found = measured(made.map(({ fit }) => [fit.pointOfEquality, fit.justNoticeable]));
  const draws = made[0]!.resampled.map((_, draw) =>
    measured(made.map(({ resampled }) => resampled[draw]!)),
  );
  const estimate = (key: keyof Measured): Estimate95 => ({
    value: found[key],
    interval: percentiles(draws.map((draw) => draw[key])),
  });
  return { weight: estimate('weight'), threshold: estimate('threshold') };
}

function readout(): Readout {
  const counts = new Map<string, { readonly group: string; readonly counts: Counts }>();
  return {
    parts: {
      take: () => counts,
      join: (part) => {
        // What `take` of another such readout gave.
        for (const [participant, own] of part as typeof counts) counts.set(participant, own);
      },
    },
    add: ({ participant, group }: Seat, row) => {
      const own = counts.get(String(participant)) ?? { group, counts: emptyCounts() };
      counts.set(String(participant), own);
      const key = `${String(row['visualThreshold'])} ${String(row['conflict'])}`;
      const levels =
        own.counts.get(key) ?? new Map<number, { trials: number; successes: number }>();
      own.counts.set(key, levels);
      const at = levels.get(Number(row['level'])) ?? { trials: 0, successes: 0 };
      levels.set(Number(row['level']), at);
      at.trials++;
      if (row['choice'] === true) at.successes++;
    },
    finish: async (random, fitFunctions): Promise<Summary> => {
      const estimates: Record<string, Estimate95> = {};
      const rows: (string | number)[][] = [];
      const cases = GROUPS.flatMap((group) => VISUAL.map((visual) => ({ group, visual })));
      const requests = cases.flatMap(({ group, visual }) => {
        const own = [...counts.values()].filter((one) => one.group === group);
        const all = own.map((one) => one.counts);
        return requestsAt(all, visual, random.fork(group, visual));
      });
      const fits = await fitFunctions(requests);
      for (const [at, { group, visual }] of cases.entries()) {
        const both = fits.slice(at * CONFLICTS.length, (at + 1) * CONFLICTS.length);
        const { weight, threshold } = withIntervals(both);
        estimates[`weight ${visual} ${group}`] = weight;
        estimates[`threshold ${visual} ${group}`] = threshold;
        const exact = combineCues([visual, HAPTIC].map((deviation) => ({ value: 0, deviation })));
        rows.push([
          ...[group, visual, weight.value, weight.interval.lower, weight.interval.upper],
          ...[exact.weights[0]!, threshold.value, threshold.interval.lower],
          ...[threshold.interval.upper, exact.deviation],
        ]);
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'weights',
            caption:
              'Weight of sight and threshold of both senses together (share of the height), from the pooled trials with 95 % intervals from resampled participants, beside what reliability predicts.',
            columns: [
              ...['group', 'visual threshold', 'weight of sight', 'lower', 'upper', 'predicted'],
              ...['threshold', 'lower', 'upper', 'predicted'],
            ],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION = 'Are cues weighted by their reliability, when nobody says how reliable they are?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 40 : 60);
  return {
    name: 'cue-combination',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'cue-combination', count }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: VISUAL.flatMap((threshold) =>
      (['visual', 'haptic'] as const).map((sense) => ({
        name: `${sense}Deviation${threshold}`,
        meaning: `Believed noise of the ${sense} cue where the visual threshold is ${threshold}.`,
        unit: 'mm',
        kind: 'number' as const,
      })),
    ),
    shown: [
      {
        name: 'visualThreshold',
        meaning: 'Threshold of sight alone, share of the height: the noise of sight.',
        ...{ unit: '1', kind: 'number' },
      },
      {
        name: 'conflict',
        meaning: 'Seen minus felt height of the standard.',
        ...{ unit: 'mm', kind: 'number' },
      },
      {
        name: 'level',
        meaning: 'Height of the comparison minus that of the standard.',
        ...{ unit: 'mm', kind: 'number' },
      },
    ],
    answered: [
      {
        name: 'choice',
        meaning: 'Whether the comparison was judged to be higher.',
        ...{ unit: '1', kind: 'boolean' },
      },
      {
        name: 'decision',
        meaning: 'Perceived height of the comparison minus that of the standard.',
        ...{ unit: 'mm', kind: 'number' },
      },
    ],
    course: (_, random) => course(random),
    expectedTrials: VISUAL.length * CONFLICTS.length * LEVELS.length * REPETITIONS,
    open: ({ group }, random) => openParticipant(group as Learner, random),
    readout,
  };
}

export default defineParadigm({
  name: 'cue-combination',
  summary: 'Heights that are seen and felt, with more and less noise in sight.',
  question: QUESTION,
  label: 'emergent',
  why: 'the precision of each cue is learned from pairs of cues alone, by descending free energy; that both cues have one cause is given.',
  sources: [REFERENCES.ernstBanks2002, REFERENCES.bogacz2017],
  datum:
    'people weigh sight and touch as their reliability predicts, and are more precise with both than with either (Ernst & Banks 2002). Weights and thresholds here are predictions from the single-cue thresholds of that paper.',
  limits:
    'one agent per noise level has learned it beforehand: noise that changes from trial to trial is not read off the image.',
  claim: {
    quantity: 'weight of sight where its threshold is .04 and that of touch .085',
    unit: '1',
    estimate: 'weight 0.04 learned',
    expected: 0.819,
    tolerance: 0.05,
    without: 0.5,
  },
  shape: {
    says: 'the weight falls through .819, .667, .500, .334, .153 as sight gets noisier, each within .07',
    holds: (estimates) =>
      [0.819, 0.667, 0.5, 0.334, 0.153].every((expected, at) => {
        const found = estimates[`weight ${VISUAL[at]!} learned`]?.value ?? Number.NaN;
        return Math.abs(found - expected) < 0.07;
      }),
  },
  ablation: {
    name: 'no learning of precision',
    meaning:
      'precisions stay equal, as they are before learning: the weight is then one half whatever the noise.',
    estimate: 'weight 0.04 equal',
    within: 0.07,
  },
  experiment,
});
