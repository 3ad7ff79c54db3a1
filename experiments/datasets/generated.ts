import { createRandom, phaseScrambled, type Picture, type Random } from '../../agents/index.ts';
import { drawDeadLeaves } from '../drawing/dead-leaves.ts';
import { drawGlyph, GLYPH_NAMES, randomGlyphStyle } from '../drawing/glyph.ts';
import { withNoise } from '../drawing/with-noise.ts';
import { checkExampleIndex, type Dataset, type Example, type Split } from './dataset.ts';

/** Data sets that are drawn by chance, without end. */
export const GENERATED_DATASETS = [
  'dead-leaves',
  'phase-scrambled-dead-leaves',
  'glyphs',
  'digits',
  'small-digits',
] as const;

/** One of {@link GENERATED_DATASETS}. */
export type GeneratedDatasetName = (typeof GENERATED_DATASETS)[number];

interface Generator {
  readonly summary: string;
  readonly classNames: readonly string[] | null;
  readonly draw: (random: Random, index: number) => Example;
}

const GLYPH_SIDE = 16;
const DIGIT_SIDE = 28;
const SMALL_SIDE = 12;
const DIGIT_NAMES = GLYPH_NAMES.slice(0, 10);
const GLYPH_NOISE = 0.12;

const GENERATORS: Readonly<Record<GeneratedDatasetName, Generator>> = {
  'dead-leaves': {
    summary: 'Opaque rectangles of all sizes that hide each other, 256 x 256 px.',
    classNames: null,
    draw: (random) => ({ picture: leaves(random), label: null }),
  },
  'phase-scrambled-dead-leaves': {
    summary:
      'Noise with the very spectrum of dead leaves and none of their contours, 256 x 256 px.',
    classNames: null,
    draw: (random) => ({
      picture: phaseScrambled(leaves(random), random.fork('phases')),
      label: null,
    }),
  },
  glyphs: {
    summary:
      'Digits and capital letters of random position, slant, size and thickness, 16 x 16 px.',
    classNames: GLYPH_NAMES,
    draw: (random, index) => character(random, index, GLYPH_NAMES, GLYPH_SIDE),
  },
  digits: {
    summary: 'Digits of random position, slant, size and thickness, 28 x 28 px.',
    classNames: DIGIT_NAMES,
    draw: (random, index) => character(random, index, DIGIT_NAMES, DIGIT_SIDE),
  },
  'small-digits': {
    summary: 'Digits of random position, slant, size and thickness, 12 x 12 px.',
    classNames: DIGIT_NAMES,
    draw: (random, index) => character(random, index, DIGIT_NAMES, SMALL_SIDE),
  },
};

function leaves(random: Random): Picture {
  return drawDeadLeaves({
    rows: 256,
    columns: 256,
    shape: 'rectangle',
    smallest: 8,
    largest: 90,
    random,
  });
}

/** A noisy character; classes take turns. */
function character(random: Random, index: number, names: readonly string[], side: number): Example {
  const label = index % names.length;
  const clean = drawGlyph({
    character: names[label]!,
    rows: side,
    columns: side,
    style: randomGlyphStyle(side, random),
  });
  return { picture: withNoise(clean, GLYPH_NOISE, random), label };
}

/** Whether there is a generated data set of this name. */
export function isGeneratedDataset(name: string): name is GeneratedDatasetName {
  return Object.hasOwn(GENERATORS, name);
}

/**
 * A data set without end. Example n depends on the seed, the part (training and test examples differ) and n only;
 * classes, where there are any, take turns.
 */
export function openGeneratedDataset(
  name: GeneratedDatasetName,
  { seed, split }: { readonly seed: number; readonly split: Split },
): Dataset {
  const { summary, classNames, draw } = GENERATORS[name];
  const part = split === 'test' ? 'test' : 'train';
  const root = createRandom(seed, 'dataset', name, part);
  const dataset: Dataset = {
    name,
    summary,
    count: null,
    classNames,
    example: (index) => {
      checkExampleIndex(index, dataset);
      return draw(root.fork(index), index);
    },
  };
  return dataset;
}
