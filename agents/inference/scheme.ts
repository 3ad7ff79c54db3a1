import type { ParameterTable, ParameterValues } from '../parameter-table.ts';
import type { CurvaturePoint } from './curvature.ts';
import type { SchemeFacts } from './scheme-facts.ts';
import type { Surface } from './surface.ts';

/** A way of settling. One file of `schemes/` declares one. */
export interface SchemeKind<
  Table extends ParameterTable = ParameterTable,
> extends SchemeFacts<Table> {
  /** Why it cannot run there; `null` where it can. */
  readonly refusal?: (
    conditions: SchemeConditions,
    parameters: ParameterValues<Table>,
  ) => string | null;
  /** Begins on a surface; its buffers are measured at the present values before each step. */
  readonly begin: (ground: SchemeGround, parameters: ParameterValues<Table>) => SchemeRun;
}

/** What decides whether a scheme can run. */
export interface SchemeConditions {
  /** Value nodes that may move, in one row. */
  readonly freeNodes: number;
  /** Rows of the batch: observations, or hypotheses. */
  readonly rows: number;
  /** Why the Hessian of F is not available; `null` where it is. */
  readonly curvatureRefusal: string | null;
  /** Why beliefs cannot be written as prediction errors; `null` where they can. */
  readonly errorCoordinatesRefusal: string | null;
  /** Whether a level that may move has a Laplace prior, whose cost has a kink. */
  readonly hasKinks: boolean;
}

/** What a scheme works with. */
export interface SchemeGround {
  readonly surface: Surface;
  /** Step size of settling, as it is now. */
  readonly inferenceRate: () => number;
  /** Seed of everything random. */
  readonly seed: number;
  /** Everything that the Hessian of one row depends on, at the present values. */
  readonly curvaturePoint: (row: number) => CurvaturePoint;
}

/** A scheme at work. */
export interface SchemeRun {
  /**
   * Takes one settle step of every row.
   *
   * @param index Steps taken before this one since the beliefs were reset: names the random numbers of the step, so that
   *   going back in time and forward again gives the same beliefs.
   * @returns The trace row at the new values, where the surface is then measured.
   */
  step(index: number): Float64Array;
  /** Forgets what it gathered on the way (velocities, step sizes): the beliefs were changed from outside. */
  restart(): void;
  /** How often dF/dvalues was evaluated so far: the cost of a step differs between schemes. */
  readonly evaluations: number;
}

/** Declares a scheme; inside the declaration the parameters have the types of its own table. */
export function defineScheme<const Table extends ParameterTable>(
  kind: SchemeKind<Table>,
): SchemeKind {
  const { refusal, ...rest } = kind;
  // The values were resolved against this very table by `resolveParameters`.
  const own = (parameters: ParameterValues): ParameterValues<Table> =>
    parameters as ParameterValues<Table>;
  return {
    ...rest,
    begin: (ground, parameters) => kind.begin(ground, own(parameters)),
    ...(refusal === undefined
      ? {}
      : { refusal: (conditions, parameters) => refusal(conditions, own(parameters)) }),
  };
}
