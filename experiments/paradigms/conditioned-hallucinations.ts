import { createLadder, type Random, REFERENCES } from '../../agents/index.ts';
import { conditionedHallucinations } from '../fitting/responses/choice-responses.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout, Row } from '../running/experiment.ts';

/** Weights of the prior at which probes are answered. */
const WEIGHTS = [1, 2, 3] as const;
/** What is expected of a probe: a tone, with this probability. */
const EXPECTED = 0.75;
const PROBES = 100;
/** Consistency of choices: the mean of its prior in the paper. */
const CONSISTENCY = 48;
/** Filter of three levels: log odds of a tone, and above it log volatility; the numbers of the shippable sequences. */
const FILTER = { tendency: [0, 1, -2.5, 0, 1], volatility: [0, 1, -6, 0, 0] } as const;
/** Pairings of light and loud tone at first, and then blocks in which fewer and fewer lights come with a tone. */
const CONDITIONING = 30;
const BLOCKS = [0.8, 0.7, 0.6, 0.5] as const;
const TRIALS = 40;
/** How often tones of three intensities are heard without any expectation. */
const HIT_RATES = [0.25, 0.5, 0.75] as const;

/** Mean of the logarithm of the weight of the prior, and its spread; `null`: the prior has no weight. */
const GROUPS = {
  'weak-prior': { logWeight: Math.log(0.7), spread: 0.3 },
  'strong-prior': { logWeight: Math.log(2), spread: 0.3 },
  'no-prior': null,
} as const;

const LENGTH = CONDITIONING + BLOCKS.length * TRIALS;

function openParticipant(group: keyof typeof GROUPS, random: Random): Participant {
  const prior = GROUPS[group];
  const ownWeight = prior === null ? 0 : Math.exp(prior.logWeight + prior.spread * random.normal());
  const tones = new Float64Array(LENGTH).fill(Number.NaN);
  const ladder = createLadder({ input: 'binary', levels: 2, scheme: 'ehgf' }, tones);
  let heard = 0;
  /** What is expected before the next trial, from all that have been. */
  const expectation = (): number => {
    ladder.evaluate(Float64Array.from([...FILTER.tendency, ...FILTER.volatility]));
    return ladder.record.prediction[heard]!;
  };
  return {
    parameters: { priorWeight: ownWeight },
    remembers: true,
    dispose: () => undefined,
    respond: (plan, trial) => {
      const isProbe = plan['part'] === 'probe';
      const hitRate = Number(plan['hitRate']);
      const expected = isProbe ? EXPECTED : expectation();
      const weight = isProbe ? (prior === null ? 0 : Number(plan['weight'])) : ownWeight;
      const odds = conditionedHallucinations.expected(
        {
          perception: {
            ...{ prediction: Float64Array.of(expected), logOdds: null, uncertainty: null },
            ...{ evaluate: () => true, failure: () => null },
          },
          sequence: {
            ...{ input: new Float64Array(1), timeSteps: null, response: new Float64Array(1) },
            hitRate: Float64Array.of(hitRate),
          },
          values: Float64Array.of(weight, CONSISTENCY),
        },
        0,
      );
      if (!isProbe) tones[heard++] = plan['isTone'] === true ? 1 : 0;
      return {
        expected,
        // The choice is logistic in the belief: it is read back from the chance.
        belief: (Math.log(odds / (1 - odds)) / CONSISTENCY + 1) / 2,
        isReported: trial.uniform() < odds,
      };
    },
  };
}

function* course(random: Random): Course {
  const probes = WEIGHTS.flatMap((weight) =>
    Array.from({ length: PROBES }, (): Row => ({
      ...{ part: 'probe', role: 'test', weight, isTone: false, hitRate: 0 },
    })),
  );
  yield* rows(random.shuffle(probes));
  const trial = (role: string, part: string, hitRate: number): Row => ({
    ...{ part, role, weight: null, isTone: hitRate > 0, hitRate },
  });
  yield* rows(Array.from({ length: CONDITIONING }, () => trial('practice', 'conditioning', 1)));
  for (const share of BLOCKS) {
    const count = Math.round(share * TRIALS);
    yield* rows(
      random.shuffle(
        Array.from({ length: TRIALS }, (_, at) =>
          trial('test', 'detection', at < count ? HIT_RATES[at % HIT_RATES.length]! : 0),
        ),
      ),
    );
  }
}

function* rows(all: readonly Row[]): Course {
  for (const row of all) yield row;
}

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      if (row['role'] !== 'test') return;
      const condition =
        row['part'] === 'probe' ? `probe ${row['weight']}` : `detection ${row['hitRate']}`;
      means.add(seat, `${condition} reported`, row['isReported'] === true ? 1 : 0);
      means.add(seat, `${condition} belief`, Number(row['belief']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const table = (kind: string, levels: readonly number[]): (string | number)[][] =>
        Object.keys(GROUPS).flatMap((group) =>
          levels.map((level) => {
            const name = `${kind} ${level}`;
            const reported = means.estimate(group, (of) => of(`${name} reported`));
            const belief = means.estimate(group, (of) => of(`${name} belief`));
            estimates[`${name} reported ${group}`] = reported;
            estimates[`${name} belief ${group}`] = belief;
            return [group, level, ...cellsOf(reported), belief.value];
          }),
        );
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'probes',
            caption: `Absent tones that are reported where one is expected with probability ${EXPECTED}, by weight of the prior, and the belief in a tone (exact: .375, .5, .5625).`,
            columns: ['group', 'weight', 'reported', 'lower', 'upper', 'belief'],
            rows: table('probe', WEIGHTS),
          },
          {
            name: 'detection',
            caption:
              'Tones reported in the blocks after conditioning, by how often they are heard without any expectation; 0: there is none, and a report is a conditioned hallucination.',
            columns: ['group', 'hit rate', 'reported', 'lower', 'upper', 'belief'],
            rows: table('detection', [0, ...HIT_RATES]),
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Is a tone heard that is not there, where it is expected and the prior has weight?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 16 : 40);
  const share = (name: string, meaning: string) =>
    ({ name, meaning, unit: '1', kind: 'number' }) as const;
  return {
    name: 'conditioned-hallucinations',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'conditioned-hallucinations', count }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [share('priorWeight', 'Weight nu of what is expected relative to what is heard.')],
    shown: [
      { name: 'part', meaning: 'probe, conditioning or detection.', unit: '1', kind: 'text' },
      { name: 'role', meaning: 'practice or test.', unit: '1', kind: 'text' },
      share('weight', 'Weight of the prior in a probe; missing elsewhere.'),
      { name: 'isTone', meaning: 'Whether there is a tone.', unit: '1', kind: 'boolean' },
      share('hitRate', 'How often it is heard without any expectation; 0 where there is none.'),
    ],
    answered: [
      share('expected', 'Probability of a tone that is expected.'),
      share('belief', 'Belief that there was one.'),
      { name: 'isReported', meaning: 'Whether a tone is reported.', unit: '1', kind: 'boolean' },
    ],
    course: (_, random) => course(random),
    expectedTrials: WEIGHTS.length * PROBES + LENGTH,
    open: ({ group }, random) => openParticipant(group as keyof typeof GROUPS, random),
    readout,
  };
}

export default defineParadigm({
  name: 'conditioned-hallucinations',
  summary: 'A light announces a tone that more and more often does not come.',
  question: QUESTION,
  label: 'wired',
  why: 'what is expected is learned by a hierarchical Gaussian filter; how much it weighs against what is heard is the parameter that distinguishes the groups, and the response model is typed in.',
  sources: [REFERENCES.powers2017, REFERENCES.mathys2014],
  datum:
    'people who hear voices report more conditioned hallucinations, and are described by a larger weight of the prior (Powers, Mathys & Corlett 2017). The number is exact: at an expectation of .75 an absent tone is believed with .375 where the weight is 1, with .5625 where it is 3, and reported in half of the cases where it is 2.',
  limits:
    'weights of the two groups (.7 and 2 in the middle) are chosen, not fitted, and are no diagnosis. The filter is told whether there was a tone; intensities are not adapted to a participant.',
  claim: {
    quantity: 'share of absent tones reported at a weight of 2 and an expectation of .75',
    unit: '1',
    estimate: 'probe 2 reported strong-prior',
    expected: 0.5,
    tolerance: 0.05,
    without: 0,
  },
  shape: {
    says: 'beliefs are .375, .5, .5625 at weights 1, 2, 3 (to 1e-6); with a strong prior more absent tones are reported than with a weak one, and more present ones the louder they are',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      const reported = (hitRate: number, group: string): number =>
        value(`detection ${hitRate} reported ${group}`);
      return (
        [0.375, 0.5, 0.5625].every(
          (belief, at) =>
            Math.abs(value(`probe ${WEIGHTS[at]!} belief strong-prior`) - belief) < 1e-6,
        ) &&
        reported(0, 'strong-prior') > reported(0, 'weak-prior') &&
        ['weak-prior', 'strong-prior'].every(
          (group) =>
            reported(0, group) < reported(0.25, group) &&
            reported(0.25, group) <= reported(0.5, group) &&
            reported(0.5, group) <= reported(0.75, group),
        )
      );
    },
  },
  ablation: {
    name: 'no prior',
    meaning: 'what is expected has no weight (nu = 0): what is not there is never reported.',
    estimate: 'probe 2 reported no-prior',
    within: 0.01,
  },
  experiment,
});
