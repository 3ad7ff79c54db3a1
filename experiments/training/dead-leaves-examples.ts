import { createRandom, type Picture } from '../../agents/index.ts';
import { drawDeadLeaves } from '../drawing/dead-leaves.ts';
import type { ExampleSequence } from './batch-source.ts';

const IMAGES = 40;
const SIDE = 256;
const SMALLEST_RADIUS = 8;
const LARGEST_RADIUS = 90;

/** Examples from a fixed number of dead-leaves images that are made from the seed; each example is one of them. */
export function deadLeavesExamples(seed: number, change: (picture: Picture, index: number) => Picture = (picture) => picture): ExampleSequence {
  const pictures = Array.from({ length: IMAGES }, (_, index) =>
    change(
      drawDeadLeaves({
        rows: SIDE,
        columns: SIDE,
        shape: 'rectangle',
        smallest: SMALLEST_RADIUS,
        largest: LARGEST_RADIUS,
        random: createRandom(seed, 'dead leaves', index),
      }),
      index,
    ),
  );
  return {
    at: (position) => ({
      picture: pictures[createRandom(seed, 'which image', position).integer(IMAGES)]!,
      label: null,
    }),
  };
}
