import {
  createEngine,
  createLinearPerceiver,
  type Random,
  REFERENCES,
} from '../../agents/index.ts';
import { edgesOfFigure, slowMotion } from '../ideal-observers/slow-speed.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { collectMeans, type FoundBesideExpected, foundTable } from '../report/collect-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import { numberColumn, textColumn } from '../running/columns.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

/** Normals of the edges that are shown, degrees; all figures move to the right with the speed 1. */
const FIGURES = { thin: [70, 50], fat: [45, -45], edge: [30, 30] } as const;
type Figure = keyof typeof FIGURES;
/** Noise of the speed along a normal, by contrast; the spread of velocities in a slow world is 1. */
const CONTRASTS = { low: Math.sqrt(0.1), high: Math.sqrt(0.001) } as const;
type Contrast = keyof typeof CONTRASTS;
const GROUPS = ['slow-world', 'fast-world', 'flat'] as const;
type Group = (typeof GROUPS)[number];
/** Standard deviation of each component of the velocity in both worlds. */
const SPREAD = { 'slow-world': 1, 'fast-world': 30 } as const;

const EDGES = 4;
const MET = 200;
const ROUNDS = 300;
const NOISY = 10;

const unit = (normal: number): [number, number] => [
  Math.cos((normal * Math.PI) / 180),
  Math.sin((normal * Math.PI) / 180),
];

/** Figures with four edges that move about in life: what their edges show, nothing else. */
function met(random: Random, spread: number, noise: number) {
  const weights = Array.from({ length: EDGES }, () => unit(360 * random.uniform()));
  const cues = Array.from({ length: MET }, () => {
    const [x, y] = [spread * random.normal(), spread * random.normal()];
    return weights.map(([nx, ny]) => nx * x + ny * y + noise * random.normal());
  });
  return { weights, cues: cues.flat() };
}

async function openParticipant(
  group: Group,
  { random, rounds }: { readonly random: Random; readonly rounds: number },
): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const noises = Object.values(CONTRASTS);
  let noiseDeviations: readonly number[] = noises;
  let priorDeviation = Infinity;
  if (group !== 'flat') {
    const learner = createLinearPerceiver({
      ...{ engine, batch: MET, cues: EDGES, causes: 2 },
      start: { noiseDeviations: noises.map(() => 0.5), priorDeviation: 3 },
    });
    const life = random.fork('life');
    for (let round = 0; round < rounds; round++) {
      const noise = round % noises.length;
      const scenes = met(life, SPREAD[group], noises[noise]!);
      learner.learn({ ...scenes, noise }, 0.1 * (1 - round / rounds));
    }
    const { logPrecision, logPriorPrecision } = learner.knowledge;
    learner.dispose();
    noiseDeviations = Array.from(logPrecision, (log) => Math.exp(-log / 2));
    priorDeviation = Math.exp(-logPriorPrecision / 2);
  }
  const start = { noiseDeviations, priorDeviation };
  const perceivers = [1, 2].map((cues) =>
    createLinearPerceiver({ engine, batch: 1, cues, causes: 2, start }),
  );
  return {
    parameters: {
      lowNoise: noiseDeviations[0]!,
      highNoise: noiseDeviations[1]!,
      ...(group === 'flat' ? {} : { spread: priorDeviation }),
    },
    remembers: false,
    dispose: () => {
      for (const perceiver of perceivers) perceiver.dispose();
    },
    respond: (plan, trial) => {
      const contrast = String(plan['contrast']) as Contrast;
      const deviation = plan['part'] === 'probe' ? 0 : CONTRASTS[contrast];
      const edges = edgesOf(String(plan['figure']) as Figure);
      const velocity = perceivers[edges.length - 1]!.perceive({
        weights: edges.map(({ normal }) => unit(normal)),
        cues: edges.map(({ speed }) => speed + deviation * trial.normal()),
        noise: Object.keys(CONTRASTS).indexOf(contrast),
      });
      const [x, y] = [velocity[0]!, velocity[1]!];
      return { direction: (Math.atan2(y, x) * 180) / Math.PI, speed: Math.hypot(x, y) };
    },
  };
}

function edgesOf(figure: Figure) {
  return edgesOfFigure([...new Set(FIGURES[figure])], { direction: 0, speed: 1 });
}

function* course(random: Random): Course {
  const shown = Object.keys(FIGURES).flatMap((figure) =>
    Object.keys(CONTRASTS).map((contrast) => ({ figure, contrast })),
  );
  for (const one of shown) yield { part: 'probe', ...one };
  const noisy = shown.flatMap((one) =>
    Array.from({ length: NOISY }, () => ({ part: 'noisy', ...one })),
  );
  for (const one of random.shuffle(noisy)) yield one;
}

function readout(): Readout {
  const means = collectMeans();
  return {
    add: (seat, row) => {
      const key = `${String(row['part'])} ${String(row['figure'])} ${String(row['contrast'])}`;
      means.add(seat, `${key} direction`, Number(row['direction']));
      means.add(seat, `${key} speed`, Number(row['speed']));
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const lines: FoundBesideExpected[] = [];
      for (const group of GROUPS) {
        for (const figure of Object.keys(FIGURES) as Figure[]) {
          for (const contrast of Object.keys(CONTRASTS) as Contrast[]) {
            const world = group === 'flat' ? Infinity : SPREAD[group];
            const exact = slowMotion(edgesOf(figure), (CONTRASTS[contrast] / world) ** 2);
            for (const quantity of ['direction', 'speed'] as const) {
              const found = means.mean(group, `probe ${figure} ${contrast} ${quantity}`);
              estimates[`${quantity} ${figure} ${contrast} ${group}`] = found;
              estimates[`${quantity} ${figure} ${contrast} ${group} noisy`] = means.mean(
                group,
                `noisy ${figure} ${contrast} ${quantity}`,
              );
              const isKnown = group !== 'flat' || figure !== 'edge';
              lines.push({
                about: [group, figure, contrast, quantity],
                found,
                expected: isKnown ? exact[quantity] : null,
              });
            }
          }
        }
      }
      return {
        estimates,
        notes: [],
        figures: [],
        tables: [
          foundTable(
            'perceived-motion',
            'Perceived direction (degrees) and speed of figures that move to the right with the speed 1, noise-free, beside the ideal observer of the world that was learned from.',
            ['group', 'figure', 'contrast', 'quantity'],
            lines,
          ),
        ],
      };
    },
  };
}

const QUESTION =
  'Does an agent that has learned that things move slowly see a rhombus of low contrast move astray?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 6 : 16);
  return {
    name: 'slow-speed-prior',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'slow-speed-prior', count, ROUNDS, NOISY }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [
      numberColumn('lowNoise', '1', 'Believed noise of speeds at low contrast.'),
      numberColumn('highNoise', '1', 'Believed noise of speeds at high contrast.'),
      numberColumn('spread', '1', 'Learned spread of velocities; none where it is flat.'),
    ],
    shown: [
      textColumn('part', 'probe (without noise) or noisy.'),
      textColumn('figure', 'Figure whose edges are shown.'),
      textColumn('contrast', 'Contrast of the figure.'),
    ],
    answered: [
      numberColumn('direction', 'degree', 'Perceived direction, counter-clockwise from the right.'),
      numberColumn('speed', '1', 'Perceived speed; the true one is 1.'),
    ],
    course: (_, random) => course(random),
    expectedTrials: Object.keys(FIGURES).length * Object.keys(CONTRASTS).length * (1 + NOISY),
    open: ({ group }, random) =>
      openParticipant(
        GROUPS.find((name) => name === group)!,
        { random, rounds: ROUNDS },
      ),
    readout,
  };
}

export default defineParadigm({
  name: 'slow-speed-prior',
  summary: 'Rhombuses of low and high contrast move to the right.',
  question: QUESTION,
  label: 'partly',
  why: 'how fast things move and how noisy edges are at each contrast is learned from the edges of moving figures alone; that an edge shows the speed along its normal, and that velocities are Gaussian around rest, is given.',
  sources: [REFERENCES.weiss2002],
  datum:
    'a thin rhombus seems to move obliquely at low contrast and horizontally at high contrast, a fat one always horizontally (Weiss, Simoncelli & Adelson 2002). The number is that of the ideal observer whose noise has a tenth of the variance of velocities.',
  limits:
    'motion is given edge by edge, not read off pictures; the ratio of noise to prior at low contrast is that of the world in which participants live, not fitted to people.',
  claim: {
    quantity: 'direction in which a thin rhombus of low contrast seems to move',
    unit: 'degree',
    estimate: 'direction thin low slow-world',
    expected: 25.58,
    tolerance: 2,
    without: 0,
  },
  shape: {
    says: 'a fat rhombus moves within 1 degree of the right at both contrasts with the speed 1 / 1.1 at low contrast within .03; the thin one strays less than 2 degrees at high contrast; a single edge moves along its normal; and in a fast world nothing strays by 2 degrees',
    holds: (estimates) => {
      const of = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        Math.abs(of('direction fat low slow-world')) < 1 &&
        Math.abs(of('direction fat high slow-world')) < 1 &&
        Math.abs(of('speed fat low slow-world') - 1 / 1.1) < 0.03 &&
        Math.abs(of('direction thin high slow-world')) < 2 &&
        Math.abs(of('direction edge low slow-world') - FIGURES.edge[0]) < 0.1 &&
        Math.abs(of('direction thin low fast-world')) < 2
      );
    },
  },
  ablation: {
    name: 'flat prior',
    meaning:
      'no velocity is expected more than another: the figure moves where the constraints of both edges meet, which is its true direction.',
    estimate: 'direction thin low flat',
    within: 0.5,
  },
  experiment,
});
