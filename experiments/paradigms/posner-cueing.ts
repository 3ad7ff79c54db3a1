import { learnCuedPrecision, REFERENCES, timeToBelieve } from '../../agents/index.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Experiment, Participant, Readout } from '../running/experiment.ts';

const SIDES = ['left', 'right'] as const;
const CUES = ['valid', 'neutral', 'invalid'] as const;
/** Variance of what is seen where the target is, and where it is not. */
const VARIANCES = { targetVariance: 0.25, otherVariance: 1 } as const;
/** Strength, of 1, from which on a target is believed in. */
const CRITERION = 0.25;
const RATE = 0.004;

/** What a group lives in: how often cues are valid, whether it sees them, and whether it learns. */
const GROUPS = {
  'valid-20': { validity: 0.2, isCueSeen: true, rate: RATE },
  'valid-50': { validity: 0.5, isCueSeen: true, rate: RATE },
  'valid-65': { validity: 0.65, isCueSeen: true, rate: RATE },
  'valid-80': { validity: 0.8, isCueSeen: true, rate: RATE },
  'valid-95': { validity: 0.95, isCueSeen: true, rate: RATE },
  'cue-unseen': { validity: 0.8, isCueSeen: false, rate: RATE },
  'no-learning': { validity: 0.8, isCueSeen: true, rate: 0 },
} as const;

/** Time to believe a target at the fixed point of the rule: precision is the inverse of the mean variance. */
function fixedPointTime(validity: number): number {
  const { targetVariance, otherVariance } = VARIANCES;
  const variance = validity * targetVariance + (1 - validity) * otherVariance;
  return timeToBelieve(-Math.log(variance), CRITERION);
}

/** Effect of validity at the fixed point: invalid minus valid. */
const expectedEffect = (validity: number): number =>
  fixedPointTime(1 - validity) - fixedPointTime(validity);

function readout(): Readout {
  const times = collectMeans();
  return {
    add: (seat, row) => {
      times.add(seat, String(row['cue']), Number(row['time']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = Object.entries(GROUPS).map(([group, { validity, isCueSeen, rate }]) => {
        const effect = times.estimate(group, (of) => of('invalid') - of('valid'));
        const benefit = times.estimate(group, (of) => of('neutral') - of('valid'));
        const cost = times.estimate(group, (of) => of('invalid') - of('neutral'));
        Object.assign(estimates, {
          [`effect ${group}`]: effect,
          [`benefit ${group}`]: benefit,
          [`cost ${group}`]: cost,
        });
        return [
          ...[group, validity, ...cellsOf(effect)],
          isCueSeen && rate > 0 ? expectedEffect(validity) : 0,
          ...[benefit.value, cost.value],
        ];
      });
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'validity',
            caption:
              'Time to believe a target, invalid minus valid cue, beside that at the fixed point of the learning rule; benefit (neutral minus valid) and cost (invalid minus neutral). Time constants of the prior.',
            columns: [
              ...['group', 'validity', 'effect', 'lower', 'upper', 'expected', 'benefit', 'cost'],
            ],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Is a target believed sooner where a cue points, as far as the cue has been valid?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 12 : 40);
  const trials = isQuick ? 3000 : 6000;
  return {
    name: 'posner-cueing',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'posner-cueing', count, trials }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [
      {
        name: 'cuedLogPrecision',
        meaning: 'Learned ln precision of the side to which the cue points.',
        unit: 'ln',
        kind: 'number',
      },
      {
        name: 'uncuedLogPrecision',
        meaning: 'Learned ln precision of the other side.',
        unit: 'ln',
        kind: 'number',
      },
    ],
    shown: [
      { name: 'side', meaning: 'Where the target is: left or right.', unit: '1', kind: 'text' },
      { name: 'cue', meaning: 'valid, neutral (both sides) or invalid.', unit: '1', kind: 'text' },
    ],
    answered: [
      {
        name: 'time',
        meaning: 'Time until the target is believed to be stronger than the criterion.',
        unit: 'time constants of the prior',
        kind: 'number',
      },
    ],
    course: function* (_, random) {
      const all = SIDES.flatMap((side) => CUES.map((cue) => ({ side, cue })));
      for (const row of random.shuffle(all)) yield row;
    },
    expectedTrials: SIDES.length * CUES.length,
    open: ({ group }, random): Participant => {
      const { validity, isCueSeen, rate } = GROUPS[group as keyof typeof GROUPS];
      const logPrecision = learnCuedPrecision(
        { ...VARIANCES, validity },
        { random: random.fork('life'), trials, rate, isCueSeen },
      );
      const mean = (of: (cue: number) => number): number => (of(0) + of(1)) / SIDES.length;
      return {
        parameters: {
          cuedLogPrecision: mean((cue) => logPrecision[cue]![cue]!),
          uncuedLogPrecision: mean((cue) => logPrecision[cue]![1 - cue]!),
        },
        remembers: false,
        dispose: () => undefined,
        respond: ({ side: name, cue }) => {
          const side = name === 'left' ? 0 : 1;
          // A neutral cue drives the weights of both by half.
          const own =
            cue === 'neutral'
              ? mean((row) => logPrecision[row]![side])
              : logPrecision[cue === 'valid' ? side : 1 - side]![side];
          return { time: timeToBelieve(own, CRITERION) };
        },
      };
    },
    readout,
  };
}

export default defineParadigm({
  name: 'posner-cueing',
  summary: 'A cue points to where a target will be, rightly in 20 to 95 % of trials (Posner).',
  question: QUESTION,
  label: 'partly',
  why: 'what the cue says of precision on either side is learned from trials by the local rule of precisions, and nobody tells the validity; that cues drive precision, and that the other side is noisier, is given.',
  sources: [REFERENCES.feldmanFriston2010, REFERENCES.posner1980],
  datum:
    'targets at the cued place are detected sooner, with benefits of 20 to 30 ms and costs of similar or larger size (Posner 1980). The model has no milliseconds: sign and order are compared, and the number is that of the fixed point of the rule.',
  limits:
    'an answer has no noise within a participant: times differ between participants by what they have met. The generalised-coordinates model of the paper, with its inhibition between sides, is another one (the agent `posner`).',
  claim: {
    quantity: 'time to believe a target after invalid minus after valid cues, validity 80 %',
    unit: 'time constants of the prior',
    estimate: 'effect valid-80',
    // Precision 1/.4 where the cue points, 1/.85 where it does not, criterion .25.
    expected: 0.1622,
    tolerance: 0.03,
    without: 0,
  },
  shape: {
    says: 'the effect grows with validity, is none at 50 % (less than .02) and reversed at 20 %; a neutral cue lies between, and the cost exceeds the benefit',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      const effects = [20, 50, 65, 80, 95].map((validity) => value(`effect valid-${validity}`));
      return (
        effects.every((effect, at) => at === 0 || effect > effects[at - 1]!) &&
        effects[0]! < 0 &&
        Math.abs(effects[1]!) < 0.02 &&
        value('benefit valid-80') > 0 &&
        value('cost valid-80') > value('benefit valid-80')
      );
    },
  },
  ablation: {
    name: 'cue unseen',
    meaning: 'the cue drives nothing: one precision for both cues is learned as long.',
    estimate: 'effect cue-unseen',
    within: 0.02,
  },
  experiment,
});
