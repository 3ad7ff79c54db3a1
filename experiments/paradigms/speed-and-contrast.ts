import {
  createEngine,
  createSparsePerceiver,
  type Random,
  REFERENCES,
} from '../../agents/index.ts';
import { speedMatchShift } from '../ideal-observers/slow-speed.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import {
  fitPsychometric,
  percentiles,
  type PsychometricFit,
} from '../psychophysics/fit-psychometric.ts';
import { type FoundBesideExpected, foundTable } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import { numberColumn, textColumn } from '../running/columns.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** Speeds are u = ln(1 + v / 0.3), v in degrees per second. Noise of u by contrast. */
const NOISE = { high: 0.1, low: 0.2, lowest: 0.4 } as const;
type Contrast = keyof typeof NOISE;
/** Slope of ln p(u) in the world, per unit of u, and the speed of the reference. */
const SLOPE = -1;
const REFERENCE = Math.log(1 + 2 / 0.3);

interface Pair {
  readonly name: string;
  readonly reference: Contrast;
  readonly test: Contrast;
  readonly repetitions: number;
}
const PAIRS: readonly Pair[] = [
  { name: 'high-high', reference: 'high', test: 'high', repetitions: 30 },
  { name: 'low-low', reference: 'low', test: 'low', repetitions: 20 },
  { name: 'lowest-lowest', reference: 'lowest', test: 'lowest', repetitions: 40 },
  { name: 'high-low', reference: 'high', test: 'low', repetitions: 60 },
  { name: 'high-lowest', reference: 'high', test: 'lowest', repetitions: 60 },
];
/** Differences of speed in standard deviations of the comparison. */
const LEVELS = [-1.6, -1, -0.5, -0.1, 0.3, 0.7, 1.2, 1.8] as const;

const MET = 500;
const ROUNDS = 200;
const RESAMPLES = 100;
const GROUPS = ['learned', 'flat'] as const;

const spreadOf = ({ reference, test }: Pair): number => Math.hypot(NOISE[reference], NOISE[test]);

async function openParticipant(group: string, random: Random): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  let rate = 0;
  if (group === 'learned') {
    const learner = createSparsePerceiver({ engine, batch: MET, start: 0.3 });
    const life = random.fork('life');
    for (let round = 0; round < ROUNDS; round++) {
      const deviation = life.choose(Object.values(NOISE));
      const cues = Array.from({ length: MET }, () => {
        // Either direction; sizes fall off exponentially.
        const speed = Math.log(1 - life.uniform()) / SLOPE;
        return (life.uniform() < 0.5 ? -speed : speed) + deviation * life.normal();
      });
      learner.learn(cues, deviation, 0.1 * (1 - round / ROUNDS));
    }
    ({ rate } = learner);
    learner.dispose();
  }
  const perceiver = createSparsePerceiver({ engine, batch: 1, start: rate });
  return {
    parameters: { slope: -rate },
    remembers: false,
    dispose: () => {
      perceiver.dispose();
    },
    respond: (plan, trial) => {
      const pair = PAIRS.find(({ name }) => name === plan['pair'])!;
      const perceived = (speed: number, contrast: Contrast): number => {
        const deviation = NOISE[contrast];
        return perceiver.perceive([speed + deviation * trial.normal()], deviation)[0]!;
      };
      const reference = perceived(REFERENCE, pair.reference);
      const test = perceived(REFERENCE + Number(plan['level']), pair.test);
      return { faster: test > reference };
    },
  };
}

function* course(random: Random): Course {
  const trials = PAIRS.flatMap((pair) =>
    LEVELS.flatMap((level) =>
      Array.from({ length: pair.repetitions }, () => ({
        pair: pair.name,
        level: level * spreadOf(pair),
      })),
    ),
  );
  for (const trial of random.shuffle(trials)) yield trial;
}

/** Trials and choices by pair and level. */
type Counts = Map<string, Map<number, { trials: number; successes: number }>>;

/** What the choices of some participants say. */
interface Measured {
  readonly fits: ReadonlyMap<string, PsychometricFit>;
  readonly shifts: readonly number[];
  /** Slope of the prior from the choices alone: shift over the difference of variances, both of them measured. */
  readonly slope: number;
}

function measured(all: readonly Counts[], near?: ReadonlyMap<string, PsychometricFit>): Measured {
  const fits = new Map(
    PAIRS.map((pair) => {
      const levels = LEVELS.map((level) => {
        const at = level * spreadOf(pair);
        const each = all.flatMap((counts) => counts.get(pair.name)?.get(at) ?? []);
        const sum = (of: 'trials' | 'successes'): number =>
          each.reduce((total, one) => total + one[of], 0);
        return { level: at, trials: sum('trials'), successes: sum('successes') };
      });
      const start = near?.get(pair.name);
      return [
        pair.name,
        fitPsychometric(levels, { lapse: 0, ...(start === undefined ? {} : { near: start }) }),
      ] as const;
    }),
  );
  const varianceOf = (contrast: Contrast): number =>
    fits.get(`${contrast}-${contrast}`)!.spread ** 2 / 2;
  const shifts = PAIRS.map(({ name }) => fits.get(name)!.location);
  return {
    fits,
    shifts,
    slope: fits.get('high-lowest')!.location / (varianceOf('high') - varianceOf('lowest')),
  };
}

function readout(): Readout {
  const counts = new Map<string, Map<number, Counts>>();
  return {
    add: ({ participant, group }, row) => {
      const members = counts.get(group) ?? new Map<number, Counts>();
      counts.set(group, members);
      const own: Counts =
        members.get(participant) ??
        new Map<string, Map<number, { trials: number; successes: number }>>();
      members.set(participant, own);
      const pair = String(row['pair']);
      const levels = own.get(pair) ?? new Map<number, { trials: number; successes: number }>();
      own.set(pair, levels);
      const at = levels.get(Number(row['level'])) ?? { trials: 0, successes: 0 };
      levels.set(Number(row['level']), at);
      at.trials++;
      if (row['faster'] === true) at.successes++;
    },
    finish: (random): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const lines: FoundBesideExpected[] = [];
      for (const group of GROUPS) {
        const all = [...(counts.get(group)?.values() ?? [])];
        const found = measured(all);
        const again = random.fork(group);
        const draws = Array.from({ length: all.length < 2 ? 0 : RESAMPLES }, () =>
          measured(
            all.map(() => again.choose(all)),
            found.fits,
          ),
        );
        const slopeInForce = group === 'learned' ? SLOPE : 0;
        PAIRS.forEach((pair, at) => {
          const shift = {
            value: found.shifts[at]!,
            interval: percentiles(draws.map(({ shifts }) => shifts[at]!)),
          };
          estimates[`shift ${pair.name} ${group}`] = shift;
          // a (s1^2 - s2^2) with s1 of the reference: what is seen poorly has to be faster.
          const expected = speedMatchShift(slopeInForce, NOISE[pair.reference], NOISE[pair.test]);
          lines.push({ about: [group, pair.name, 'shift'], found: shift, expected: expected + 0 });
        });
        const slope = {
          value: found.slope,
          interval: percentiles(draws.map((draw) => draw.slope)),
        };
        estimates[`slope ${group}`] = slope;
        lines.push({
          about: [group, 'high-lowest', 'slope of the prior'],
          found: slope,
          expected: slopeInForce,
        });
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          foundTable(
            'shifts',
            'By how much the test has to be faster than the reference to seem equal, in u = ln(1 + v / 0.3), and the slope of the prior that the choices reveal, beside the closed form.',
            ['group', 'contrasts (reference-test)', 'quantity'],
            lines,
          ),
        ],
      };
    },
  };
}

const QUESTION =
  'Does what is seen poorly seem slower, and do choices reveal what speeds an agent has learned to expect?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 24 : 48);
  return {
    name: 'speed-and-contrast',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'speed-and-contrast', count, ROUNDS, PAIRS }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [numberColumn('slope', '1', 'Learned slope of ln p(u).')],
    shown: [
      textColumn('pair', 'Contrasts of the reference and of the test.'),
      numberColumn('level', '1', 'u of the test minus that of the reference.'),
    ],
    answered: [
      {
        name: 'faster',
        meaning: 'Whether the test seems faster.',
        ...{ unit: '1', kind: 'boolean' },
      },
    ],
    course: (_, random) => course(random),
    expectedTrials: PAIRS.reduce((sum, { repetitions }) => sum + repetitions * LEVELS.length, 0),
    open: ({ group }, random) => openParticipant(group, random),
    readout,
  };
}

export default defineParadigm({
  name: 'speed-and-contrast',
  summary: 'Two gratings of different contrast move, and the faster one is chosen.',
  question: QUESTION,
  label: 'partly',
  why: 'how fast the probability of speeds falls off is learned from noisy speeds alone; that it falls off exponentially in u, and the noise at each contrast, is given.',
  sources: [REFERENCES.stockerSimoncelli2006],
  datum:
    'gratings of low contrast seem slower; choices of five observers are described by noise that grows as contrast falls and a prior that falls off about as a power of the speed (Stocker & Simoncelli 2006). The numbers follow from a slope of -1 and noise of .1 and .2.',
  limits:
    'noise is given in u, where it does not depend on speed; contrasts are not read off pictures, and no data of people are fitted.',
  claim: {
    quantity: 'by how much a grating of low contrast has to be faster to seem as fast, in u',
    unit: '1',
    estimate: 'shift high-low learned',
    expected: 0.03,
    tolerance: 0.008,
    without: 0,
  },
  shape: {
    says: 'the slope of the prior that choices reveal is -1 within 10 per cent, and nothing is shifted by .02 at equal contrast of .1 or .2',
    holds: (estimates) => {
      const of = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        Math.abs(of('slope learned') - SLOPE) < 0.1 &&
        Math.abs(of('shift high-high learned')) < 0.02 &&
        Math.abs(of('shift low-low learned')) < 0.02
      );
    },
  },
  ablation: {
    name: 'flat prior',
    meaning:
      'no speed is expected more than another: what is seen poorly is only seen less surely.',
    estimate: 'shift high-low flat',
    within: 0.008,
  },
  experiment,
});
