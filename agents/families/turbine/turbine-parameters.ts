/** Numbers of a three-bladed turbine with variable speed and pitch. SI units, pitch in degrees. */
export interface TurbineParameters {
  /** Density of air, kg/m^3. */
  readonly airDensity: number;
  /** Radius of the rotor, m. */
  readonly rotorRadius: number;
  /** Moment of inertia of the rotor, kg m^2. */
  readonly rotorInertia: number;
  /** Moment of inertia of the generator, kg m^2. */
  readonly generatorInertia: number;
  /** Stiffness of the shaft between them, N m/rad, and its damping, N m s/rad. */
  readonly shaftStiffness: number;
  readonly shaftDamping: number;
  /** Friction of rotor and generator, N m s/rad. */
  readonly rotorFriction: number;
  readonly generatorFriction: number;
  /** Turns of the generator per turn of the rotor. */
  readonly gearRatio: number;
  /** Natural frequency of the pitch actuator, rad/s, and its damping ratio. */
  readonly pitchFrequency: number;
  readonly pitchDamping: number;
  /** Power that is held, W, and speed of the generator that is held, rad/s. */
  readonly ratedPower: number;
  readonly ratedSpeed: number;
  /** Gains of the pitch controller: degrees per rad/s, and per rad. */
  readonly proportionalGain: number;
  readonly integralGain: number;
  /** Time of a step, s. */
  readonly step: number;
}

/**
 * The turbine of 4.8 MW of the benchmark.
 *
 * @see Odgaard, Stoustrup & Kinnaert (2013), `REFERENCES.odgaard2013`
 */
export const BENCHMARK_TURBINE: TurbineParameters = {
  airDensity: 1.225,
  rotorRadius: 57.5,
  rotorInertia: 55e6,
  generatorInertia: 390,
  shaftStiffness: 2.7e9,
  shaftDamping: 775.49,
  rotorFriction: 7.11,
  generatorFriction: 45.6,
  gearRatio: 95,
  pitchFrequency: 11.11,
  pitchDamping: 0.6,
  ratedPower: 4.8e6,
  ratedSpeed: 162,
  proportionalGain: 4,
  integralGain: 1,
  step: 0.01,
};

/** Sensors: two each for the speed of rotor and generator and for the pitch. */
export const SENSORS = [
  'rotor-1',
  'rotor-2',
  'generator-1',
  'generator-2',
  'pitch-1',
  'pitch-2',
] as const;

/** Name of a sensor. */
export type Sensor = (typeof SENSORS)[number];

/** Which state a sensor reads: places in {@link TurbineState}. */
export const SENSED_STATES: readonly number[] = [0, 0, 1, 1, 3, 3];

/** Standard deviation of the noise of each sensor: rad/s, rad/s, degrees. */
export const SENSOR_DEVIATIONS: readonly number[] = [0.025, 0.025, 0.05, 0.05, 0.2, 0.2];

/**
 * Speed of the rotor (rad/s), of the generator (rad/s), twist of the shaft (mrad), pitch (degree), its rate (degree/s).
 */
export type TurbineState = readonly [number, number, number, number, number];
