import type { Model } from '../model.ts';
import type { CurvaturePoint } from './curvature.ts';

/** What the Hessian of F depends on for one row of a model's batch, read from the model as it is now. */
export function curvaturePointOf(model: Model, row: number): CurvaturePoint {
  const { hierarchy, built } = model;
  const rowOf = (buffer: number, width: number): Float64Array =>
    model.read(buffer).slice(row * width, (row + 1) * width);
  const precision = built.connections.map((connection) => model.read(connection.precision));
  return {
    hierarchy,
    weights: built.connections.map(({ lowerFromUpper, bias }, index) => ({
      lowerFromUpper: model.read(lowerFromUpper),
      bias: bias === null ? null : model.read(bias),
      logPrecision: precision[index]!.map(Math.log),
    })),
    values: built.levels.map(({ values, units }) => rowOf(values, units)),
    precision,
    priorStrength: built.levels.map(({ prior }) =>
      prior === null
        ? null
        : model.read(prior.kind === 'gaussian' ? prior.precision : prior.weight),
    ),
    free: built.levels.map(({ gradient, free, units }) =>
      gradient === null ? new Float64Array(units) : model.read(free),
    ),
  };
}
