import {
  createEngine,
  createExpectationLearner,
  type Random,
  REFERENCES,
  summedSize,
  tunedResponse,
} from '../../agents/index.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

const CHANNELS = 8;
const PITCHES = [1, 2, 3, 4, 5, 6] as const;
/** Tones of a train; every pitch comes in trains of each length. */
const LENGTHS = [6, 7, 8] as const;
/** Standard deviation of the noise of every channel. */
const NOISE = 0.02;
const SENSORY_PRECISION = 3;
/** How fast the expectation follows what is perceived. */
const RATE = 0.2;
const LAST = 5;

const GROUPS = { learned: RATE, 'no-learning': 0 } as const;

/** What is left of the error after some repetitions: (1 - eta pi / (pi + 1))^k. */
const left = (repetitions: number): number =>
  (1 - (RATE * SENSORY_PRECISION) / (SENSORY_PRECISION + 1)) ** repetitions;

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
      const heard = tunedResponse(Number(plan['pitch']), CHANNELS).map(
        (response) => response + NOISE * random.normal(),
      );
      const { onsetErrors, settledErrors } = learner.perceive(heard);
      return { error: summedSize(onsetErrors), settledError: summedSize(settledErrors) };
    },
  };
}

function* course(rounds: number, random: Random): Course {
  const lengths = PITCHES.map(() =>
    random.shuffle(Array.from({ length: rounds }, () => LENGTHS).flat()),
  );
  let previous = -1;
  for (let block = 0; block < rounds * LENGTHS.length; block++) {
    const pitches = random.shuffle([...PITCHES.keys()]);
    // A train is never of the pitch of the one before.
    if (pitches[0] === previous) pitches.push(pitches.shift()!);
    for (const at of pitches) {
      for (let repetition = 0; repetition < lengths[at]![block]!; repetition++) {
        yield { pitch: PITCHES[at]!, repetition };
      }
    }
    previous = pitches.at(-1)!;
  }
}

function readout(): Readout {
  const errors = collectMeans();
  return {
    add: (seat, row) => {
      errors.add(seat, String(row['repetition']), Number(row['error']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = Object.keys(GROUPS).flatMap((group) =>
        Array.from({ length: LAST + 1 }, (_, repetition) => {
          const ratio = errors.estimate(group, (of) => of(String(repetition)) / of('0'));
          estimates[`error ${repetition} ${group}`] = ratio;
          const size = errors.estimate(group, (of) => of(String(repetition)));
          return [
            ...[group, repetition, size.value, ...cellsOf(ratio)],
            group === 'learned' ? left(repetition) : 1,
          ];
        }),
      );
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'error-by-repetition',
            caption:
              'Prediction error at the onset of a tone, summed over channels, and relative to that of the first tone of a train, beside (1 - eta pi / (pi + 1))^k.',
            columns: ['group', 'repetition', 'error', 'ratio', 'lower', 'upper', 'expected'],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION = 'Does the response to a new tone die away as it is repeated, since it is learned?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 8 : 24);
  const rounds = isQuick ? 3 : 6;
  const tones = LENGTHS.reduce((sum, length) => sum + length, 0);
  const size = (name: string, meaning: string) =>
    ({ name, meaning, unit: '1', kind: 'number' }) as const;
  return {
    name: 'roving-mismatch',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'roving-mismatch', count, rounds }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      size('pitch', 'Pitch of the tone, in distances between channels.'),
      size('repetition', 'How often it has come before in its train.'),
    ],
    answered: [
      size('error', 'Sum over channels of the sizes of the prediction errors at onset.'),
      size('settledError', 'What is left of it when beliefs have settled.'),
    ],
    course: (_, random) => course(rounds, random),
    expectedTrials: rounds * PITCHES.length * tones,
    open: ({ group }) => openParticipant(group === 'learned' ? GROUPS.learned : 0),
    readout,
  };
}

export default defineParadigm({
  name: 'roving-mismatch',
  summary: 'Tones come in trains of one pitch, each train another one (roving standard).',
  question: QUESTION,
  label: 'partly',
  why: 'what is expected is learned tone by tone from what is heard alone, by descending free energy; the tuning of the channels, the precision of the senses (3) and the learning rate (.2) are given, and with them how fast errors fall.',
  sources: [
    REFERENCES.garrido2009,
    REFERENCES.garrido2008,
    REFERENCES.friston2005,
    REFERENCES.lieder2013,
  ],
  datum:
    'the mismatch negativity of the first tone of a train (100 to 250 ms, fronto-central, a few uV) falls off with repetition, and is larger after longer trains (Garrido et al. 2009). No magnitude is claimed of people; the number is that of the rule.',
  limits:
    'only the fall of the error is shown, not a waveform. Adaptation of sensory channels falls with repetition too: what tells the two apart are omissions and the control with many standards.',
  claim: {
    quantity: 'error of the fifth repetition of a tone, relative to that of its first',
    unit: '1',
    estimate: `error ${LAST} learned`,
    // .85^5.
    expected: 0.4437,
    tolerance: 0.03,
    without: 1,
  },
  shape: {
    says: 'errors fall as 1, .85, .722, .614, .522, .444, each within .03',
    holds: (estimates) =>
      Array.from({ length: LAST + 1 }, (_, repetition) => repetition).every(
        (repetition) =>
          Math.abs(
            (estimates[`error ${repetition} learned`]?.value ?? Number.NaN) - left(repetition),
          ) < 0.03,
      ),
  },
  ablation: {
    name: 'no learning',
    meaning: 'the expectation is never changed (eta 0): every repetition is met by the same error.',
    estimate: `error ${LAST} no-learning`,
    within: 0.03,
  },
  experiment,
});
