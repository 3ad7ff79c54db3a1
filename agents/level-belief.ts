import type { LevelBelief } from './belief.ts';
import type { Model } from './model.ts';
import type { PredictionBuffers } from './program/built-program.ts';
import type { Treatments } from './treatments.ts';
import { averagedOverWindows } from './window-average.ts';

/** What a model believes about one level in one row of its batch; call after `settle` or `measure`. */
export function readLevelBelief(
  model: Model,
  treatments: Treatments,
  { level, row }: { readonly level: number; readonly row: number },
): LevelBelief {
  const { units, values: valuesBuffer } = model.built.levels[level]!;
  const values = readRow(model, valuesBuffer, row, units);
  const found = model.built.predictions[level] ?? null;
  if (found === null) return unpredictedBelief(model, treatments, level, values);
  const { errors, unitOfError } = found;
  const perUnit = (perError: Float64Array): Float64Array =>
    unitOfError === null ? perError : averagedOverWindows(perError, unitOfError, units, 1);
  const read = (buffer: number): Float64Array => perUnit(readRow(model, buffer, row, errors));
  const prediction = read(found.prediction);
  const belief = {
    prediction,
    weightedErrors: read(found.weightedErrors),
    precision: perUnit(precisionNow(model, treatments, found, row)),
  };
  const { hidden } = treatments.levels[level]!;
  if (hidden === null) {
    return { ...belief, values, predictionErrors: read(found.predictionErrors) };
  }
  // What is hidden is unknown: its posterior mean is its prediction, and there is no error.
  const filled = values.map((value, unit) => (hidden[unit] === 1 ? prediction[unit]! : value));
  return {
    ...belief,
    values: filled,
    predictionErrors: filled.map((value, unit) => value - prediction[unit]!),
  };
}

/** Precision in force, times the factors that another level holds. */
function precisionNow(
  model: Model,
  treatments: Treatments,
  { leader, errors, modulation }: PredictionBuffers,
  row: number,
): Float64Array {
  const precision = treatments.precisionInForce(leader);
  if (modulation === null) return precision;
  const factors = readRow(model, modulation.factor, row, errors);
  return precision.map((value, error) => value * factors[error]!);
}

/** A level that nothing predicts is expected at the mean of its prior. */
function unpredictedBelief(
  { hierarchy }: Model,
  treatments: Treatments,
  level: number,
  values: Float64Array,
): LevelBelief {
  const { prior } = hierarchy.levels[level]!;
  const mean = prior?.kind === 'gaussian' ? prior.mean : 0;
  const precision =
    prior?.kind === 'gaussian'
      ? treatments.priorStrengthInForce(level)!
      : new Float64Array(values.length);
  const prediction = new Float64Array(values.length).fill(mean);
  const predictionErrors = values.map((value) => value - mean);
  return {
    values,
    prediction,
    predictionErrors,
    weightedErrors: predictionErrors.map((error, unit) => error * precision[unit]!),
    precision,
  };
}

/** One row of a buffer, copied into float64. */
export function readRow(model: Model, buffer: number, row: number, width: number): Float64Array {
  return Float64Array.from(model.executable.view(buffer).subarray(row * width, (row + 1) * width));
}
