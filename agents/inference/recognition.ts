import type { Engine } from '../engine/engine.ts';
import type { Connection, Hierarchy } from '../hierarchy.ts';
import { createModel, type Model } from '../model.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';

/** How each level is guessed from the one below it, xhat_{l+1} = g(V f(x_l) + c). */
export type RecognitionConnection = Pick<
  Connection,
  'activation' | 'outputActivation' | 'biased' | 'precision'
>;

/**
 * The chain of recognition weights (`upperFromLower`) of a hierarchy, as a hierarchy of its own that is turned upside
 * down: its level 0 is the top of the generative one, its top level the senses. What is predicted in it from above is
 * guessed in the generative one from below, so that the same arithmetic, engines and learning rule serve both.
 *
 * @param connections From the senses upwards: entry l guesses level l + 1 from level l.
 */
export function recognitionHierarchy(
  { levels }: Hierarchy,
  connections: readonly RecognitionConnection[],
): Hierarchy {
  return {
    levels: levels.toReversed().map(({ prior: _, ...level }) => level),
    connections: connections.toReversed().map((connection) => ({
      ...connection,
      precisionLearned: false,
      transform: { kind: 'dense' },
    })),
  };
}

/** The number of a level, or of a connection's lower end, in the hierarchy that is turned upside down. */
export function turnedLevel({ levels }: Hierarchy, level: number): number {
  return levels.length - 1 - level;
}

/**
 * Loads recognition weights into an engine, so that they can guess and learn for a batch of observations. The senses are
 * held, unless beliefs are to settle in both directions and the senses may move.
 */
export function createRecognitionModel({
  sensesHeld = true,
  ...options
}: {
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
  readonly batch: number;
  readonly sensesHeld?: boolean;
}): Model {
  return createModel({
    ...options,
    held: new Set(sensesHeld ? [options.hierarchy.levels.length - 1] : []),
    learning: true,
    inferenceRate: 1,
  });
}

/**
 * Starts the beliefs of a generative model where recognition weights guess them, by one sweep from the senses upwards
 * (hybrid predictive coding). Levels that are held and units that are clamped stay.
 *
 * @see Tschantz, Millidge, Seth & Buckley (2023), `REFERENCES.tschantz2023`
 */
export function startAmortised(model: Model, recognition: Model): void {
  const { hierarchy } = model;
  recognition.setValues(turnedLevel(hierarchy, 0), model.values(0));
  recognition.predictDownwards(turnedLevel(hierarchy, 0));
  model.built.levels.forEach(({ gradient, free, units }, level) => {
    if (gradient === null || level === 0) return;
    const guessed = recognition.values(turnedLevel(hierarchy, level));
    const open = model.read(free);
    const present = model.values(level);
    model.setValues(
      level,
      present.map((value, entry) => (open[entry % units] === 0 ? value : guessed[entry]!)),
    );
  });
}
