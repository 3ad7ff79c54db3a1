import { HelmholtzError } from '../../errors.ts';
import { type DenseMatrix, inverseSymmetric } from '../../maths/dense.ts';
import type {
  GeneralisedLevel,
  GeneralisedModel,
  GeneralisedOptions,
} from './generalised-model.ts';
import { temporalCovariance } from './temporal-covariance.ts';

/** Where the states, causes and errors of a level lie. */
export interface LevelLayout {
  readonly level: GeneralisedLevel;
  /** Start of x~ among the unknowns; derivative k of state i is at `states + k * level.states + i`. */
  readonly states: number;
  /** Start of v~ among the unknowns. */
  readonly causes: number;
  /** Start of the errors of the outputs. */
  readonly outputErrors: number;
  /** Start of the errors of the flow. */
  readonly flowErrors: number;
  /** Derivatives, and the value itself, of the outputs. */
  readonly outputOrders: number;
}

/** A checked model with the place of every number. */
export interface GeneralisedLayout {
  readonly levels: readonly LevelLayout[];
  readonly unknowns: number;
  readonly errors: number;
  /** Start of the errors of the highest causes about their prior mean. */
  readonly priorErrors: number;
  readonly channels: number;
  readonly stateOrders: number;
  readonly causeOrders: number;
  readonly smoothness: number;
  readonly descentRate: number;
  /** S^-1 of orders 0..n, and of orders 0..d. */
  readonly stateRoughness: DenseMatrix;
  readonly causeRoughness: DenseMatrix;
}

/**
 * Checks a model and lays out its unknowns and errors.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` or `bad-shape`, with the option or level.
 */
export function layOut(model: GeneralisedModel, options: GeneralisedOptions): GeneralisedLayout {
  const { stateOrder = 4, smoothness = 1, descentRate = 1 } = options;
  const { causeOrder = Math.min(2, stateOrder) } = options;
  refuseUnless(Number.isInteger(stateOrder) && stateOrder >= 0 && stateOrder <= 8, {
    name: 'stateOrder',
    expected: 'whole number in [0, 8]',
    got: stateOrder,
  });
  refuseUnless(Number.isInteger(causeOrder) && causeOrder >= 0 && causeOrder <= stateOrder, {
    name: 'causeOrder',
    expected: `whole number in [0, ${stateOrder}], at most stateOrder`,
    got: causeOrder,
  });
  refuseUnless(descentRate > 0, {
    name: 'descentRate',
    expected: 'number above 0 1/bins',
    got: descentRate,
  });
  const stateOrders = stateOrder + 1;
  const causeOrders = causeOrder + 1;
  let unknowns = 0;
  let errors = 0;
  const levels = model.levels.map((level, index): LevelLayout => {
    const below = model.levels[index - 1];
    if (below !== undefined && below.causes !== level.outputs) {
      throw new HelmholtzError(
        'bad-shape',
        `generalised level ${index + 1}: expected ${below.causes} outputs, the causes of the level below; got ${level.outputs}`,
      );
    }
    const outputOrders = index === 0 ? stateOrders : causeOrders;
    const states = unknowns;
    const causes = states + level.states * stateOrders;
    unknowns = causes + level.causes * causeOrders;
    const outputErrors = errors;
    const flowErrors = outputErrors + level.outputs * outputOrders;
    errors = flowErrors + level.states * stateOrders;
    return { level, states, causes, outputErrors, flowErrors, outputOrders };
  });
  const top = model.levels.at(-1);
  if (top === undefined) {
    throw new HelmholtzError(
      'bad-shape',
      'generalised model: expected at least one level; got none',
    );
  }
  if (model.causeLogPrecision.length !== top.causes) {
    throw new HelmholtzError(
      'bad-shape',
      `generalised model.causeLogPrecision: expected ${top.causes} numbers; got ${model.causeLogPrecision.length}`,
    );
  }
  const roughness = (order: number): DenseMatrix => {
    const inverse = inverseSymmetric(temporalCovariance(order, smoothness));
    if (inverse !== null) return inverse;
    throw new HelmholtzError(
      'parameter-out-of-range',
      `generalised-filter.smoothness: expected a covariance that can be inverted at order ${order}; got ${smoothness} bins; choose a lower order or another smoothness`,
    );
  };
  return {
    levels,
    unknowns,
    errors: errors + top.causes * causeOrders,
    priorErrors: errors,
    channels: model.levels[0]!.outputs,
    stateOrders,
    causeOrders,
    smoothness,
    descentRate,
    stateRoughness: roughness(stateOrder),
    causeRoughness: roughness(causeOrder),
  };
}

function refuseUnless(
  holds: boolean,
  {
    name,
    expected,
    got,
  }: { readonly name: string; readonly expected: string; readonly got: number },
): void {
  if (holds) return;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `generalised-filter.${name}: expected ${expected}; got ${got}`,
  );
}
