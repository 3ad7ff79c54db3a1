import type { Exogenous } from './exogenous.ts';
import { linearParts, stepLinearParts } from './linear-parts.ts';
import { driveOf, type Intervention, runTurbine, type TurbineRun } from './run-turbine.ts';
import { slowedTurbine } from './turbine-fault.ts';
import { SENSED_STATES, type TurbineParameters } from './turbine-parameters.ts';

/**
 * What a run says of everything that it did not decide itself: noise of states is what the model leaves unexplained from
 * step to step, noise of sensors what they say beyond the state. A sensor with a fault says too little; its noise is taken
 * to be 0.
 */
export function abductExogenous(parameters: TurbineParameters, run: TurbineRun): Exogenous {
  const healthy = linearParts(parameters);
  const { fault, states } = run;
  const slow = fault?.kind === 'slow' ? linearParts(slowedTurbine(parameters, fault)) : healthy;
  return {
    wind: run.wind,
    processNoise: states.map((state, step) => {
      const after = states[step + 1];
      if (after === undefined) return state.map(() => 0);
      const parts = fault !== null && step >= fault.from ? slow : healthy;
      const drive = driveOf(parameters, state, run.inputs[step]!, run.wind[step]!);
      const expected = stepLinearParts(parts, state, drive);
      return after.map((value, place) => value - expected[place]!);
    }),
    sensorNoise: run.readings.map((reading, step) =>
      reading.map((value, sensor) => value - states[step]![SENSED_STATES[sensor]!]!),
    ),
  };
}

/**
 * What would have been: the run again, under the same wind and noise, with other inputs. Abduction, action, prediction.
 *
 * @param run A run without a fault of a sensor.
 */
export function counterfactualRun(
  parameters: TurbineParameters,
  run: TurbineRun,
  intervene: Intervention,
): TurbineRun {
  return runTurbine(parameters, abductExogenous(parameters, run), {
    fault: run.fault?.kind === 'slow' ? run.fault : null,
    intervene,
  });
}
