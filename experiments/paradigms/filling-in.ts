import {
  createEngine,
  findAgent,
  type Random,
  REFERENCES,
  resolveParameters,
} from '../../agents/index.ts';
import { shuffledAcrossWindows } from '../analysis/end-stopping.ts';
import { BLIND_SPOT_WIDTHS } from '../analysis/evaluate-end-stopping.ts';
import { measureFillingIn } from '../analysis/filling-in.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverNetworks, noteOnNetworks } from '../report/network-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';
import { weightsOfNetwork } from '../training/weights-of-network.ts';

const CONDITIONS = ['two-sided', 'one-sided', 'misaligned', 'visible-gap', 'shuffled'] as const;
/** Windows of the networks: side by side, or overlapping by 2 pixels. */
const GROUPS = { apart: '8', overlap: '6' } as const;
type Group = keyof typeof GROUPS;
const ORIENTATIONS = 8;
/** Widths of the bars, pixels: the source does not say which it has. The first one counts: it was settled on beforehand. */
const WIDTHS = BLIND_SPOT_WIDTHS;
const AGENT = 'rao-ballard';

/** A network whose blind window has been measured in all conditions. */
async function openParticipant(
  group: Group,
  {
    index,
    random,
    isQuick,
  }: { readonly index: number; readonly random: Random; readonly isQuick: boolean },
): Promise<Participant> {
  const kind = await findAgent(AGENT);
  const parameters = resolveParameters(kind.name, kind.parameters, { offset: GROUPS[group] });
  const weights = await weightsOfNetwork(kind, parameters, index);
  const { engine } = await createEngine('wasm');
  const net = { kind, parameters, weights, engine, steps: isQuick ? 150 : 300 };
  const trained = WIDTHS.map((width) => measureFillingIn(net, { width }));
  const shuffled = Array.from({ length: isQuick ? 4 : 12 }, (_, at) => {
    const contours = shuffledAcrossWindows(
      weights,
      kind.hierarchy(parameters),
      random.fork('shuffle', at),
    );
    return WIDTHS.map(
      (width) => measureFillingIn(net, { contours, width })['two-sided'].projections,
    );
  });
  return {
    parameters: {},
    remembers: false,
    dispose: () => undefined,
    respond: (plan) => {
      const trial = (Number(plan['orientation']) * ORIENTATIONS) / 180;
      const at = WIDTHS.indexOf(Number(plan['width']));
      const condition = CONDITIONS.find((name) => name === plan['condition'])!;
      return {
        projection:
          condition === 'shuffled'
            ? shuffled.reduce((sum, one) => sum + one[at]![trial]!, 0) / shuffled.length
            : trained[at]![condition].projections[trial]!,
      };
    },
  };
}

function* course(): Course {
  for (const condition of CONDITIONS) {
    for (let trial = 0; trial < ORIENTATIONS; trial++) {
      for (const width of WIDTHS) {
        yield { condition, orientation: (180 * trial) / ORIENTATIONS, width };
      }
    }
  }
}

function readout(networks: number): Readout {
  const filled = new Map<string, number[]>();
  return {
    add: ({ group }, row) => {
      const key = `${String(row['condition'])} ${group}`;
      filled.set(key, [...(filled.get(key) ?? []), Number(row['projection'])]);
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = Object.keys(GROUPS).flatMap((group) =>
        CONDITIONS.flatMap((condition) => {
          const key = `${condition} ${group}`;
          const all = filled.get(key) ?? [];
          return WIDTHS.map((width, at) => {
            const own = all.filter((_, trial) => trial % WIDTHS.length === at);
            const found = meanOverNetworks(own, ORIENTATIONS);
            if (at === 0) estimates[key] = found;
            const { value, interval } = found;
            return [group, condition, width, value, interval.lower, interval.upper];
          });
        }),
      );
      return {
        estimates,
        notes: [noteOnNetworks(networks, 'orientations')],
        figures: [],
        tables: [
          {
            name: 'filling-in',
            caption:
              'Projection of what is reconstructed in the blind window on the bar that would be there (1 is all of it); in the visible gap, of what level 2 predicts there. Widths in pixels.',
            columns: ['windows', 'condition', 'width', 'projection', 'lower', 'upper'],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION = 'Is a bar continued where nothing is seen?';

function experiment({ participants = 1, isQuick }: ParadigmScale): Experiment {
  return {
    name: 'filling-in',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'filling-in', participants, isQuick }),
    groups: Object.keys(GROUPS).map((name) => ({ name, participants })),
    parameters: [],
    shown: [
      {
        ...{ name: 'condition', meaning: 'What is shown around the blind window, or done to it.' },
        ...{ unit: '1', kind: 'text' },
      },
      {
        ...{ name: 'orientation', meaning: 'Direction of the bar.' },
        ...{ unit: 'degree', kind: 'number' },
      },
      {
        ...{ name: 'width', meaning: 'Width of the bar.' },
        ...{ unit: 'pixel', kind: 'number' },
      },
    ],
    answered: [
      {
        ...{ name: 'projection', meaning: 'Share of the bar that is reconstructed.' },
        ...{ unit: '1', kind: 'number' },
      },
    ],
    course,
    expectedTrials: CONDITIONS.length * ORIENTATIONS * WIDTHS.length,
    open: ({ group, index }, random) =>
      openParticipant(group === 'apart' ? 'apart' : 'overlap', { index, random, isQuick }),
    readout: () => readout(participants),
  };
}

export default defineParadigm({
  name: 'filling-in',
  summary: 'Bars run through the blind spot of a hierarchy that has learned from dead leaves.',
  question: QUESTION,
  label: 'emergent',
  why: 'both levels are learned from pictures of opaque rectangles, and never with a blind spot; that the precision is zero there is given. Networks after the first (`--participants 2`) are trained from nothing with a quarter of the batches.',
  sources: [REFERENCES.ramanSarkar2016, REFERENCES.matsumotoKomatsu2005, REFERENCES.raoBallard1999],
  datum:
    'cells of V1 whose fields lie in the blind spot respond to bars that reach out of it on both sides, and more than to one that ends in it (Matsumoto & Komatsu 2005). No magnitude is claimed of them; the numbers are those of a reference implementation of this recipe.',
  limits:
    'the number is that of windows that do not overlap, since much of what is filled in with overlap is seen by neighbours. The reference does not say how wide its bar is: 2 pixels had been settled on, and stay below its range; bars of 3 and 4 pixels (.253 and .217) are within it. It is a bold guess: correlations between the pixels of the pictures allow .14 to .18 to a linear one (decisions 0032 and 0035). Noise with the same spectrum teaches filling-in too, so that it is no evidence for knowledge of contours. Networks trained in full with seeds 2 and 3 gave less: .167 and .127.',
  claim: {
    quantity: 'projection on a bar on both sides of the blind window, windows side by side',
    unit: '1',
    estimate: 'two-sided apart',
    expected: 0.28,
    tolerance: 0.08,
    without: 0,
  },
  shape: {
    says: 'a bar on both sides fills in more than on one side, and misaligned halves less than nothing, with and without overlap',
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return Object.keys(GROUPS).every(
        (group) =>
          value(`two-sided ${group}`) > value(`one-sided ${group}`) &&
          value(`one-sided ${group}`) > 0 &&
          value(`misaligned ${group}`) < 0,
      );
    },
  },
  ablation: {
    name: 'level 2 shuffled across windows',
    meaning: 'the learned weights of level 2 are shuffled across windows, unit by unit.',
    estimate: 'shuffled apart',
    within: 0.05,
  },
  experiment,
});
