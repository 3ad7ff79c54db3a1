import type { Random } from '../../maths/random.ts';
import { SENSOR_DEVIATIONS, type TurbineParameters } from './turbine-parameters.ts';

/** Everything that a run of a turbine depends on and does not decide itself, step by step. */
export interface Exogenous {
  /** Speed of the wind, m/s. */
  readonly wind: readonly number[];
  /** What is added to the states. */
  readonly processNoise: readonly (readonly number[])[];
  /** What is added to what sensors read. */
  readonly sensorNoise: readonly (readonly number[])[];
}

/** Deviation of the noise of each state per step: rad/s, rad/s, mrad, degree, degree/s. */
export const PROCESS_DEVIATIONS: readonly number[] = [1e-5, 1e-3, 0, 0, 0.05];

/** Turbulence: deviation of the wind, m/s, and its time constant, s. */
const GUSTS = 0.8;
const GUST_TIME = 10;

/** Least wind, m/s. */
const LULL = 3;

/** Draws wind (a process that returns to its mean, of first order) and noise. */
export function drawExogenous(
  { step }: TurbineParameters,
  {
    steps,
    meanWind,
    random,
  }: { readonly steps: number; readonly meanWind: number; readonly random: Random },
): Exogenous {
  const [air, body, sensing] = [
    random.fork('wind'),
    random.fork('process'),
    random.fork('sensors'),
  ];
  const keep = Math.exp(-step / GUST_TIME);
  let gust = 0;
  return {
    wind: Array.from({ length: steps }, () => {
      gust = keep * gust + GUSTS * Math.sqrt(1 - keep * keep) * air.normal();
      return Math.max(LULL, meanWind + gust);
    }),
    processNoise: Array.from({ length: steps }, () =>
      PROCESS_DEVIATIONS.map((deviation) => deviation * body.normal()),
    ),
    sensorNoise: Array.from({ length: steps }, () =>
      SENSOR_DEVIATIONS.map((deviation) => deviation * sensing.normal()),
    ),
  };
}
