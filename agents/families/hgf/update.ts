import type { CompiledState } from './compile-network.ts';
import { describeFailure, type HgfFailure } from './failure.ts';
import { clipped, formerMean, formerPrecision, type Run } from './trajectories.ts';
import {
  logistic,
  meanReport,
  precisionReport,
  unboundedUpdate,
  volatilityError,
} from './volatility-update.ts';

/** Updates all states of a trial by what their children report. */
export function updateStates(run: Run, trial: number): HgfFailure | null {
  for (const at of run.compiled.order) {
    const state = run.compiled.states[at]!;
    const trajectory = run.states[at]!;
    const expectedMean = trajectory.expectedMean[trial]!;
    const expectedPrecision = trajectory.expectedPrecision[trial]!;
    const { scratch } = run;
    scratch[0] = expectedMean;
    scratch[1] = expectedPrecision;
    const isReported = updateState(run, { at, state, trial });
    run.updated[at] = isReported ? 1 : 0;
    trajectory.mean[trial] = scratch[0];
    trajectory.precision[trial] = scratch[1];
    const failure = failureOf(run, at, trial);
    if (failure !== null) return failure;
  }
  return null;
}

/** Puts mean and precision into the scratch; says whether any child had something to report. */
function updateState(
  run: Run,
  {
    at,
    state,
    trial,
  }: { readonly at: number; readonly state: CompiledState; readonly trial: number },
): boolean {
  const { scratch } = run;
  const { scheme } = run.compiled.network;
  const belief = run.states[at]!;
  const expectedMean = belief.expectedMean[trial]!;
  const expectedPrecision = belief.expectedPrecision[trial]!;
  const time = run.timeSteps?.[trial] ?? 1;
  let precision = expectedPrecision;
  let change = 0;
  let isReported = false;
  for (const { input, coupling, category } of state.inputs) {
    const value = run.values[input]![trial]!;
    if (Number.isNaN(value)) continue;
    isReported = true;
    const node = run.compiled.network.inputs[input]!;
    if (node.kind === 'continuous-input') {
      precision += coupling * coupling * node.precision;
      change += coupling * node.precision * (value - run.inputs[input]!.prediction[trial]!);
    } else {
      const probability = clipped(logistic(expectedMean));
      const seen = node.kind === 'binary-input' ? value : value === category ? 1 : 0;
      precision += probability * (1 - probability);
      change += seen - probability;
    }
  }
  for (const child of state.valueChildren) {
    if (run.updated[child.state] === 0) continue;
    isReported = true;
    const { mean, expectedMean: expected, expectedPrecision: sure } = run.states[child.state]!;
    const weight = child.coupling * time;
    precision += weight * weight * sure[trial]!;
    change += weight * sure[trial]! * (mean[trial]! - expected[trial]!);
  }
  // From here on `change` is what the mean changes by, times the precision that divides it.
  let volatilityChange = 0;
  let volatilityPrecision = 0;
  for (const child of state.volatilityChildren) {
    if (run.updated[child.state] === 0) continue;
    isReported = true;
    const below = run.states[child.state]!;
    const moved = below.mean[trial]! - below.expectedMean[trial]!;
    if (scheme === 'unbounded') {
      unboundedUpdate(
        {
          formerVariance: 1 / formerPrecision(run, child.state, trial),
          observedSpread: 1 / below.precision[trial]! + moved * moved,
          tonicVolatility: othersOf(run, child.state, { parent: at, trial }) + Math.log(time),
          coupling: child.coupling,
          expectedMean,
          expectedPrecision,
        },
        scratch,
      );
      return true;
    }
    const error = volatilityError(below.expectedPrecision[trial]!, below.precision[trial]!, moved);
    const share = run.shares[child.state]!;
    volatilityPrecision += precisionReport(child.coupling, share, error);
    volatilityChange += meanReport(child.coupling, share, error);
  }
  // The scheme ehgf moves the mean by what it knew before the volatility reports came in.
  const divisor = scheme === 'ehgf' ? precision : precision + volatilityPrecision;
  scratch[0] = expectedMean + (change + volatilityChange) / divisor;
  scratch[1] = precision + volatilityPrecision;
  return isReported;
}

/** Log variance of a child's walk, without what one of its volatility parents adds. */
function othersOf(
  run: Run,
  child: number,
  { parent, trial }: { readonly parent: number; readonly trial: number },
): number {
  const { node, volatilityParents } = run.compiled.states[child]!;
  let sum = node.tonicVolatility;
  for (const { state, coupling } of volatilityParents) {
    if (state !== parent) sum += coupling * formerMean(run, state, trial);
  }
  return sum;
}

function failureOf(run: Run, at: number, trial: number): HgfFailure | null {
  const { mean, precision, expectedPrecision } = run.states[at]!;
  const { node, volatilityChildren } = run.compiled.states[at]!;
  const child = volatilityChildren[0];
  const { scheme } = run.compiled.network;
  const expected = expectedPrecision[trial]!;
  const own = `${node.name}.tonicVolatility = ${node.tonicVolatility}`;
  if (!(expected > 0)) {
    const what = {
      trial,
      node: node.name,
      quantity: 'expected precision',
      value: expected,
    } as const;
    return describeFailure({ ...what, parameter: own, scheme, isOrdinary: false });
  }
  const isFine =
    precision[trial]! > 0 && precision[trial]! < Infinity && Number.isFinite(mean[trial]!);
  if (isFine) return null;
  const isPrecision = !(precision[trial]! > 0 && precision[trial]! < Infinity);
  return describeFailure({
    trial,
    node: node.name,
    quantity: isPrecision ? 'posterior precision' : 'posterior mean',
    value: isPrecision ? precision[trial]! : mean[trial]!,
    parameter: child === undefined ? own : responsible(run, child.state, run.compiled.states[at]!),
    scheme,
    isOrdinary: child !== undefined && precision[trial]! <= 0,
  });
}

/**
 * A parent's precision turns negative when a child with little walk (a small gamma) moves far, and the parent itself was
 * unsure: its own tonic volatility is high, or the coupling strong.
 */
function responsible(run: Run, child: number, parent: CompiledState): string {
  const { name, tonicVolatility } = parent.node;
  const { name: below, volatilityParents } = run.compiled.states[child]!.node;
  return `${name}.tonicVolatility = ${tonicVolatility}, ${below}.volatilityParents.${name} = ${volatilityParents[name]!}`;
}
