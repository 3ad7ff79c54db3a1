import { createHash } from 'node:crypto';
import {
  type AgentKind,
  createEngine,
  trainingWorkload,
  createInlineRunner,
  createThreadedRunner,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeSafetensors,
  type GivenValues,
  HelmholtzError,
  type HierarchyWeights,
  type ParameterValues,
  type Recipe,
  resolveParameters,
  type ShardRunner,
  suggestion,
  tensorsFromWeights,
  train,
  type TrainingPlan,
  type TrainingProgress,
  type TrainingRecord,
  type TrainingState,
} from '../../agents/index.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { firstExamples } from '../datasets/first-examples.ts';
import { openDataset } from '../datasets/open-dataset.ts';
import { shuffledExamples } from '../datasets/shuffled-examples.ts';
import { createBatchSource } from './batch-source.ts';

/** What to train, and how. */
export interface TrainAgentOptions {
  readonly kind: AgentKind;
  readonly parameters?: GivenValues;
  readonly seed: number;
  readonly engine: string;
  /** A clock in milliseconds, for the engine `auto`. */
  readonly now?: () => number;
  /** Hears why the engine was chosen. */
  readonly onEngine?: (reason: string) => void;
  /** Threads; 1 trains in the calling thread. The result is the same for any number. */
  readonly workers: number;
  /** Another data set than the plan's: a name or a path. */
  readonly dataset?: string;
  /** One of the kind's recipes; its plan when absent. */
  readonly recipe?: string;
  /** Share of each stage's batches to do; 1 is the plan itself. For trying out, and for tests. */
  readonly budget?: number;
  /** Number of different examples to use instead of the plan's. */
  readonly examples?: number;
  /** Makes the threads when there are several workers; by default from the code beside this. */
  readonly runnerOf?: (engineName: string, workers: number) => ShardRunner;
  /** A checkpoint to go on from. */
  readonly resumeFrom?: Uint8Array;
}

/** A finished training. */
export interface TrainedAgent {
  /** The weights file, safetensors layout. */
  readonly file: Uint8Array;
  readonly weights: HierarchyWeights;
  /** The record, but for what only the caller knows: duration, command and version. */
  readonly record: Omit<TrainingRecord, 'durationSeconds' | 'command' | 'version'>;
}

/** What training reports after each batch; `checkpoint` writes the present state down when it is called. */
export interface AgentTrainingProgress extends TrainingProgress {
  /** Writes the present state down, safetensors layout. */
  readonly checkpoint: () => Uint8Array;
}

/**
 * Trains an agent from nothing, or on from a checkpoint, batch by batch. Stopping the iteration between two batches
 * loses nothing: the latest checkpoint goes on to the same bits.
 *
 * @throws {HelmholtzError} if the kind is not trained, the checkpoint belongs to something else, or training diverges.
 */
export async function* trainAgent(
  options: TrainAgentOptions,
): AsyncGenerator<AgentTrainingProgress, TrainedAgent> {
  const { kind, seed, workers } = options;
  const parameters = trainingParameters(kind, options);
  const plan = planOf(kind, parameters, options);
  const hierarchy = kind.hierarchy(parameters);
  const { engine, reason } = await createEngine(
    options.engine,
    options.now === undefined ? undefined : trainingWorkload(plan, options.now),
  );
  options.onEngine?.(reason);
  const identity = {
    agent: kind.name,
    seed,
    engine: engine.name,
    plan: createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 16),
  };
  const resumeFrom =
    options.resumeFrom === undefined ? undefined : decodeCheckpoint(options.resumeFrom, identity);
  const dataset = await openDataset(plan.dataset, { seed });
  checkClasses(kind, plan, dataset);
  const examples = shuffledExamples(firstExamples(dataset, plan.examples), seed);
  const runner: ShardRunner =
    workers > 1
      ? (options.runnerOf ?? createThreadedRunner)(engine.name, workers)
      : createInlineRunner(engine);
  try {
    const training = train({
      hierarchy,
      plan,
      seed,
      runner,
      batchOf: createBatchSource({ kind, parameters, plan, examples, seed }),
      ...(resumeFrom === undefined ? {} : { resumeFrom }),
    });
    let latest: TrainingState | undefined = resumeFrom;
    let next = await training.next();
    while (next.done !== true) {
      const progress = next.value;
      latest = progress.state;
      yield { ...progress, checkpoint: () => encodeCheckpoint(identity, progress.state) };
      next = await training.next();
    }
    const recent = latest?.recentFreeEnergy ?? [];
    const file = encodeSafetensors(tensorsFromWeights(hierarchy, next.value), {
      agent: kind.name,
      dataset: plan.dataset,
      seed: String(seed),
      // A recipe may choose parameters: whoever loads the weights finds them here.
      ...(kind.recipes === undefined ? {} : { parameters: JSON.stringify(parameters) }),
      ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
    });
    return {
      file,
      weights: next.value,
      record: {
        agent: kind.name,
        seed,
        engine: engine.name,
        dataset: plan.dataset,
        ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
        plan: identity.plan,
        workers,
        finalFreeEnergy: recent.reduce((sum, value) => sum + value, 0) / recent.length,
        sha256: createHash('sha256').update(file).digest('hex'),
      },
    };
  } finally {
    await runner.dispose();
  }
}

/**
 * Parameters of an agent that is trained: as given, and as its recipe has them.
 *
 * @throws {HelmholtzError} `not-applicable` if the kind has no recipe of this name, or the recipe is made for another value.
 */
export function trainingParameters(
  kind: AgentKind,
  { recipe, parameters: given = {} }: Pick<TrainAgentOptions, 'recipe' | 'parameters'>,
): ParameterValues {
  const own = recipe === undefined ? {} : recipeOf(kind, recipe).parameters;
  for (const [name, value] of Object.entries(own)) {
    const asked = Object.hasOwn(given, name) ? inWords(given[name]) : inWords(value);
    if (asked !== inWords(value)) {
      throw new HelmholtzError(
        'not-applicable',
        `${kind.name}.${name}: recipe ${recipe} is made for ${inWords(value)}; got ${asked}`,
      );
    }
  }
  return resolveParameters(kind.name, kind.parameters, { ...given, ...own });
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function recipeOf(kind: AgentKind, name: string): Recipe {
  const recipes = kind.recipes ?? {};
  const recipe = Object.hasOwn(recipes, name) ? recipes[name] : undefined;
  if (recipe !== undefined) return recipe;
  const names = Object.keys(recipes);
  throw new HelmholtzError(
    'not-applicable',
    names.length === 0
      ? `train: ${kind.name} has no recipes to choose from; leave --recipe out`
      : `train: ${kind.name} has no recipe "${name}", but ${names.join(', ')}${suggestion(name, names)}`,
  );
}

function planOf(
  kind: AgentKind,
  parameters: ParameterValues,
  { dataset, examples, budget = 1, recipe }: TrainAgentOptions,
): TrainingPlan {
  const plan =
    recipe === undefined ? kind.training?.(parameters) : recipeOf(kind, recipe).plan(parameters);
  if (plan === undefined) {
    throw new HelmholtzError(
      'not-applicable',
      kind.record === undefined
        ? `train: ${kind.name} has nothing to learn, its weights are written down in its declaration`
        : `train: ${kind.name} takes over what a generative family has learned; \`helmholtz describe ${kind.name}\` says by which command`,
    );
  }
  return {
    ...plan,
    dataset: dataset ?? plan.dataset,
    examples: examples ?? plan.examples,
    stages: plan.stages.map((stage) => ({
      ...stage,
      batches: Math.max(1, Math.round(stage.batches * budget)),
    })),
  };
}

/** A stage with classes needs labels, and no more of them than it has units for. */
function checkClasses(kind: AgentKind, plan: TrainingPlan, { name, classNames }: Dataset): void {
  const needed = Math.max(...plan.stages.map(({ classes }) => classes));
  if (needed > 0 && classNames?.length !== needed) {
    throw new HelmholtzError(
      'unknown-dataset',
      `train: ${kind.name} expects examples of ${needed} classes; ${name} has ${classNames?.length ?? 'no'} classes`,
    );
  }
}
