import { checkHierarchy } from '../check-hierarchy.ts';
import { predictionOrder, predictionsOf } from '../graph.ts';
import type { Hierarchy } from '../hierarchy.ts';
import type {
  BuildOptions,
  BuiltProgram,
  ConnectionBuffers,
  TraceColumns,
} from './built-program.ts';
import { declareLevels } from './declare-levels.ts';
import { type ActivatedBuffers, writeContribution } from './write-contribution.ts';
import { writeLearning } from './write-learning.ts';
import { writeLevel } from './write-level.ts';
import { writePrediction } from './write-prediction.ts';
import { createWriter } from './writer.ts';

/**
 * Writes the arithmetic of a hierarchy down.
 *
 *   prediction_l = g(sum_c W_c f_c(x_upper(c)) + b_c),  e_l = x_l - prediction_l
 *   F = sum_l 1/2 e_l' Pi_l e_l + priors + constants
 *   dF/dx_l = Pi_l e_l - sum_c f_c'(x_l) .* W_c' (g' .* Pi e)_lower(c) + dprior/dx_l,   c over all that x_l predicts
 *   -dF/dW_c = (g' .* Pi e)_lower(c) f_c(x_upper(c))'
 *
 * @throws {HelmholtzError} `bad-shape` if the hierarchy does not fit together.
 */
export function buildProgram(hierarchy: Hierarchy, options: BuildOptions): BuiltProgram {
  checkHierarchy(hierarchy);
  const { batch, learning } = options;
  const writer = createWriter();
  const inferenceRate = writer.buffer('inferenceRate', 1, 1);
  const momentum = options.momentum === true ? writer.buffer('momentum', 1, 1) : null;
  const groups = predictionsOf(hierarchy);
  const columns = traceColumns(hierarchy, new Set(groups.map(({ level }) => level)));
  const levels = declareLevels(writer, hierarchy, options);

  const activatedBuffers: ActivatedBuffers = new Map();
  const contributions = hierarchy.connections.map((_, index) =>
    writeContribution(writer, hierarchy, levels, activatedBuffers, { index, batch }),
  );
  const evaluated = new Set<number>();
  const written = new Map(
    groups.map((prediction) => [
      prediction.level,
      writePrediction(writer, hierarchy, levels, {
        ...options,
        prediction,
        contributions: prediction.connections.map((index) => contributions[index]!),
        evaluated,
      }),
    ]),
  );
  const predictionOfConnection = new Map(
    groups.flatMap(({ level, connections }) =>
      connections.map((index) => [index, written.get(level)!.buffers] as const),
    ),
  );
  const connections = contributions.map((contribution, index): ConnectionBuffers => {
    const prediction = predictionOfConnection.get(index)!;
    const { shape, lowerFromUpper, bias } = contribution;
    return {
      ...prediction,
      ...{ shape, lowerFromUpper, bias },
      learning: learning
        ? writeLearning(writer, hierarchy, { index, batch, prediction, contribution })
        : null,
    };
  });

  for (const [index, level] of levels.entries()) {
    writeLevel(writer, {
      ...{ index, level, batch, columns, inferenceRate, momentum },
      fixedPredictions: options.fixedPredictions ?? false,
      isPredicted: written.has(index),
      modulations: [...written.values()].flatMap(({ buffers: { modulation, errors } }) =>
        modulation?.level === index ? [{ ...modulation, errors }] : [],
      ),
      messages: contributions.flatMap((contribution, connection) =>
        contribution.upper === index
          ? [{ contribution, delta: predictionOfConnection.get(connection)!.delta }]
          : [],
      ),
    });
  }
  for (const [level, { buffers }] of written) {
    const column = columns.errorEnergy[level]!;
    writer.measure({ op: 'traceSum', column, from: buffers.rowEnergy, length: batch });
  }

  const averagedLevels = new Set<number>();
  for (const level of predictionOrder(hierarchy)) {
    const prediction = written.get(level);
    const { values, gradient } = levels[level]!;
    if (prediction === undefined || gradient === null) continue;
    const { buffers, predict } = prediction;
    if (buffers.unitOfError !== null) averagedLevels.add(level);
    const length = batch * buffers.errors;
    if (buffers.unitOfError === null) {
      writer.start(...predict, { op: 'copy', out: values, from: buffers.prediction, length });
    }
  }
  return {
    program: writer.program({
      traceLength: columns.norm + 1,
      energyColumns: columns.levelNorm[0]!,
      normColumn: columns.norm,
    }),
    ...{ batch, levels, connections, inferenceRate, momentum, averagedLevels, columns },
    fixedPredictions: options.fixedPredictions ?? false,
    predictions: levels.map((_, level) => written.get(level)?.buffers ?? null),
  };
}

function traceColumns(hierarchy: Hierarchy, predicted: ReadonlySet<number>): TraceColumns {
  let next = 0;
  return {
    errorEnergy: hierarchy.levels.map((_, level) => (predicted.has(level) ? next++ : null)),
    priorEnergy: hierarchy.levels.map(({ prior }) => (prior === undefined ? null : next++)),
    levelNorm: hierarchy.levels.map(() => next++),
    norm: next,
  };
}
