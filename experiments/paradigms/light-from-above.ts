import {
  createEngine,
  type LearnedLinearWorld,
  learnLinearWorld,
  LINEAR_BATCH,
  type Random,
  REFERENCES,
} from '../../agents/index.ts';
import { fitCosine } from '../analysis/fit-cosine.ts';
import { shadedBump } from '../drawing/shaded-bump.ts';
import { convexityTuning, type LightWorld } from '../ideal-observers/light-direction.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** Side of the image and width of the bump, pixels. */
const SIDE = 8;
const WIDTH = 2;
const PIXELS = SIDE * SIDE;
/** Standard deviation of the noise of a pixel; the largest shading is 1. */
const NOISE = 0.55;
const CAUSES = 3;
const DIRECTIONS = Array.from({ length: 24 }, (_, index) => 15 * index);

type Lights = LightWorld['lights'];
const from = (mean: number, deviation: number): Lights => [{ share: 1, mean, deviation }];

/** Where light came from in the life of each group; what it has seen last counts. */
const LIVES = {
  above: [from(0, 30)],
  left: [from(-10, 30)],
  right: [from(20, 30)],
  broad: [from(0, 80)],
  're-exposed': [
    from(0, 30),
    [
      { share: 0.8, mean: 0, deviation: 30 },
      { share: 0.2, mean: 30, deviation: 30 },
    ],
  ],
  everywhere: [from(0, Infinity)],
} as const satisfies Readonly<Record<string, readonly Lights[]>>;
type Group = keyof typeof LIVES;
const GROUPS = Object.keys(LIVES) as readonly Group[];

function lightFrom(lights: Lights, random: Random): number {
  let choice = random.uniform();
  const light = lights.find(({ share }) => (choice -= share) < 0) ?? lights[0]!;
  return light.deviation === Infinity
    ? 360 * random.uniform()
    : light.mean + light.deviation * random.normal();
}

/** Bumps (1) and dents (-1), each with its shading: 64 images, each followed by the convexity. */
function seen(lights: Lights, random: Random): Float32Array {
  const rows = new Float32Array(LINEAR_BATCH * (PIXELS + 1));
  for (let row = 0; row < LINEAR_BATCH; row++) {
    const convexity = random.uniform() < 0.5 ? 1 : -1;
    const shading = shadedBump(SIDE, WIDTH, lightFrom(lights, random));
    shading.forEach((light, pixel) => {
      rows[row * (PIXELS + 1) + pixel] = convexity * light + NOISE * random.normal();
    });
    rows[row * (PIXELS + 1) + PIXELS] = convexity;
  }
  return rows;
}

/** One who has learned shading and convexity together, and is shown shading alone. */
async function openParticipant(
  group: Group,
  { random, batches }: { readonly random: Random; readonly batches: number },
): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  let world: LearnedLinearWorld | undefined;
  for (const [age, lights] of LIVES[group].entries()) {
    const life = random.fork('life', age);
    world = await learnLinearWorld({
      ...{ engine, size: PIXELS + 1, causes: CAUSES, batches },
      seed: life.fork('weights').integer(2 ** 31),
      observations: (batch) => seen(lights, life.fork(batch)),
      ...(world === undefined ? {} : { from: world }),
    });
  }
  return {
    parameters: {},
    remembers: false,
    dispose: () => undefined,
    respond: (plan) => {
      const shading = shadedBump(SIDE, WIDTH, Number(plan['direction']));
      return { convexity: world!.expect([...shading, 0], [PIXELS])[PIXELS]! };
    },
  };
}

function* course(): Course {
  for (const direction of DIRECTIONS) yield { direction };
}

function readout(): Readout {
  const answers = new Map<
    number,
    { readonly group: string; readonly directions: number[]; readonly convexities: number[] }
  >();
  return {
    add: ({ participant, group }, row) => {
      const own = answers.get(participant) ?? { group, directions: [], convexities: [] };
      answers.set(participant, own);
      own.directions.push(Number(row['direction']));
      own.convexities.push(Number(row['convexity']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const power = shadedBump(SIDE, WIDTH, 0).reduce((sum, light) => sum + light * light, 0);
      const rows = GROUPS.map((group) => {
        const fits = [...answers.values()]
          .filter((one) => one.group === group)
          .map(({ directions, convexities }) => fitCosine(directions, convexities));
        const amplitude = meanOverParticipants(fits.map((fit) => fit.amplitude));
        const phase = meanOverParticipants(fits.map((fit) => fit.phase));
        const correlation = meanOverParticipants(fits.map((fit) => fit.correlation));
        estimates[`amplitude ${group}`] = amplitude;
        estimates[`phase ${group}`] = phase;
        estimates[`correlation ${group}`] = correlation;
        const exact = convexityTuning({ lights: LIVES[group].at(-1)!, noise: NOISE ** 2 / power });
        return [
          ...[group, amplitude.value, amplitude.interval.lower, amplitude.interval.upper],
          ...[exact.amplitude, phase.value, phase.interval.lower, phase.interval.upper],
          ...[exact.amplitude < 1e-9 ? 'none' : exact.phase, correlation.value],
        ];
      });
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          {
            name: 'convexity',
            caption:
              'Cosine through the perceived convexity of a bump that is lit from 24 directions: amplitude, and the direction (degrees clockwise from above) from which it looks most convex, beside the best linear guess.',
            columns: [
              ...['group', 'amplitude', 'lower', 'upper', 'ideal'],
              ...['phase', 'lower', 'upper', 'ideal', 'correlation'],
            ],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION = 'Is shading seen as if light came from where it has come from before?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 4 : 8);
  const batches = isQuick ? 400 : 800;
  return {
    name: 'light-from-above',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'light-from-above', count, batches }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      {
        ...{ name: 'direction', meaning: 'From where a bump would be lit, clockwise from above.' },
        ...{ unit: 'degree', kind: 'number' },
      },
    ],
    answered: [
      {
        ...{ name: 'convexity', meaning: 'Perceived convexity: 1 is a bump, -1 is a dent.' },
        ...{ unit: '1', kind: 'number' },
      },
    ],
    course,
    expectedTrials: DIRECTIONS.length,
    open: ({ group }, random) =>
      openParticipant(
        GROUPS.find((name) => name === group)!,
        { random, batches },
      ),
    readout,
  };
}

export default defineParadigm({
  name: 'light-from-above',
  summary: 'Shading is seen as a bump or a dent by those who have lived under different lights.',
  question: QUESTION,
  label: 'emergent',
  why: 'weights and precisions are learned from images that come with their convexity; nothing is said of light. Then convexity is hidden, and filled in.',
  sources: [
    REFERENCES.sunPerona1998,
    REFERENCES.mamassianGoutcher2001,
    REFERENCES.adams2004,
    REFERENCES.ramachandran1988,
  ],
  datum:
    'people see shading as if light came from above and to the left (Sun & Perona 1998; Mamassian & Goutcher 2001), and the direction moves by about 11 degrees after touch has told otherwise (Adams et al. 2004). The numbers here are those of a reference implementation of this model, not of people.',
  limits:
    'shading is linear in the slope, and the perceiver is linear: convexity comes in degrees, and no bump is ever seen as certain. That people expect light from the left is not explained.',
  claim: {
    quantity: 'amplitude of perceived convexity over directions, light from above with sd 30',
    unit: '1',
    estimate: 'amplitude above',
    expected: 1.09,
    tolerance: 0.1,
    without: 0,
  },
  shape: {
    says: 'a cosine (r > .999) whose phase is the direction of the light (0, -10, 20) within 2 degrees, weaker (.69 within .07) for light with sd 80, and moved by 7.3 within 2 degrees when 20 % of the light comes from 30',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      const isNear = (name: string, expected: number, tolerance: number): boolean =>
        Math.abs(value(name) - expected) <= tolerance;
      return (
        (['above', 'left', 'right'] as const).every(
          (group) => value(`correlation ${group}`) > 0.999,
        ) &&
        isNear('phase above', 0, 2) &&
        isNear('phase left', -10, 2) &&
        isNear('phase right', 20, 2) &&
        isNear('amplitude broad', 0.69, 0.07) &&
        isNear('phase re-exposed', 7.3, 2)
      );
    },
  },
  ablation: {
    name: 'light from everywhere',
    meaning: 'bumps and dents are lit from all directions alike: no direction is preferred.',
    estimate: 'amplitude everywhere',
    within: 0.1,
  },
  experiment,
});
