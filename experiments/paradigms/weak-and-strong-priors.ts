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
import type { Course, Experiment, Participant, Readout, Row } from '../running/experiment.ts';

/** Precisions that participants suppose, of their senses and of their prior. */
const GROUPS = {
  control: { senses: 1, prior: 1 },
  'weak-prior': { senses: 1, prior: 0.25 },
  'precise-senses': { senses: 4, prior: 1 },
  'strong-prior': { senses: 1, prior: 4 },
} as const;
type Group = keyof typeof GROUPS;

/** Magnitudes that are shown, in standard deviations of the noise of one measurement. */
const MAGNITUDES: readonly number[] = [-2, -1, 0, 1, 2];
const MAGNITUDE_RATE = 0.02;
const CHANNELS = 8;
const TONES = { standard: 2, deviant: 5 } as const;
const RARE = 0.1;
const TONE_NOISE = 0.02;
const TONE_RATE = 0.2;
const PRACTICE = 50;

/** Weight of n measurements against the prior: n Pi_s / (n Pi_s + Pi_p). */
const weightOf = (group: Group, measurements: number): number => {
  const { senses, prior } = GROUPS[group];
  return (measurements * senses) / (measurements * senses + prior);
};

async function openParticipant(group: Group): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const { senses, prior } = GROUPS[group];
  const learnerOf = (channels: number, measurements: number, rate: number) =>
    createExpectationLearner({
      ...{ engine, channels, rate, sensoryPrecision: (measurements * senses) / prior },
    });
  const one = learnerOf(1, 1, MAGNITUDE_RATE);
  const both = learnerOf(1, 2, MAGNITUDE_RATE);
  const tones = learnerOf(CHANNELS, 1, TONE_RATE);
  return {
    parameters: { sensoryPrecision: senses, priorPrecision: prior },
    remembers: true,
    dispose: () => {
      for (const learner of [one, both, tones]) learner.dispose();
    },
    respond: ({ part, stimulus }, random) => {
      if (part === 'tones') {
        const pitch = stimulus === 1 ? TONES.deviant : TONES.standard;
        const heard = tunedResponse(pitch, CHANNELS).map(
          (response) => response + TONE_NOISE * random.normal(),
        );
        const error = summedSize(tones.perceive(heard).onsetErrors);
        return { perceived: null, error, weightedError: senses * error };
      }
      const measured = (): number => Number(stimulus) + random.normal();
      const { percept } =
        part === 'magnitude'
          ? one.perceive([measured()])
          : both.perceive([(measured() + measured()) / 2]);
      return { perceived: percept[0]!, error: null, weightedError: null };
    },
  };
}

function* course(repetitions: number, random: Random): Course {
  for (const part of random.shuffle(['magnitude', 'two-cues', 'tones'])) {
    const rows = (times: number): Row[] =>
      part === 'tones'
        ? Array.from({ length: 5 * times }, (_, at) => ({
            ...{ part, stimulus: at < Math.round(5 * times * RARE) ? 1 : 0 },
          }))
        : MAGNITUDES.flatMap((stimulus) =>
            Array.from({ length: times }, () => ({ part, stimulus })),
          );
    for (const row of random.shuffle(rows(PRACTICE / 5))) yield { ...row, role: 'practice' };
    for (const row of random.shuffle(rows(repetitions))) yield { ...row, role: 'test' };
  }
}

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      if (row['role'] !== 'test') return;
      const condition = `${String(row['part'])} ${String(row['stimulus'])}`;
      for (const name of ['perceived', 'error', 'weightedError']) {
        if (row[name] !== null) means.add(seat, `${condition} ${name}`, Number(row[name]));
      }
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows: (string | number)[][] = [];
      /** Least squares of what is perceived over what is shown. */
      const slope = (of: (condition: string) => number, part: string): number =>
        MAGNITUDES.reduce((sum, one) => sum + one * of(`${part} ${one} perceived`), 0) /
        MAGNITUDES.reduce((sum, one) => sum + one ** 2, 0);
      for (const group of Object.keys(GROUPS) as Group[]) {
        const tell = (name: string, found: Estimate95, expected: number | string): void => {
          estimates[`${name} ${group}`] = found;
          rows.push([group, name, ...cellsOf(found), expected]);
        };
        tell(
          'slope',
          means.estimate(group, (of) => slope(of, 'magnitude')),
          weightOf(group, 1),
        );
        tell(
          'slope with two cues',
          means.estimate(group, (of) => slope(of, 'two-cues')),
          weightOf(group, 2),
        );
        for (const name of ['error', 'weightedError']) {
          tell(
            `mismatch of ${name}`,
            means.estimate(group, (of) => of(`tones 1 ${name}`) - of(`tones 0 ${name}`)),
            '',
          );
        }
      }
      // Nobody is in two groups: the ratio is of means, its interval that of the numerator.
      for (const name of ['error', 'weightedError']) {
        const { value, interval } = estimates[`mismatch of ${name} precise-senses`]!;
        const base = estimates[`mismatch of ${name} weak-prior`]!.value;
        const { lower, upper } = interval;
        estimates[`ratio of ${name}`] = {
          value: value / base,
          interval: { lower: lower / base, upper: upper / base },
        };
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'read-outs',
            caption:
              'Slope of what is perceived over what is shown, from one and from two measurements, beside n Pi_s / (n Pi_s + Pi_p); error of deviants minus standards, raw and weighted by precision.',
            columns: ['group', 'measure', 'value', 'lower', 'upper', 'expected'],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Can a weak prior be told from precise senses, when both weaken what is expected alike?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 10 : 24);
  const repetitions = isQuick ? 60 : 120;
  const number = (name: string, meaning: string) =>
    ({ name, meaning, unit: '1', kind: 'number' }) as const;
  return {
    name: 'weak-and-strong-priors',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'weak-and-strong-priors', count, repetitions }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [
      number('sensoryPrecision', 'Precision that the senses are supposed to have.'),
      number('priorPrecision', 'Precision that the prior is supposed to have.'),
    ],
    shown: [
      { name: 'part', meaning: 'magnitude, two-cues or tones.', unit: '1', kind: 'text' },
      { name: 'role', meaning: 'practice or test.', unit: '1', kind: 'text' },
      number('stimulus', 'Magnitude; of tones 0 for the standard and 1 for the deviant.'),
    ],
    answered: [
      number('perceived', 'Magnitude that is perceived.'),
      number('error', 'Sum over channels of the sizes of the prediction errors at the tone.'),
      number('weightedError', 'The same, weighted by the precision of the senses.'),
    ],
    course: (_, random) => course(repetitions, random),
    expectedTrials: 3 * (PRACTICE + MAGNITUDES.length * repetitions),
    open: ({ group }) => openParticipant(group as Group),
    readout,
  };
}

export default defineParadigm({
  name: 'weak-and-strong-priors',
  summary:
    'Four groups differ in the precision of prior or senses: central tendency, two cues, mismatch.',
  question: QUESTION,
  label: 'wired',
  why: 'what is expected is learned from what is perceived; the precisions that distinguish the groups are typed in, as knobs.',
  sources: [REFERENCES.pellicanoBurr2012, REFERENCES.adams2013, REFERENCES.garrido2009],
  datum:
    'weak priors, over-precise senses and aberrant precision have all been proposed of autism and of schizophrenia (Pellicano & Burr 2012; Adams et al. 2013), and the evidence is mixed. No group of people is modelled here: these are competing knobs, not diagnoses.',
  limits:
    'which of the errors a recording shows, raw or weighted, is a convention: with raw errors the two knobs cannot be told apart by these read-outs at all. Learning rates are the same for all groups.',
  claim: {
    quantity: 'weighted mismatch with precise senses, relative to that with a weak prior',
    unit: '1',
    estimate: 'ratio of weightedError',
    expected: 4,
    tolerance: 0.4,
    without: 1,
  },
  shape: {
    says: 'slopes are .5, .8, .8, .2 (control, weak prior, precise senses, strong prior) from one measurement and .667, .889, .889, .333 from two, each within .06: percepts do not tell a weak prior from precise senses',
    holds: (estimates) =>
      (Object.keys(GROUPS) as Group[]).every((group) =>
        (
          [
            ['slope', 1],
            ['slope with two cues', 2],
          ] as const
        ).every(
          ([name, measurements]) =>
            Math.abs(
              (estimates[`${name} ${group}`]?.value ?? Number.NaN) - weightOf(group, measurements),
            ) < 0.06,
        ),
      ),
  },
  ablation: {
    name: 'errors without their precision',
    meaning: 'the same errors, not weighted by precision: the groups are met alike by deviants.',
    estimate: 'ratio of error',
    within: 0.1,
  },
  experiment,
});
