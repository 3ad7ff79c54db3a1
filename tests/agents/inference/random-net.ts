import {
  blankWeights,
  createEngine,
  createModel,
  createRandom,
  type Connection,
  type Engine,
  ENGINE_NAMES,
  type EngineName,
  type Hierarchy,
  type HierarchyWeights,
  type Level,
  type Model,
} from '../../../agents/index.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const ENGINES = new Map(
  await Promise.all(
    ENGINE_NAMES.map(async (name) => [name, (await createEngine(name)).engine] as const),
  ),
);

/** The engine of a name. */
export function engineNamed(name: EngineName): Engine {
  return ENGINES.get(name)!;
}

/** A chain of dense levels, the senses first, with a Gaussian prior at the top. */
export function chain(
  sizes: readonly number[],
  {
    activation = 'linear',
    connection = {},
    prior = { kind: 'gaussian', mean: 0, precision: 1 },
  }: {
    readonly activation?: Connection['activation'];
    readonly connection?: Partial<Connection>;
    readonly prior?: Level['prior'];
  } = {},
): Hierarchy {
  return {
    levels: sizes.map((size, level) =>
      plainLevel(size, level === sizes.length - 1 ? prior : undefined),
    ),
    connections: sizes.slice(1).map(() => denseConnection({ activation, ...connection })),
  };
}

/** Random weights: normal with variance `gain^2 / upper`, biases and log precisions a little random too. */
export function randomWeights(hierarchy: Hierarchy, seed: number, gain = 1): HierarchyWeights {
  const random = createRandom(seed, 'random-net');
  return blankWeights(hierarchy).map(({ lowerFromUpper, bias, logPrecision }) => {
    const lower = bias?.length ?? logPrecision.length;
    const upper = Math.max(1, lowerFromUpper.length / Math.max(1, lower));
    return {
      lowerFromUpper: lowerFromUpper.map(() => (gain * random.normal()) / Math.sqrt(upper)),
      bias: bias?.map(() => 0.2 * random.normal()) ?? null,
      logPrecision,
    };
  });
}

/** A model with random observations at level 0, which is held. */
export function randomModel(
  hierarchy: Hierarchy,
  weights: HierarchyWeights,
  {
    engine = 'reference',
    batch = 1,
    seed = 3,
    held = [0],
    learning = false,
    fixedPredictions = false,
  }: {
    readonly engine?: EngineName;
    readonly batch?: number;
    readonly seed?: number;
    readonly held?: readonly number[];
    readonly learning?: boolean;
    readonly fixedPredictions?: boolean;
  } = {},
): Model {
  const model = createModel({
    hierarchy,
    weights,
    engine: engineNamed(engine),
    batch,
    held: new Set(held),
    learning,
    fixedPredictions,
    inferenceRate: 0.1,
  });
  const random = createRandom(seed, 'observations');
  for (const level of held) {
    const { units } = model.built.levels[level]!;
    model.setValues(
      level,
      Float64Array.from({ length: batch * units }, () => random.normal()),
    );
  }
  return model;
}

/** Largest absolute difference. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce(
    (most, value, index) => Math.max(most, Math.abs(value - b[index]!)),
    0,
  );
}
