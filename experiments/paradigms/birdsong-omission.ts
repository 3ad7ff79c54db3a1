import {
  birdsongModel,
  generalisedFilter,
  type GeneralisedModel,
  LISTENING_BEGINS,
  type Random,
  REFERENCES,
  simulateGeneralised,
  SONG_BEGINS,
  songWithoutPhrasing,
} from '../../agents/index.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Experiment, Participant, Readout } from '../running/experiment.ts';

const BINS = 128;
/** First bin in which nothing sounds, and the bins whose errors are the baseline: the beginning is not counted. */
const SILENT_FROM = 85;
const BASELINE = { from: 16, to: 80 } as const;
/** How many times the baseline the error at an omission must be. */
const LEAST_RATIO = 3;
const STATES = 3;

/** Listeners to a song that stops, or in the last case does not: ln precisions of its motion, and of the phrasing above. */
const LISTENERS = {
  normal: { song: 8, phrasing: 8, isSilenced: true },
  enhanced: { song: 8, phrasing: 16, isSilenced: true },
  attenuated: { song: 8, phrasing: 2, isSilenced: true },
  'imprecise-motion': { song: 4, phrasing: 4, isSilenced: true },
  'song-goes-on': { song: 8, phrasing: 8, isSilenced: false },
} as const;
type Listener = keyof typeof LISTENERS;

/** Listeners to a whole song. */
const HEARERS = ['full', 'order-1', 'no-phrasing'] as const;
const precisions = { sound: 1, song: 8, phrasing: 8 } as const;

function sung(random: Random) {
  return simulateGeneralised(birdsongModel(precisions), {
    ...{ steps: BINS, smoothness: 1, random, initialStates: SONG_BEGINS },
  });
}

function openParticipant(random: Random): Participant {
  const { observations, states } = sung(random.fork('song'));
  const silenced = {
    ...observations,
    values: observations.values.map((value, entry) =>
      Math.floor(entry / 2) >= SILENT_FROM ? 0 : value,
    ),
  };
  const omission = (listener: Listener) => {
    const { song, phrasing, isSilenced } = LISTENERS[listener];
    const { steps } = generalisedFilter(
      birdsongModel({ sound: 2, song, phrasing }),
      isSilenced ? silenced : observations,
      { initialStates: LISTENING_BEGINS },
    );
    const errors = steps.map(({ outputErrors }) => Math.hypot(...outputErrors[0]!));
    const before = errors.slice(BASELINE.from, BASELINE.to);
    return {
      peak: Math.max(...errors.slice(BASELINE.to)),
      baseline: before.reduce((sum, error) => sum + error, 0) / before.length,
      phrasingPeak: Math.max(
        ...steps.slice(BASELINE.to).map(({ weightedErrorNorms }) => weightedErrorNorms[1]!),
      ),
      mistake: null,
    };
  };
  /** Squared error of the states of the song over their variance. */
  const mistake = (model: GeneralisedModel, stateOrder: number): number => {
    const { steps } = generalisedFilter(model, observations, {
      ...{ stateOrder, initialStates: LISTENING_BEGINS },
    });
    const { values } = states[0]!;
    let squared = 0;
    let spread = 0;
    for (let state = 0; state < STATES; state++) {
      const truth = steps.map((_, bin) => values[bin * STATES + state]!);
      const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
      truth.forEach((value, bin) => {
        squared += (steps[bin]!.states[0]![state]! - value) ** 2;
        spread += (value - mean) ** 2;
      });
    }
    return squared / spread;
  };
  return {
    parameters: {},
    remembers: false,
    dispose: () => undefined,
    respond: (plan) => {
      const listener = String(plan['listener']);
      if (plan['part'] === 'omission') return omission(listener as Listener);
      const model =
        listener === 'no-phrasing' ? songWithoutPhrasing(precisions) : birdsongModel(precisions);
      return {
        ...{ peak: null, baseline: null, phrasingPeak: null },
        mistake: mistake(model, listener === 'order-1' ? 1 : 4),
      };
    },
  };
}

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      for (const name of ['peak', 'baseline', 'phrasingPeak', 'mistake']) {
        if (row[name] === null) continue;
        means.add(seat, `${String(row['listener'])} ${name}`, Number(row[name]));
      }
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const ratio = (of: (condition: string) => number, listener: string): number =>
        of(`${listener} peak`) / of(`${listener} baseline`);
      const rows: (string | number)[][] = [];
      for (const listener of Object.keys(LISTENERS)) {
        const ratios = means.estimate('songs', (of) => ratio(of, listener));
        estimates[`ratio ${listener}`] = ratios;
        estimates[`exceeded ${listener}`] = meanOverParticipants(
          means.each('songs', (of) => (ratio(of, listener) > LEAST_RATIO ? 1 : 0)),
        );
        estimates[`sound ${listener}`] = means.estimate(
          'songs',
          (of) => of(`${listener} peak`) / of('normal peak'),
        );
        estimates[`phrasing ${listener}`] = means.estimate(
          'songs',
          (of) => of(`${listener} phrasingPeak`) / of('normal phrasingPeak'),
        );
        rows.push([
          ...[listener, ...cellsOf(ratios), estimates[`exceeded ${listener}`]!.value],
          ...[estimates[`sound ${listener}`]!.value, estimates[`phrasing ${listener}`]!.value],
        ]);
      }
      const hearing = HEARERS.map((listener) => {
        const found = means.estimate('songs', (of) => of(`${listener} mistake`));
        estimates[`mistake ${listener}`] = found;
        return [listener, ...cellsOf(found)];
      });
      const isOrdered = means.each('songs', (of) =>
        of('full mistake') < of('order-1 mistake') &&
        of('order-1 mistake') < of('no-phrasing mistake')
          ? 1
          : 0,
      );
      estimates['ordered'] = meanOverParticipants(isOrdered);
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'omission',
            caption:
              'A song stops in bin 86: largest error of the sound afterwards over the mean error before, share of songs in which it exceeds 3, and the peaks of sound and phrasing relative to the normal listener.',
            columns: ['listener', 'ratio', 'lower', 'upper', 'share', 'sound', 'phrasing'],
            rows,
          },
          {
            name: 'hearing',
            caption:
              'A whole song: squared error of its states over their variance. Share of songs in the order full < order 1 < no phrasing below.',
            columns: ['listener', 'error', 'lower', 'upper'],
            rows: [...hearing, ['in this order', ...cellsOf(estimates['ordered'])]],
          },
        ],
      };
    },
  };
}

const QUESTION = 'Does a song that stops surprise a listener who expects how it goes on?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 4 : 12);
  const number = (name: string, meaning: string) =>
    ({ name, meaning, unit: '1', kind: 'number' }) as const;
  return {
    name: 'birdsong-omission',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'birdsong-omission', count }),
    groups: [{ name: 'songs', participants: count }],
    parameters: [],
    shown: [
      { name: 'part', meaning: 'omission or hearing.', unit: '1', kind: 'text' },
      { name: 'listener', meaning: 'What the listener supposes.', unit: '1', kind: 'text' },
    ],
    answered: [
      number('peak', 'Largest error of the sound after it has stopped.'),
      number('baseline', 'Mean error of the sound before.'),
      number('phrasingPeak', 'Largest weighted error of the phrasing after the sound has stopped.'),
      number('mistake', 'Squared error of the three states of the song over their variance.'),
    ],
    course: function* () {
      for (const listener of Object.keys(LISTENERS)) yield { part: 'omission', listener };
      for (const listener of HEARERS) yield { part: 'hearing', listener };
    },
    expectedTrials: Object.keys(LISTENERS).length + HEARERS.length,
    open: (_, random) => openParticipant(random),
    readout,
  };
}

export default defineParadigm({
  name: 'birdsong-omission',
  summary: 'A bird sings and stops; every participant is a song, heard by several listeners.',
  question: QUESTION,
  label: 'wired',
  why: 'the two attractors and their precisions are given; what is heard and how it surprises comes about by generalised filtering.',
  sources: [REFERENCES.kiebel2008, REFERENCES.fristonKiebel2009],
  datum:
    'omitted sounds elicit responses; in the model of Friston & Kiebel (2009) a song that stops early is met by a burst of error, and the burst is attenuated where the higher level is less precise. No magnitude is claimed of birds or people.',
  limits:
    'the effect is not shown: by the criterion that was set beforehand, the largest error over the mean error before, a song that goes on exceeds 3 as well (3.8 on average, since a largest error is set beside a mean), and a song that stops has 27. Nor does a listener whose motion is imprecise lose the response: silence is a large change of the sound itself. Another negative finding: with imprecise phrasing the error of the sound is not attenuated to less than .6 of the normal one (.97), although that of the phrasing is (.25).',
  claim: {
    quantity: 'share of songs in which the error at the omission exceeds 3 times that before',
    unit: '1',
    estimate: 'exceeded normal',
    expected: 1,
    tolerance: 0.15,
    without: 0,
  },
  shape: {
    says: 'states of a whole song are found with an error below .1 of their variance, with more without higher orders, and still more without phrasing',
    holds: (estimates) => {
      const [full, low, none] = HEARERS.map(
        (listener) => estimates[`mistake ${listener}`]?.value ?? Number.NaN,
      );
      return full! < 0.1 && full! < low! && low! < none!;
    },
  },
  ablation: {
    name: 'the song goes on',
    meaning:
      'nothing is left out: the same listener meets the end of the same song with errors like those before.',
    estimate: 'exceeded song-goes-on',
    within: 0.15,
  },
  experiment,
});
