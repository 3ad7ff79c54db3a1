import {
  type AgentKind,
  createRandom,
  cropPicture,
  type ParameterValues,
  type Picture,
  scalePicture,
  type TrainingBatch,
  type TrainingPlan,
  unitsOf,
} from '../../agents/index.ts';
import type { ExampleSequence } from '../datasets/shuffled-examples.ts';

/** What batches are made for. */
export interface BatchSourceOptions {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly plan: TrainingPlan;
  readonly examples: ExampleSequence;
  readonly seed: number;
}

/**
 * Cuts training batches out of examples: each goes through the agent's retina as a whole; then an agent that crops gets
 * a field at a random place of it, an agent that scales gets all of it. Batch `index` of a stage depends on the seed,
 * the stage and the index alone.
 */
export function createBatchSource({
  kind,
  parameters,
  plan,
  examples,
  seed,
}: BatchSourceOptions): (stage: number, index: number) => TrainingBatch {
  const seen = new WeakMap<Picture, Picture>();
  const throughRetina = (picture: Picture): Picture => {
    const known = seen.get(picture);
    if (known !== undefined) return known;
    const result = kind.retina(picture, parameters);
    seen.set(picture, result);
    return result;
  };
  return (stageIndex, index) => {
    const stage = plan.stages[stageIndex];
    const sensory = stage?.hierarchy.levels[stage.pictureLevel ?? 0];
    if (stage === undefined || sensory === undefined) {
      throw new RangeError(
        `createBatchSource: expected a stage in 0..${plan.stages.length - 1}; got ${stageIndex}`,
      );
    }
    const units = unitsOf(sensory);
    const { rows, columns } = sensory.arrangement;
    const observations = new Float32Array(stage.batch * units);
    const labels = new Int32Array(stage.batch);
    const random = createRandom(seed, 'crops', stageIndex, index);
    for (let row = 0; row < stage.batch; row++) {
      const { picture, label } = examples.at(index * stage.batch + row);
      labels[row] = label ?? 0;
      if (kind.fit === 'scale') {
        observations.set(
          throughRetina(scalePicture(picture, { rows, columns })).pixels,
          row * units,
        );
        continue;
      }
      const whole = throughRetina(picture);
      const corner = {
        x: random.integer(whole.columns - columns + 1),
        y: random.integer(whole.rows - rows + 1),
      };
      observations.set(cropPicture(whole, { rows, columns }, corner).pixels, row * units);
    }
    return { observations, labels: stage.classes > 0 ? labels : null };
  };
}
