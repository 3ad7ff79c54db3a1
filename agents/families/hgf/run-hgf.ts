import { type CompiledNetwork, compileNetwork } from './compile-network.ts';
import { failureError, type HgfFailure } from './failure.ts';
import type { HgfNetwork, InputNode } from './network.ts';
import { checkObservations, type HgfObservations } from './observations.ts';
import { predictInputs, predictStates } from './predict.ts';
import type { HgfTrajectories, Run } from './trajectories.ts';
import { updateStates } from './update.ts';

/**
 * Filters a sequence of observations: on each trial every state is predicted from the trial before, and updated by what
 * its children report, children first. An input that was not observed reports nothing, and a state none of whose
 * children has anything to report keeps its prediction.
 *
 * A prediction uses the posterior means of the parents on the trial before:
 *
 *   muhat = mu + t (rho + sum alpha mu_parent),  Omega = t exp(omega + sum kappa mu_parent),  pihat = 1/(1/pi + Omega)
 *
 * @throws {HelmholtzError} for observations that do not fit the network. A filter that diverges is told of in `failure`.
 */
export function runHgf(network: HgfNetwork, observations: HgfObservations): HgfTrajectories {
  const compiled = compileNetwork(network);
  const trials = checkObservations(network, observations);
  const run = openRun(compiled, observations, trials);
  let failure: HgfFailure | null = null;
  for (let trial = 0; trial < trials && failure === null; trial++) {
    predictStates(run, trial);
    predictInputs(run, trial);
    failure = updateStates(run, trial);
    if (failure !== null) forgetFrom(run, trial);
  }
  let surprise = 0;
  for (const { surprise: each } of run.inputs) for (const nats of each) surprise += nats;
  return {
    trials,
    states: Object.fromEntries(network.states.map(({ name }, at) => [name, run.states[at]!])),
    inputs: Object.fromEntries(network.inputs.map(({ name }, at) => [name, run.inputs[at]!])),
    surprise: failure === null ? surprise : Infinity,
    failure,
  };
}

/** The same, for those who have no use for half a trajectory.
 *
 * @throws {HelmholtzError} `diverged`, naming trial, node, parameter and remedy.
 */
export function runHgfOrThrow(network: HgfNetwork, observations: HgfObservations): HgfTrajectories {
  const trajectories = runHgf(network, observations);
  if (trajectories.failure !== null) throw failureError(trajectories.failure);
  return trajectories;
}

function openRun(compiled: CompiledNetwork, given: HgfObservations, trials: number): Run {
  const { inputs, states } = compiled.network;
  return {
    compiled,
    values: inputs.map(({ name }) => given.inputs[name]!),
    timeSteps: given.timeSteps ?? null,
    states: states.map(() => ({
      expectedMean: new Float64Array(trials),
      expectedPrecision: new Float64Array(trials),
      mean: new Float64Array(trials),
      precision: new Float64Array(trials),
    })),
    inputs: inputs.map((input) => ({
      prediction: new Float64Array(trials * categoriesOf(input)),
      surprise: new Float64Array(trials),
    })),
    shares: new Float64Array(states.length),
    updated: new Uint8Array(states.length),
    scratch: new Float64Array(2),
  };
}

function categoriesOf(input: InputNode): number {
  return input.kind === 'categorical-input' ? input.parents.length : 1;
}

function forgetFrom(run: Run, trial: number): void {
  for (const state of run.states) {
    for (const values of Object.values(state) as Float64Array[]) values.fill(Number.NaN, trial);
  }
  for (const { prediction, surprise } of run.inputs) {
    prediction.fill(Number.NaN, trial * (prediction.length / surprise.length));
    surprise.fill(Number.NaN, trial);
  }
}
