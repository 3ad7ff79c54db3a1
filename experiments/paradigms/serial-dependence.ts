import {
  createTemporalMixture,
  hierarchyOf,
  type Random,
  REFERENCES,
  type Sequence,
  sequenceOf,
  type TemporalHierarchy,
} from '../../agents/index.ts';
import { serialBias } from '../ideal-observers/serial-dependence.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { collectMeans, type FoundBesideExpected, foundTable } from '../report/collect-means.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import { numberColumn, textColumn } from '../running/columns.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** All in units of the noise of one look. Differences between what was seen before and what is seen now. */
const DIFFERENCES = [0.5, 1, Math.SQRT2, 2, 2.5, 3, 4, 6, 10] as const;
const NEAR = Math.SQRT2;
const FAR = 10;
/** Typical sizes of a change from one look to the next: any power between these is met alike. */
const SMALLEST = 0.3;
const LARGEST = 30;
const SIZES = 10;

const MET = 50;
const ROUNDS = 30;
const NOISY = 4;
const GROUPS = ['any-size', 'one-size', 'no-memory'] as const;

const sizeAt = (power: number): number => SMALLEST * (LARGEST / SMALLEST) ** power;

/** A thing that changes by about `size` from look to look. */
function changing(size: number): TemporalHierarchy {
  return hierarchyOf({
    ...{ dynamics: [[1]], observation: [[1]], processCovariance: [[size ** 2]] },
    ...{ observationCovariance: [[1]], initialMean: [0], initialCovariance: [[100 ** 2]] },
  });
}

function met(random: Random): Sequence {
  const place = LARGEST * random.normal();
  const change = sizeAt(random.uniform()) * random.normal();
  return sequenceOf([[place + random.normal()], [place + change + random.normal()]]);
}

/** Root mean square of changes that are met, as seen: what an agent takes for their size that knows of one. */
function typicalSize(life: readonly Sequence[]): number {
  const squares = life.map(({ values }) => (values[1]! - values[0]!) ** 2);
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  return Math.sqrt(Math.max(1e-6, mean - 2));
}

function openParticipant(group: string, random: Random): Participant {
  const life = random.fork('life');
  const rounds = Array.from({ length: ROUNDS }, () => Array.from({ length: MET }, () => met(life)));
  const sizes =
    group === 'any-size'
      ? Array.from({ length: SIZES }, (_, at) => sizeAt((at + 0.5) / SIZES))
      : [typicalSize(rounds.flat())];
  const mixture = createTemporalMixture(sizes.map(changing), startOf(sizes.length));
  if (sizes.length > 1) {
    rounds.forEach((sequences, round) => {
      mixture.learn(sequences, 10 / (1 + round / 5));
    });
  }
  const { chances } = mixture;
  return {
    parameters: {
      small: sizes.reduce((sum, size, at) => sum + (size < 3 ? chances[at]! : 0), 0),
    },
    remembers: false,
    dispose: () => undefined,
    respond: (plan, trial) => {
      const noise = (): number => (plan['part'] === 'probe' ? 0 : trial.normal());
      // The one before lies on the side of positive differences.
      const now = noise();
      const before = Number(plan['difference']) + noise();
      const looks = group === 'no-memory' ? [[now]] : [[before], [now]];
      const { shares, last } = mixture.perceive(sequenceOf(looks));
      const perceived = last.reduce((sum, step, at) => sum + shares[at]! * step.values[0]!, 0);
      return { perceived, bias: perceived - now };
    },
  };
}

/** Before learning, large changes are thought to be rare. */
function startOf(sizes: number): number[] {
  const weights = Array.from({ length: sizes }, (_, at) => 0.6 ** at);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function* course(random: Random): Course {
  for (const difference of DIFFERENCES) yield { part: 'probe', difference };
  const noisy = DIFFERENCES.flatMap((difference) =>
    Array.from({ length: NOISY }, () => ({ part: 'noisy', difference })),
  );
  for (const one of random.shuffle(noisy)) yield one;
}

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      means.add(seat, `${String(row['part'])} ${String(row['difference'])}`, Number(row['bias']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const lines: FoundBesideExpected[] = [];
      for (const group of GROUPS) {
        for (const difference of DIFFERENCES) {
          for (const part of ['probe', 'noisy'] as const) {
            const found = means.mean(group, `${part} ${difference}`);
            const name = `bias ${Number(difference.toFixed(2))} ${group}`;
            estimates[part === 'probe' ? name : `${name} noisy`] = found;
            lines.push({
              about: [group, Number(difference.toFixed(2)), part],
              found,
              expected: group === 'no-memory' ? 0 : serialBias(difference, 1),
            });
          }
        }
        const near = means.of(group, `probe ${NEAR}`);
        const far = means.of(group, `probe ${FAR}`);
        estimates[`fall ${group}`] = meanOverParticipants(far.map((bias, at) => bias / near[at]!));
        const all = DIFFERENCES.map((difference) => means.of(group, `probe ${difference}`));
        const peaks = near.map((_, at) => {
          const own = all.map((values) => values[at]!);
          const most = Math.max(...own);
          return { most, where: DIFFERENCES[own.indexOf(most)]! };
        });
        estimates[`peak ${group}`] = meanOverParticipants(peaks.map(({ most }) => most));
        estimates[`peak place ${group}`] = meanOverParticipants(peaks.map(({ where }) => where));
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          foundTable(
            'attraction',
            'Attraction to what was seen before, at a difference, in units of the noise of a look, beside w d of the ideal observer that knows the difference.',
            ['group', 'difference', 'part'],
            lines,
          ),
          foundTable(
            'peak',
            'Largest attraction of noise-free probes, and where it is.',
            ['group', 'quantity'],
            GROUPS.flatMap((group) => [
              {
                about: [group, 'attraction'],
                found: estimates[`peak ${group}`]!,
                expected: serialBias(NEAR, 1),
              },
              {
                about: [group, 'difference'],
                found: estimates[`peak place ${group}`]!,
                expected: NEAR,
              },
            ]),
          ),
        ],
      };
    },
  };
}

const QUESTION =
  'Is what is seen now drawn to what was seen before, the more so the nearer they are, and left alone far away?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 4 : 12);
  const noises = 'look noise';
  return {
    name: 'serial-dependence',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'serial-dependence', count, ROUNDS, SIZES }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [
      numberColumn('small', '1', 'Learned probability that a change is smaller than three noises.'),
    ],
    shown: [
      textColumn('part', 'probe (without noise) or noisy.'),
      numberColumn('difference', noises, 'What was seen before minus what is seen now.'),
    ],
    answered: [
      numberColumn('perceived', noises, 'What is perceived now; it is at 0.'),
      numberColumn('bias', noises, 'What is perceived minus what the look says.'),
    ],
    course: (_, random) => course(random),
    expectedTrials: DIFFERENCES.length * (1 + NOISY),
    open: ({ group }, random) => openParticipant(group, random),
    readout,
  };
}

export default defineParadigm({
  name: 'serial-dependence',
  summary: 'Something is seen a little while after something that differs more or less from it.',
  question: QUESTION,
  label: 'partly',
  why: 'how often changes of which size happen is learned from pairs of looks alone; that things change between looks by steps of some size, and the noise of a look, is given.',
  sources: [REFERENCES.cicchini2018, REFERENCES.fischerWhitney2014, REFERENCES.millidge2024],
  datum:
    'perceived orientation is drawn to the one before, most at a difference of 25 to 30 degrees, and hardly at larger ones (Fischer & Whitney 2014). The numbers are those of an ideal observer that weighs the one before by s^2 / (2 s^2 + d^2) (Cicchini, Mikellidou & Burr 2018): .3536 s at most, at sqrt(2) s.',
  limits:
    'that observer takes the difference that it sees for the size of the change. One that has to infer the size, as this one, takes small differences for noise: its attraction is larger than .3536 s and largest at a larger difference, which the table shows. The world in which changes of all sizes are met alike is an assumption. Orientation does not come round here.',
  claim: {
    quantity: 'attraction at a difference of 10 s, relative to that at sqrt(2) s',
    unit: '1',
    estimate: 'fall any-size',
    // (10 / 102) / .3536 of the ideal observer; linear attraction: 10 / sqrt(2).
    expected: 0.277,
    tolerance: 0.15,
    without: 7.071,
  },
  shape: {
    says: 'attraction is at most .3536 s within .1 s, at a difference of sqrt(2) s within one step of the differences, and gone where the one before is not remembered',
    holds: (estimates) => {
      const of = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        Math.abs(of('peak any-size') - 0.3536) < 0.1 &&
        Math.abs(of('peak place any-size') - Math.SQRT2) <= 0.6 &&
        Math.abs(of('peak no-memory')) < 0.01
      );
    },
  },
  ablation: {
    name: 'changes of one size',
    meaning:
      'a temporal predictive coder that knows of one size of changes only is drawn linearly, without end, so that its attraction at 10 s is 7.07 times that at sqrt(2) s. A third group that does not remember what was before is not drawn at all.',
    estimate: 'fall one-size',
    within: 0.1,
  },
  experiment,
});
