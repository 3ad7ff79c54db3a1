import {
  createEngine,
  createSumPerceiver,
  learnCovariance,
  type Random,
  REFERENCES,
} from '../../agents/index.ts';
import {
  DISPLAY_SIDE,
  LIGHTNESS_COMPARISONS,
  type LightnessComparison,
} from '../drawing/lightness-displays.ts';
import { drawLitPatches } from '../drawing/lit-scenes.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';

const SIZE = DISPLAY_SIDE ** 2;
/** Standard deviation of ln reflectance. */
const DEVIATION = 0.5;

/** Variance of ln illumination over that of ln reflectance where each group has lived. */
const RATIOS = { equal: 1, third: 0.3, tenth: 0.1, constant: 0 } as const;
type Group = keyof typeof RATIOS;
const GROUPS = Object.keys(RATIOS) as readonly Group[];
const COMPARISONS: readonly (readonly [string, LightnessComparison])[] =
  Object.entries(LIGHTNESS_COMPARISONS);
const PARTS = ['lighter', 'darker'] as const;
type Part = (typeof PARTS)[number];

/** One who has learned how reflectance and illumination vary, and sees displays of neither. */
async function openParticipant(
  group: Group,
  { random, patches }: { readonly random: Random; readonly patches: number },
): Promise<Participant> {
  const { engine } = await createEngine('wasm');
  const { reflectance, illumination } = drawLitPatches({
    ...{ side: DISPLAY_SIDE, count: patches, deviation: DEVIATION, ratio: RATIOS[group] },
    random: random.fork('scenes'),
  });
  const perceiver = createSumPerceiver({
    ...{ engine, size: SIZE },
    explained: learnCovariance(illumination, SIZE),
    left: learnCovariance(reflectance, SIZE),
  });
  const displays = COMPARISONS.flatMap(([, both]) => PARTS.map((part) => both[part]));
  const { left: perceived } = perceiver.perceive(displays.flatMap(({ pixels }) => [...pixels]));
  return {
    parameters: {},
    remembers: false,
    dispose: () => undefined,
    respond: (plan) => {
      const which = PARTS.indexOf(plan['part'] as Part);
      const display =
        PARTS.length * COMPARISONS.findIndex(([name]) => name === plan['display']) + which;
      const { pixels, part } = displays[display]!;
      const mean = (of: (pixel: number) => number): number =>
        part.reduce((sum, pixel) => sum + of(pixel), 0) / part.length;
      return {
        luminance: mean((pixel) => pixels[pixel]!),
        lightness: mean((pixel) => perceived[display * SIZE + pixel]!),
      };
    },
  };
}

function* course(): Course {
  for (const [display] of COMPARISONS) {
    for (const part of PARTS) yield { display, part };
  }
}

function readout(): Readout {
  const seen = new Map<string, number[]>();
  return {
    add: ({ group }, row) => {
      const key = `${group} ${String(row['display'])} ${String(row['part'])}`;
      seen.set(key, [...(seen.get(key) ?? []), Number(row['lightness'])]);
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = GROUPS.flatMap((group) =>
        COMPARISONS.map(([display]) => {
          const [lighter, darker] = PARTS.map((part) => seen.get(`${group} ${display} ${part}`)!);
          const effect = meanOverParticipants(
            lighter!.map((one, participant) => (one - darker![participant]!) / 2),
          );
          estimates[`${display} ${group}`] = effect;
          return [
            ...[group, display, meanOverParticipants(lighter!).value],
            ...[meanOverParticipants(darker!).value, effect.value],
            ...[effect.interval.lower, effect.interval.upper],
          ];
        }),
      );
      return {
        estimates,
        notes: ['an effect is positive where it has the sign that people see'],
        figures: [],
        tables: [
          {
            name: 'lightness',
            caption:
              'Perceived ln reflectance of the part that looks lighter to people and of the one that looks darker, and half of their difference, by the variance of illumination where participants have lived.',
            columns: ['group', 'display', 'lighter', 'darker', 'effect', 'lower', 'upper'],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION = 'Which illusions of lightness follow from how surfaces and light vary?';

function experiment({ participants, isQuick }: ParadigmScale): Experiment {
  const count = participants ?? (isQuick ? 3 : 6);
  const patches = isQuick ? 2000 : 4000;
  return {
    name: 'lightness',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'lightness', count, patches }),
    groups: GROUPS.map((name) => ({ name, participants: count })),
    parameters: [],
    shown: [
      { name: 'display', meaning: 'Which illusion.', unit: '1', kind: 'text' },
      {
        ...{ name: 'part', meaning: 'The part that people see as lighter, or as darker.' },
        ...{ unit: '1', kind: 'text' },
      },
    ],
    answered: [
      { name: 'luminance', meaning: 'Mean ln luminance of the part.', unit: '1', kind: 'number' },
      {
        ...{ name: 'lightness', meaning: 'Mean perceived ln reflectance of the part.' },
        ...{ unit: '1', kind: 'number' },
      },
    ],
    course,
    expectedTrials: COMPARISONS.length * PARTS.length,
    open: ({ group }, random) =>
      openParticipant(
        GROUPS.find((name) => name === group)!,
        { random, patches },
      ),
    readout,
  };
}

export default defineParadigm({
  name: 'lightness',
  summary: 'Displays of luminance are seen as surfaces and light by those who have seen scenes.',
  question: QUESTION,
  label: 'emergent',
  why: 'covariances of reflectance and of illumination are learned from scenes of discs under soft light, in which both are told apart; the displays are not among them. That luminance is their product is given.',
  sources: [REFERENCES.corneyLotto2007, REFERENCES.heinemann1955],
  datum:
    "people see all six of them with a positive sign. In networks that were trained on flat scenes, as here, White's effect had the wrong sign; it came right with scenes in depth (Corney & Lotto 2007). The numbers here are those of a reference implementation of this model.",
  limits:
    "a linear model: White's and the Cornsweet effect are expected to come out with the wrong sign, and do. So does the Hermann grid, where crossings and streets differ by about a hundredth in the reference, and here by as much the other way. The magnitude follows from the ratio of variances, and at 1:1 it is far larger than in people.",
  claim: {
    quantity: 'simultaneous contrast of grey on surrounds of -.7 and .7, variances 1:1',
    unit: 'ln reflectance',
    estimate: 'contrast equal',
    expected: 0.52,
    tolerance: 0.1,
    without: 0,
  },
  shape: {
    says: "the sign that people see in both Mach bands and (weakly) in the Hermann grid, the opposite one in White's and the Cornsweet display, and contrast of .39 and .22 within .08 where illumination varies .3 and .1 times as much",
    holds: (estimates) => {
      const value = (name: string): number => estimates[name]?.value ?? Number.NaN;
      return (
        value('mach-light equal') > 0 &&
        value('mach-dark equal') > 0 &&
        value('hermann equal') > 0 &&
        value('white equal') < 0 &&
        value('cornsweet equal') < 0 &&
        Math.abs(value('contrast third') - 0.39) <= 0.08 &&
        Math.abs(value('contrast tenth') - 0.22) <= 0.08
      );
    },
  },
  ablation: {
    name: 'constant illumination',
    meaning: 'the light in all scenes is the same: what is seen is what is there.',
    estimate: 'contrast constant',
    within: 0.02,
  },
  experiment,
});
