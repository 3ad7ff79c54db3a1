import { createCauseLearner, createEngine, type Random, REFERENCES } from '../../agents/index.ts';
import { causalInference, type CausalWorld } from '../ideal-observers/causal-inference.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** The world in which participants live: the fitted parameters of the paper, degrees. */
const WORLD: CausalWorld = {
  visualDeviation: 2.14,
  auditoryDeviation: 9.2,
  priorDeviation: 12.3,
  common: 0.28,
};
const DISPARITIES = [-25, -20, -15, -10, -5, 0, 5, 10, 15, 20, 25] as const;
const PLACES = [-10, -5, 0, 5, 10] as const;
const REPETITIONS = 4;
const MET = 500;

const GROUPS = {
  learned: [
    [0, 0],
    [0, 1],
  ],
  'one-cause': [[0, 0]],
} as const;

/** Pairs of a sight and a sound as they are met in life. */
function met(random: Random): number[] {
  return Array.from({ length: MET }, () => {
    const place = WORLD.priorDeviation * random.normal();
    const other = WORLD.priorDeviation * random.normal();
    const sound = random.uniform() < WORLD.common ? place : other;
    return [
      place + WORLD.visualDeviation * random.normal(),
      sound + WORLD.auditoryDeviation * random.normal(),
    ];
  }).flat();
}

async function openParticipant(
  hypotheses: readonly (readonly number[])[],
  { random, rounds }: { readonly random: Random; readonly rounds: number },
): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const learner = createCauseLearner({
    ...{ engine, batch: MET, hypotheses },
    start: { cueDeviations: [5, 5], priorDeviation: 10 },
  });
  const life = random.fork('life');
  for (let round = 0; round < rounds; round++) {
    learner.learn(met(life), 0.1 * (1 - round / rounds));
  }
  const { logPrecision, logPriorPrecision, chances } = learner.knowledge;
  learner.dispose();
  const deviations = Array.from(logPrecision, (log) => Math.exp(-log / 2));
  const perceiver = createCauseLearner({
    ...{ engine, batch: 1, hypotheses },
    start: {
      cueDeviations: deviations,
      priorDeviation: Math.exp(-logPriorPrecision / 2),
      chances: Array.from(chances),
    },
  });
  return {
    parameters: {
      visualDeviation: deviations[0]!,
      auditoryDeviation: deviations[1]!,
      priorDeviation: Math.exp(-logPriorPrecision / 2),
      common: chances[0]!,
    },
    remembers: false,
    dispose: () => {
      perceiver.dispose();
    },
    respond: (plan, trial) => {
      const isProbe = plan['part'] === 'probe';
      const noise = (deviation: number): number => (isProbe ? 0 : deviation * trial.normal());
      const visual = Number(plan['visual']) + noise(WORLD.visualDeviation);
      const auditory = Number(plan['auditory']) + noise(WORLD.auditoryDeviation);
      const [percept] = perceiver.perceive([visual, auditory]);
      return {
        visualEstimate: percept!.estimates[0]!,
        auditoryEstimate: percept!.estimates[1]!,
        oneCause: percept!.chances[0]!,
      };
    },
  };
}

function* course(random: Random): Course {
  for (const visual of DISPARITIES) yield { part: 'probe', visual, auditory: 0 };
  const trials = PLACES.flatMap((visual) =>
    PLACES.flatMap((auditory) =>
      Array.from({ length: REPETITIONS }, () => ({ part: 'localise', visual, auditory })),
    ),
  );
  for (const trial of random.shuffle(trials)) yield trial;
}

function readout(): Readout {
  const bias = new Map<string, number[]>();
  const misses = new Map<number, { readonly group: string; sum: number; count: number }>();
  const noisy = new Map<string, number[]>();
  const push = (map: Map<string, number[]>, key: string, value: number): void => {
    map.set(key, [...(map.get(key) ?? []), value]);
  };
  return {
    add: ({ group, participant }, row) => {
      const [visual, auditory] = [Number(row['visual']), Number(row['auditory'])];
      const estimate = Number(row['auditoryEstimate']);
      if (row['part'] !== 'probe') {
        push(
          noisy,
          `${group} ${Math.abs(visual - auditory)}`,
          Math.sign(visual - auditory) * (estimate - auditory),
        );
        return;
      }
      push(bias, `${group} ${Math.abs(visual)}`, Math.sign(visual) * estimate);
      const own = misses.get(participant) ?? { group, sum: 0, count: 0 };
      misses.set(participant, own);
      own.sum +=
        (Number(row['oneCause']) - causalInference({ visual, auditory }, WORLD).common) ** 2;
      own.count++;
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows: (string | number)[][] = [];
      for (const group of Object.keys(GROUPS)) {
        const means = new Map<number, number[]>();
        for (const disparity of [5, 10, 15, 20, 25]) {
          // Both sides are one person's: they are one number.
          const sides = bias.get(`${group} ${disparity}`) ?? [];
          const each = sides
            .filter((_, at) => at % 2 === 0)
            .map((one, at) => (one + sides[2 * at + 1]!) / 2);
          const found = meanOverParticipants(each);
          estimates[`bias ${disparity} ${group}`] = found;
          means.set(disparity, each);
          const exact = causalInference({ visual: disparity, auditory: 0 }, WORLD);
          rows.push([
            group,
            disparity,
            found.value,
            found.interval.lower,
            found.interval.upper,
            exact.auditory,
          ]);
        }
        const [near, far] = [means.get(10)!, means.get(20)!];
        estimates[`fall ${group}`] = meanOverParticipants(far.map((bias, at) => bias / near[at]!));
        const errors = [...misses.values()].filter((one) => one.group === group);
        estimates[`chance error ${group}`] = meanOverParticipants(
          errors.map(({ sum, count }) => Math.sqrt(sum / count)),
        );
      }
      const errorsTable = Object.keys(GROUPS).map((group) => {
        const { value, interval } = estimates[`chance error ${group}`]!;
        return [group, value, interval.lower, interval.upper];
      });
      const noisyRows = Array.from(noisy, ([key, values]) => {
        const [group = '', disparity = ''] = key.split(' ');
        return [
          group,
          Number(disparity),
          values.reduce((sum, one) => sum + one, 0) / values.length,
          values.length,
        ];
      }).sort(
        (one, other) =>
          String(one[0]).localeCompare(String(other[0])) || Number(one[1]) - Number(other[1]),
      );
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'auditory-bias',
            caption:
              'Where a sound straight ahead is heard, beside a sight at a disparity: noise-free probes, degrees.',
            columns: ['group', 'disparity', 'bias', 'lower', 'upper', 'ideal observer'],
            rows,
          },
          {
            name: 'probability-of-one-cause',
            caption:
              'Root mean square distance of the probability of one cause from that of the ideal observer.',
            columns: ['group', 'error', 'lower', 'upper'],
            rows: errorsTable,
          },
          {
            name: 'noisy-trials',
            caption:
              'Mean bias towards the sight in trials with sensory noise, degrees; the pull of the prior to straight ahead is in it.',
            columns: ['group', 'disparity', 'bias', 'trials'],
            rows: noisyRows,
          },
        ],
      };
    },
  };
}

const QUESTION =
  'Does an agent learn when to integrate a sight and a sound and when to keep them apart?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 4 : 12);
  const rounds = isQuick ? 600 : 800;
  const degrees = (name: string, meaning: string) =>
    ({ name, meaning, unit: 'degree', kind: 'number' }) as const;
  return {
    name: 'causal-inference',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'causal-inference', count, rounds }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants: count })),
    parameters: [
      degrees('visualDeviation', 'Learned noise of sight.'),
      degrees('auditoryDeviation', 'Learned noise of hearing.'),
      degrees('priorDeviation', 'Learned spread of places.'),
      { name: 'common', meaning: 'Learned probability of one cause.', unit: '1', kind: 'number' },
    ],
    shown: [
      {
        name: 'part',
        meaning: 'probe (without noise) or localise (with noise).',
        unit: '1',
        kind: 'text',
      },
      degrees('visual', 'Place of the sight.'),
      degrees('auditory', 'Place of the sound.'),
    ],
    answered: [
      degrees('visualEstimate', 'Where the sight is perceived.'),
      degrees('auditoryEstimate', 'Where the sound is perceived.'),
      {
        name: 'oneCause',
        meaning: 'Posterior probability of one cause.',
        unit: '1',
        kind: 'number',
      },
    ],
    course: (_, random) => course(random),
    expectedTrials: DISPARITIES.length + PLACES.length ** 2 * REPETITIONS,
    open: ({ group }, random) =>
      openParticipant(group === 'learned' ? GROUPS.learned : GROUPS['one-cause'], {
        random,
        rounds,
      }),
    readout,
  };
}

export default defineParadigm({
  name: 'causal-inference',
  summary:
    'A sound is localised beside a sight that may or may not have caused it (ventriloquist).',
  question: QUESTION,
  label: 'partly',
  why: 'noise, spread of places and probability of one cause are learned from pairs alone; that there are one or two causes is given.',
  sources: [REFERENCES.kording2007, REFERENCES.alaisBurr2004],
  datum:
    'the bias of a heard place towards a seen one falls off at large disparities, and 19 observers are described with R^2 .97 by a probability of one cause of .28 (Kording et al. 2007). The numbers here are those of the ideal observer with these parameters.',
  limits:
    'the response model of the paper and its data are not fitted; sensory noise does not depend on the place.',
  claim: {
    quantity: 'bias of a heard place at a disparity of 20 degrees, relative to that at 10',
    unit: '1',
    estimate: 'fall learned',
    // 1.308144 / 2.505147 of the ideal observer; forced fusion is linear in the disparity.
    expected: 0.522,
    tolerance: 0.15,
    without: 2,
  },
  shape: {
    says: 'the bias is 1.64, 2.51, 1.31 at 5, 10, 20 degrees within .35, and the probability of one cause is within .03 of the ideal observer',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        [1.645, 2.505, 1.308].every(
          (bias, at) => Math.abs(value(`bias ${[5, 10, 20][at]!} learned`) - bias) < 0.35,
        ) && value('chance error learned') < 0.03
      );
    },
  },
  ablation: {
    name: 'one cause only',
    meaning:
      'an agent with a single hypothesis learns as long. It always integrates, so that its bias grows with the disparity without end. The bias at one disparity does not tell the two apart: this agent takes the conflict for noise, and learns larger noise.',
    estimate: 'fall one-cause',
    within: 0.1,
  },
  experiment,
});
