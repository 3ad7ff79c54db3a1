import {
  createEngine,
  createExpectationLearner,
  type Random,
  REFERENCES,
  summedSize,
  tunedResponse,
} from '../../agents/index.ts';
import { mismatchShapes } from '../analysis/mismatch-shapes.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

const CHANNELS = 8;
const TONES = { standard: 2, deviant: 5 } as const;
const PROBABILITIES = [0.05, 0.1, 0.2, 0.3, 0.5] as const;
const NOISE = 0.02;
const SENSORY_PRECISION = 3;
const RATE = 0.2;
/** Tones at the beginning of a block that are not counted: what was expected before is forgotten. */
const PRACTICE = 60;

const GROUPS = { learned: RATE, 'no-learning': 0 } as const;

/** Distance of the two tones, summed over channels: 3.8296. */
const DISTANCE = summedSize(
  tunedResponse(TONES.standard, CHANNELS).map(
    (response, channel) => response - tunedResponse(TONES.deviant, CHANNELS)[channel]!,
  ),
);
const expectedMismatch = (probability: number): number => (1 - 2 * probability) * DISTANCE;

async function openParticipant(rate: number): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const learner = createExpectationLearner({
    ...{ engine, channels: CHANNELS, sensoryPrecision: SENSORY_PRECISION, rate },
  });
  return {
    parameters: {},
    remembers: rate > 0,
    dispose: () => {
      learner.dispose();
    },
    respond: (plan, random) => {
      const pitch = plan['tone'] === 'deviant' ? TONES.deviant : TONES.standard;
      const heard = tunedResponse(pitch, CHANNELS).map(
        (response) => response + NOISE * random.normal(),
      );
      return { error: summedSize(learner.perceive(heard).onsetErrors) };
    },
  };
}

function* course(tones: number, random: Random): Course {
  for (const probability of random.shuffle([...PROBABILITIES])) {
    const block = (count: number): ('standard' | 'deviant')[] =>
      random.shuffle(
        Array.from({ length: count }, (_, at) =>
          at < Math.round(probability * count) ? 'deviant' : 'standard',
        ),
      );
    for (const tone of block(PRACTICE)) yield { role: 'practice', probability, tone };
    for (const tone of block(tones)) yield { role: 'test', probability, tone };
  }
}

function readout(): Readout {
  const errors = collectMeans();
  return {
    add: (seat, row) => {
      if (row['role'] !== 'test') return;
      errors.add(seat, `${row['probability']} ${row['tone']}`, Number(row['error']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = Object.keys(GROUPS).flatMap((group) =>
        PROBABILITIES.map((probability) => {
          const mismatch = errors.estimate(
            group,
            (of) => of(`${probability} deviant`) - of(`${probability} standard`),
          );
          estimates[`mismatch ${probability} ${group}`] = mismatch;
          const mean = (tone: string): number =>
            errors.estimate(group, (of) => of(`${probability} ${tone}`)).value;
          return [
            ...[group, probability, mean('deviant'), mean('standard'), ...cellsOf(mismatch)],
            group === 'learned' ? expectedMismatch(probability) : 0,
          ];
        }),
      );
      const shapes = mismatchShapes(
        PROBABILITIES.map((probability) => ({
          probability,
          mismatch: estimates[`mismatch ${probability} learned`]!.value,
        })),
      );
      for (const { shape, error } of shapes) {
        estimates[`misfit ${shape}`] = {
          value: error,
          interval: { lower: Number.NaN, upper: Number.NaN },
        };
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'mismatch-by-probability',
            caption:
              'Error at the onset of deviants and standards, summed over channels, and their difference beside (1 - 2p) |x_deviant - x_standard|.',
            columns: [
              ...['group', 'probability', 'deviant', 'standard', 'mismatch', 'lower', 'upper'],
              'expected',
            ],
            rows,
          },
          {
            name: 'shapes',
            caption:
              'Two shapes of the mismatch over probability, each with the scale that fits best: linear (prediction error) and logarithmic (surprise); root mean square of what is left.',
            columns: ['shape', 'scale', 'misfit'],
            rows: shapes.map(({ shape, scale, error }) => [shape, scale, error]),
          },
        ],
      };
    },
  };
}

const QUESTION = 'Is a rare tone met by a larger error than a common one, the rarer the larger?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 12 : 24);
  const tones = isQuick ? 400 : 600;
  return {
    name: 'oddball-probability',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'oddball-probability', count, tones }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      { name: 'role', meaning: 'practice or test.', unit: '1', kind: 'text' },
      {
        name: 'probability',
        meaning: 'Share of deviants in the block.',
        unit: '1',
        kind: 'number',
      },
      { name: 'tone', meaning: 'standard or deviant.', unit: '1', kind: 'text' },
    ],
    answered: [
      {
        name: 'error',
        meaning: 'Sum over channels of the sizes of the prediction errors at onset.',
        unit: '1',
        kind: 'number',
      },
    ],
    course: (_, random) => course(tones, random),
    expectedTrials: PROBABILITIES.length * (PRACTICE + tones),
    open: ({ group }) => openParticipant(group === 'learned' ? GROUPS.learned : 0),
    readout,
  };
}

export default defineParadigm({
  name: 'oddball-probability',
  summary: 'A tone is replaced by another one with probabilities from .05 to .5 (oddball).',
  question: QUESTION,
  label: 'partly',
  why: 'what is expected is learned tone by tone from what is heard alone, by descending free energy; the tuning of the channels, the precision of the senses and the learning rate are given.',
  sources: [REFERENCES.naatanen2007, REFERENCES.lieder2013, REFERENCES.garrido2009],
  datum:
    'the mismatch negativity is larger for rarer deviants and for larger deviance (Naatanen et al. 2007); trial by trial, models of prediction error and model adjustment explain it best (Lieder et al. 2013). No magnitude is claimed of people.',
  limits:
    'linear in the probability since the errors are those of a mean; an agent that learns probabilities and is surprised would be logarithmic, which the table sets beside it. Blocks are long: no claim is made of early trials.',
  claim: {
    quantity: 'error of deviants minus that of standards where one tone in ten is a deviant',
    unit: '1',
    estimate: 'mismatch 0.1 learned',
    // .8 |x_deviant - x_standard|, tones 2 and 5 on channels of width .8.
    expected: 3.064,
    tolerance: 0.12,
    without: 0,
  },
  shape: {
    says: 'the mismatch is 3.45, 3.06, 2.30, 1.53, 0 at .05, .1, .2, .3, .5, each within .12, and nearer to linear than to logarithmic in the probability',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        PROBABILITIES.every(
          (probability) =>
            Math.abs(value(`mismatch ${probability} learned`) - expectedMismatch(probability)) <
            0.12,
        ) && value('misfit linear') < value('misfit logarithmic')
      );
    },
  },
  ablation: {
    name: 'no learning',
    meaning: 'the expectation is never changed (eta 0): rare and common tones are met alike.',
    estimate: 'mismatch 0.1 no-learning',
    within: 0.1,
  },
  experiment,
});
