import type { Exogenous } from './exogenous.ts';
import { linearParts, stepLinearParts, type TurbineDrive } from './linear-parts.ts';
import { operatingPoint } from './operating-point.ts';
import { aerodynamicPower } from './power-coefficient.ts';
import { faultyReadings, slowedTurbine, type TurbineFault } from './turbine-fault.ts';
import { SENSED_STATES, type TurbineParameters, type TurbineState } from './turbine-parameters.ts';

/** What was commanded during a step: torque of the generator, kN m, and pitch, degrees. */
export interface TurbineInput {
  readonly generatorTorque: number;
  readonly pitch: number;
}

/** A run of a turbine, step by step. */
export interface TurbineRun {
  readonly states: readonly TurbineState[];
  readonly inputs: readonly TurbineInput[];
  /** In the order of the sensors. */
  readonly readings: readonly (readonly number[])[];
  readonly wind: readonly number[];
  readonly fault: TurbineFault | null;
}

/** Sets a part of what is commanded: do(input). */
export type Intervention = (step: number) => Partial<TurbineInput>;

/** Time constant over which the controller smooths the speed, s: slow against the twisting of the shaft. */
const SMOOTHING = 0.3;

/** Smallest and largest pitch, degrees. */
const PITCH_RANGE = [0, 30] as const;

/**
 * Runs a turbine above its rated wind, from the operating point of the first wind on. Torque is that of rated power at rated
 * speed; pitch follows the smoothed speed of the generator by a proportional and an integral gain. The controller believes
 * the first sensor of the pair. `intervene` takes its place where it says something.
 */
export function runTurbine(
  parameters: TurbineParameters,
  { wind, processNoise, sensorNoise }: Exogenous,
  {
    fault = null,
    intervene = () => ({}),
  }: { readonly fault?: TurbineFault | null; readonly intervene?: Intervention } = {},
): TurbineRun {
  const { ratedSpeed, proportionalGain, integralGain, step: seconds } = parameters;
  const healthy = linearParts(parameters);
  const slow = fault?.kind === 'slow' ? linearParts(slowedTurbine(parameters, fault)) : healthy;
  const start = operatingPoint(parameters, wind[0]!);
  const states: TurbineState[] = [];
  const inputs: TurbineInput[] = [];
  const readings: (readonly number[])[] = [];
  let state = start.state;
  const smoothing = 1 - Math.exp(-seconds / SMOOTHING);
  let integral = start.input.pitch;
  let smoothed = ratedSpeed;
  wind.forEach((air, step) => {
    const sensed = SENSED_STATES.map(
      (place, sensor) => state[place]! + sensorNoise[step]![sensor]!,
    );
    const said = faultyReadings(sensed, fault, {
      step,
      before: readings.at(-1) ?? sensed,
      seconds,
    });
    smoothed += smoothing * (said[2]! - smoothed);
    const excess = smoothed - ratedSpeed;
    integral = clamp(integral + integralGain * excess * seconds);
    const input: TurbineInput = {
      generatorTorque: start.input.generatorTorque,
      pitch: clamp(integral + proportionalGain * excess),
      ...intervene(step),
    };
    states.push(state);
    inputs.push(input);
    readings.push(said);
    const drive = driveOf(parameters, state, input, air);
    const parts = fault !== null && step >= fault.from ? slow : healthy;
    const next = stepLinearParts(parts, state, drive);
    const noise = processNoise[step]!;
    state = [
      next[0] + noise[0]!,
      next[1] + noise[1]!,
      next[2] + noise[2]!,
      next[3] + noise[3]!,
      next[4] + noise[4]!,
    ];
  });
  return { states, inputs, readings, wind, fault };
}

/** What drives the linear parts: the torque of the wind depends on the state. */
export function driveOf(
  parameters: TurbineParameters,
  [rotorSpeed, , , pitch]: TurbineState,
  input: TurbineInput,
  wind: number,
): TurbineDrive {
  const power = aerodynamicPower(parameters, { wind, rotorSpeed, pitch });
  return [(1e-6 * power) / rotorSpeed, input.generatorTorque, input.pitch];
}

function clamp(pitch: number): number {
  return Math.min(PITCH_RANGE[1], Math.max(PITCH_RANGE[0], pitch));
}
