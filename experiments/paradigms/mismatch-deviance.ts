import {
  createRandom,
  generalisedFilter,
  type Random,
  REFERENCES,
  ROVING_BINS,
  ROVING_COORDINATES,
  simulateGeneralised,
  toneAmplitude,
  toneModel,
} from '../../agents/index.ts';
import { mismatchPeak } from '../analysis/mismatch-wave.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import { cellsOf, collectMeans } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Experiment, Participant, Readout } from '../running/experiment.ts';

/** Pitch g_21 of standards; a deviant of deviance D has 4 - 2 D, so that 1.5 is the change of the roving model. */
const STANDARD = 4;
const pitchOf = (deviance: number): number => STANDARD - 2 * deviance;
const LOG_PRECISION = 4;
const DEVIANCES = {
  pitch: [0.75, 1, 1.25, 1.5],
  // How sure the listener is of what it hears, relative to the usual; the deviant is always the largest.
  precision: [-4, -3, -2, -1, 0],
} as const;
const LARGEST = 1.5;
/** Bins of 5 ms that latency must change by at least, and may change by at most. */
const CHANGES = 2;
const STAYS = 1;

const GROUPS = ['surprised', 'informed'] as const;

/** Precision-weighted errors of what is heard, bin by bin, Pi |e|. */
function heard(
  pitch: number,
  listener: { readonly pitch: number; readonly logPrecision: number },
  random: Random,
): number[] {
  const { observations } = simulateGeneralised(toneModel({ pitch, logPrecision: LOG_PRECISION }), {
    ...{ steps: ROVING_BINS, smoothness: ROVING_COORDINATES.smoothness, random },
    ...{ initialStates: [[0, 0]], causes: (time: number) => [toneAmplitude(time)] },
    causeNoise: false,
  });
  const { steps } = generalisedFilter(toneModel(listener), observations, ROVING_COORDINATES);
  return steps.map(
    ({ outputErrors }) => Math.exp(listener.logPrecision) * Math.hypot(...outputErrors[0]!),
  );
}

function openParticipant(group: string, seed: number): Participant {
  return {
    parameters: {},
    remembers: false,
    dispose: () => undefined,
    respond: (plan) => {
      const deviance = Number(plan['deviance']);
      const isPitch = plan['kind'] === 'pitch';
      const pitch = pitchOf(isPitch ? deviance : LARGEST);
      const logPrecision = LOG_PRECISION + (isPitch ? 0 : deviance);
      // The noise is that of the participant, the same in all presentations.
      const wave = (shown: number, supposed: number): number[] =>
        heard(shown, { pitch: supposed, logPrecision }, createRandom(seed, 'noise'));
      const supposed = group === 'informed' ? pitch : STANDARD;
      return { ...mismatchPeak(wave(pitch, supposed), wave(STANDARD, STANDARD)) };
    },
  };
}

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      const condition = `${String(row['kind'])} ${String(row['deviance'])}`;
      means.add(seat, `${condition} amplitude`, Number(row['amplitude']));
      means.add(seat, `${condition} latency`, Number(row['latency']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = GROUPS.flatMap((group) =>
        (['pitch', 'precision'] as const).flatMap((kind) =>
          DEVIANCES[kind].map((deviance) => {
            const measure = (name: string): Estimate95 =>
              means.estimate(group, (of) => of(`${kind} ${deviance} ${name}`));
            const amplitude = measure('amplitude');
            const latency = measure('latency');
            estimates[`amplitude ${kind} ${deviance} ${group}`] = amplitude;
            estimates[`latency ${kind} ${deviance} ${group}`] = latency;
            return [group, kind, deviance, ...cellsOf(amplitude), ...cellsOf(latency)];
          }),
        ),
      );
      for (const group of GROUPS) {
        const course = (kind: 'pitch' | 'precision', name: string) =>
          DEVIANCES[kind].map((deviance) =>
            means.each(group, (of) => of(`${kind} ${deviance} ${name}`)),
          );
        const [pitchSizes, pitchTimes] = [course('pitch', 'amplitude'), course('pitch', 'latency')];
        const [sureSizes, sureTimes] = [
          course('precision', 'amplitude'),
          course('precision', 'latency'),
        ];
        const range = (all: readonly number[]): number => Math.max(...all) - Math.min(...all);
        const rises = (all: readonly number[]): boolean =>
          all.every((value, at) => at === 0 || value > all[at - 1]!);
        const shares = pitchSizes[0]!.map((_, one) => {
          const own = (all: readonly (readonly number[])[]): number[] =>
            all.map((each) => each[one]!);
          return rises(own(pitchSizes)) &&
            rises(own(sureSizes)) &&
            range(own(pitchTimes)) >= CHANGES &&
            range(own(sureTimes)) <= STAYS
            ? 1
            : 0;
        });
        estimates[`dissociation ${group}`] = meanOverParticipants(shares);
        estimates[`latency range pitch ${group}`] = meanOverParticipants(
          pitchSizes[0]!.map((_, one) => range(pitchTimes.map((each) => each[one]!))),
        );
        estimates[`latency range precision ${group}`] = meanOverParticipants(
          pitchSizes[0]!.map((_, one) => range(sureTimes.map((each) => each[one]!))),
        );
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'mismatch',
            caption:
              'Peak of the difference wave of precision-weighted errors, and its time in bins of 5 ms, by deviance of pitch and by log precision relative to the usual.',
            columns: [
              ...['group', 'kind', 'deviance', 'amplitude', 'lower', 'upper'],
              ...['latency', 'lower', 'upper'],
            ],
            rows,
          },
          {
            name: 'ranges-of-latency',
            caption: 'Longest minus shortest latency of a participant, bins of 5 ms.',
            columns: ['measure', 'value', 'lower', 'upper'],
            rows: Object.entries(estimates)
              .filter(([name]) => name.startsWith('latency range') || name.startsWith('dissoc'))
              .map(([name, found]) => [name, ...cellsOf(found)]),
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Does how different a deviant is change amplitude and latency of the mismatch, and how sure the listener is amplitude alone?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 8 : 24);
  return {
    name: 'mismatch-deviance',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'mismatch-deviance', count }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      { name: 'kind', meaning: 'What is varied: pitch or precision.', unit: '1', kind: 'text' },
      {
        name: 'deviance',
        meaning: 'How much: half the change of pitch, or ln precision relative to the usual.',
        unit: '1',
        kind: 'number',
      },
    ],
    answered: [
      {
        name: 'amplitude',
        meaning: 'Peak of the difference of precision-weighted errors.',
        unit: '1',
        kind: 'number',
      },
      { name: 'latency', meaning: 'When it is.', unit: 'bins of 5 ms', kind: 'number' },
    ],
    course: function* () {
      for (const kind of ['pitch', 'precision'] as const) {
        for (const deviance of DEVIANCES[kind]) yield { kind, deviance };
      }
    },
    expectedTrials: DEVIANCES.pitch.length + DEVIANCES.precision.length,
    open: ({ group, index }) => openParticipant(group, index),
    readout,
  };
}

export default defineParadigm({
  name: 'mismatch-deviance',
  summary: 'Deviants of several sizes, heard by listeners that are sure to several degrees.',
  question: QUESTION,
  label: 'wired',
  why: 'the convolution model of tones and what the listener supposes are given; waves come about by generalised filtering.',
  sources: [REFERENCES.fristonKiebel2009, REFERENCES.naatanen2007],
  datum:
    'larger deviance gives a larger and earlier mismatch negativity, rarer deviants a larger one (Naatanen et al. 2007); in the model of Friston & Kiebel (2009) pitch changes amplitude and latency, precision amplitude alone.',
  limits:
    'the precision that is varied is that of what is heard, which is one reading of the model. Criteria were set beforehand: amplitudes rise over both deviances, latencies change by 10 ms or more over pitch and by 5 ms at most over precision. It is a negative finding: amplitudes rise over both, and latency stays over pitch as well, by less than half a millisecond, since errors are nearly proportional to the difference of pitches.',
  claim: {
    quantity: 'share of listeners that show the dissociation',
    unit: '1',
    estimate: 'dissociation surprised',
    expected: 1,
    tolerance: 0.2,
    without: 0,
  },
  shape: null,
  ablation: {
    name: 'an informed listener',
    meaning: 'the listener supposes the pitch that comes: what is left has no such order.',
    estimate: 'dissociation informed',
    within: 0.1,
  },
  experiment,
});
