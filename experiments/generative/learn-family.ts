import {
  createRandom,
  HelmholtzError,
  suggestion,
  type TrainingData,
  trainingPoints,
} from '../../agents/index.ts';
import { isGeneratedDataset, openGeneratedDataset } from '../datasets/generated.ts';
import { drawPoints } from './densities/toy-density.ts';
import { isToyDensity, TOY_DENSITIES, toyDensity } from './toy-data.ts';

/** What generative families can learn. */
export const FAMILY_DATA = [...TOY_DENSITIES, 'small-digits'] as const;

/** Examples to learn from. */
const POINTS = 10_000;
const PICTURES = 6000;

/**
 * Examples for a generative family to learn from: points of a toy density, or pictures.
 *
 * @throws {HelmholtzError} `unknown-dataset`, naming the nearest one.
 */
export function familyData(name: string, seed: number): TrainingData {
  if (isToyDensity(name)) {
    return trainingPoints(drawPoints(toyDensity(name), POINTS, createRandom(seed, 'points', name)));
  }
  if (name !== 'small-digits' || !isGeneratedDataset(name)) {
    throw new HelmholtzError(
      'unknown-dataset',
      `data "${name}": expected one of ${FAMILY_DATA.join(', ')}${suggestion(name, FAMILY_DATA)}`,
    );
  }
  const dataset = openGeneratedDataset(name, { seed, split: 'train' });
  const examples = Array.from({ length: PICTURES }, (_, index) => dataset.example(index));
  const size = examples[0]!.picture.pixels.length;
  const rows = new Float32Array(PICTURES * size);
  examples.forEach(({ picture }, index) => {
    rows.set(picture.pixels, index * size);
  });
  return {
    size,
    count: PICTURES,
    rows,
    classes: {
      count: dataset.classNames!.length,
      labels: Int32Array.from(examples, ({ label }) => label!),
    },
  };
}
