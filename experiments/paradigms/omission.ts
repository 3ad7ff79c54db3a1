import {
  createAdaptingChannels,
  createEngine,
  createExpectationLearner,
  type Random,
  REFERENCES,
  tunedResponse,
} from '../../agents/index.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout, Row } from '../running/experiment.ts';

const CHANNELS = 30;
/** Ten tones, so far apart that hardly any channel hears two of them. */
const PITCHES = Array.from({ length: 10 }, (_, at) => 1 + 3 * at);
const STANDARD = PITCHES[3]!;
const DEVIANT = PITCHES[6]!;
/** Share of omissions, of deviants, and of each of many standards. */
const RARE = 0.1;
const NOISE = 0.01;
const SENSORY_PRECISION = 3;
const RATE = 0.2;
/** Fatigue of channels in the group that does nothing else. */
const ADAPTATION = { strength: 0.5, rate: 0.2 } as const;
const PRACTICE = 60;

const PARTS = ['omissions', 'oddball', 'many-standards'] as const;
const GROUPS = ['predicting', 'adapting'] as const;

/** Deviant among standards minus the same tone among many: (1 - p) |x| (sqrt(2) - sqrt(1 + 1/9)), tones apart. */
const EXPECTED_CONTROL =
  (1 - RARE) *
  Math.hypot(...tunedResponse(DEVIANT, CHANNELS)) *
  (Math.SQRT2 - Math.sqrt(1 + 1 / (PITCHES.length - 1)));

async function openParticipant(group: string): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const isPredicting = group === 'predicting';
  const learner = createExpectationLearner({
    ...{ engine, channels: CHANNELS, sensoryPrecision: SENSORY_PRECISION },
    rate: isPredicting ? RATE : 0,
  });
  const ears = createAdaptingChannels({
    channels: CHANNELS,
    strength: isPredicting ? 0 : ADAPTATION.strength,
    rate: ADAPTATION.rate,
  });
  return {
    parameters: {},
    remembers: true,
    dispose: () => {
      learner.dispose();
    },
    respond: (plan, random) => {
      const { pitch } = plan;
      const tone =
        pitch === null ? new Float64Array(CHANNELS) : tunedResponse(Number(pitch), CHANNELS);
      const heard = ears.respond(tone).map((response) => response + NOISE * random.normal());
      return { error: Math.hypot(...learner.perceive(heard).onsetErrors) };
    },
  };
}

function block(part: (typeof PARTS)[number], events: number, random: Random): Row[] {
  const rare = Math.round(RARE * events);
  return random.shuffle(
    Array.from({ length: events }, (_, at): Row => {
      if (part === 'many-standards') {
        const pitch = PITCHES[at % PITCHES.length]!;
        return { part, event: pitch === DEVIANT ? 'deviant' : 'other', pitch };
      }
      if (at >= rare) return { part, event: 'standard', pitch: STANDARD };
      return part === 'oddball'
        ? { part, event: 'deviant', pitch: DEVIANT }
        : { part, event: 'omission', pitch: null };
    }),
  );
}

function* course(events: number, random: Random): Course {
  for (const part of random.shuffle([...PARTS])) {
    for (const row of block(part, PRACTICE, random)) yield { ...row, role: 'practice' };
    for (const row of block(part, events, random)) yield { ...row, role: 'test' };
  }
}

function readout(): Readout {
  const errors = collectMeans();
  return {
    add: (seat, row) => {
      if (row['role'] !== 'test') return;
      errors.add(seat, `${String(row['part'])} ${String(row['event'])}`, Number(row['error']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows: (string | number)[][] = [];
      for (const group of GROUPS) {
        const measures = {
          'omission ratio': errors.estimate(
            group,
            (of) => of('omissions omission') / of('omissions standard'),
          ),
          mismatch: errors.estimate(group, (of) => of('oddball deviant') - of('oddball standard')),
          'controlled mismatch': errors.estimate(
            group,
            (of) => of('oddball deviant') - of('many-standards deviant'),
          ),
        };
        for (const [name, found] of Object.entries(measures)) {
          estimates[`${name} ${group}`] = found;
          rows.push([group, name, ...cellsOf(found)]);
        }
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'prediction-and-adaptation',
            caption: `Length of the vector of errors: at an omission relative to tones that come; deviant minus standard; deviant minus the same tone among ten that are equally frequent (${EXPECTED_CONTROL.toFixed(3)} for an agent that expects the mean).`,
            columns: ['group', 'measure', 'value', 'lower', 'upper'],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Is there a response to a tone that does not come, as only a prediction can make it?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 8 : 24);
  const events = isQuick ? 200 : 400;
  return {
    name: 'omission',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'omission', count, events }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      { name: 'part', meaning: 'omissions, oddball or many-standards.', unit: '1', kind: 'text' },
      { name: 'role', meaning: 'practice or test.', unit: '1', kind: 'text' },
      {
        name: 'event',
        meaning: 'standard, deviant, omission, or another one of many standards.',
        unit: '1',
        kind: 'text',
      },
      {
        name: 'pitch',
        meaning: 'Pitch of the tone, in distances between channels; missing where none comes.',
        unit: '1',
        kind: 'number',
      },
    ],
    answered: [
      {
        name: 'error',
        meaning: 'Length of the vector of prediction errors at the time of a tone.',
        unit: '1',
        kind: 'number',
      },
    ],
    course: (_, random) => course(events, random),
    expectedTrials: PARTS.length * (PRACTICE + events),
    open: ({ group }) => openParticipant(group),
    readout,
  };
}

export default defineParadigm({
  name: 'omission',
  summary: 'One tone in ten is left out; deviants among standards are set beside many standards.',
  question: QUESTION,
  label: 'partly',
  why: 'what is expected is learned tone by tone from what is heard alone, by descending free energy; when a tone is due, the tuning of the channels, the precision of the senses and the learning rate are given.',
  sources: [
    REFERENCES.yabe1997,
    REFERENCES.jacobsenSchroger2001,
    REFERENCES.naatanen2007,
    REFERENCES.garrido2009,
  ],
  datum:
    'an omitted tone elicits a mismatch negativity where tones follow each other within about 150 ms (Yabe et al. 1997), and deviants elicit more than the same tone among many standards (Jacobsen & Schroger 2001). No magnitude is claimed of people.',
  limits:
    'that the response needs short intervals is not modelled: the time of the next tone is known. The number is a bound: without noise, and for an expectation that does not fluctuate, the ratio is (1 - p) / p = 9 at p = .1; less than 3 would be a failure. Summed over channels, rather than as a length, the error to a deviant is the same among standards and among many: the control then says nothing.',
  claim: {
    quantity: 'error at an omission, relative to that of tones that come, one in ten omitted',
    unit: '1',
    estimate: 'omission ratio predicting',
    expected: 9,
    tolerance: 6,
    without: 0,
  },
  shape: {
    says: 'a deviant among standards exceeds the same tone among many by .39 within .1 where tones are predicted and by less than .05 where channels only adapt, although these too respond more to deviants than to standards',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        Math.abs(value('controlled mismatch predicting') - EXPECTED_CONTROL) < 0.1 &&
        Math.abs(value('controlled mismatch adapting')) < 0.05 &&
        value('mismatch adapting') > 0.1
      );
    },
  },
  ablation: {
    name: 'adaptation only',
    meaning: 'channels tire, and nothing is predicted: silence is met by noise alone.',
    estimate: 'omission ratio adapting',
    within: 0.3,
  },
  experiment,
});
