import { rivalDurations, REFERENCES, type RivalryOptions } from '../../agents/index.ts';
import { type DurationStatistics, durationStatistics } from '../analysis/dominance.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { collectMeans, type FoundBesideExpected, foundTable } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import { numberColumn } from '../running/columns.ts';
import type { Experiment, Readout } from '../running/experiment.ts';

const SHARED = { strengths: [1, 1], exclusivity: 6, isSaturating: false } as const;
/** What drives alternations in each group, and the statistics of the reference, where they are known. */
const GROUPS: Readonly<
  Record<
    string,
    {
      readonly drive: Pick<RivalryOptions, 'adaptation' | 'noise'>;
      readonly reference: Partial<Record<keyof DurationStatistics, number>>;
    }
  >
> = {
  both: {
    drive: { adaptation: 2, noise: 0.6 },
    reference: { mean: 1.33, variation: 0.486, skewOverVariation: 1.13, gammaShape: 4.2 },
  },
  'more-noise': {
    drive: { adaptation: 2, noise: 1 },
    reference: { mean: 0.72, variation: 0.65, skewOverVariation: 1.72, gammaShape: 2.4 },
  },
  'adaptation-only': {
    drive: { adaptation: 5, noise: 1e-3 },
    reference: { mean: 1.63, variation: 0.01 },
  },
  'noise-only': {
    drive: { adaptation: 0, noise: 1.5 },
    reference: { mean: 0.69, variation: 0.85, skewOverVariation: 2.2, gammaShape: 1.4 },
  },
};
const SESSIONS = 3;
/** Length of a session, s. */
const LENGTH = 200;

const MEASURES = [
  ['mean', 's'],
  ['variation', '1'],
  ['skewOverVariation', '1'],
  ['gammaShape', '1'],
  ['serial', '1'],
] as const;

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      for (const [measure] of MEASURES) means.add(seat, measure, Number(row[measure]));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const lines: FoundBesideExpected[] = [];
      for (const [group, { reference }] of Object.entries(GROUPS)) {
        for (const [measure] of MEASURES) {
          const found = means.mean(group, measure);
          estimates[`${measure} ${group}`] = found;
          // What does not vary has neither skewness nor a shape.
          if (reference[measure] === undefined && measure !== 'serial') continue;
          lines.push({ about: [group, measure], found, expected: reference[measure] ?? null });
        }
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          foundTable(
            'durations',
            'Durations of percepts (s): mean, coefficient of variation, skewness over it, shape of the gamma distribution, correlation of each with the next; beside the reference run of the same equations.',
            ['group', 'measure'],
            lines,
          ),
        ],
      };
    },
  };
}

const QUESTION =
  'What makes percepts in rivalry last as irregularly as they do: noise, or adaptation?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 12 : 30);
  return {
    name: 'binocular-rivalry',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'binocular-rivalry', count, SESSIONS, LENGTH }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [
      numberColumn('adaptation', '1', 'Cost of what has been there for long.'),
      numberColumn('noise', '1', 'Size of the noise.'),
    ],
    shown: [
      numberColumn('session', '1', 'Number of the session.'),
      numberColumn('seconds', 's', 'Length of the session.'),
    ],
    answered: [
      numberColumn('count', '1', 'Percepts that began and ended.'),
      numberColumn('mean', 's', 'Mean duration.'),
      numberColumn('variation', '1', 'Standard deviation of durations over their mean.'),
      numberColumn('skewOverVariation', '1', 'Skewness of durations over their variation.'),
      numberColumn('gammaShape', '1', 'Shape of the gamma distribution of greatest likelihood.'),
      numberColumn('serial', '1', 'Correlation of each duration with the next.'),
    ],
    course: function* () {
      for (let session = 1; session <= SESSIONS; session++) yield { session, seconds: LENGTH };
    },
    expectedTrials: SESSIONS,
    open: ({ group }) => {
      const { drive } = GROUPS[group]!;
      return {
        parameters: { ...drive },
        remembers: false,
        dispose: () => undefined,
        respond: (plan, random) => {
          const seconds = Number(plan['seconds']);
          const [one, other] = rivalDurations({ ...SHARED, ...drive }, seconds, random);
          // Percepts take turns, beginning with the second cause.
          const turns = other.flatMap((duration, at) =>
            one[at] === undefined ? [duration] : [duration, one[at]],
          );
          return { ...durationStatistics(turns) };
        },
      };
    },
    readout,
  };
}

export default defineParadigm({
  name: 'binocular-rivalry',
  summary: 'Each eye is shown another picture, and percepts take turns.',
  question: QUESTION,
  label: 'wired',
  why: 'that two causes exclude each other, that they adapt, and how strong the noise is was typed in; the statistics of durations are not.',
  sources: [REFERENCES.brascamp2005, REFERENCES.brascampKlinkLevelt2015],
  datum:
    'durations in rivalry are skewed to the right and about gamma distributed with a shape of 2.5 to 5 and a coefficient of variation of .4 to .65, and hardly correlated from one to the next (Brascamp et al. 2005; Brascamp, Klink & Levelt 2015).',
  limits:
    'successive durations are correlated by about .3 here, which they are not in people. Exclusivity is not learned. Time constants are conventions: seconds follow from them. The noise of the reference is not described to the last factor; the convention here is the one that comes closest. Log-normal and other distributions are not compared.',
  claim: {
    quantity: 'coefficient of variation of durations, with adaptation 2 and noise .6',
    unit: '1',
    estimate: 'variation both',
    expected: 0.486,
    tolerance: 0.08,
    without: 0,
  },
  shape: {
    says: 'with both, the gamma shape is 2.5 to 6, the mean 1.33 s within .2, and successive durations correlate by less than .15; noise alone makes durations vary by .85 within .07',
    holds: (estimates) => {
      const of = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        of('gammaShape both') > 2.5 &&
        of('gammaShape both') < 6 &&
        Math.abs(of('mean both') - 1.33) < 0.2 &&
        Math.abs(of('serial both')) < 0.15 &&
        Math.abs(of('variation noise-only') - 0.85) < 0.07
      );
    },
  },
  ablation: {
    name: 'adaptation only',
    meaning:
      'without noise percepts alternate like a clock. A third group has noise without adaptation: its durations vary as if it forgot how long it has been seeing what it sees.',
    estimate: 'variation adaptation-only',
    within: 0.05,
  },
  experiment,
});
