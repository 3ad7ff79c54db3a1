import { createCauseLearner, createEngine, type Random, REFERENCES } from '../../agents/index.ts';
import { combineCues } from '../ideal-observers/cue-combination.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { collectMeans, type FoundBesideExpected, foundTable } from '../report/collect-means.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import { numberColumn } from '../running/columns.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** Noise of the place of a sound and of blobs, from the smallest to the largest, degrees. */
const AUDITORY = 6;
const VISUAL = [1, 2.5, 6, 12, 20] as const;
const WEIGHTS = [0.973, 0.852, 0.5, 0.2, 0.083] as const;
/** Middle of blob and sound, and blob minus sound, degrees. */
const PLACES = [-10, 0, 10] as const;
const CONFLICTS = [-20, 20] as const;
const REPETITIONS = 12;

/** Spread of places that are met in life, degrees. */
const SPREAD = 10;
const MET = 200;
const ROUNDS = 240;

const GROUPS = ['learned', 'equal', 'ideal'] as const;
type Group = (typeof GROUPS)[number];

async function openParticipant(group: Group, random: Random): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const hypotheses = [[0, 0]];
  const parameters: Record<string, number> = {};
  const perceivers = new Map(
    VISUAL.map((visual) => {
      let cueDeviations: number[] = group === 'ideal' ? [visual, AUDITORY] : [5, 5];
      let priorDeviation = SPREAD;
      if (group === 'learned') {
        const start = { cueDeviations, priorDeviation: 5 };
        const learner = createCauseLearner({ engine, batch: MET, hypotheses, start });
        const life = random.fork('life', visual);
        for (let round = 0; round < ROUNDS; round++) {
          const cues = Array.from({ length: MET }, () => {
            const place = SPREAD * life.normal();
            return [place + visual * life.normal(), place + AUDITORY * life.normal()];
          });
          learner.learn(cues.flat(), 0.1 * (1 - round / ROUNDS));
        }
        const { logPrecision, logPriorPrecision } = learner.knowledge;
        learner.dispose();
        cueDeviations = Array.from(logPrecision, (log) => Math.exp(-log / 2));
        priorDeviation = Math.exp(-logPriorPrecision / 2);
      }
      parameters[`visual${visual}`] = cueDeviations[0]!;
      parameters[`auditory${visual}`] = cueDeviations[1]!;
      const start = { cueDeviations, priorDeviation };
      return [visual, createCauseLearner({ engine, batch: 1, hypotheses, start })] as const;
    }),
  );
  return {
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [nameOf(name), value]),
    ),
    remembers: false,
    dispose: () => {
      for (const perceiver of perceivers.values()) perceiver.dispose();
    },
    respond: (plan, trial) => {
      const visual = VISUAL.find((one) => one === Number(plan['visualDeviation']))!;
      const [place, half] = [Number(plan['place']), Number(plan['conflict']) / 2];
      const [percept] = perceivers
        .get(visual)!
        .perceive([
          place + half + visual * trial.normal(),
          place - half + AUDITORY * trial.normal(),
        ]);
      return { perceived: percept!.estimates[0]! };
    },
  };
}

/** Names of columns have no point in them. */
function nameOf(parameter: string): string {
  return parameter.replace('.', 'p');
}

function* course(random: Random): Course {
  const trials = VISUAL.flatMap((visualDeviation) =>
    PLACES.flatMap((place) =>
      CONFLICTS.flatMap((conflict) =>
        Array.from({ length: REPETITIONS }, () => ({ visualDeviation, place, conflict })),
      ),
    ),
  );
  for (const trial of random.shuffle(trials)) yield trial;
}

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      const [visual, place, conflict] = ['visualDeviation', 'place', 'conflict'].map((name) =>
        Number(row[name]),
      );
      const perceived = Number(row['perceived']);
      means.add(seat, `${visual} place`, (perceived * place!) / meanSquare(PLACES));
      means.add(seat, `${visual} conflict`, (perceived * conflict!) / meanSquare(CONFLICTS));
      means.add(seat, `${visual} ${place} ${conflict}`, perceived);
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const lines: FoundBesideExpected[] = [];
      for (const group of GROUPS) {
        for (const visual of VISUAL) {
          // perceived = g (place + (weight - 1/2) conflict); the prior makes g less than 1.
          const gain = means.mean(group, `${visual} place`).value;
          const weight = meanOverParticipants(
            means.of(group, `${visual} conflict`).map((slope) => 0.5 + slope / gain),
          );
          const cells = PLACES.flatMap((place) =>
            CONFLICTS.map((conflict) =>
              means.deviationsOf(group, `${visual} ${place} ${conflict}`),
            ),
          );
          const deviation = meanOverParticipants(
            cells[0]!.map((_, at) => Math.sqrt(meanSquare(cells.map((each) => each[at]!))) / gain),
          );
          estimates[`weight ${visual} ${group}`] = weight;
          estimates[`deviation ${visual} ${group}`] = deviation;
          const exact = combineCues([
            { value: 0, deviation: visual },
            { value: 0, deviation: AUDITORY },
          ]);
          lines.push(
            {
              about: [group, visual, 'weight of sight'],
              found: weight,
              expected: exact.weights[0]!,
            },
            { about: [group, visual, 'deviation'], found: deviation, expected: exact.deviation },
          );
        }
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          foundTable(
            'weights',
            'Weight of sight in the perceived place, and standard deviation of that place (degrees), beside what reliability predicts.',
            ['group', 'noise of sight', 'quantity'],
            lines,
          ),
        ],
      };
    },
  };
}

const QUESTION = 'Does sight capture sound, and sound capture sight where sight is blurred?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 24 : 48);
  return {
    name: 'ventriloquist',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'ventriloquist', count, ROUNDS, REPETITIONS }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: VISUAL.flatMap((visual) =>
      (['visual', 'auditory'] as const).map((sense) =>
        numberColumn(
          nameOf(`${sense}${visual}`),
          'degree',
          `Believed noise of the ${sense} cue where that of sight is ${visual} degrees.`,
        ),
      ),
    ),
    shown: [
      numberColumn('visualDeviation', 'degree', 'Noise of the place of the blob: its size.'),
      numberColumn('place', 'degree', 'Middle of blob and sound.'),
      numberColumn('conflict', 'degree', 'Place of the blob minus that of the sound.'),
    ],
    answered: [numberColumn('perceived', 'degree', 'Where both are perceived.')],
    course: (_, random) => course(random),
    expectedTrials: VISUAL.length * PLACES.length * CONFLICTS.length * REPETITIONS,
    open: ({ group }, random) =>
      openParticipant(
        GROUPS.find((name) => name === group)!,
        random,
      ),
    readout,
  };
}

export default defineParadigm({
  name: 'ventriloquist',
  summary: 'A blob of light that is more or less blurred and a click are localised together.',
  question: QUESTION,
  label: 'emergent',
  why: 'the precision of each cue is learned from pairs of sights and sounds alone, by descending free energy; that both have one cause is given.',
  sources: [REFERENCES.alaisBurr2004],
  datum:
    'sharp blobs capture clicks, and very blurred ones are captured by them, as the noise of either alone (about 1 to 20 degrees, and 6) predicts; places are told apart better with both (Alais & Burr 2004). Weights here are predictions from these thresholds.',
  limits:
    'one agent per size of blob has learned it beforehand, and not to the end: the weight of the sharpest blob falls short by about .02; places are reported, not compared; no disparity is so large that both would be kept apart (see causal-inference).',
  claim: {
    quantity: 'weight of sight where its noise is 20 degrees and that of hearing 6',
    unit: '1',
    estimate: 'weight 20 learned',
    expected: 0.083,
    tolerance: 0.04,
    without: 0.5,
  },
  shape: {
    says: 'the weight of sight falls through .973, .852, .5, .2, .083 within .05, and the deviation at equal noise of 6 degrees is 4.243 within .25',
    holds: (estimates) => {
      const of = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        WEIGHTS.every(
          (weight, at) => Math.abs(of(`weight ${VISUAL[at]!} learned`) - weight) < 0.05,
        ) && Math.abs(of('deviation 6 learned') - 4.243) < 0.25
      );
    },
  },
  ablation: {
    name: 'equal precisions',
    meaning:
      'precisions stay equal, as they are before learning: the weight is one half whatever the noise.',
    estimate: 'weight 20 equal',
    within: 0.05,
  },
  experiment,
});
