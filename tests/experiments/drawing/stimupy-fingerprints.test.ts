import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createRandom, type GivenValues } from '../../../agents/index.ts';
import {
  findStimulus,
  renderStimulus,
  type ResolutionRequest,
} from '../../../experiments/index.ts';

/**
 * One draw of each stimulus, with sums over the arrays that stimupy 1.2.0 made of it, as
 * `bench/peers/compare-stimupy.py --fingerprints` wrote them down.
 */
interface Draw {
  readonly name: string;
  readonly parameters: GivenValues;
  readonly geometry: ResolutionRequest;
  readonly shape: readonly [number, number];
  readonly pixels: number;
  readonly masks: Readonly<Record<string, number>>;
}

const file = join(import.meta.dirname, 'stimupy-fingerprints.json');
const draws = JSON.parse(readFileSync(file, 'utf8')) as readonly Draw[];

/** Values weighted by their place, so that the same ones in another order give another sum. */
function sumOf(values: Float32Array | Uint16Array): number {
  let sum = 0;
  values.forEach((value, index) => {
    sum += value * ((index % 97) + 1);
  });
  return sum;
}

test.each(draws)('$name has the pixels and masks of stimupy', async (draw) => {
  const { parameters, geometry } = draw;
  const kind = await findStimulus(draw.name);
  const drawn = renderStimulus(kind, { parameters, geometry, random: createRandom(1) });
  expect([drawn.rows, drawn.columns]).toEqual(draw.shape);
  const masks = Object.entries(drawn.masks).map(([name, mask]) => [name, sumOf(mask)]);
  expect(Object.fromEntries(masks)).toEqual(draw.masks);
  // 1e-6 of a luminance per pixel, with the mean weight of 49.
  expect(Math.abs(sumOf(drawn.pixels) - draw.pixels)).toBeLessThan(
    49e-6 * drawn.rows * drawn.columns,
  );
});
