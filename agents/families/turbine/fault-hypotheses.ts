import type { ObservedModel } from './observer.ts';
import { PROCESS_DEVIATIONS } from './exogenous.ts';
import { linearParts } from './linear-parts.ts';
import {
  SENSED_STATES,
  SENSOR_DEVIATIONS,
  SENSORS,
  type Sensor,
  type TurbineParameters,
} from './turbine-parameters.ts';

/** What may be the case: nothing is wrong, or one thing. */
export type FaultPlace = Sensor | 'actuator';

/** Every place where a fault may sit. */
export const FAULT_PLACES: readonly FaultPlace[] = [...SENSORS, 'actuator'];

/** Deviation of the torque of the wind from step to step, MN m. */
const TORQUE_STEP = 0.03;

/** Steps of the offset of a sensor that errs, in deviations of its noise; of the actuator, in degrees. */
const OFFSET_STEP = 0.3;
const ACTUATOR_STEP = 0.3;

/** A tiny spread of states that have none, so that estimates of them go on. */
const SMALLEST = 1e-6;

/**
 * What an observer believes of a turbine. States: those of the linear parts, and the torque of the wind (MN m), which
 * wanders; inputs: torque of the generator (kN m) and pitch that is wanted (degree).
 *
 * If something is wrong, there is one more cause to explain what is read: an offset that wanders, of a sensor, or of the
 * pitch that the actuator follows.
 *
 * @param place Where something is wrong; `null` for nowhere.
 * @param spread Deviations of the noise of the states of the linear parts: how little the dynamics are trusted.
 */
export function turbineHypothesis(
  parameters: TurbineParameters,
  place: FaultPlace | null,
  spread: readonly number[] = PROCESS_DEVIATIONS,
): ObservedModel {
  const { a, b } = linearParts(parameters);
  const extra = place === null ? 0 : 1;
  const size = 6 + extra;
  const dynamics = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => {
      if (row >= 5) return row === column ? 1 : 0;
      if (column < 5) return a.data[row * 5 + column]!;
      if (column === 5) return b.data[row * 3]!;
      return place === 'actuator' ? b.data[row * 3 + 2]! : 0;
    }),
  );
  const deviations = [
    ...spread.map((deviation) => Math.max(deviation, SMALLEST)),
    TORQUE_STEP,
    ...(place === null ? [] : [offsetStep(place)]),
  ];
  return {
    dynamics,
    inputWeights: Array.from({ length: size }, (_, row) =>
      [1, 2].map((column) => (row < 5 ? b.data[row * 3 + column]! : 0)),
    ),
    observation: SENSORS.map((sensor, channel) =>
      Array.from({ length: size }, (_, column) => {
        if (column === SENSED_STATES[channel]) return 1;
        return column === 6 && sensor === place ? 1 : 0;
      }),
    ),
    processCovariance: diagonal(deviations),
    observationCovariance: diagonal(SENSOR_DEVIATIONS),
  };
}

function offsetStep(place: FaultPlace): number {
  return place === 'actuator'
    ? ACTUATOR_STEP
    : OFFSET_STEP * SENSOR_DEVIATIONS[SENSORS.indexOf(place)]!;
}

function diagonal(deviations: readonly number[]): number[][] {
  return deviations.map((deviation, row) =>
    deviations.map((_, column) => (row === column ? deviation * deviation : 0)),
  );
}
