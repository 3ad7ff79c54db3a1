import { createModel, scalePicture, settlingRate, type TrainingStage } from '../../agents/index.ts';
import type { Example } from '../datasets/dataset.ts';
import type { NamingNet } from './naming.ts';

/** Rows of the engine's batch that are settled together. */
const ROWS = 200;

/**
 * Mean squared error per pixel of each example's reconstruction: the image is clamped at the bottom, the levels above it
 * settle as in training, and what the top level then predicts, level by level, is compared with the image.
 */
export function reconstructionErrors(
  net: NamingNet,
  examples: readonly Example[],
  stage: TrainingStage,
): Float64Array {
  const errors = new Float64Array(examples.length);
  for (let start = 0; start < examples.length; start += ROWS) {
    errors.set(errorsOf(net, examples.slice(start, start + ROWS), stage), start);
  }
  return errors;
}

function errorsOf(
  { kind, parameters, weights, engine }: NamingNet,
  examples: readonly Example[],
  { hierarchy, settleSteps, inferenceRate, momentum = 0, start = 'forward' }: TrainingStage,
): Float64Array {
  const top = hierarchy.levels.length - 1;
  const { rows, columns } = hierarchy.levels[0]!.arrangement;
  const pixels = rows * columns;
  const images = new Float32Array(examples.length * pixels);
  examples.forEach(({ picture }, row) => {
    images.set(
      kind.retina(scalePicture(picture, { rows, columns }), parameters).pixels,
      row * pixels,
    );
  });
  const model = createModel({
    hierarchy,
    weights,
    engine,
    batch: examples.length,
    held: new Set([0]),
    learning: false,
    inferenceRate: settlingRate({ hierarchy, inferenceRate, classes: 0 }, weights),
    momentum: momentum > 0,
  });
  if (momentum > 0) model.setMomentum(momentum);
  try {
    model.setValues(0, images);
    if (start === 'forward') model.predictDownwards(top);
    model.settle({
      steps: settleSteps,
      tolerance: 0,
      traceEvery: 0,
      risesToDiverge: Number.MAX_SAFE_INTEGER,
    });
    model.predictDownwards(top);
    model.measure();
    const predicted = model.read(model.built.connections[0]!.prediction);
    return Float64Array.from(examples, (_, row) => {
      let sum = 0;
      for (let pixel = row * pixels; pixel < (row + 1) * pixels; pixel++) {
        sum += (predicted[pixel]! - images[pixel]!) ** 2;
      }
      return sum / pixels;
    });
  } finally {
    model.dispose();
  }
}
