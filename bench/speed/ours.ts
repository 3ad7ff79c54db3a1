import {
  createEngine,
  createModel,
  createTrainStep,
  type Engine,
  type EngineName,
} from '../../agents/index.ts';
import type { Contestant, Opened } from './contestant.ts';
import { STEPS } from './rows.ts';
import type { Task } from './task.ts';

const SETTLE = { tolerance: 0, traceEvery: 0, risesToDiverge: Infinity } as const;

/** One of our engines. */
export async function ours(name: EngineName): Promise<Contestant> {
  const { engine } = await createEngine(name);
  return {
    name,
    isOurs: true,
    open: async (task) =>
      Promise.resolve(
        task.row.work === 'train' ? openTraining(task, engine) : openSettling(task, engine),
      ),
    close: async () => Promise.resolve(),
  };
}

function openTraining(task: Task, engine: Engine): Opened {
  const { row, hierarchy, weights, inferenceRate, learningRate } = task;
  const top = row.sizes.length - 1;
  const begin = performance.now();
  const trainStep = createTrainStep({
    ...{ hierarchy, weights, engine, batch: row.batch, held: new Set([0, top]) },
    ...{ settleSteps: STEPS, inferenceRate, learningRate },
  });
  const given = new Map([
    [0, task.targets],
    [top, task.observations],
  ]);
  trainStep.step(given);
  const firstMilliseconds = performance.now() - begin;
  const first = Array.from({ length: top }, (_, index) =>
    Float32Array.from(trainStep.weights(top - 1 - index)),
  );
  return {
    firstMilliseconds,
    first,
    time: timer(() => {
      trainStep.step(given);
    }),
    close: () => {
      trainStep.dispose();
    },
  };
}

function openSettling(task: Task, engine: Engine): Opened {
  const { row, hierarchy, weights, inferenceRate } = task;
  const top = row.sizes.length - 1;
  const begin = performance.now();
  const model = createModel({
    ...{ hierarchy, weights, engine, batch: row.batch, held: new Set([0, top]) },
    ...{ learning: false, inferenceRate },
  });
  model.setValues(0, task.targets);
  model.setValues(top, task.observations);
  model.predictDownwards(top);
  const { executable, built } = model;
  const free = built.levels.slice(1, top).toReversed();
  const steps = row.work === 'settle' ? STEPS : 1;
  let sink = 0;
  const run = (): void => {
    executable.settle({ ...SETTLE, steps });
    if (row.work === 'settle') return;
    for (const { values } of free) sink += executable.read(values)[0]!;
  };
  run();
  const firstMilliseconds = performance.now() - begin;
  const first = free.map(({ values }) => Float32Array.from(executable.view(values)));
  return {
    firstMilliseconds,
    first,
    time: timer(run),
    close: () => {
      if (Number.isNaN(sink)) throw new Error('bench: a value is not a number');
      model.dispose();
    },
  };
}

/** Runs and takes the time of each run. */
function timer(run: () => void): Opened['time'] {
  return async (repeats) => {
    const times = Array.from({ length: repeats }, () => {
      const begin = performance.now();
      run();
      return performance.now() - begin;
    });
    return Promise.resolve(times);
  };
}
