import { HelmholtzError } from '../../errors.ts';
import { SENSORS, type Sensor, type TurbineParameters } from './turbine-parameters.ts';

/** What can be wrong with a sensor. */
export const SENSOR_FAULTS = ['stuck', 'bias', 'drift', 'gain'] as const;

/**
 * A fault from a step on.
 *
 * - `stuck`: the sensor goes on saying what it said last.
 * - `bias`: `size` is added, in units of the sensor.
 * - `drift`: `size` per second is added.
 * - `gain`: what the sensor says is multiplied by `size`.
 * - `slow`: the natural frequency of the pitch actuator is multiplied by `size`, its damping ratio becomes .9 (air in its
 *   oil).
 */
export type TurbineFault =
  | {
      readonly kind: (typeof SENSOR_FAULTS)[number];
      readonly sensor: Sensor;
      readonly from: number;
      readonly size: number;
    }
  | { readonly kind: 'slow'; readonly from: number; readonly size: number };

/** Damping ratio of an actuator with air in its oil. */
const SLOW_DAMPING = 0.9;

/** Where a fault sits: a sensor, or the actuator. */
export function placeOfFault(fault: TurbineFault): Sensor | 'actuator' {
  return fault.kind === 'slow' ? 'actuator' : fault.sensor;
}

/** What the sensors say when their true readings are these. */
export function faultyReadings(
  readings: readonly number[],
  fault: TurbineFault | null,
  {
    step,
    before,
    seconds,
  }: { readonly step: number; readonly before: readonly number[]; readonly seconds: number },
): readonly number[] {
  if (fault === null || fault.kind === 'slow' || step < fault.from) return readings;
  const place = SENSORS.indexOf(fault.sensor);
  const reading = readings[place]!;
  const said = {
    stuck: before[place] ?? reading,
    bias: reading + fault.size,
    drift: reading + fault.size * (step - fault.from) * seconds,
    gain: reading * fault.size,
  }[fault.kind];
  return readings.map((value, index) => (index === place ? said : value));
}

/** Parameters of a turbine whose actuator is slow. */
export function slowedTurbine(
  parameters: TurbineParameters,
  { size }: { readonly size: number },
): TurbineParameters {
  if (!(size > 0)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `turbine.fault: expected a factor above 0 on the frequency of the actuator; got ${size}`,
    );
  }
  return {
    ...parameters,
    pitchFrequency: parameters.pitchFrequency * size,
    pitchDamping: SLOW_DAMPING,
  };
}
