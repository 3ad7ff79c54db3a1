import { HelmholtzError } from '../errors.ts';
import type { Model } from '../model.ts';
import { suggestion } from '../nearest-name.ts';
import type { ParameterValues } from '../parameter-table.ts';
import { resolveParameters } from '../parameters.ts';
import { curvatureRefusal } from './curvature-terms.ts';
import { errorCoordinatesRefusal } from './error-coordinates.ts';
import { curvaturePointOf } from './model-point.ts';
import type { SchemeChoice } from './scheme-facts.ts';
import type { SchemeConditions, SchemeKind, SchemeRun } from './scheme.ts';
import { accelerated } from './schemes/accelerated.ts';
import { errorBased } from './schemes/error-based.ts';
import { euler } from './schemes/euler.ts';
import { gaussNewton } from './schemes/gauss-newton.ts';
import { heun } from './schemes/heun.ts';
import { langevin } from './schemes/langevin.ts';
import { momentum } from './schemes/momentum.ts';
import { surfaceOf } from './surface.ts';

/** Every scheme of inference, the default first. */
export const SCHEMES: readonly SchemeKind[] = [
  euler,
  momentum,
  accelerated,
  heun,
  gaussNewton,
  errorBased,
  langevin,
];

/** A scheme with its parameters filled in. */
export interface ResolvedScheme {
  readonly kind: SchemeKind;
  readonly parameters: ParameterValues;
}

/**
 * The scheme of a name, with its parameters checked.
 *
 * @throws {HelmholtzError} `unknown-scheme` naming the nearest one, `unknown-parameter` or `parameter-out-of-range`.
 */
export function resolveScheme({ name, parameters = {} }: SchemeChoice): ResolvedScheme {
  const kind = SCHEMES.find((candidate) => candidate.name === name);
  if (kind === undefined) {
    throw new HelmholtzError(
      'unknown-scheme',
      `scheme "${name}": no such scheme of inference${suggestion(
        name,
        SCHEMES.map((candidate) => candidate.name),
      )}`,
    );
  }
  return { kind, parameters: resolveParameters(name, kind.parameters, parameters) };
}

/**
 * Refuses a scheme where it cannot run.
 *
 * @throws {HelmholtzError} `not-applicable` with the reason.
 */
export function checkScheme(
  { kind, parameters }: ResolvedScheme,
  conditions: SchemeConditions,
): void {
  const reason = kind.refusal?.(conditions, parameters) ?? null;
  if (reason !== null) throw new HelmholtzError('not-applicable', `${kind.name}: ${reason}`);
}

/** What a model looks like to a scheme. */
export function schemeConditions(model: Model): SchemeConditions {
  const moving = model.built.levels.filter(({ gradient }) => gradient !== null);
  return {
    freeNodes: moving.reduce(
      (sum, { free }) => sum + model.read(free).reduce((count, entry) => count + entry, 0),
      0,
    ),
    rows: model.batch,
    curvatureRefusal: curvatureRefusal(model.hierarchy),
    errorCoordinatesRefusal: errorCoordinatesRefusal(
      model.hierarchy,
      (level) => model.built.levels[level]!.gradient !== null,
    ),
    hasKinks: moving.some(({ prior }) => prior?.kind === 'laplace'),
  };
}

/**
 * Begins a scheme on a model.
 *
 * @throws {HelmholtzError} `not-applicable` with the reason where it cannot run.
 */
export function beginScheme(
  model: Model,
  scheme: ResolvedScheme,
  { inferenceRate, seed }: { readonly inferenceRate: () => number; readonly seed: number },
): SchemeRun {
  checkScheme(scheme, schemeConditions(model));
  return scheme.kind.begin(
    {
      surface: surfaceOf(model),
      inferenceRate,
      seed,
      curvaturePoint: (row) => curvaturePointOf(model, row),
    },
    scheme.parameters,
  );
}
